"""Reading requests for approval and working out how far each has come."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import OuterRef, Prefetch, Q, QuerySet

from lianxin.base.remembered import Exists
from lianxin.base.ui.wording import Pill
from lianxin.kernel.actor import Actor, NotVisible, Ref
from lianxin.org.approvals.enums import TONES, WORDS, Progress
from lianxin.org.approvals.models import Approval, Decision, Step
from lianxin.org.people.queries import in_force
from lianxin.org.posts.models import Appointment
from lianxin.org.posts.queries import name_of_post
from lianxin.org.units.queries import within


@dataclass(frozen=True, slots=True)
class Outcome:
    """How far a request has come, and with which step that is so.

    `step` is the one that waits, that returned the request, or that agreed last;
    none where the request was withdrawn. `at` is when it came about.
    """

    progress: Progress
    step: Step | None
    at: datetime


@dataclass(frozen=True, slots=True)
class StepView:
    """One step as the component shows it."""

    number: int
    post: str
    holder: str
    decision: Decision | None
    is_current: bool


@dataclass(frozen=True, slots=True)
class ApprovalView:
    """A request as the component shows it, on any page."""

    approval: Approval
    outcome: Outcome
    steps: tuple[StepView, ...]
    waits_for: str


def ref(approval: Approval) -> Ref:
    """The reference of a request."""
    return Ref("approvals.approval", approval.pk)


def visible_to(actor: Actor, *, today: date) -> QuerySet[Approval]:
    """Requests that `actor` asked, decides, or may see for the asking unit.

    Those who hold a post in the asking unit see what it asked; so do those who may
    read its journal. Newest first.
    """
    if actor.scope("journal.see").is_unlimited:
        return _whole(today).order_by("-pk")
    seen = within(actor.scope("journal.see"), column="unit__path")
    if actor.person is not None:
        held = Appointment.objects.filter(in_force(today), person=actor.person.id)
        mine = Step.objects.filter(
            approval=OuterRef("pk"), post__in=held.values("post")
        )
        seen |= Q(asked_by=actor.person.id) | Q(Exists(mine))
    if actor.post is not None and actor.unit is not None:
        seen |= Q(unit=actor.unit.id)
    return _whole(today).filter(seen).order_by("-pk")


def approval_visible_to(actor: Actor, pk: int, *, today: date) -> Approval:
    """One request; NotVisible where `actor` may not see it."""
    found = visible_to(actor, today=today).filter(pk=pk).first()
    if found is None:
        raise NotVisible
    return found


def waiting_for(actor: Actor, *, today: date) -> QuerySet[Approval]:
    """Requests whose next step is decided by the post `actor` acts for, oldest first."""
    if actor.post is None:
        return Approval.objects.none()
    held = Appointment.objects.filter(in_force(today), pk=actor.post.id).values("post")
    earlier_open = Step.objects.filter(
        approval=OuterRef("approval"),
        order__lt=OuterRef("order"),
        decision__isnull=True,
    )
    returned = Decision.objects.filter(
        step__approval=OuterRef("approval"), agreed=False
    )
    steps = Step.objects.filter(
        ~Exists(earlier_open),
        ~Exists(returned),
        post__in=held,
        decision__isnull=True,
        approval__withdrawal__isnull=True,
    )
    return _whole(today).filter(pk__in=steps.values("approval")).order_by("pk")


def asked_by_unit(unit_id: int, *, actor: Actor, today: date) -> QuerySet[Approval]:
    """What this unit asked for, as far as `actor` may see it, newest first."""
    return visible_to(actor, today=today).filter(unit=unit_id)


def approvals_of(subject: Ref, *, actor: Actor, today: date) -> QuerySet[Approval]:
    """Requests about one thing that `actor` may see, newest first."""
    return visible_to(actor, today=today).filter(
        subject_kind=subject.kind, subject_id=subject.id
    )


def all_about(subject: Ref, *, matter: str) -> QuerySet[Approval]:
    """Every request of one matter about a thing, oldest first, for the rules.

    Whoever derives something from an agreed request reads its outcome here.
    """
    return (
        Approval.objects.filter(
            subject_kind=subject.kind, subject_id=subject.id, matter=matter
        )
        .select_related("withdrawal")
        .prefetch_related(steps_with_decisions("steps"))
        .order_by("pk")
    )


def steps_with_decisions(way: str) -> "Prefetch[Any]":
    """What `outcome_of` reads of the requests at the end of `way`, in one query."""
    return Prefetch(way, Step.objects.select_related("decision"))


def outcome_of(approval: Approval) -> Outcome:
    """How far the request has come: from its decisions, nothing else."""
    withdrawal = getattr(approval, "withdrawal", None)
    if withdrawal is not None:
        return Outcome(Progress.WITHDRAWN, None, withdrawal.withdrawn_at)
    at = approval.asked_at
    last: Step | None = None
    for step in approval.steps.all():
        decision = decision_of(step)
        if decision is None:
            return Outcome(Progress.WAITING, step, at)
        if not decision.agreed:
            return Outcome(Progress.RETURNED, step, decision.decided_at)
        last, at = step, decision.decided_at
    return Outcome(Progress.AGREED, last, at)


def progress_of(outcome: Outcome) -> Pill:
    """How far a request has come, in a word and a colour."""
    return Pill(str(WORDS[outcome.progress]), TONES[outcome.progress])


def step_waiting(approval: Approval) -> Step | None:
    """The step that has to be decided next; none where the request is settled."""
    outcome = outcome_of(approval)
    return outcome.step if outcome.progress is Progress.WAITING else None


def waits_for_nobody(approval: Approval, *, today: date) -> bool:
    """Whether the post that has to decide next is closed, so that nobody can."""
    step = step_waiting(approval)
    if step is None or step.post.valid_to is None:
        return False
    return step.post.valid_to <= today


def decision_of(step: Step) -> Decision | None:
    """What was decided at a step, if anything was."""
    return getattr(step, "decision", None)


def view_of(approval: Approval) -> ApprovalView:
    """The request for the component; read with its steps, as all lists here are."""
    outcome = outcome_of(approval)
    current = step_waiting(approval)
    return ApprovalView(
        approval=approval,
        outcome=outcome,
        steps=tuple(_view_of(step, current) for step in approval.steps.all()),
        waits_for=name_of_post(current.post) if current else "",
    )


def _view_of(step: Step, current: Step | None) -> StepView:
    holders: list[Appointment] = getattr(step.post, "holders_today", [])
    return StepView(
        number=step.order,
        post=name_of_post(step.post),
        holder=holders[0].person.name if holders else "",
        decision=decision_of(step),
        is_current=current is not None and current.pk == step.pk,
    )


def _whole(today: date) -> QuerySet[Approval]:
    """Requests with all that their view needs, in a constant number of queries."""
    holders = Prefetch(
        "post__appointments",
        Appointment.objects.filter(in_force(today)).select_related("person"),
        to_attr="holders_today",
    )
    steps = Step.objects.select_related(
        "decision__decided_by", "post__unit"
    ).prefetch_related(holders)
    return Approval.objects.select_related(
        "unit", "asked_by", "withdrawal__withdrawn_by"
    ).prefetch_related(Prefetch("steps", steps))
