"""Taking a row out."""

import pytest

from lianxin.kernel.actor import Conflict
from lianxin.work.guidance.operations import remove_task
from lianxin.work.guidance.queries.review import counts_of, rows_of
from tests.cast import AT, Cast
from tests.work.guidance.taken_in import quoted, take_in, task


def test_its_clause_is_open_again(cast: Cast):
    plan = take_in(cast)
    row = task(cast, plan, "甲", quotes=[quoted(plan, "一(一)")])
    assert counts_of(plan).handled == 1
    remove_task(plan, task=row.pk, version=1, actor=cast.actor("clerk"), at=AT)
    assert counts_of(plan).handled == 0
    assert not rows_of(plan).exists()
    assert plan.tasks.count() == 1
    with pytest.raises(Conflict):
        remove_task(plan, task=row.pk, version=2, actor=cast.actor("clerk"), at=AT)
