"""A unit's year at a glance: what is due in each month, and what was held."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, QuerySet
from django.db.models.functions import ExtractMonth

from lianxin.base.ui.wording import STATUSES
from lianxin.facts.records import queries as records
from lianxin.kernel.actor import Actor
from lianxin.kernel.rules import Status, Tone
from lianxin.work.goals import queries as goals
from lianxin.work.goals.models import Goal


@dataclass(frozen=True, slots=True)
class Month:
    """One month: goals due in it by how they stand, and how many records it has.

    `due` holds the family of a status, its word, and how many goals have it.
    """

    first: date
    is_now: bool
    due: Sequence[tuple[Tone, str, int]]
    held: int


def year_of(actor: Actor, *, today: date) -> Sequence[Month]:
    """The twelve months of this year for the actor's unit; none where they are empty.

    Two queries. Long-term work and what has no day is in no month.
    """
    if actor.unit is None or not actor.may("goals.see", actor.path or "-"):
        return ()
    due = _due(goals.of_own_unit(actor), today=today)
    held = _held(actor, today=today)
    if not due and not held:
        return ()
    found = {tone for _, _, tone in due}
    tones = [tone for tone in Tone if tone in found]
    return [
        Month(
            first=date(today.year, number, 1),
            is_now=number == today.month,
            due=[
                (tone, str(STATUSES[status]), due[number, status, tone])
                for status in STATUSES
                for tone in tones
                if due[number, status, tone]
            ],
            held=held.get(number, 0),
        )
        for number in range(1, 13)
    ]


def _due(rows: QuerySet[Goal], *, today: date) -> Counter[tuple[int, Status, Tone]]:
    counted: Counter[tuple[int, Status, Tone]] = Counter()
    this_year = goals.with_standing(
        rows.filter(
            ledger__due__gte=date(today.year, 1, 1),
            ledger__due__lte=date(today.year, 12, 31),
        ),
        today=today,
    )
    for goal in this_year:
        shown = goals.standing_of(goal, today=today)
        if shown.due is not None:
            counted[shown.due.month, shown.status, shown.tone] += 1
    return counted


def _held(actor: Actor, *, today: date) -> dict[int, int]:
    unit = actor.unit.id if actor.unit else 0
    rows = records.visible_to(actor).filter(
        unit=unit,
        took_place_on__gte=date(today.year, 1, 1),
        took_place_on__lte=today,
    )
    counted = (
        rows.order_by()
        .annotate(month=ExtractMonth("took_place_on"))
        .values_list("month")
        .annotate(number=Count("pk"))
    )
    return dict(counted)
