"""Saying that a clause gives no task, and taking that back."""

from collections.abc import Sequence
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lianxin.kernel.actor import Actor, NotVisible
from lianxin.org.people.queries import person_of
from lianxin.work.guidance.enums import Handling
from lianxin.work.guidance.events import ClauseHandled, ClauseReopened
from lianxin.work.guidance.models import Clause, ClauseHandling, Plan, Quote
from lianxin.work.guidance.operations.editing import note, opened


@transaction.atomic
def handle_clauses(
    plan: Plan,
    *,
    clauses: Sequence[Clause],
    reason: str,
    actor: Actor,
    at: datetime,
) -> None:
    """Say that clauses are principles and not decomposed, with a word why; all or none.

    Raises ValidationError where no clause or no reason is given, or where a clause
    gives a task already.
    """
    plan = opened(plan, actor=actor)
    _check_belong(plan, clauses)
    words = _reason(reason)
    giving = Quote.objects.filter(
        clause__in=clauses, task__plan=plan, task__removed_at=None
    )
    paths = list(giving.values_list("clause__path", flat=True).distinct()[:5])
    if paths:
        raise ValidationError(
            {
                "reason": _(
                    "Clause %(paths)s gives a task already. Remove the row first."
                )
                % {"paths": "、".join(paths)}
            }
        )
    person = person_of(actor)
    ClauseHandling.objects.bulk_create(
        [
            ClauseHandling(
                plan=plan,
                clause=clause,
                handling=Handling.PRINCIPLE,
                reason=words,
                handled_by=person,
                handled_at=at,
            )
            for clause in clauses
        ],
        update_conflicts=True,
        unique_fields=["plan", "clause"],
        update_fields=["handling", "reason", "handled_by", "handled_at"],
    )
    told = {"clauses": [clause.path for clause in clauses], "reason": words}
    note(ClauseHandled, plan, actor=actor, at=at, after=told)


def _reason(typed: str) -> str:
    words = " ".join(typed.split())
    if not words:
        raise ValidationError({"reason": _("Say why, in a word.")})
    if len(words) > 200:
        raise ValidationError({"reason": _("Say why in at most 200 characters.")})
    return words


@transaction.atomic
def unhandle_clause(plan: Plan, *, clause: Clause, actor: Actor, at: datetime) -> None:
    """Take back that a clause is a principle: it is open again."""
    plan = opened(plan, actor=actor)
    _check_belong(plan, [clause])
    gone, _kinds = ClauseHandling.objects.filter(plan=plan, clause=clause).delete()
    if not gone:
        raise ValidationError(_("This clause is open."))
    told = {"clause": clause.path}
    note(ClauseReopened, plan, actor=actor, at=at, after=told)


def _check_belong(plan: Plan, clauses: Sequence[Clause]) -> None:
    if not clauses:
        raise ValidationError({"reason": _("Tick at least one clause.")})
    documents = {clause.document_id for clause in clauses}
    if plan.bases.filter(document__in=documents).count() != len(documents):
        raise NotVisible
