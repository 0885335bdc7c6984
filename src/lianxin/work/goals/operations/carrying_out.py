"""What a unit says of its work on a goal: its own wording, milestones, figures."""

from datetime import date, datetime
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lianxin.base.journal import operations as journal
from lianxin.kernel.actor import Actor, Conflict, Ref
from lianxin.kernel.zh.days import day_of
from lianxin.org.people.queries import person_of
from lianxin.work.goals import policy, queries
from lianxin.work.goals.events import (
    FigureEntered,
    GoalRefined,
    MilestoneReached,
    TargetLinked,
    TargetUnlinked,
)
from lianxin.work.goals.models import Figure, Goal, GoalTarget, Milestone, Refinement
from lianxin.work.goals.operations.checks import check_still_open, locked
from lianxin.work.targets.models import Target


@transaction.atomic
def refine_goal(
    goal: Goal, *, text: str, actions: str, version: int, actor: Actor, at: datetime
) -> Refinement:
    """Word the goal for the unit's own business; former wordings stay readable.

    Raises ValidationError where nothing is said, or nothing but what was given, and
    Conflict where somebody worded it since `version`, the number of wordings then.
    """
    goal = locked(goal)
    policy.may_report(goal, actor=actor).or_raise()
    check_still_open(goal)
    wordings = goal.refinements.count()
    if wordings != version:
        now = queries.own_words_of(goal) or goal
        raise Conflict({"text": now.text, "actions": now.actions}, wordings)
    if not text.strip():
        raise ValidationError({"text": _("Say what your unit does for it.")})
    if text.strip() == goal.text.strip() and not actions.strip():
        raise ValidationError(
            {"text": _("This is what was given; say what it means for your unit.")}
        )
    refinement = Refinement.objects.create(
        goal=goal,
        text=text,
        actions=actions,
        refined_by=person_of(actor),
        refined_at=at,
    )
    journal.write(
        GoalRefined(
            subject=queries.ref(goal),
            unit=Ref("units.unit", goal.unit_id),
            actor=actor,
            at=at,
            after={"text": text, "actions": actions},
        )
    )
    return refinement


@transaction.atomic
def reach_milestone(
    milestone: Milestone, *, on: date, words: str, actor: Actor, at: datetime
) -> Milestone:
    """Say that a milestone was reached on a day, and by what one sees it."""
    goal = locked(milestone.goal)
    policy.may_report(goal, actor=actor).or_raise()
    check_still_open(goal)
    milestone = Milestone.objects.select_for_update(no_key=True).get(pk=milestone.pk)
    if milestone.reached_on is not None:
        raise ValidationError(_("This milestone is reached already."))
    if not goal.given_on <= on <= day_of(at):
        raise ValidationError({"on": _("Choose a day since the goal was given.")})
    if not words.strip():
        raise ValidationError({"words": _("Say by what one sees it.")})
    milestone.reached_on, milestone.words = on, words
    milestone.reached_by, milestone.reached_at = person_of(actor), at
    milestone.save()
    journal.write(
        MilestoneReached(
            subject=queries.ref(goal),
            unit=Ref("units.unit", goal.unit_id),
            actor=actor,
            at=at,
            after={"milestone": milestone.text, "on": on, "words": words},
        )
    )
    return milestone


@transaction.atomic
def enter_figure(
    goal: Goal, *, on: date, value: Decimal, words: str, actor: Actor, at: datetime
) -> Figure:
    """Enter the number that had been reached by a day; the latest one counts."""
    goal = locked(goal)
    policy.may_enter_figure(goal, actor=actor).or_raise()
    check_still_open(goal)
    if not goal.given_on <= on <= day_of(at):
        raise ValidationError({"on": _("Choose a day since the goal was given.")})
    figure = Figure.objects.create(
        goal=goal,
        on=on,
        value=value,
        words=words,
        entered_by=person_of(actor),
        entered_at=at,
    )
    journal.write(
        FigureEntered(
            subject=queries.ref(goal),
            unit=Ref("units.unit", goal.unit_id),
            actor=actor,
            at=at,
            after={"on": on, "value": value, "words": words},
        )
    )
    return figure


@transaction.atomic
def link_target(
    goal: Goal, *, target: Target, actor: Actor, at: datetime
) -> GoalTarget:
    """Judge that the goal serves a business target."""
    goal = locked(goal)
    policy.may_link(goal, actor=actor).or_raise()
    check_still_open(goal)
    if GoalTarget.objects.filter(goal=goal, target=target).exists():
        raise ValidationError({"target": _("This target is linked already.")})
    link = GoalTarget.objects.create(
        goal=goal, target=target, linked_by=person_of(actor), linked_at=at
    )
    journal.write(
        TargetLinked(
            subject=queries.ref(goal),
            unit=Ref("units.unit", goal.unit_id),
            actor=actor,
            at=at,
            after={"target": target.name},
        )
    )
    return link


@transaction.atomic
def unlink_target(goal: Goal, *, target: Target, actor: Actor, at: datetime) -> None:
    """Take back that the goal serves a business target."""
    goal = locked(goal)
    policy.may_link(goal, actor=actor).or_raise()
    found, _kinds = GoalTarget.objects.filter(goal=goal, target=target).delete()
    if not found:
        raise ValidationError(_("This target is not linked to the goal."))
    journal.write(
        TargetUnlinked(
            subject=queries.ref(goal),
            unit=Ref("units.unit", goal.unit_id),
            actor=actor,
            at=at,
            before={"target": target.name},
        )
    )
