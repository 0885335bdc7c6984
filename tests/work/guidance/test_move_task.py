"""Moving a row."""

import pytest

from lianxin.kernel.actor import Conflict
from lianxin.work.guidance.operations import move_task
from tests.cast import AT, Cast
from tests.work.guidance.taken_in import take_in, task


@pytest.mark.parametrize(
    ("to", "expected"),
    [(1, "丙甲乙"), (2, "甲丙乙"), (3, "甲乙丙"), (99, "甲乙丙"), (-5, "丙甲乙")],
)
def test_to_a_place_counted_from_one(cast: Cast, to: int, expected: str):
    plan = take_in(cast)
    rows = [task(cast, plan, text) for text in "甲乙丙"]
    move_task(plan, task=rows[2].pk, version=1, to=to, actor=cast.actor("clerk"), at=AT)
    assert "".join(t.text for t in plan.tasks.order_by("order")) == expected


def test_a_row_changed_meanwhile(cast: Cast):
    plan = take_in(cast)
    row = task(cast, plan, "甲")
    with pytest.raises(Conflict):
        move_task(plan, task=row.pk, version=7, to=1, actor=cast.actor("clerk"), at=AT)
