"""Asking for approval, deciding step by step, and taking a request back."""

from collections.abc import Sequence
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lianxin.base.journal import operations as journal
from lianxin.kernel.actor import Actor, Ref
from lianxin.kernel.zh.days import day_of
from lianxin.org.approvals import policy, queries
from lianxin.org.approvals.events import (
    ApprovalAgreed,
    ApprovalRequested,
    ApprovalReturned,
    ApprovalWithdrawn,
)
from lianxin.org.approvals.models import Approval, Decision, Step, Withdrawal
from lianxin.org.people.models import Person
from lianxin.org.posts.models import Post
from lianxin.org.units import queries as units
from lianxin.org.units.models import Unit


@transaction.atomic
def request_approval(
    *,
    matter: str,
    subject: Ref,
    unit: Unit,
    title: str,
    text: str,
    steps: Sequence[Post],
    actor: Actor,
    at: datetime,
) -> Approval:
    """Ask for approval of `subject`, to be decided by `steps` in their order.

    Raises ValidationError without a step, with a post twice, or with a closed post.
    """
    policy.may_ask(unit, actor=actor).or_raise()
    _check_steps(steps, at)
    approval = Approval.objects.create(
        matter=matter,
        subject_kind=subject.kind,
        subject_id=subject.id,
        unit=unit,
        title=title,
        text=text,
        asked_by=_person(actor),
        asked_for_post=actor.post_title,
        asked_at=at,
    )
    Step.objects.bulk_create(
        Step(approval=approval, order=order, post=post)
        for order, post in enumerate(steps, start=1)
    )
    journal.write(
        ApprovalRequested(
            subject=queries.ref(approval),
            unit=units.ref(unit),
            actor=actor,
            at=at,
            after={"matter": matter, "title": title, "text": text},
        )
    )
    return approval


@transaction.atomic
def agree(
    approval: Approval, *, actor: Actor, at: datetime, reason: str = "", basis: str = ""
) -> Decision:
    """Agree at the step that waits; the last agreement settles the request."""
    decision = _decide(
        approval, agreed=True, reason=reason, basis=basis, actor=actor, at=at
    )
    journal.write(
        ApprovalAgreed(
            subject=queries.ref(approval),
            unit=Ref("units.unit", approval.unit_id),
            actor=actor,
            at=at,
            after={"step": decision.step.order, "reason": reason, "basis": basis},
        )
    )
    return decision


@transaction.atomic
def return_(
    approval: Approval, *, reason: str, actor: Actor, at: datetime, basis: str = ""
) -> Decision:
    """Return the request at the step that waits, with a reason; it ends there."""
    _check_reason(reason)
    decision = _decide(
        approval, agreed=False, reason=reason, basis=basis, actor=actor, at=at
    )
    journal.write(
        ApprovalReturned(
            subject=queries.ref(approval),
            unit=Ref("units.unit", approval.unit_id),
            actor=actor,
            at=at,
            after={"step": decision.step.order, "reason": reason, "basis": basis},
        )
    )
    return decision


@transaction.atomic
def withdraw(
    approval: Approval, *, reason: str, actor: Actor, at: datetime
) -> Withdrawal:
    """Take the request back, as long as it still waits for a decision."""
    approval = _locked(approval)
    policy.may_withdraw(approval, actor=actor).or_raise()
    _check_reason(reason)
    _waiting_step(approval)
    withdrawal = Withdrawal.objects.create(
        approval=approval, reason=reason, withdrawn_by=_person(actor), withdrawn_at=at
    )
    journal.write(
        ApprovalWithdrawn(
            subject=queries.ref(approval),
            unit=Ref("units.unit", approval.unit_id),
            actor=actor,
            at=at,
            after={"reason": reason},
        )
    )
    return withdrawal


def _decide(
    approval: Approval,
    *,
    agreed: bool,
    reason: str,
    basis: str,
    actor: Actor,
    at: datetime,
) -> Decision:
    step = _waiting_step(_locked(approval))
    policy.may_decide(step, actor=actor, today=day_of(at)).or_raise()
    return Decision.objects.create(
        step=step,
        agreed=agreed,
        reason=reason,
        basis=basis,
        decided_by=_person(actor),
        decided_for_post=actor.post_title,
        decided_at=at,
    )


def _locked(approval: Approval) -> Approval:
    return Approval.objects.select_for_update().get(pk=approval.pk)


def _waiting_step(approval: Approval) -> Step:
    """The step that waits; ValidationError where the request is settled."""
    step = queries.step_waiting(approval)
    if step is None:
        raise ValidationError(_("This request is settled; open it anew to see how."))
    return step


def _check_steps(steps: Sequence[Post], at: datetime) -> None:
    if not steps:
        raise ValidationError(_("Name at least one post that decides."))
    if len({post.pk for post in steps}) < len(steps):
        raise ValidationError(_("A post decides only once."))
    today = day_of(at)
    if any(post.valid_to is not None and post.valid_to <= today for post in steps):
        raise ValidationError(_("One of these posts does not exist any more."))


def _check_reason(reason: str) -> None:
    if not reason.strip():
        raise ValidationError({"reason": _("Say why, in a sentence.")})


def _person(actor: Actor) -> Person:
    """The person behind the actor; the policies let nobody else come this far."""
    assert actor.person is not None  # noqa: S101 -- policy has refused all others
    return Person.objects.get(pk=actor.person.id)
