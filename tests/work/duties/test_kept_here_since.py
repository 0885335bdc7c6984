"""Since when things are entered here: before that day nothing is asked."""

from datetime import timedelta

from lianxin.base.journal.models import Entry
from lianxin.facts.records.models import Record
from lianxin.work.duties.queries.living import kept_here_since
from tests.cast import AT, TODAY, Cast


def record(cast: Cast, *, days: int) -> None:
    Record.objects.create(
        kind="party_day",
        unit=cast.units["branch"],
        took_place_on=TODAY,
        topic="学习",
        recorded_by=cast.people["branch_secretary"],
        recorded_at=AT - timedelta(days=days),
    )


def test_an_empty_site_has_no_such_day(cast: Cast):
    Entry.objects.all().delete()
    assert kept_here_since() is None


def test_it_is_the_day_of_the_first_entry_though_no_record_is_made_yet(cast: Cast):
    Entry.objects.update(at=AT)
    assert kept_here_since() == TODAY
    record(cast, days=0)
    assert kept_here_since() == TODAY


def test_records_that_were_brought_along_count_from_their_own_day(cast: Cast):
    Entry.objects.update(at=AT)
    record(cast, days=30)
    assert kept_here_since() == TODAY - timedelta(days=30)
