"""The duties of all units below one: counts from the ledger, by unit directly below."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial

from django.db.models import Count, Q, Sum

from lianxin.kernel.actor import Actor
from lianxin.kernel.rules import DutyStatus
from lianxin.org.units import queries as units
from lianxin.org.units.models import Unit
from lianxin.work.duties.enums import Outcome
from lianxin.work.duties.models import (
    DutyLedger,
    DutyTallyLedger,
    DutyTallyRunLedger,
)
from lianxin.work.duties.queries.ledger import rows_by_status

SHOWN = (
    DutyStatus.OVERDUE,
    DutyStatus.DUE_SOON,
    DutyStatus.OPEN,
    DutyStatus.MET,
    DutyStatus.MET_LATE,
    DutyStatus.WAIVED,
)


@dataclass(frozen=True, slots=True)
class UnitCounts:
    """How many periods stand how: of a unit itself with all units below it."""

    unit: Unit
    numbers: Mapping[DutyStatus, int]
    has_below: bool


@dataclass(frozen=True, slots=True)
class Below:
    """The units directly below one in tree order, and when they were counted.

    Without those of which, with all below them, nothing is asked.
    """

    lines: Sequence[UnitCounts]
    total: Mapping[DutyStatus, int]
    at: datetime | None


def counts_below(
    unit: Unit, *, code: str, since: date, actor: Actor, today: date
) -> Below:
    """How the periods from `since` on that have begun stand, by unit directly below.

    Of one duty where `code` is given. A constant number of queries.
    """
    seen = units.within(actor.scope("records.see"))
    children = list(units.children_of(unit, actor=actor).filter(seen))
    pks = [child.pk for child in children]
    asked = Q(unit__in=pks, first_day__gte=since, first_day__lte=today)
    if code:
        asked &= Q(duty=code)
    numbers: dict[int, Counter[DutyStatus]] = {pk: Counter() for pk in pks}
    by_status = rows_by_status(today)
    for rows, counted in (
        (DutyTallyLedger.objects, partial(Sum, "number")),
        (DutyLedger.objects, partial(Count, "pk")),
    ):
        found = rows.filter(asked).order_by().values("unit")
        for pk, *many in found.annotate(
            **{status: counted(filter=rule) for status, rule in by_status.items()}
        ).values_list("unit", *by_status):
            there = dict(zip(by_status, many, strict=True))
            numbers[pk].update({status: n for status, n in there.items() if n})
    total: Counter[DutyStatus] = sum(numbers.values(), Counter())
    at = DutyTallyRunLedger.objects.values_list("at", flat=True).first()
    parents = set(
        Unit.objects.filter(parent__in=pks, path__isnull=False).values_list(
            "parent", flat=True
        )
    )
    lines = [
        UnitCounts(child, numbers[child.pk], child.pk in parents)
        for child in children
        if numbers[child.pk]
    ]
    return Below(lines, total, at)


def due_of_unit(unit_id: int, *, today: date) -> Sequence[DutyLedger]:
    """The periods of a unit that have begun and are neither met nor waived."""
    return list(
        DutyLedger.objects.filter(
            unit=unit_id, outcome=Outcome.UNMET, first_day__lte=today
        ).order_by("last_day", "duty")
    )
