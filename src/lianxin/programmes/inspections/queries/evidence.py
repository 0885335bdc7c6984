"""What an inspection sees of a unit: its records of the days, and how duties stand."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, QuerySet
from django.urls import reverse

from lianxin.base.ui.wording import Pill
from lianxin.facts.records import queries as records
from lianxin.facts.records.models import Record, RecordPart
from lianxin.kernel.actor import Actor
from lianxin.kernel.rules import DutyStatus
from lianxin.kernel.rules.duties import Duty, Slot
from lianxin.org.units.models import Unit
from lianxin.programmes.inspections.models import Finding, Inspection
from lianxin.work.duties import queries as duties
from lianxin.work.duties.queries import Asked

MOST_TO_CHOOSE = 200


@dataclass(frozen=True, slots=True)
class DutyLine:
    """A period of a duty that lies in the inspected days, and how it stands."""

    code: str
    first: date
    title: str
    period: str
    last: date | None
    pill: Pill
    url: str


@dataclass(frozen=True, slots=True)
class Seen:
    """What an inspection sees of one unit, in numbers."""

    unit: Unit
    records: int
    overdue: int
    findings: int


def records_of(
    inspection: Inspection, units: Sequence[Unit], *, actor: Actor
) -> QuerySet[Record]:
    """What these units held in the inspected days, of the inspected kinds."""
    rows = records.visible_to(actor).filter(
        unit__in=units,
        took_place_on__gte=inspection.since,
        took_place_on__lte=inspection.until,
    )
    kinds = _kinds(inspection)
    if not kinds:
        return rows
    parts = RecordPart.objects.filter(kind__in=kinds)
    return rows.filter(pk__in=parts.values("record"))


def _kinds(inspection: Inspection) -> Collection[str]:
    """The kinds of record that it looks at, those of its duties included; none for all."""
    if not inspection.duties:
        return sorted(inspection.kinds)
    chosen = [d for d in duties.all_duties() if d.code in inspection.duties]
    return sorted({*inspection.kinds, *(kind for d in chosen for kind in d.counts)})


def counts_of(
    inspection: Inspection, units: Sequence[Unit], *, actor: Actor, today: date
) -> Sequence[Seen]:
    """The numbers of each unit, in as many queries for any number of units."""
    held = dict(
        records_of(inspection, units, actor=actor)
        .order_by()
        .values_list("unit")
        .annotate(Count("pk"))
    )
    found = Counter(
        Finding.objects.filter(
            inspection=inspection, unit__in=units, withdrawn_at__isnull=True
        ).values_list("unit", flat=True)
    )
    overdue = _overdue(inspection, units, today=today)
    return [
        Seen(u, held.get(u.pk, 0), overdue.get(u.pk, 0), found[u.pk]) for u in units
    ]


def _overdue(
    inspection: Inspection, units: Sequence[Unit], *, today: date
) -> Mapping[int, int]:
    numbers: Counter[int] = Counter()
    for asked in _asked(inspection, units):
        for slot, following in _slots(inspection, asked):
            status = duties.status_on(asked, slot, following, today)
            numbers[asked.unit.pk] += status is DutyStatus.OVERDUE
    return numbers


def duties_of(inspection: Inspection, unit: Unit, *, today: date) -> Sequence[DutyLine]:
    """The periods of duties that lie in the inspected days."""
    [asked] = _asked(inspection, [unit])
    return [
        DutyLine(
            code=slot.duty.code,
            first=slot.first,
            title=duties.title_of(slot.duty),
            period=duties.name_of_period(slot),
            last=slot.last,
            pill=duties.pill_of(duties.status_on(asked, slot, following, today)),
            url=reverse(
                "duties:period", args=[unit.pk, slot.duty.code, slot.first.isoformat()]
            ),
        )
        for slot, following in _slots(inspection, asked)
    ]


def _asked(inspection: Inspection, units: Sequence[Unit]) -> Sequence[Asked]:
    first = date(inspection.since.year - 1, 1, 1)
    last = date(inspection.until.year + 1, 12, 31)
    return duties.all_asked_of(units, since=first, until=last) if units else ()


def _slots(inspection: Inspection, asked: Asked) -> Sequence[tuple[Slot, Slot | None]]:
    """Those of inspected duties, or that ask for an inspected kind, in its days."""
    return [
        (slot, following)
        for slot, following in asked.slots
        if slot.first <= inspection.until
        and (slot.last or slot.until) >= inspection.since
        and _looks_at(inspection, slot.duty)
    ]


def _looks_at(inspection: Inspection, duty: Duty) -> bool:
    if inspection.duties:
        return duty.code in inspection.duties
    return not inspection.kinds or not set(duty.counts).isdisjoint(inspection.kinds)


def about_to_choose(
    inspection: Inspection, unit: Unit, *, actor: Actor, today: date
) -> Sequence[tuple[str, str]]:
    """What a finding may rest on: duties first, then records; a code and words."""
    lines = [
        (f"duty {line.code} {line.first.isoformat()}",
         f"{line.title} {line.period} · {line.pill.word}")
        for line in duties_of(inspection, unit, today=today)
    ]  # fmt: skip
    held = [
        (f"record {row.pk}", f"{row.took_place_on.isoformat()} {row.topic}")
        for row in records_of(inspection, [unit], actor=actor)[:MOST_TO_CHOOSE]
    ]
    return [*lines, *held]
