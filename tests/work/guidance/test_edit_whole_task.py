"""Storing a row from its form: all of it or nothing."""

import pytest
from django.core.exceptions import ValidationError

from lianxin.work.guidance.operations import CellEdit, edit_whole_task
from tests.cast import AT, Cast
from tests.work.guidance.taken_in import take_in, task


def test_all_cells(cast: Cast):
    plan = take_in(cast)
    row = task(cast, plan, "甲")
    edits = [CellEdit(row.pk, 1, "text", "乙"), CellEdit(row.pk, 1, "due", "全年")]
    edit_whole_task(plan, edits=edits, actor=cast.actor("clerk"), at=AT)
    row.refresh_from_db()
    assert (row.text, row.due_kind, row.version) == ("乙", "year", 2)


def test_or_none(cast: Cast):
    plan = take_in(cast)
    row = task(cast, plan, "甲")
    edits = [CellEdit(row.pk, 1, "text", "乙"), CellEdit(row.pk, 1, "due", "尽快")]
    with pytest.raises(ValidationError) as refused:
        edit_whole_task(plan, edits=edits, actor=cast.actor("clerk"), at=AT)
    assert list(refused.value.message_dict) == ["due"]
    row.refresh_from_db()
    assert (row.text, row.version) == ("甲", 1)
