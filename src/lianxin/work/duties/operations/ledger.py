"""The ledger of duties: kept up by events, renewed by a job, made anew by a command."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import islice
from typing import Any, TypeVar

from django.db import transaction
from django.db.models import OuterRef, QuerySet

from lianxin.base.bulk.rows import change_rows
from lianxin.base.jobs import operations as jobs
from lianxin.base.journal.events import Event
from lianxin.base.remembered import Exists
from lianxin.base.rulebook import queries as rulebook
from lianxin.facts.records.events import MeetingRecorded
from lianxin.facts.records.models import Record
from lianxin.kernel.zh.days import day_of
from lianxin.org.units.models import Unit
from lianxin.org.units.queries import below
from lianxin.work.duties import queries
from lianxin.work.duties.enums import Outcome
from lianxin.work.duties.models import DutyLedger, DutyTallyRunLedger, Waiver
from lianxin.work.duties.operations.rebuilding import FIELDS
from lianxin.work.goals.queries import NEVER

BATCH, FEW = 200, 8
T = TypeVar("T")
Key = tuple[int, str, date, date]


def follow_recorded(event: Event) -> None:
    """A reader of `MeetingRecorded`: the duties that count such a record.

    With the first record of all it shows since when records are kept here, which
    matters to every unit.
    """
    assert isinstance(event, MeetingRecorded)  # noqa: S101 -- as the wiring says
    assert event.unit is not None  # noqa: S101 -- a record has a unit
    units = queries.counting_units(event.unit.id, event.unit_kind, event.host)
    known = refresh(units, today=day_of(event.at), held=event)
    if known.first.record == event.subject.id:
        jobs.later("duties.renew")


def follow_record(event: Event) -> None:
    """A reader of what changes a record: all duties of the units that counted it."""
    records = Record.objects.filter(pk=event.subject.id)
    refresh(_counting(event, records), today=day_of(event.at))


def _counting(event: Event, records: QuerySet[Record]) -> Collection[int]:
    """The unit of records, the one it is a part of, those of whoever led them."""
    assert event.unit is not None  # noqa: S101 -- a record has a unit
    led = queries.led_by_hosts_of(records)
    return {event.unit.id, *queries.wholes_of(event.unit.id), *led}


def follow_past(event: Event) -> None:
    """A reader of `PastMeetingsRecorded`: all duties of the unit, as `follow_recorded`."""
    if not Record.objects.filter(pk__lt=event.subject.id).exists():
        jobs.later("duties.renew")
    assert event.unit is not None  # noqa: S101 -- a record has a unit
    records = Record.objects.filter(unit=event.unit.id)
    refresh(_counting(event, records), today=day_of(event.at))


def follow_past_withdrawn(event: Event) -> None:
    """A reader of `PastMeetingsWithdrawn`: who had led them is known no more.

    So the units that those lead follow by a job.
    """
    follow_unit(event)
    jobs.later("duties.renew")


def follow_unit(event: Event) -> None:
    """A reader of what changes a unit or its posts: its duties, those it is a part of."""
    if event.unit is not None:
        units = {event.unit.id, *queries.wholes_of(event.unit.id)}
        refresh(units, today=day_of(event.at))


def follow_move(event: Event) -> None:
    """A reader of what puts a unit elsewhere or back: those below follow by a job, as does the roll-up."""
    follow_unit(event)
    follow_asking(event)
    DutyTallyRunLedger.objects.update(is_stale=True)


def follow_many_founded(event: Event) -> None:
    """A reader of `UnitsFounded`, which does not name them: all follow by a job."""
    jobs.later("duties.renew")


def follow_many_withdrawn(event: Event) -> None:
    """A reader of `UnitsWithdrawn`: their rows are gone, the roll-up is made anew.

    Those of which they were a part follow by a job.
    """
    DutyTallyRunLedger.objects.update(is_stale=True)
    jobs.later("duties.renew")


def follow_asking(event: Event) -> None:
    """A reader of what a unit asks of those below it: these follow by a job."""
    if event.unit is not None:
        jobs.later("duties.renew_below", event.unit)


def follow_approval(event: Event) -> None:
    """A reader of decisions on waivers."""
    units = Waiver.objects.filter(approval=event.subject.id).values_list("unit")
    for (unit,) in units:
        refresh([unit], today=day_of(event.at))


def renew_below(unit_id: int, *, today: date) -> int:
    """Bring the ledger of the units below one up to date; returns how many units."""
    path = Unit.objects.filter(pk=unit_id).values_list("path", flat=True).first()
    if path is None:
        return 0
    rows = Unit.objects.filter(below(path)).exclude(pk=unit_id)
    return _renew(rows, today=today)


def renew_all(*, today: date) -> int:
    """Bring all of the ledger up to date, a new year included; returns how many units."""
    since, _until = queries.span_of(today)
    DutyLedger.objects.filter(first_day__lt=since, tallied="").delete()
    old = DutyLedger.objects.filter(first_day__lt=since)
    old.update(outcome=Outcome.GONE)
    # The database does not look up the units of rows: see `DutyLedger`.
    units = Unit.objects.filter(pk=OuterRef("unit"))
    DutyLedger.objects.filter(~Exists(units)).delete()
    return _renew(queries.all_alive_since(since), today=today)


@transaction.atomic(savepoint=False)
def refresh(
    unit_ids: Collection[int], *, today: date, held: MeetingRecorded | None = None
) -> queries.Known:
    """Bring the rows of these units up to date, while the units are held.

    Where something was just `held`, only those for which it may count. All is read after
    the units are held: whoever held them before has then written what they depend on.
    """
    waivers = Waiver.objects.filter(unit=OuterRef("pk"))
    units = list(
        Unit.objects.select_for_update(no_key=True)
        .filter(pk__in=unit_ids)
        .annotate(is_waiving=Exists(waivers))
        .order_by("pk")
    )
    known = queries.all_known(waiving={u.pk for u in units if u.is_waiving})
    kept = DutyLedger.objects.filter(unit__in=unit_ids)
    if held is None:
        wanted = _rows(units, today=today, known=known)
    else:
        codes = _codes_counting(held.kinds, known)
        wanted = _rows(units, today=today, known=known, codes=codes, near=held.on)
        firsts = {first for _unit, _duty, first, _last in wanted}
        kept = kept.filter(duty__in=codes, first_day__in=firsts)
    changed, gone = [], []
    for row in kept:
        key = (row.unit_id, row.duty, row.first_day, row.last_day)
        values = wanted.pop(key, None)
        if values is None:
            gone.append(row.pk)
        elif any(getattr(row, name) != value for name, value in values.items()):
            for name, value in values.items():
                setattr(row, name, value)
            changed.append(row)
    DutyLedger.objects.bulk_create(_made(key, v) for key, v in wanted.items())
    _note(changed)
    if gone:
        DutyLedger.objects.filter(pk__in=gone, tallied="").delete()
        DutyLedger.objects.filter(pk__in=gone).update(outcome=Outcome.GONE)
    return known


def _note(changed: Sequence[DutyLedger]) -> None:
    """Mostly one: a record counts for the period it falls into."""
    if len(changed) > FEW:
        DutyLedger.objects.bulk_update(changed, FIELDS)
        return
    values = ((row.pk, [getattr(row, name) for name in FIELDS]) for row in changed)
    change_rows(DutyLedger, FIELDS, values)


def _renew(rows: Any, *, today: date) -> int:  # noqa: ANN401 -- a QuerySet of units
    number = 0
    numbers = rows.order_by("pk").values_list("pk", flat=True)
    for pks in _batches(numbers.iterator(chunk_size=BATCH)):
        refresh(pks, today=today)
        number += len(pks)
    return number


def _rows(
    units: Iterable[Unit],
    *,
    today: date,
    known: queries.Known,
    codes: Collection[str] = (),
    near: date | None = None,
) -> dict[Key, Mapping[str, object]]:
    since, until = queries.span_of(today)
    found: dict[Key, Mapping[str, object]] = {}
    for asked in queries.all_asked_of(
        units, since=since, until=until, codes=codes, known=known, near=near
    ):
        for slot, following in asked.slots:
            marks = asked.marks(slot, following)
            key = (asked.unit.pk, slot.duty.code, marks.first, marks.last or NEVER)
            found[key] = queries.values_of(marks)
    return found


def _made(key: Key, values: Mapping[str, object]) -> DutyLedger:
    unit, duty, first, last = key
    return DutyLedger(unit_id=unit, duty=duty, first_day=first, last_day=last, **values)


def _codes_counting(kinds: Collection[str], known: queries.Known) -> Collection[str]:
    """The codes of the duties that count records of one of these kinds."""
    all_duties = (*rulebook.duties().values(), *known.added)
    found = {d.code for d in all_duties if not set(d.counts).isdisjoint(kinds)}
    return found or {"-"}


def _batches(rows: Iterator[T], size: int = BATCH) -> Iterator[list[T]]:
    while batch := list(islice(rows, size)):
        yield batch
