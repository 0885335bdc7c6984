"""Reading quarterly reviews: rounds, the goals in them, what facts answer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from lianxin.base.remembered import Exists
from lianxin.kernel.actor import Actor, NotVisible, Ref
from lianxin.kernel.rules import Message, Rhythm, Status, last_day
from lianxin.org.units import queries as units
from lianxin.org.units.models import Unit
from lianxin.work.goals import queries as goals
from lianxin.work.goals.models import Evidence, Goal
from lianxin.work.reviews.models import Line, Round

# Facts that answer by themselves: nothing is asked of the unit.
ANSWERED = (Status.REPORTED, Status.STRUCK_OFF, Status.WITHDRAWN)
MOST_TOPICS = 3
MOST_LATE = 200


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A goal in a round: how it stands, its records of the quarter, what was said."""

    goal: Goal
    topics: Sequence[str]
    line: Line | None
    is_asked: bool


@dataclass(frozen=True, slots=True)
class Late:
    """A goal that is late: what facts say of it, and what its unit said."""

    goal: Goal
    reasons: Sequence[Message]
    line: Line | None


@dataclass(frozen=True, slots=True)
class Told:
    """What the draft paper of a round reports."""

    numbers: Mapping[Status, int]
    late: Sequence[Late]
    lines: Sequence[Line]


def ref(found: Round) -> Ref:
    """The reference of a round."""
    return Ref("reviews.round", found.pk)


def name_of(year: int, quarter: int) -> str:
    """What a quarter is called."""
    return _("Quarter %(quarter)d of %(year)d") % {"year": year, "quarter": quarter}


def visible_to(actor: Actor) -> QuerySet[Round]:
    """The rounds of units in reach, the latest first."""
    return (
        Round.objects.filter(
            units.within(actor.scope("goals.see"), column="unit__path")
        )
        .select_related("unit", "opened_by")
        .order_by("-year", "-quarter", "unit__path")
    )


def round_visible_to(actor: Actor, pk: int) -> Round:
    """One round; NotVisible where `actor` may not see it."""
    found = visible_to(actor).filter(pk=pk).first()
    if found is None:
        raise NotVisible
    return found


def round_asking(actor: Actor, pk: int) -> tuple[Round, Unit]:
    """A round that asks the actor's own unit, and that unit; else NotVisible."""
    unit = Unit.objects.filter(pk=actor.unit.id).first() if actor.unit else None
    found = Round.objects.select_related("unit").filter(pk=pk).first()
    if unit is None or found is None or not _goals_in(found).filter(unit=unit).exists():
        raise NotVisible
    return found, unit


def own_unit_of(actor: Actor) -> Unit:
    """The unit for which `actor` acts; NotVisible where there is none."""
    return goals.own_unit_of(actor)


def span_of(found: Round) -> tuple[date, date]:
    """The first and the last day of the round's quarter."""
    first = date(found.year, 3 * found.quarter - 2, 1)
    return first, last_day(Rhythm.QUARTER, first)


def goals_in(found: Round, *, today: date) -> QuerySet[Goal]:
    """The goals under review, in tree order of their units, as of today."""
    rows = goals.with_standing(_goals_in(found), today=today)
    return rows.select_related("unit", "giver", "ledger").order_by(
        "unit__path", "ledger__due", "pk"
    )


def reviewed(found: Round, rows: Sequence[Goal], *, today: date) -> Sequence[Reviewed]:
    """What facts and words say of each goal, in two queries."""
    first, last = span_of(found)
    pks = [goal.pk for goal in rows]
    lines = {line.goal_id: line for line in found.lines.filter(goal__in=pks)}
    topics: dict[int, list[str]] = {pk: [] for pk in pks}
    linked = Evidence.objects.filter(
        goal__in=pks,
        removed_on__isnull=True,
        record__withdrawn_at__isnull=True,
        record__took_place_on__gte=first,
        record__took_place_on__lte=last,
    ).order_by("record__took_place_on")
    for pk, topic in linked.values_list("goal", "record__topic"):
        topics[pk].append(topic)
    return [
        Reviewed(
            goal,
            topics[goal.pk][:MOST_TOPICS],
            lines.get(goal.pk),
            is_asked=_is_asked(goal, topics[goal.pk], today=today),
        )
        for goal in rows
    ]


