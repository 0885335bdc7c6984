"""Withdrawing a calendar's address."""

from lianxin.base.journal.models import Entry
from lianxin.desks.reminders import operations, queries
from tests.cast import AT, Cast


def test_nobody_reads_it_any_more_and_others_keep_theirs(cast: Cast):
    mine = operations.open_calendar(actor=cast.actor("branch_secretary"), at=AT)
    other = operations.open_calendar(actor=cast.actor("outsider"), at=AT)
    assert operations.close_calendar(actor=cast.actor("branch_secretary"), at=AT)
    assert queries.all_subscriptions_with(mine) is None
    assert queries.all_subscriptions_with(other) is not None
    assert Entry.objects.filter(code="mine.calendar_closed").count() == 1


def test_where_there_is_none_nothing_happens(cast: Cast):
    assert not operations.close_calendar(actor=cast.actor("member"), at=AT)
    assert not Entry.objects.exists()
