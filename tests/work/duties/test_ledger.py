"""The ledger equals the facts read anew, and every event that it follows is needed."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import chain

import pytest
from django.test import TestCase
from django_tasks import default_task_backend

from lianxin.base.journal import operations as journal
from lianxin.facts.records.events import (
    MeetingRecorded,
    PastMeetingsRecorded,
    PastMeetingsWithdrawn,
    RecordAmended,
    RecordWithdrawn,
)
from lianxin.facts.records.operations import (
    record_past_meetings,
    withdraw_past_meetings,
)
from lianxin.org.approvals.events import ApprovalAgreed
from lianxin.org.posts.events import (
    AppointmentEnded,
    AppointmentsWithdrawn,
    PeopleAppointed,
    PersonAppointed,
)
from lianxin.org.posts.operations import (
    NewAppointment,
    appoint_many,
    withdraw_appointments,
)
from lianxin.org.units.events import (
    UnitDissolved,
    UnitFounded,
    UnitMoved,
    UnitReinstated,
    UnitsFounded,
    UnitsWithdrawn,
)
from lianxin.org.units.models import Unit
from lianxin.org.units.operations import NewUnit, found_units, withdraw_units
from lianxin.org.units.queries import way_on
from lianxin.site import wiring
from lianxin.work.duties import events, operations, queries
from lianxin.work.duties.enums import Outcome
from lianxin.work.duties.models import DutyLedger, DutyTallyLedger
from lianxin.work.goals.queries import NEVER
from tests.cast import AT, TODAY, Cast
from tests.facts.records.test_record_past_meetings import past
from tests.work.duties.histories import History

FOLLOWED = [
    MeetingRecorded,
    RecordAmended,
    RecordWithdrawn,
    UnitFounded,
    UnitDissolved,
    UnitReinstated,
    UnitMoved,
    PersonAppointed,
    AppointmentEnded,
    events.DutyAdded,
    events.DutyEnded,
    events.ReviewWindowTold,
    ApprovalAgreed,
]
OF_TABLES = [
    PeopleAppointed,
    AppointmentsWithdrawn,
    PastMeetingsRecorded,
    PastMeetingsWithdrawn,
]
LATER_BY = (0, 40)
STEPS = 40


def differences(day: date) -> list[str]:
    """Where the ledger says other than the judge over the facts read anew."""
    since, until = queries.span_of(day)
    kept = {
        (row.unit_id, row.duty, row.first_day): row
        for row in DutyLedger.objects.exclude(outcome=Outcome.GONE)
    }
    wrong = []
    units = Unit.objects.order_by("pk")
    for asked in queries.all_asked_of(units, since=since, until=until):
        for slot, following in asked.slots:
            key = (asked.unit.pk, slot.duty.code, slot.first)
            row = kept.pop(key, None)
            if row is None or row.last_day != (slot.last or NEVER):
                wrong.append(f"{key}: {row}")
                continue
            for days in LATER_BY:
                on = day + timedelta(days=days)
                verdict = queries.verdict_on(asked, slot, following, on)
                status = queries.status_of_row(
                    row.outcome, row.first_day, row.last_day, today=on
                )
                if status != verdict.status:
                    wrong.append(f"{key} on {on}: {status} != {verdict.status}")
    return wrong + [f"{key}: not asked any more" for key in kept]


@pytest.mark.parametrize("seed", range(2))
def test_the_ledger_is_true_after_every_step(cast: Cast, seed: int):
    for number, day in enumerate(History(cast, seed).live(STEPS)):
        if number % 5 == 0:
            assert differences(day) == [], f"seed {seed}, step {number}"
    assert differences(day) == [], f"seed {seed}"


@pytest.mark.no_database  # what the ledger follows is the same on each
@pytest.mark.parametrize("event", FOLLOWED, ids=lambda event: event.__name__)
def test_without_this_event_the_ledger_goes_wrong(cast: Cast, monkeypatch, event):
    journal._readers.cache_clear()
    monkeypatch.delitem(wiring.READERS, event)
    histories = chain.from_iterable(
        History(cast, seed).live(2 * STEPS) for seed in (1, 2, 3)
    )
    days = (day for number, day in enumerate(histories) if number % 3 == 0)
    assert any(differences(day) for day in days)


def test_every_reader_of_duties_is_tried_above():
    followed = {
        event
        for event, readers in wiring.READERS.items()
        if any(
            reader.__module__.startswith("lianxin.work.duties") for reader in readers
        )
    }
    assert followed == {*FOLLOWED, *OF_TABLES, UnitsFounded, UnitsWithdrawn}


def tables_in_and_out(cast: Cast) -> Iterator[list[str]]:
    """Where the ledger is wrong after posts and meetings come of tables, and go again."""
    operations.renew_all(today=TODAY)
    clerk = cast.actor("clerk")
    holder = (cast.units["other"], "publicity_member", cast.people["member"])
    held = appoint_many([NewAppointment(*holder, TODAY)], actor=clerk, at=AT)
    yield differences(TODAY)
    rows = [past(cast, kind="general_meeting", took_place_on=TODAY)]
    records = record_past_meetings(rows, actor=clerk, at=AT)
    yield differences(TODAY)
    withdraw_past_meetings(records, actor=clerk, at=AT)
    yield differences(TODAY)
    withdraw_appointments(held, actor=clerk, at=AT)
    yield differences(TODAY)


def test_what_tables_bring_is_followed(cast: Cast):
    assert list(tables_in_and_out(cast)) == [[], [], [], []]


@pytest.mark.parametrize("event", OF_TABLES, ids=lambda event: event.__name__)
def test_without_this_event_tables_make_it_wrong(cast: Cast, monkeypatch, event):
    journal._readers.cache_clear()
    monkeypatch.delitem(wiring.READERS, event)
    assert any(tables_in_and_out(cast))


def counted_anew() -> Counter[tuple[object, ...]]:
    """The ledger by each unit above, one row after the other."""
    counted: Counter[tuple[object, ...]] = Counter()
    for row in DutyLedger.objects.exclude(outcome=Outcome.GONE):
        for above in way_on(row.unit_id, day=row.last_day):
            slot = (row.duty, row.first_day, row.last_day, row.outcome)
            counted[above, *slot] += 1
    return counted


def tallied() -> Counter[tuple[object, ...]]:
    return Counter(
        {
            (
                row.unit_id,
                row.duty,
                row.first_day,
                row.last_day,
                row.outcome,
            ): row.number
            for row in DutyTallyLedger.objects.all()
        }
    )


@pytest.mark.parametrize("seed", [4, 5, 10])
def test_the_roll_up_is_true_whenever_it_is_made(cast: Cast, seed: int):
    for number, _day in enumerate(History(cast, seed).live(STEPS)):
        if number % 10 == 0:
            operations.follow_ledger(at=AT)
            assert tallied() == counted_anew(), f"seed {seed}, step {number}"
            assert operations.follow_ledger(at=AT) == 0
            assert not DutyLedger.objects.filter(outcome=Outcome.GONE).exists()


def test_units_of_a_table_are_followed_by_a_job_and_taken_back_with_their_rows(
    cast: Cast,
):
    operations.renew_all(today=TODAY)
    operations.follow_ledger(at=AT)
    rows = [NewUnit("branch", "锅炉支部", "", cast.units["sub"], date(2026, 1, 1))]
    default_task_backend.clear()  # it is kept over tests
    with TestCase.captureOnCommitCallbacks(execute=True):
        [made] = found_units(rows, actor=cast.actor("sub_clerk"), at=AT)
    assert [result.task.name for result in default_task_backend.results] == ["renew"]
    before = tallied()
    operations.renew_all(today=TODAY)
    operations.follow_ledger(at=AT)
    assert tallied() == counted_anew() != before
    withdraw_units([made.pk], actor=cast.actor("sub_clerk"), at=AT)
    operations.follow_ledger(at=AT)
    assert (differences(TODAY), tallied()) == ([], before)


def test_made_anew_both_are_the_same(cast: Cast):
    for day in History(cast, 6).live(STEPS):
        last = day
    operations.follow_ledger(at=AT)
    rows, numbers = DutyLedger.objects.count(), tallied()
    assert operations.rebuild_ledger(today=last) == rows
    operations.follow_ledger(at=AT)
    assert (differences(last), tallied()) == ([], numbers)


def test_a_new_year_forgets_the_year_before_the_last(cast: Cast):
    operations.renew_all(today=TODAY)
    operations.follow_ledger(at=AT)
    next_year = date(TODAY.year + 1, 1, 1)
    operations.renew_all(today=next_year)
    operations.follow_ledger(at=AT)
    assert differences(next_year) == []
    assert tallied() == counted_anew()