def rounds_asking(actor: Actor, *, today: date) -> Sequence[tuple[Round, int]]:
    """Open rounds that ask the actor's unit something, and of how many goals.

    Two queries, whatever the number of rounds and goals.
    """
    if actor.unit is None or not actor.may("goals.report", actor.path or "-"):
        return ()
    unit = actor.unit.id
    given = Goal.objects.filter(unit=unit, giver=OuterRef("unit"))
    open_rounds = Round.objects.filter(Exists(given), closed_at__isnull=True)
    rounds = list(open_rounds.select_related("unit").order_by("until", "pk"))
    if not rounds:
        return ()
    own = goals.with_standing(Goal.objects.filter(unit=unit), today=today).order_by()
    waiting: QuerySet[Any, Any] = own.values("unit").annotate(
        **{
            f"round_{place}": Count("pk", filter=_waits(found))
            for place, found in enumerate(rounds)
        }
    )
    numbers: Mapping[str, Any] = next(iter(waiting), {})  # nothing without goals
    return [
        (found, numbers[f"round_{place}"])
        for place, found in enumerate(rounds)
        if numbers.get(f"round_{place}")
    ]


def counts_of(found: Round, *, today: date) -> Mapping[Status, int]:
    """How many goals under review have each status, counted by the database."""
    rows: QuerySet[Any] = goals.with_standing(_goals_in(found), today=today)
    counted = rows.order_by().values_list("standing").annotate(number=Count("pk"))
    return {Status(standing): number for standing, number in counted}


def told_in(found: Round, *, today: date) -> Told:
    """What facts and units say of a round, for the paper; as many queries for any round."""
    rows = among(goals_in(found, today=today), status=Status.LATE, found=found)
    late = list(rows[:MOST_LATE])
    verdicts = goals.judge(late, as_of=today)
    lines = lines_of(found)
    said = {line.goal_id: line for line in lines}
    return Told(
        counts_of(found, today=today),
        [Late(goal, verdicts[goal.pk].reasons, said.get(goal.pk)) for goal in late],
        lines,
    )


def lines_of(found: Round) -> Sequence[Line]:
    """What units said in a round, in tree order."""
    return list(
        found.lines.select_related("goal__unit").order_by("goal__unit__path", "pk")
    )


def problems_in(found: Round) -> Sequence[Line]:
    """The lines that name a problem, in tree order."""
    return [line for line in lines_of(found) if line.problem]


def among(
    rows: QuerySet[Goal],
    *,
    unit: Unit | None = None,
    status: Status | None = None,
    with_problem: bool = False,
    found: Round,
) -> QuerySet[Goal]:
    """The goals that fit; `rows` come from `goals_in`."""
    rows = goals.among(rows, unit=unit, status=status)
    if with_problem:
        lines = found.lines.exclude(problem="").filter(goal=OuterRef("pk"))
        rows = rows.filter(Exists(lines))
    return rows


def _goals_in(found: Round) -> QuerySet[Goal]:
    """Goals that the round's unit gave until the quarter's end and that were open in it."""
    return Goal.objects.filter(_under_review(found))


def _under_review(found: Round) -> Q:
    first, last = span_of(found)
    return Q(giver=found.unit_id, given_on__lte=last, ledger__drafted=False) & (
        Q(ledger__is_ended=False)
        | Q(ledger__struck_off_on__gte=first)
        | Q(ledger__withdrawn_on__gte=first)
    )


def _waits(found: Round) -> Q:
    """The database's words for `_is_asked`, and that nothing was said yet."""
    shown = Evidence.objects.filter(
        goal=OuterRef("pk"),
        removed_on__isnull=True,
        record__withdrawn_at__isnull=True,
        record__took_place_on__range=span_of(found),
    )
    is_silent = ~Exists(Line.objects.filter(round=found, goal=OuterRef("pk")))
    is_asked = ~Q(standing__in=ANSWERED) & (Q(standing=Status.LATE) | ~Exists(shown))
    return _under_review(found) & is_asked & is_silent


def _is_asked(goal: Goal, topics: Sequence[str], *, today: date) -> bool:
    """Whether neither records of the quarter nor the goal's status answer already."""
    shown = goals.standing_of(goal, today=today)
    if shown.status in ANSWERED:
        return False
    return shown.status is Status.LATE or not topics
