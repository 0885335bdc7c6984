"""A row is taken out of the table of former wordings."""

import pytest

from lianxin.base.journal.models import Entry
from lianxin.kernel.actor import NotVisible, Refused
from lianxin.work.guidance.operations import remove_wording
from lianxin.work.guidance.queries import wording_visible_to, wordings_for
from tests.cast import AT, Cast
from tests.work.guidance.worded import former_wording


def test_rows_are_not_held_against_it_any_more_and_it_may_be_added_anew(cast: Cast):
    added, clerk = former_wording(cast), cast.actor("clerk")
    before = len(wordings_for(cast.units["branch"]))
    remove_wording(added, actor=clerk, at=AT)
    assert len(wordings_for(cast.units["branch"])) == before - 1
    with pytest.raises(NotVisible):
        wording_visible_to(clerk, added.pk)
    assert former_wording(cast).pk != added.pk


def test_twice_is_once(cast: Cast):
    added, clerk = former_wording(cast), cast.actor("clerk")
    for _time in range(2):
        remove_wording(added, actor=clerk, at=AT)
    told = Entry.objects.filter(code="guidance.wording_removed")
    assert [entry.before["old"] for entry in told] == ["三型班组"]


def test_nobody_else(cast: Cast):
    added = former_wording(cast)
    with pytest.raises(Refused):
        remove_wording(added, actor=cast.actor("sub_clerk"), at=AT)
    added.refresh_from_db()
    assert added.removed_at is None
