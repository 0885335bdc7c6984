"""The sheet of a unit (支部任务表): its goals of the year, whence they come, how they stand."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from lianxin.base.ui import refs
from lianxin.base.ui.refs import Link
from lianxin.facts.records import queries as records
from lianxin.kernel.actor import Actor, NotVisible, Ref
from lianxin.org.units.models import Unit
from lianxin.work.goals.enums import Measure, Origin
from lianxin.work.goals.models import Evidence, Goal
from lianxin.work.goals.queries.seeing import GOAL, TASK, units_seen_by, visible_to
from lianxin.work.goals.queries.standing import with_standing
from lianxin.work.goals.queries.working import own_unit_of

MOST_RECORDS = 3
MOST_DIGITS = 12


@dataclass(frozen=True, slots=True)
class SheetLine:
    """A goal on the sheet: its source and measure in words, the latest records."""

    goal: Goal
    source: str
    measure: str
    evidence: Sequence[str]


def unit_of_sheet(actor: Actor, number: str) -> Unit:
    """The unit that an address names, else the actor's own; NotVisible out of reach."""
    if not number:
        return own_unit_of(actor)
    is_number = number.isascii() and number.isdigit() and len(number) < MOST_DIGITS
    found = units_seen_by(actor).filter(pk=int(number)) if is_number else None
    unit = found.first() if found is not None else None
    if unit is None:
        raise NotVisible
    return unit


def sheet_of(
    unit: Unit, *, actor: Actor, today: date, year: int | None = None
) -> Sequence[SheetLine]:
    """The goals of a unit that were open in a year, the soonest deadline first.

    As many queries for any number of goals.
    """
    year = year or today.year
    seen = visible_to(actor).filter(
        unit=unit, ledger__withdrawn_on__isnull=True, given_on__year__lte=year
    )
    is_of_year = Q(ledger__is_ended=False) | Q(ledger__struck_off_on__year__gte=year)
    goals = list(with_standing(seen.filter(is_of_year), today=today))
    sources = refs.resolve(_wanted(goals), actor=actor, today=today)
    shown = records_shown(goals, actor=actor)
    return [
        SheetLine(
            goal, _source(goal, sources), measure_of(goal), shown.get(goal.pk, ())
        )
        for goal in goals
    ]


def measure_of(goal: Goal) -> str:
    """By what it is seen that a goal is done: its standard, or the number to reach."""
    if goal.measure == Measure.NUMBER and goal.measure_target is not None:
        return f"{goal.measure_target.normalize():f} {goal.measure_unit}".strip()
    return goal.standard or str(goal.get_measure_display())


def origin_of(goal: Goal) -> Origin:
    """Where a goal comes from."""
    if goal.own_kind:
        return Origin(goal.own_kind)
    known = {TASK: Origin.PLAN, GOAL: Origin.PASSED_ON, "": Origin.GIVEN}
    return known.get(goal.source_kind, Origin.ELSEWHERE)


def _wanted(goals: Iterable[Goal]) -> set[Ref]:
    """What each goal comes from; ``.source`` asks an app to name it for its goals' unit."""
    return {
        Ref(f"{goal.source_kind}.source", goal.source_id)
        for goal in goals
        if goal.source_kind and goal.source_id
    }


def _source(goal: Goal, sources: Mapping[Ref, Link]) -> str:
    named = sources.get(Ref(f"{goal.source_kind}.source", goal.source_id or 0))
    if named is not None:
        return named.title
    origin = str(origin_of(goal).label)
    return origin if goal.own_kind else f"{goal.giver.short_name} · {origin}"


def records_shown(
    goals: Iterable[Goal], *, actor: Actor
) -> Mapping[int, Sequence[str]]:
    """The latest records that serve each goal and that `actor` sees: day and topic."""
    found: dict[int, list[str]] = {}
    rows = Evidence.objects.filter(
        goal__in=[goal.pk for goal in goals],
        removed_on__isnull=True,
        record__in=records.visible_to(actor).order_by().values("pk"),
    ).order_by("-record__took_place_on", "-pk")
    named = rows.values_list("goal", "record__took_place_on", "record__topic")
    for goal, on, topic in named:
        held = found.setdefault(goal, [])
        if len(held) < MOST_RECORDS:
            held.append(f"{on.isoformat()} {topic}")
    return found
