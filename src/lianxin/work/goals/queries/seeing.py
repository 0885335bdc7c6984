"""Which goals an actor may see, and which of them a list or a desk asks for."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import (
    F,
    Q,
    QuerySet,
)

from lianxin.kernel.actor import Actor, NotVisible, Ref
from lianxin.kernel.rules import (
    Status,
)
from lianxin.kernel.zh.scripts import spellings
from lianxin.org.units import queries as units
from lianxin.org.units.models import Unit
from lianxin.work.goals.enums import Origin, OwnKind
from lianxin.work.goals.models import (
    CompletionReport,
    ExtensionRequest,
    Goal,
    GoalChange,
    GoalLedger,
    Milestone,
    Verification,
)
from lianxin.work.goals.queries.facts import with_facts
from lianxin.work.goals.queries.standing import in_standing

# What a goal's source may be; the tier above names the first kind the same way.
TASK, GOAL = "guidance.task", "goals.goal"


def visible_to(actor: Actor) -> QuerySet[Goal]:
    """Goals of units in reach and goals given from there: open ones, the soonest first."""
    rows = Goal.objects.select_related("unit", "giver", "ledger").order_by(
        "ledger__is_ended", "ledger__due", "pk"
    )
    scope = actor.scope("goals.see")
    if scope.is_unlimited:
        return rows
    shown = units.shown(scope, column="unit__path")
    if scope.everywhere:
        return rows.filter(shown)
    if any(map(units.is_root, scope.subtrees)):
        return rows.filter(
            units.within(scope, column="unit__path")
            | units.within(scope, column="giver__path"),
            shown,
        )
    # Lists of numbers, so that the database begins with the few units in reach.
    there = Unit.objects.filter(units.within(scope)).values("pk")
    return rows.filter(Q(unit__in=there) | Q(giver__in=there), shown)


def listed_for(actor: Actor) -> QuerySet[Goal]:
    """The goals of `visible_to`, for a list that shows the first of them.

    Where nearly all are in reach, the database begins with the ledger, in whose order
    they come, and stops once it has the page.
    """
    scope = actor.scope("goals.see")
    rows = visible_to(actor)
    if not scope.everywhere and not any(map(units.is_root, scope.subtrees)):
        return rows
    return rows.filter(ledger__isnull=False).order_by(
        "ledger__is_ended", "ledger__due", "ledger__goal"
    )


def goal_visible_to(actor: Actor, pk: int) -> Goal:
    """One goal; NotVisible where `actor` may not see it."""
    found = visible_to(actor).select_related("given_by").filter(pk=pk).first()
    if found is None:
        raise NotVisible
    return found


def whole_goal_visible_to(actor: Actor, pk: int) -> Goal:
    """One goal with all that happened to it, for its page; else NotVisible."""
    rows = with_facts(visible_to(actor)).select_related(
        "given_by", "withdrawal__withdrawn_by"
    )
    found = rows.filter(pk=pk).first()
    if found is None:
        raise NotVisible
    return found


def reports_visible_to(actor: Actor) -> QuerySet[CompletionReport]:
    """The reports on goals that `actor` sees."""
    return CompletionReport.objects.filter(goal__in=visible_to(actor).order_by())


def verifications_visible_to(actor: Actor) -> QuerySet[Verification]:
    """The verifications on goals that `actor` sees."""
    seen = visible_to(actor).order_by()
    return Verification.objects.filter(report__goal__in=seen)


def changes_visible_to(actor: Actor) -> QuerySet[GoalChange]:
    """The changes of goals that `actor` sees."""
    return GoalChange.objects.filter(goal__in=visible_to(actor).order_by())


def milestones_visible_to(actor: Actor) -> QuerySet[Milestone]:
    """The milestones of goals that `actor` sees."""
    return Milestone.objects.filter(goal__in=visible_to(actor).order_by())


def extensions_visible_to(actor: Actor) -> QuerySet[ExtensionRequest]:
    """The requests for later deadlines of goals that `actor` sees."""
    return ExtensionRequest.objects.filter(goal__in=visible_to(actor).order_by())


def goals_from(sources: Sequence[Ref], *, actor: Actor) -> QuerySet[Goal]:
    """The goals that `actor` sees and that come from one of these, all of one kind."""
    if not sources:
        return Goal.objects.none()
    return visible_to(actor).filter(
        source_kind=sources[0].kind, source_id__in=[ref.id for ref in sources]
    )


def all_goals() -> QuerySet[Goal]:
    """Every goal in order of its number, for jobs."""
    return Goal.objects.order_by("pk")


def units_seen_by(actor: Actor) -> QuerySet[Unit]:
    """The units whose goals `actor` sees, in tree order, for a filter."""
    return units.all_units().filter(units.within(actor.scope("goals.see")))


def among(
    rows: QuerySet[Goal],
    *,
    words: str = "",
    unit: Unit | None = None,
    status: Status | None = None,
    due_until: date | None = None,
    source: Ref | None = None,
    origin: Origin | None = None,
    on_trial: bool | None = None,
    giver: Unit | None = None,
) -> QuerySet[Goal]:
    """The goals that fit; `rows` come from `with_standing` where `status` is given."""
    if unit is not None:
        rows = rows.filter(units.below(unit.path or "-", column="unit__path"))
    if status is not None:
        annotated: QuerySet[Any] = rows
        rows = annotated.filter(standing=status)
    if source is not None:
        rows = rows.filter(source_kind=source.kind, source_id=source.id)
    rows = _given(rows, origin=origin, on_trial=on_trial, giver=giver)
    if due_until:
        rows = rows.filter(ledger__due__lte=due_until)
    for word in words.split():
        rows = rows.filter(_says(word))
    return rows


def _says(word: str) -> Q:
    """The filter for goals that say the word, typed in whichever characters."""
    fits = Q()
    for spelt in spellings(word):
        fits |= Q(text__icontains=spelt) | Q(standard__icontains=spelt)
    return fits


def _given(
    rows: QuerySet[Goal],
    *,
    origin: Origin | None,
    on_trial: bool | None,
    giver: Unit | None,
) -> QuerySet[Goal]:
    if origin is not None:
        rows = rows.filter(_from(origin))
    if on_trial is not None:
        rows = rows.filter(on_trial=on_trial)
    return rows if giver is None else rows.filter(giver=giver)


def _from(origin: Origin) -> Q:
    """The filter for goals of this origin."""
    given = Q(own_kind="")
    own = {
        Origin.ANNUAL_PLAN: OwnKind.ANNUAL_PLAN,
        Origin.SECRETARY_PROJECT: OwnKind.SECRETARY_PROJECT,
    }
    sources = {Origin.PLAN: TASK, Origin.PASSED_ON: GOAL, Origin.GIVEN: ""}
    if origin in own:
        return Q(own_kind=own[origin])
    if origin in sources:
        return given & Q(source_kind=sources[origin])
    return given & ~Q(source_kind__in=sources.values())


def verifiable_by(actor: Actor, *, today: date) -> QuerySet[Goal]:
    """Goals that the actor's own unit gave and that wait for its verification."""
    if actor.unit is None:
        return Goal.objects.none()
    there = units.within(actor.scope("goals.verify"), column="unit__path")
    # First the few that wait, from an index of their own, and not all that it gave.
    waiting = GoalLedger.objects.filter(reports__gt=F("decisions")).values("goal")
    rows = visible_to(actor).filter(there, giver=actor.unit.id, pk__in=waiting)
    return in_standing(rows, [Status.REPORTED], today=today)


def of_own_unit(actor: Actor) -> QuerySet[Goal]:
    """The goals of the unit for which `actor` acts."""
    unit = actor.unit.id if actor.unit else 0
    return visible_to(actor).filter(unit=unit)


def below_own_unit(actor: Actor) -> QuerySet[Goal]:
    """The goals of the units below the one for which `actor` acts."""
    if not actor.path or actor.unit is None:
        return Goal.objects.none()
    there = units.below(actor.path, column="unit__path")
    return visible_to(actor).filter(there).exclude(unit=actor.unit.id)
