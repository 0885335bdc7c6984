"""The duties of one unit: its year board, one period with its why, what a month asks."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import QuerySet
from django.urls import reverse

from lianxin.base.rulebook import queries as rulebook
from lianxin.base.ui.wording import DUTY_STATUSES, Pill
from lianxin.facts.records import queries as records
from lianxin.facts.records.models import Record
from lianxin.kernel.actor import Actor, NotVisible
from lianxin.kernel.rules import DutyStatus, Verdict
from lianxin.kernel.rules.duties import Duty, Each, Slot, period_of
from lianxin.kernel.rules.duty_judge import judge
from lianxin.kernel.rules.duty_marks import DUTY_TONES, duty_status
from lianxin.org.approvals.queries import step_waiting, steps_with_decisions
from lianxin.org.units import queries as units
from lianxin.org.units.models import Unit
from lianxin.work.duties.models import AddedDuty, Waiver
from lianxin.work.duties.queries.below import due_of_unit
from lianxin.work.duties.queries.facts import ADDED, Asked, all_asked_of, duty_of
from lianxin.work.duties.queries.ledger import status_of_row
from lianxin.work.duties.queries.naming import EACH, name_of_period, title_of
from lianxin.work.goals.queries import NEVER

TO_DO = (DutyStatus.OVERDUE, DutyStatus.DUE_SOON, DutyStatus.OPEN)
MONTHS = 12


@dataclass(frozen=True, slots=True)
class Cell:
    """Some months of a duty's row: one period, or nothing where none is asked."""

    span: int
    pill: Pill | None = None
    period: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One duty over the twelve months of a year."""

    title: str
    often: str
    asker: str
    cells: Sequence[Cell]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One period of a duty in words: what is asked, by when, how it stands."""

    title: str
    period: str
    often: str
    asker: str
    last: date | None
    status: DutyStatus
    pill: Pill
    url: str
    record_url: str


def units_seen(actor: Actor) -> QuerySet[Unit]:
    """The units whose duties `actor` sees: as their records, in tree order."""
    return units.all_units().filter(units.within(actor.scope("records.see")))


def unit_visible_to(actor: Actor, pk: int) -> Unit:
    """One unit whose duties `actor` sees; NotVisible for any other."""
    found = units_seen(actor).filter(pk=pk).first()
    if found is None:
        raise NotVisible
    return found


def asked_of_unit(unit: Unit, *, year: int) -> Asked:
    """What is asked of a unit in periods that touch a year."""
    first, last = date(year - 1, 1, 1), date(year + 1, MONTHS, 31)
    [asked] = all_asked_of([unit], since=first, until=last)
    return asked


def slot_in(asked: Asked, *, code: str, first: date) -> tuple[Slot, Slot | None] | None:
    """The period of a duty that begins on a day, or once did, with the one after it."""
    for slot, following in asked.slots:
        if slot.duty.code == code and slot.begins_on(first):
            return slot, following
    return None


def verdict_on(
    asked: Asked, slot: Slot, following: Slot | None, today: date
) -> Verdict:
    """How a period stands on a day, with its proof."""
    return judge(
        slot,
        following,
        asked.near(slot, following),
        as_of=today,
        soon_days=rulebook.number("duty_soon_days"),
        waived_on=asked.waived_on(slot),
    )


def status_on(
    asked: Asked, slot: Slot, following: Slot | None, today: date
) -> DutyStatus:
    """How a period stands on a day."""
    return duty_status(
        asked.marks(slot, following),
        as_of=today,
        soon_days=rulebook.number("duty_soon_days"),
    )


def pill_of(status: DutyStatus) -> Pill:
    """A status in a word and its family."""
    return Pill(str(DUTY_STATUSES[status]), DUTY_TONES[status])


def board_of(asked: Asked, *, year: int, today: date) -> Sequence[Row]:
    """A row for each duty: its periods over the twelve months of a year."""
    rows: dict[str, list[tuple[Slot, Cell]]] = {}
    for slot, following in asked.slots:
        cell = _cell(asked, slot, following, year=year, today=today)
        if cell is not None:
            rows.setdefault(slot.duty.code, []).append((slot, cell))
    return [_row([slot for slot, _c in found], found, year) for found in rows.values()]


def _cell(
    asked: Asked, slot: Slot, following: Slot | None, *, year: int, today: date
) -> Cell | None:
    first, last = _months(slot, year)
    if first > last:
        return None
    status = status_on(asked, slot, following, today)
    return Cell(
        last - first + 1,
        pill_of(status),
        name_of_period(slot),
        _address(asked.unit, slot),
    )


def _months(slot: Slot, year: int) -> tuple[int, int]:
    """The first and the last month of `year` in which a period lies."""
    end = slot.last or slot.usually or slot.until
    if slot.exempt:
        end = max(end, period_of(slot.edition.each, slot.first)[1])
    first = 1 if slot.first.year < year else slot.first.month
    last = MONTHS if end.year > year else end.month
    if slot.first.year > year or end.year < year:
        return 1, 0
    return first, last


