"""Drafts that are out for comment: who was asked, who answered, what came of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import OuterRef, Prefetch, QuerySet

from lianxin.base.remembered import Exists
from lianxin.kernel.actor import Actor, NotVisible
from lianxin.org.units import queries as units
from lianxin.org.units.models import Unit
from lianxin.work.guidance import policy
from lianxin.work.guidance.models import Comment, Consultation, ConsultedUnit, Plan
from lianxin.work.guidance.policy import kinds_that_reply
from lianxin.work.guidance.queries.seeing import asked_of, visible_to


@dataclass(frozen=True, slots=True)
class Reply:
    """A unit that was asked, and what it said; nothing where it has not answered."""

    consulted: ConsultedUnit
    comments: Sequence[Comment]

    @property
    def has_answered(self) -> bool:
        """Whether the unit said anything, be it that it has no comment."""
        return bool(self.comments)


def last_consultation(plan: Plan) -> Consultation | None:
    """The latest consultation of a plan, with what was said and answered."""
    comments = Comment.objects.select_related(
        "unit", "task", "entered_by", "answer"
    ).order_by("unit__path", "task__order", "pk")
    consulted = ConsultedUnit.objects.select_related("unit").order_by("unit__path")
    return (
        Consultation.objects.filter(plan=plan)
        .select_related("opened_by")
        .prefetch_related(
            Prefetch("comments", comments), Prefetch("consulted", consulted)
        )
        .order_by("-pk")
        .first()
    )


def replies_in(consultation: Consultation) -> Sequence[Reply]:
    """Each unit that was asked with its comments, of `last_consultation`."""
    said: dict[int, list[Comment]] = {}
    for comment in consultation.comments.all():
        said.setdefault(comment.unit_id, []).append(comment)
    return [
        Reply(consulted, said.get(consulted.unit_id, []))
        for consulted in consultation.consulted.all()
    ]


def comments_in(consultation: Consultation) -> Sequence[Comment]:
    """The comments that say something, by unit and row."""
    return [comment for comment in consultation.comments.all() if comment.text]


def row_numbers(consultation: Consultation) -> Mapping[int, int]:
    """The place of each task in the draft that was sent round."""
    return {row["task"]: row["order"] for row in consultation.snapshot}


def consulted_visible_to(actor: Actor, pk: int) -> ConsultedUnit:
    """A request for comments, for the unit that is asked and for the plan's clerk."""
    rows = ConsultedUnit.objects.select_related(
        "consultation__plan__unit", "consultation__opened_by", "unit"
    )
    found = rows.filter(pk=pk).first()
    if found is None:
        raise NotVisible
    if policy.may_reply(found, actor=actor) or policy.may_edit(
        found.consultation.plan, actor=actor
    ):
        return found
    raise NotVisible


def consultations_waiting(actor: Actor) -> QuerySet[ConsultedUnit]:
    """The drafts on which the actor's units have not said anything yet, for a desk."""
    said = Comment.objects.filter(
        consultation=OuterRef("consultation"), unit=OuterRef("unit")
    )
    return (
        asked_of(actor)
        .filter(~Exists(said), consultation__closed_at__isnull=True)
        .defer("consultation__snapshot")
        .order_by("consultation__until", "pk")
    )


def consultations_visible_to(actor: Actor) -> QuerySet[Consultation]:
    """The consultations on the plans that `actor` sees, the latest first."""
    return (
        Consultation.objects.select_related("plan__unit")
        .filter(plan__in=visible_to(actor).order_by())
        .order_by("-pk")
    )


def units_to_ask(plan: Plan) -> QuerySet[Unit]:
    """The units below the plan's own in which somebody can answer, in tree order."""
    path = plan.unit.path or "-"
    below = units.all_units().filter(units.below(path), kind__in=kinds_that_reply())
    return below.exclude(pk=plan.unit_id)


def is_past(consultation: Consultation, *, today: date) -> bool:
    """Whether the day until which comments were asked for has passed."""
    return consultation.until < today


def said_by(consulted: ConsultedUnit) -> QuerySet[Comment]:
    """What a unit that was asked has said so far, with what became of it."""
    return (
        Comment.objects.filter(
            consultation=consulted.consultation_id, unit=consulted.unit_id
        )
        .select_related("task", "entered_by", "answer")
        .order_by("pk")
    )


def units_named_in(rows: Sequence[Mapping[str, Any]]) -> Sequence[int]:
    """The units that lead or support a row: the first to be asked."""
    found = {row["lead_unit"] for row in rows if row["lead_unit"]}
    return sorted(found.union(*(row["support_ids"] for row in rows)))
