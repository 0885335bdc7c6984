"""Putting a removed row back."""

import pytest
from django.core.exceptions import ValidationError

from lianxin.work.guidance.operations import merge_tasks, restore_task
from lianxin.work.guidance.queries.review import rows_of
from tests.cast import AT, Cast
from tests.work.guidance.taken_in import quoted, take_in, task


def test_a_merged_row_comes_back_with_its_quote(cast: Cast):
    plan = take_in(cast)
    actor = cast.actor("clerk")
    one = task(cast, plan, "甲", quotes=[quoted(plan, "一(一)")])
    two = task(cast, plan, "乙", quotes=[quoted(plan, "一(二)")])
    merge_tasks(plan, tasks=[(one.pk, 1), (two.pk, 1)], actor=actor, at=AT)
    restore_task(plan, task=two.pk, actor=actor, at=AT)
    assert [t.text for t in rows_of(plan)] == ["甲", "乙"]
    assert [q.clause.path for q in one.quotes.all()] == ["一(一)"]


def test_a_row_that_is_there_needs_no_putting_back(cast: Cast):
    plan = take_in(cast)
    row = task(cast, plan, "甲")
    with pytest.raises(ValidationError):
        restore_task(plan, task=row.pk, actor=cast.actor("clerk"), at=AT)