def _row(slots: Sequence[Slot], found: Sequence[tuple[Slot, Cell]], year: int) -> Row:
    cells: list[Cell] = []
    month = 1
    for slot, cell in found:
        first, last = _months(slot, year)
        if first < month:
            continue
        if first > month:
            cells.append(Cell(first - month))
        cells.append(cell)
        month = last + 1
    if month <= MONTHS:
        cells.append(Cell(MONTHS + 1 - month))
    duty = slots[-1].duty
    return Row(
        title_of(duty), str(EACH[slots[-1].edition.each]), duty.asker_name, cells
    )


def _address(unit: Unit, slot: Slot) -> str:
    return reverse(
        "duties:period", args=[unit.pk, slot.duty.code, slot.first.isoformat()]
    )


def lines_of_month(
    asked: Asked, *, month: date, actor: Actor, today: date
) -> Sequence[Line]:
    """What a month asks of a unit: periods that end in it or are overdue by then.

    A period without a last day stands here from its first day until it is met.
    """
    first, last = month.replace(day=1), _end_of_month(month)
    found = []
    for slot, following in asked.slots:
        if slot.first > last:
            continue
        status = status_on(asked, slot, following, today)
        ends_here = slot.last is not None and first <= slot.last <= last
        is_left = status in TO_DO and (slot.last is None or slot.last <= last)
        if ends_here or is_left:
            found.append(_line(asked.unit, slot, status, actor=actor))
    return sorted(found, key=lambda line: line.last or date.max)


def _end_of_month(day: date) -> date:
    _first, last = period_of(Each.MONTH, day)
    return last


def _line(unit: Unit, slot: Slot, status: DutyStatus, *, actor: Actor | None) -> Line:
    return Line(
        title=title_of(slot.duty),
        period=name_of_period(slot),
        often=str(EACH[slot.edition.each]),
        asker=slot.duty.asker_name,
        last=slot.last,
        status=status,
        pill=pill_of(status),
        url=_address(unit, slot),
        record_url=address_to_record(unit, slot.duty, actor=actor)
        if actor is not None and status in TO_DO
        else "",
    )


def lines_due(unit: Unit, *, actor: Actor, today: date) -> Sequence[Line]:
    """What has begun and is not met, from the ledger; the soonest last day first."""
    rows = due_of_unit(unit.pk, today=today)
    duties = _duties([row.duty for row in rows])
    lines = []
    for row in rows:
        duty = duties[row.duty]
        last = None if row.last_day == NEVER else row.last_day
        editions = [e for e in duty.editions if e.since <= row.last_day]
        slot = Slot(
            duty=duty,
            edition=editions[-1],
            first=row.first_day,
            last=last,
            until=row.last_day,
        )
        status = status_of_row(row.outcome, row.first_day, row.last_day, today=today)
        lines.append(_line(unit, slot, status, actor=actor))
    return lines


def _duties(codes: Collection[str]) -> Mapping[str, Duty]:
    found = dict(rulebook.duties())
    numbers = [int(c.removeprefix(ADDED)) for c in codes if c.startswith(ADDED)]
    if numbers:
        rows = AddedDuty.objects.filter(pk__in=numbers).select_related("unit")
        found |= {duty.code: duty for duty in map(duty_of, rows)}
    return found


def lines_of_record(record: Record, *, actor: Actor, today: date) -> Sequence[Line]:
    """The periods of duties for which a record is counted.

    Whoever was there sees the record; the unit's duties are for those who see them.
    """
    day = record.took_place_on
    is_seen = units_seen(actor).filter(pk=record.unit_id).exists()
    asked = asked_of_unit(record.unit, year=day.year)
    found = []
    for slot, following in asked.slots:
        if slot.exempt or not slot.first <= day <= (following or slot).until:
            continue
        verdict = verdict_on(asked, slot, following, today)
        if any(item.ref.id == record.pk for item in verdict.counted):
            status = status_on(asked, slot, following, today)
            line = _line(record.unit, slot, status, actor=None)
            found.append(line if is_seen else replace(line, url=""))
    return found


def address_to_record(unit: Unit, duty: Duty, *, actor: Actor) -> str:
    """Where a record that meets a duty is entered; "" where `actor` may not."""
    if not actor.may("records.record", unit.path or "-"):
        return ""
    held = {kind.code for kind in records.kinds_of(unit)}
    for code in duty.counts:
        if code in held:
            return reverse("records:enter", args=[unit.pk, code])
    return ""


def waivers_of(unit: Unit, slot: Slot) -> Sequence[Waiver]:
    """The requests to waive a period, newest first."""
    rows = (
        Waiver.objects.filter(unit=unit, duty=slot.duty.code)
        .select_related("approval__withdrawal")
        .prefetch_related(steps_with_decisions("approval__steps"))
        .order_by("-pk")
    )
    return [row for row in rows if slot.begins_on(row.first_day)]


def open_waiver(unit: Unit, slot: Slot) -> Waiver | None:
    """The request that waits for its decision; None where none does."""
    for waiver in waivers_of(unit, slot):
        if waiver.approval is not None and step_waiting(waiver.approval) is not None:
            return waiver
    return None
