"""The ledger of all units made anew from the facts, while people go on recording."""

import os
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from multiprocessing import get_context
from typing import NamedTuple

from django.db import connection, connections, transaction

from lianxin.base.bulk.rows import (
    give_room_to_count,
    know_sizes,
    write_alike_rows,
)
from lianxin.base.journal import queries as journal
from lianxin.facts.records.models import Participation, Record, RecordPart
from lianxin.kernel.rules.duties import Slot
from lianxin.kernel.rules.duty_marks import SlotMarks
from lianxin.org.units.models import Placement, Unit
from lianxin.work.duties import queries
from lianxin.work.duties.models import DutyLedger, DutyTallyRunLedger
from lianxin.work.goals.queries import NEVER

AT_ONCE = 1000
MOST_PROCESSES = 4
MOST_REMEMBERED = 200_000
FIELDS = ("needed", "counted", "met_on", "exempt", "waived_on", "outcome")
COLUMNS = ("unit_id", "duty", "first_day", "last_day", *FIELDS, "tallied")
Columns = tuple[object, ...]
Row = tuple[int, Columns]


class Pair:
    """A period and the one after it; like no other pair, so that it is a quick key."""

    def __init__(self, slot: Slot, following: Slot | None) -> None:
        self.slot, self.following = slot, following


class Period(NamedTuple):
    """A period, the days of what may count for it, its row where nothing was held."""

    first: date
    last: date
    slots: Pair
    of_nothing: Columns


def rebuild_ledger(*, today: date) -> int:
    """Make the ledger of all units anew from the facts; returns how many rows.

    A thousand units at a time, each in a transaction of its own: nobody waits long to
    record something, and what is recorded meanwhile is in the ledger afterwards.
    Several processes share the units where there are many. After it the roll-up is made
    anew.
    """
    since, _until = queries.span_of(today)
    know_sizes(Unit, Placement, Record, RecordPart, Participation)
    alive = queries.all_alive_since(since)
    numbers = list(alive.order_by("pk").values_list("pk", flat=True))
    DutyLedger.objects.exclude(unit__in=alive.order_by()).delete()
    batches = [numbers[n : n + AT_ONCE] for n in range(0, len(numbers), AT_ONCE)]
    return sum(_in_shares(batches, today=today))


def _in_shares(batches: Sequence[Sequence[int]], *, today: date) -> Sequence[int]:
    """By as many processes as there are processors, if nothing is open here."""
    number = min(os.cpu_count() or 1, MOST_PROCESSES, len(batches))
    if number < 2 or connection.in_atomic_block:
        return [_make_anew(batches, today)]
    shares = [batches[n::number] for n in range(number)]
    # A process must not speak through the connection that another opened.
    leave_connections()
    with ProcessPoolExecutor(number, mp_context=get_context("fork")) as others:
        return list(others.map(_make_anew, shares, [today] * number))


def leave_connections() -> None:
    """Close what this process speaks to the database through, before it forks."""
    connections.close_all()
    for each in connections.all():
        if hasattr(each, "close_pool"):
            each.close_pool()


def _make_anew(batches: Sequence[Sequence[int]], today: date) -> int:
    """What is remembered of like units is forgotten after each batch: so that memory
    does not grow with the number of units.
    """
    since, until = queries.span_of(today)
    return sum(
        _write(numbers, queries.Judged(since=since, until=until), Written())
        for numbers in batches
    )


def _write(numbers: Sequence[int], judged: queries.Judged, written: "Written") -> int:
    """The rows of these units, which are held from before they are read until all is done.

    SQLite has one hold for all, under which only little may be done. So there they are
    read before, and read again where the journal tells of anything since.
    """
    head, rows = None, list[Row]()
    if not connection.features.has_select_for_update:
        head = _last_entry()
        rows = list(_rows(numbers, judged, written))
    with transaction.atomic():
        give_room_to_count()
        held = Unit.objects.select_for_update(no_key=True).filter(pk__in=numbers)
        list(held.order_by("pk").values_list("pk"))
        if head is None or head != _last_entry():
            rows = list(_rows(numbers, judged, written))
        DutyLedger.objects.filter(unit__in=numbers).delete()
        write_alike_rows(DutyLedger, COLUMNS, rows)
        DutyTallyRunLedger.objects.filter(is_stale=False).update(is_stale=True)
    return len(rows)


def _last_entry() -> int:
    last = journal.all_entries().values_list("pk", flat=True).first()
    return last or 0


def _rows(
    numbers: Sequence[int], judged: queries.Judged, written: "Written"
) -> Iterator[Row]:
    """The rows of units; `tallied` already, as the roll-up is made anew after it."""
    units = Unit.objects.filter(pk__in=numbers).order_by("pk")
    for asked in queries.all_asked_of(
        units, since=judged.since, until=judged.until, judged=judged
    ):
        number = asked.unit.pk
        for duty in asked.duties.values():
            for columns in written.rows(duty, judged):
                yield number, columns


class Written:
    """The rows of duties but for their unit: many units have like ones."""

    def __init__(self) -> None:
        self._periods: dict[int, tuple[object, Sequence[Period]]] = {}
        self._alike: dict[object, Columns] = {}
        self._known: dict[tuple[str, SlotMarks], Columns] = {}

    def rows(
        self, asked: queries.AskedDuty, judged: queries.Judged
    ) -> Sequence[Columns]:
        """The rows of all periods of a duty; the same where nothing was ever held."""
        periods = self._periods_of(asked, judged)
        if asked.waived:
            return [self._judged(asked, period, judged) for period in periods]
        entries, days = asked.facts.entries, asked.facts.days
        if not entries:
            return [period.of_nothing for period in periods]
        found, alike = [], self._alike
        for period in periods:
            start = bisect_left(days, period.first)
            end = bisect_right(days, period.last, start)
            if start == end:
                found.append(period.of_nothing)
                continue
            # All of them but for their numbers, on which nothing depends.
            key = (period.slots, *[(e[0], e[2:]) for e in entries[start:end]])
            columns = alike.get(key)
            if columns is None:
                if len(alike) >= MOST_REMEMBERED:
                    alike.clear()
                columns = alike[key] = self._judged(asked, period, judged)
            found.append(columns)
        return found

    def _periods_of(
        self, asked: queries.AskedDuty, judged: queries.Judged
    ) -> Sequence[Period]:
        found = self._periods.get(id(asked.pairs))
        if found is None:
            periods = []
            for slot, following in asked.pairs:
                first, last = queries.days_looked_at(slot, following)
                marks = judged.marks(slot, following, queries.NOTHING_HELD, {})
                columns = self._columns(asked.duty.code, marks)
                periods.append(Period(first, last, Pair(slot, following), columns))
            # They are kept with their pairs: no others have their identity.
            found = self._periods[id(asked.pairs)] = (asked.pairs, periods)
        return found[1]

    def _judged(
        self, asked: queries.AskedDuty, period: Period, judged: queries.Judged
    ) -> Columns:
        pair = period.slots
        marks = judged.marks(pair.slot, pair.following, asked.facts, asked.waived)
        return self._columns(asked.duty.code, marks)

    def _columns(self, code: str, marks: SlotMarks) -> Columns:
        found = self._known.get((code, marks))
        if found is None:
            values = queries.values_of(marks)
            found = self._known[code, marks] = (
                *(code, marks.first.isoformat(), (marks.last or NEVER).isoformat()),
                *(values[name] for name in FIELDS),
                values["outcome"],
            )
        return found
