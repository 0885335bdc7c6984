"""Sending a draft round, taking comments, and saying what became of each."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lianxin.base.journal import operations as journal
from lianxin.kernel.actor import Actor, NotVisible, Ref
from lianxin.kernel.zh.days import day_of
from lianxin.org.people.queries import person_of
from lianxin.org.units.models import Unit
from lianxin.work.guidance import policy, queries
from lianxin.work.guidance.enums import Adoption, Stage
from lianxin.work.guidance.events import (
    CommentsAnswered,
    ConsultationClosed,
    ConsultationOpened,
    DraftCommented,
)
from lianxin.work.guidance.models import (
    Comment,
    CommentAnswer,
    Consultation,
    ConsultedUnit,
    Plan,
)
from lianxin.work.guidance.operations.checks import held


@dataclass(frozen=True, slots=True)
class Said:
    """What a unit says to one row of the draft, or to the whole (`task` is None)."""

    task: int | None
    text: str


@dataclass(frozen=True, slots=True)
class Answered:
    """What becomes of one comment, and why."""

    comment: int
    adoption: Adoption
    reason: str = ""


@transaction.atomic
def open_consultation(
    plan: Plan,
    *,
    units: Sequence[Unit],
    until: date,
    actor: Actor,
    at: datetime,
    words: str = "",
) -> Consultation:
    """Send the draft round to `units` for comments until a day, as it stands now.

    ValidationError without a unit or a row, for a day that is past, while another
    consultation is open, and where the plan rests.
    """
    plan = held(plan, actor=actor)
    _check_may_open(plan)
    today = day_of(at)
    _check_asked(units, until=until, today=today)
    snapshot = queries.snapshot_of(plan, today=today)
    if not snapshot:
        raise ValidationError(_("The plan has no row yet; there is nothing to read."))
    consultation = Consultation.objects.create(
        plan=plan,
        until=until,
        words=words,
        snapshot=snapshot,
        opened_by=person_of(actor),
        opened_at=at,
    )
    asked = list(dict.fromkeys(units))
    ConsultedUnit.objects.bulk_create(
        ConsultedUnit(consultation=consultation, unit=unit) for unit in asked
    )
    told = {"until": until, "units": [unit.name for unit in asked]}
    journal.write(ConsultationOpened(**about(plan, actor, at), after=told))
    return consultation


@transaction.atomic
def close_consultation(
    consultation: Consultation, *, actor: Actor, at: datetime
) -> Consultation:
    """Take no more comments; who has not answered by then has none."""
    plan = held(consultation.plan, actor=actor)
    consultation = _open_one(consultation)
    consultation.closed_at = at
    consultation.save(update_fields=["closed_at"])
    journal.write(ConsultationClosed(**about(plan, actor, at)))
    return consultation


@transaction.atomic
def comment_on_draft(
    consulted: ConsultedUnit, *, comments: Sequence[Said], actor: Actor, at: datetime
) -> Sequence[Comment]:
    """Say in the name of a unit what it thinks of the draft; nothing said is "none".

    Whoever leads the unit says it there; the plan's clerk enters what came on paper.
    """
    plan = consulted.consultation.plan
    if not policy.may_edit(plan, actor=actor):
        policy.may_reply(consulted, actor=actor).or_raise()
    consultation = _open_one(consulted.consultation)
    rows = {row["task"] for row in consultation.snapshot}
    said = [one for one in comments if one.text.strip()]
    if any(one.task is not None and one.task not in rows for one in said):
        raise NotVisible
    person = person_of(actor)
    found = Comment.objects.bulk_create(
        Comment(
            consultation=consultation,
            unit=consulted.unit,
            task_id=one.task,
            text=one.text.strip(),
            entered_by=person,
            entered_at=at,
        )
        for one in said or [Said(None, "")]
    )
    told = {"unit": consulted.unit.name, "comments": [one.text for one in said]}
    journal.write(DraftCommented(**about(plan, actor, at), after=told))
    return found


@transaction.atomic
def answer_comments(
    consultation: Consultation,
    *,
    answers: Sequence[Answered],
    actor: Actor,
    at: datetime,
) -> int:
    """Say of these comments whether each is adopted; why not, where it is not wholly."""
    plan = held(consultation.plan, actor=actor)
    comments = consultation.comments.exclude(text="").in_bulk(
        [answer.comment for answer in answers]
    )
    if any(answer.comment not in comments for answer in answers):
        raise NotVisible
    _check_answers(answers)
    person = person_of(actor)
    for answer in answers:
        CommentAnswer.objects.update_or_create(
            comment=comments[answer.comment],
            defaults={
                "adoption": answer.adoption,
                "reason": answer.reason.strip(),
                "answered_by": person,
                "answered_at": at,
            },
        )
    told = {"answers": [f"{a.comment}: {a.adoption} {a.reason}" for a in answers]}
    journal.write(CommentsAnswered(**about(plan, actor, at), after=told))
    return len(answers)


def about(plan: Plan, actor: Actor, at: datetime) -> dict[str, Any]:
    """What every event on a plan has in common."""
    return {
        "subject": Ref("guidance.plan", plan.pk),
        "unit": Ref("units.unit", plan.unit_id),
        "actor": actor,
        "at": at,
    }


def _check_may_open(plan: Plan) -> None:
    stage = queries.stage_of(plan)
    if stage is Stage.CONSULTING:
        raise ValidationError(_("This plan is out for comment already."))
    if stage not in queries.EDITABLE:
        raise ValidationError(
            _("This plan waits for approval or is being issued; it rests until then.")
        )


def _check_asked(units: Sequence[Unit], *, until: date, today: date) -> None:
    if not units:
        raise ValidationError({"units": _("Choose at least one unit.")})
    if until < today:
        raise ValidationError(
            {"until": _("This day is past; choose today or a later day.")}
        )


def _check_answers(answers: Sequence[Answered]) -> None:
    for answer in answers:
        if answer.adoption != Adoption.ADOPTED and not answer.reason.strip():
            raise ValidationError(
                {f"reason_{answer.comment}": _("Say why, in a sentence.")}
            )


def _open_one(consultation: Consultation) -> Consultation:
    """The consultation held against others; ValidationError where it is closed."""
    found = (
        Consultation.objects.select_for_update(of=("self",))
        .select_related("plan__unit")
        .get(pk=consultation.pk)
    )
    if found.closed_at is not None:
        raise ValidationError(_("Comments are not taken any more; this is closed."))
    return found
