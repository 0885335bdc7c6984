"""Giving goals to units below, rewording them, and taking them back."""

from collections.abc import Sequence
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lianxin.base.journal import operations as journal
from lianxin.kernel.actor import Actor, Conflict, Ref
from lianxin.kernel.zh.days import day_of
from lianxin.org.units.models import Unit
from lianxin.work.goals import policy, queries
from lianxin.work.goals.enums import Measure
from lianxin.work.goals.events import GoalGiven, GoalReworded, GoalWithdrawn
from lianxin.work.goals.models import Goal, GoalChange, GoalWithdrawal
from lianxin.work.goals.operations.checks import (
    check_reason,
    check_still_open,
    locked,
    person_of,
)


@transaction.atomic
def give_goals(
    *,
    units: Sequence[Unit],
    text: str,
    deadline: date,
    actor: Actor,
    at: datetime,
    standard: str = "",
    measure: Measure = Measure.YES_NO,
    source: Ref | None = None,
) -> Sequence[Goal]:
    """Give each of `units` the same goal, in the name of the actor's own unit.

    All or none: Refused where one of them does not stand below the actor's unit;
    ValidationError without a unit or a text, and for a deadline that is past.
    """
    for unit in units:
        policy.may_give(unit, actor=actor).or_raise()
    today = day_of(at)
    _check(units, text=text, deadline=deadline, today=today)
    assert actor.unit is not None  # noqa: S101 -- policy has refused all others
    giver = Unit.objects.get(pk=actor.unit.id)
    person = person_of(actor)
    goals = []
    for unit in units:
        goal = Goal.objects.create(
            unit=unit,
            text=text,
            standard=standard,
            measure=measure,
            deadline=deadline,
            giver=giver,
            given_by=person,
            given_at=at,
            given_on=today,
            source_kind=source.kind if source else "",
            source_id=source.id if source else None,
        )
        journal.write(
            GoalGiven(
                subject=queries.ref(goal),
                unit=Ref("units.unit", unit.pk),
                actor=actor,
                at=at,
                after={
                    "text": text,
                    "standard": standard,
                    "deadline": deadline,
                    "giver": giver.name,
                },
            )
        )
        goals.append(goal)
    return goals


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


def _check(units: Sequence[Unit], *, text: str, deadline: date, today: date) -> None:
    if not units:
        raise ValidationError({"units": _("Choose at least one unit.")})
    if not text.strip():
        raise ValidationError({"text": _("Say what is to be done.")})
    if deadline < today:
        raise ValidationError(
            {"deadline": _("This day is past; choose today or a later day.")}
        )
