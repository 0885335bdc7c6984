"""Making a task the key task of its rows."""

from lianxin.work.guidance.operations import promote_task
from tests.cast import AT, Cast
from tests.work.guidance.taken_in import take_in, task


def test_it_heads_its_row_and_those_behind_it_up_to_the_next(cast: Cast):
    plan = take_in(cast)
    rows = [
        task(cast, plan, text, key_task=key)
        for text, key in (("甲", "旧"), ("乙", "旧"), ("丙", "旧"), ("丁", "别的"))
    ]
    promote_task(plan, task=rows[1].pk, version=1, actor=cast.actor("clerk"), at=AT)
    found = [(t.key_task, t.version) for t in plan.tasks.order_by("order")]
    assert found == [("旧", 1), ("乙", 2), ("乙", 2), ("别的", 1)]
