"""Giving goals to units below, rewording them, and taking them back."""

from collections.abc import Sequence
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lianxin.base.journal import operations as journal
from lianxin.kernel.actor import Actor, Conflict, Ref
from lianxin.kernel.rules import due_on
from lianxin.kernel.zh.days import day_of
from lianxin.org.people.queries import person_of
from lianxin.org.units.models import Unit
from lianxin.work.goals import policy, queries
from lianxin.work.goals.events import GoalGiven, GoalReworded, GoalWithdrawn
from lianxin.work.goals.models import Goal, GoalChange, GoalWithdrawal
from lianxin.work.goals.operations.checks import (
    check_reason,
    check_still_open,
    locked,
)
from lianxin.work.goals.operations.undertakings import (
    Undertaking,
    add_milestones,
    check_undertaking,
    columns_of,
)


@transaction.atomic
def give_goals(
    *,
    units: Sequence[Unit],
    asked: Undertaking,
    actor: Actor,
    at: datetime,
    source: Ref | None = None,
) -> Sequence[Goal]:
    """Give each of `units` the same goal, in the name of the actor's own unit.

    All or none: Refused where one of them does not stand below the actor's unit;
    ValidationError without a unit or a text, and for a deadline that is past.
    """
    for unit in units:
        policy.may_give(unit, actor=actor).or_raise()
    if not units:
        raise ValidationError({"units": _("Choose at least one unit.")})
    check_undertaking(asked, today=day_of(at))
    assert actor.unit is not None  # noqa: S101 -- policy has refused all others
    giver = Unit.objects.get(pk=actor.unit.id)
    person = person_of(actor)
    goals = []
    for unit in units:
        goal = Goal.objects.create(
            unit=unit,
            giver=giver,
            given_by=person,
            given_at=at,
            given_on=day_of(at),
            source_kind=source.kind if source else "",
            source_id=source.id if source else None,
            **columns_of(asked),
        )
        add_milestones(goal, asked.milestones)
        journal.write(
            GoalGiven(
                subject=queries.ref(goal),
                unit=Ref("units.unit", unit.pk),
                actor=actor,
                at=at,
                after=columns_of(asked) | {"giver": giver.name},
            )
        )
        goals.append(goal)
    return goals


@transaction.atomic
def pass_on(
    goal: Goal,
    *,
    units: Sequence[Unit],
    asked: Undertaking,
    actor: Actor,
    at: datetime,
) -> Sequence[Goal]:
    """Give units below what one's own unit was given, in words for them.

    Raises ValidationError for a deadline that is later than one's own.
    """
    goal = locked(goal)
    policy.may_pass_on(goal, actor=actor).or_raise()
    check_still_open(goal)
    due = due_on(queries.facts_of([goal])[goal.pk], as_of=day_of(at))
    if due is not None and (asked.deadline is None or asked.deadline > due):
        raise ValidationError(
            {
                "deadline": _("Your own unit has to be done by %(day)s.")
                % {"day": due.isoformat()}
            }
        )
    return give_goals(
        units=units, asked=asked, actor=actor, at=at, source=queries.ref(goal)
    )


@transaction.atomic
def reword_goal(
    goal: Goal,
    *,
    text: str,
    standard: str,
    reason: str,
    version: int,
    actor: Actor,
    at: datetime,
) -> Goal:
    """Change the wording of a goal; the former wording stays readable with the reason.

    The deadline is moved only by a request that is agreed to. Raises Conflict where
    somebody changed the goal since `version`.
    """
    goal = locked(goal)
    policy.may_change(goal, actor=actor).or_raise()
    if goal.version != version:
        raise Conflict({"text": goal.text, "standard": goal.standard}, goal.version)
    check_still_open(goal)
    check_reason(reason)
    if not text.strip():
        raise ValidationError({"text": _("Say what is to be done.")})
    former = {"text": goal.text, "standard": goal.standard}
    wanted = {"text": text, "standard": standard}
    if former == wanted:
        raise ValidationError(_("Nothing is different; there is nothing to save."))
    GoalChange.objects.create(
        goal=goal,
        version=goal.version,
        former=former,
        reason=reason,
        changed_by=person_of(actor),
        changed_at=at,
    )
    goal.text, goal.standard = text, standard
    goal.version += 1
    goal.save(update_fields=["text", "standard", "version"])
    journal.write(
        GoalReworded(
            subject=queries.ref(goal),
            unit=Ref("units.unit", goal.unit_id),
            actor=actor,
            at=at,
            before=former,
            after=wanted | {"reason": reason},
        )
    )
    return goal


@transaction.atomic
def withdraw_goal(
    goal: Goal, *, reason: str, actor: Actor, at: datetime
) -> GoalWithdrawal:
    """Take a goal back, with a reason; what was struck off stays struck off."""
    goal = locked(goal)
    policy.may_change(goal, actor=actor).or_raise()
    check_still_open(goal)
    check_reason(reason)
    withdrawal = GoalWithdrawal.objects.create(
        goal=goal,
        reason=reason,
        withdrawn_by=person_of(actor),
        withdrawn_at=at,
        withdrawn_on=day_of(at),
    )
    journal.write(
        GoalWithdrawn(
            subject=queries.ref(goal),
            unit=Ref("units.unit", goal.unit_id),
            actor=actor,
            at=at,
            after={"reason": reason},
        )
    )
    return withdrawal
