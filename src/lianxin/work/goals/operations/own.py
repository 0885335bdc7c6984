"""Goals that a unit drafts itself, and sends to the unit above for agreement."""

from collections.abc import Mapping
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lianxin.base.journal import operations as journal
from lianxin.kernel.actor import Actor, Conflict, Ref
from lianxin.kernel.rules import Status
from lianxin.kernel.zh.days import day_of
from lianxin.org.approvals.operations import request_approval
from lianxin.org.people.queries import person_of
from lianxin.org.units import queries as units
from lianxin.org.units.models import Unit
from lianxin.work.goals import policy, queries
from lianxin.work.goals.enums import OwnKind
from lianxin.work.goals.events import OwnGoalDrafted, OwnGoalProposed
from lianxin.work.goals.models import Goal, GoalProposal
from lianxin.work.goals.operations.checks import check_still_open, locked
from lianxin.work.goals.operations.undertakings import (
    Undertaking,
    add_milestones,
    check_undertaking,
    columns_of,
)


@transaction.atomic
def draft_own_goal(
    unit: Unit,
    *,
    kind: OwnKind,
    asked: Undertaking,
    actor: Actor,
    at: datetime,
    source: Ref | None = None,
) -> Goal:
    """Draft a goal of the unit's own; it asks for nothing until it is agreed to.

    It is for the committee or general branch above. Raises ValidationError where there
    is none, and as `give_goals` for what is asked.
    """
    policy.may_draft(unit, actor=actor).or_raise()
    check_undertaking(asked, today=day_of(at))
    giver = queries.unit_that_agrees(unit)
    if giver is None:
        raise ValidationError(_("No unit above can agree to goals of this unit."))
    goal = Goal.objects.create(
        unit=unit,
        giver=giver,
        given_by=person_of(actor),
        given_at=at,
        given_on=day_of(at),
        own_kind=kind,
        source_kind=source.kind if source else "",
        source_id=source.id if source else None,
        **columns_of(asked),
    )
    add_milestones(goal, asked.milestones)
    _write(goal, before={}, actor=actor, at=at)
    return goal


@transaction.atomic
def redraft_own_goal(
    goal: Goal, *, asked: Undertaking, version: int, actor: Actor, at: datetime
) -> Goal:
    """Change a draft that was not sent yet, or that was returned.

    Raises Conflict where somebody changed it since `version`.
    """
    goal = _drafted(goal, actor=actor, at=at)
    if goal.version != version:
        raise Conflict({"text": goal.text, "standard": goal.standard}, goal.version)
    check_undertaking(asked, today=day_of(at))
    before = {"text": goal.text, "standard": goal.standard, "deadline": goal.deadline}
    for name, value in columns_of(asked).items():
        setattr(goal, name, value)
    goal.version += 1
    goal.save()
    goal.milestones.all().delete()
    add_milestones(goal, asked.milestones)
    _write(goal, before=before, actor=actor, at=at)
    return goal


@transaction.atomic
def propose_own_goal(goal: Goal, *, actor: Actor, at: datetime) -> GoalProposal:
    """Send a drafted goal to the unit above, which agrees to it or returns it.

    Raises ValidationError where the deadline has passed meanwhile and where the unit
    above has no post that decides.
    """
    goal = _drafted(goal, actor=actor, at=at)
    today = day_of(at)
    if goal.deadline is not None and goal.deadline < today:
        raise ValidationError(_("The deadline has passed; set a later one first."))
    post = queries.post_that_decides_on_deadlines(goal, today=today)
    if post is None:
        raise ValidationError(
            _(
                "%(giver)s has no post that can decide on this. Ask the office clerk "
                "of the unit above to fill one."
            )
            % {"giver": goal.giver.name}
        )
    proposal = GoalProposal.objects.create(goal=goal, proposed_at=at)
    proposal.approval = request_approval(
        matter=queries.OWN_GOAL,
        subject=queries.ref(goal),
        unit=goal.unit,
        title=goal.text[:200],
        text=queries.in_words(goal),
        steps=[post],
        actor=actor,
        at=at,
    )
    proposal.save(update_fields=["approval"])
    journal.write(
        OwnGoalProposed(
            subject=queries.ref(goal),
            unit=Ref("units.unit", goal.unit_id),
            actor=actor,
            at=at,
            after={"text": goal.text, "deadline": goal.deadline},
        )
    )
    return proposal


def _drafted(goal: Goal, *, actor: Actor, at: datetime) -> Goal:
    goal = locked(goal)
    policy.may_draft(goal.unit, actor=actor).or_raise()
    check_still_open(goal)
    verdict = queries.judge([goal], as_of=day_of(at))[goal.pk]
    if verdict.status is not Status.DRAFTED:
        raise ValidationError(
            _("This goal is not a draft any more; open it anew to see how it stands.")
        )
    return goal


def _write(
    goal: Goal, *, before: Mapping[str, object], actor: Actor, at: datetime
) -> None:
    journal.write(
        OwnGoalDrafted(
            subject=queries.ref(goal),
            unit=units.ref(goal.unit),
            actor=actor,
            at=at,
            before=before,
            after={
                "text": goal.text,
                "standard": goal.standard,
                "deadline": goal.deadline,
                "kind": goal.own_kind,
            },
        )
    )
