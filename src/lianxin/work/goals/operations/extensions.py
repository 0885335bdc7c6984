"""Asking for a later deadline; it counts from the day on which it is agreed to."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lianxin.base.journal import operations as journal
from lianxin.kernel.actor import Actor, Ref
from lianxin.kernel.rules import due_on
from lianxin.kernel.zh.days import day_of
from lianxin.org.approvals.operations import request_approval
from lianxin.org.posts.models import Post
from lianxin.work.goals import policy, queries
from lianxin.work.goals.events import LaterDeadlineAsked
from lianxin.work.goals.models import ExtensionRequest, Goal
from lianxin.work.goals.operations.checks import (
    check_reason,
    check_still_open,
    locked,
)


@transaction.atomic
def ask_for_later_deadline(
    goal: Goal, *, deadline: date, reason: str, actor: Actor, at: datetime
) -> ExtensionRequest:
    """Ask the unit that gave the goal for a later deadline.

    Raises ValidationError where `deadline` is not later than the one in force, where
    a request is waiting already, and where the giver has no post that decides.
    """
    goal = locked(goal)
    policy.may_report(goal, actor=actor).or_raise()
    check_still_open(goal)
    check_reason(reason)
    due = due_on(queries.facts_of([goal])[goal.pk], as_of=day_of(at))
    if due is None:
        raise ValidationError(_("Long-term work has no deadline that could be moved."))
    _check(goal, deadline=deadline, due=due, today=day_of(at))
    request = ExtensionRequest.objects.create(
        goal=goal, deadline=deadline, reason=reason, asked_at=at
    )
    request.approval = request_approval(
        matter=queries.LATER_DEADLINE,
        subject=queries.extension_ref(request),
        unit=goal.unit,
        title=goal.text[:200],
        text=f"{due.isoformat()} → {deadline.isoformat()}\n{reason}",
        steps=[_post(goal, today=day_of(at))],
        actor=actor,
        at=at,
    )
    request.save(update_fields=["approval"])
    journal.write(
        LaterDeadlineAsked(
            subject=queries.ref(goal),
            unit=Ref("units.unit", goal.unit_id),
            actor=actor,
            at=at,
            before={"deadline": due},
            after={"deadline": deadline, "reason": reason},
        )
    )
    return request


def _check(goal: Goal, *, deadline: date, due: date, today: date) -> None:
    if deadline <= max(due, today):
        raise ValidationError(
            {
                "deadline": _("Choose a day after %(day)s.")
                % {"day": max(due, today).isoformat()}
            }
        )
    if queries.open_extension(goal) is not None:
        raise ValidationError(
            _("A later deadline was asked for already and waits for its decision.")
        )


def _post(goal: Goal, *, today: date) -> Post:
    post = queries.post_that_decides_on_deadlines(goal, today=today)
    if post is None:
        raise ValidationError(
            _(
                "%(giver)s has no post that can decide on this. Ask the office clerk "
                "of the unit above to fill one."
            )
            % {"giver": goal.giver.name}
        )
    return post
