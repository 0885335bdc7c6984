"""Saying that a clause gives no task, and taking that back."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lianxin.kernel.actor import Actor, NotVisible
from lianxin.org.people.queries import person_of
from lianxin.work.guidance.enums import Handling
from lianxin.work.guidance.events import ClauseHandled, ClauseReopened
from lianxin.work.guidance.models import Clause, ClauseHandling, Plan
from lianxin.work.guidance.operations.editing import note, opened


@transaction.atomic
def handle_clause(
    plan: Plan, *, clause: Clause, reason: str, actor: Actor, at: datetime
) -> ClauseHandling:
    """Say that a clause is a principle and not decomposed, with a word why."""
    plan = opened(plan, actor=actor)
    _check_belongs(plan, clause)
    words = " ".join(reason.split())
    if not words:
        raise ValidationError({"reason": _("Say why, in a word.")})
    if len(words) > 200:
        raise ValidationError({"reason": _("Say why in at most 200 characters.")})
    if clause.quotes.filter(task__plan=plan, task__removed_at=None).exists():
        raise ValidationError(
            {"reason": _("This clause gives a task already. Remove the row first.")}
        )
    handled, _made = ClauseHandling.objects.update_or_create(
        plan=plan,
        clause=clause,
        defaults={
            "handling": Handling.PRINCIPLE,
            "reason": words,
            "handled_by": person_of(actor),
            "handled_at": at,
        },
    )
    told = {"clause": clause.path, "reason": words}
    note(ClauseHandled, plan, actor=actor, at=at, after=told)
    return handled


@transaction.atomic
def unhandle_clause(plan: Plan, *, clause: Clause, actor: Actor, at: datetime) -> None:
    """Take back that a clause is a principle: it is open again."""
    plan = opened(plan, actor=actor)
    _check_belongs(plan, clause)
    gone, _kinds = ClauseHandling.objects.filter(plan=plan, clause=clause).delete()
    if not gone:
        raise ValidationError(_("This clause is open."))
    told = {"clause": clause.path}
    note(ClauseReopened, plan, actor=actor, at=at, after=told)


def _check_belongs(plan: Plan, clause: Clause) -> None:
    if not plan.bases.filter(document=clause.document_id).exists():
        raise NotVisible
