"""What the desks show of plans."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import OuterRef, Q, QuerySet

from lianxin.base.remembered import Exists
from lianxin.base.ui.wording import Pill
from lianxin.kernel.actor import Actor
from lianxin.work.goals import queries as goals
from lianxin.work.goals.models import Goal, GoalChange
from lianxin.work.guidance.models import Issue, Plan, Task, TaskSupport
from lianxin.work.guidance.queries.coverage import TASK
from lianxin.work.guidance.queries.plans import pill_of, stages_of, with_course
from lianxin.work.guidance.queries.seeing import tasks_visible_to, visible_to

NEWS = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class InHand:
    """A plan of one's own unit with how far it has come."""

    plan: Plan
    pill: Pill


def plans_in_hand(actor: Actor, *, most: int) -> Sequence[InHand]:
    """The latest plans of the actor's own unit, at most so many, with their stage."""
    if actor.unit is None:
        return ()
    rows = with_course(visible_to(actor).filter(unit=actor.unit.id))
    plans = list(rows[:most])
    stages = stages_of(plans)
    return [InHand(plan, pill_of(stages[plan.pk])) for plan in plans]


def what_i_lead_and_support(actor: Actor) -> QuerySet[Task]:
    """The rows of issued plans that the actor's unit leads or supports; `leads` says which."""
    if actor.unit is None:
        return Task.objects.none()
    unit = actor.unit.id
    supports = TaskSupport.objects.filter(task=OuterRef("pk"), unit=unit)
    issued = Issue.objects.filter(plan=OuterRef("plan"))
    return (
        Task.objects.filter(Q(lead_unit=unit) | Q(Exists(supports)), Exists(issued))
        .filter(removed_at__isnull=True)
        .select_related("plan__unit", "lead_unit")
        .order_by("due_on", "plan", "order")
    )


def rows_led_by(posts: Collection[int], *, actor: Actor) -> QuerySet[Task]:
    """The rows of issued plans whose responsible leader is one of these posts.

    Of the plans that `actor` sees; the soonest deadline first.
    """
    issued = Issue.objects.filter(plan=OuterRef("plan"))
    return (
        tasks_visible_to(actor)
        .filter(Exists(issued), leader__in=posts, removed_at__isnull=True)
        .select_related("plan")
        .order_by("due_on", "plan", "order")
    )


def changed_for(actor: Actor, *, today: date) -> QuerySet[Goal]:
    """The goals of the actor's unit from plans that were changed these thirty days."""
    since = today - NEWS
    changed = GoalChange.objects.filter(
        goal=OuterRef("pk"), changed_at__date__gte=since
    )
    return (
        goals.of_own_unit(actor)
        .filter(Exists(changed) | Q(withdrawal__withdrawn_on__gte=since))
        .filter(source_kind=TASK)
    )
