"""What a goal asks, checked and laid out, for all operations that write goals."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from lianxin.work.goals.enums import DueKind, Measure
from lianxin.work.goals.models import Goal, Milestone

WITHOUT_A_DAY = (DueKind.LONG_TERM, DueKind.EVENT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Undertaking:
    """What is asked: the words, the measure, and by when.

    `deadline` is None for long-term work and until an event; `milestones` are pairs of
    a day and words.
    """

    text: str
    deadline: date | None
    actions: str = ""
    standard: str = ""
    measure: str = Measure.YES_NO
    measure_unit: str = ""
    measure_target: Decimal | None = None
    due_kind: str = DueKind.DATE
    due_event: str = ""
    milestones: Sequence[tuple[date, str]] = ()


def check_undertaking(asked: Undertaking, *, today: date) -> None:
    """Raise ValidationError where something is missing or its day is past."""
    if not asked.text.strip():
        raise ValidationError({"text": _("Say what is to be done.")})
    _check_time(asked, today=today)
    _check_measure(asked, today=today)


def columns_of(asked: Undertaking) -> dict[str, object]:
    """The columns of a goal that say what is asked."""
    return {
        "text": asked.text,
        "actions": asked.actions,
        "standard": asked.standard,
        "measure": str(asked.measure),
        "measure_unit": asked.measure_unit,
        "measure_target": asked.measure_target,
        "due_kind": str(asked.due_kind),
        "due_event": asked.due_event,
        "deadline": asked.deadline,
    }


def add_milestones(goal: Goal, milestones: Sequence[tuple[date, str]]) -> None:
    """Store the milestones of a goal."""
    Milestone.objects.bulk_create(
        Milestone(goal=goal, due_on=due, text=text) for due, text in milestones
    )


def _check_time(asked: Undertaking, *, today: date) -> None:
    if asked.due_kind in WITHOUT_A_DAY:
        if asked.deadline is not None:
            fault = _("Long-term work has no deadline; choose another kind or none.")
            raise ValidationError({"deadline": fault})
        if asked.due_kind == DueKind.EVENT and not asked.due_event.strip():
            raise ValidationError({"due_event": _("Say until which event.")})
        return
    if asked.deadline is None:
        raise ValidationError({"deadline": _("Say by which day.")})
    if asked.deadline < today:
        raise ValidationError(
            {"deadline": _("This day is past; choose today or a later day.")}
        )


def _check_measure(asked: Undertaking, *, today: date) -> None:
    if asked.measure == Measure.NUMBER and asked.measure_target is None:
        raise ValidationError(
            {"measure_target": _("Say which number is to be reached.")}
        )
    if asked.measure == Measure.MILESTONES and not asked.milestones:
        raise ValidationError({"milestones": _("Name at least one milestone.")})
    last = asked.deadline
    if any(due < today or (last and due > last) for due, _text in asked.milestones):
        raise ValidationError(
            {"milestones": _("Milestones lie between today and the deadline.")}
        )
