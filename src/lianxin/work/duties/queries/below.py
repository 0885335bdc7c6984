"""The duties of all units below one: counts from the ledger, by unit directly below."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum

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
from lianxin.work.duties.queries.ledger import status_of_row

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
    own = DutyLedger.objects.exclude(outcome=Outcome.GONE).filter(asked)
    rows = [
        *_grouped(DutyTallyLedger.objects.filter(asked), Sum("number")),
        *_grouped(own, Count("pk")),
    ]
    for pk, outcome, first, last, number in rows:
        numbers[pk][status_of_row(outcome, first, last, today=today)] += number
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


def _grouped(rows: QuerySet[Any], number: Sum | Count) -> Iterable[tuple[Any, ...]]:
    grouped: Iterable[tuple[Any, ...]] = (
        rows.order_by()
        .values("unit", "outcome", "first_day", "last_day")
        .annotate(many=number)
        .values_list("unit", "outcome", "first_day", "last_day", "many")
    )
    return grouped


def due_of_unit(unit_id: int, *, today: date) -> Sequence[DutyLedger]:
    """The periods of a unit that have begun and are neither met nor waived."""
    return list(
        DutyLedger.objects.filter(
            unit=unit_id, outcome=Outcome.UNMET, first_day__lte=today
        ).order_by("last_day", "duty")
    )
