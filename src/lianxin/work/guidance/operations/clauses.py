"""Saying that a clause gives no task of its own, and taking that back."""

from collections.abc import Sequence
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lianxin.kernel.actor import Actor, NotVisible
from lianxin.org.people.queries import person_of
from lianxin.work.duties import queries as duties
from lianxin.work.guidance.enums import Handling
from lianxin.work.guidance.events import ClauseCarried, ClauseHandled, ClauseReopened
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
    handled = ClauseHandling(plan=plan, handling=Handling.PRINCIPLE, reason=words)
    _store(handled, clauses, actor=actor, at=at)
    told = {"clauses": [clause.path for clause in clauses], "reason": words}
    note(ClauseHandled, plan, actor=actor, at=at, after=told)


@transaction.atomic
def carry_clause(
    plan: Plan, *, clause: Clause, duty: str, actor: Actor, at: datetime
) -> None:
    """Say that a clause is carried out by an existing duty of the units below.

    `duty` is its code, or its title as it is shown. Raises ValidationError where no
    unit below has such a duty, or where the clause gives a task already.
    """
    plan = opened(plan, actor=actor)
    _check_belong(plan, [clause])
    known = duties.duties_to_choose(plan.unit)
    found = [each for each in known if duty.strip() in each]
    if not found:
        raise ValidationError(
            {"duty": _("Choose one of the duties of the units below, as you type.")}
        )
    code, title = found[0]
    handled = ClauseHandling(
        plan=plan, handling=Handling.DUTY, reason=title[:200], duty=code
    )
    _store(handled, [clause], actor=actor, at=at)
    told = {"clauses": [clause.path], "duty": title}
    note(ClauseCarried, plan, actor=actor, at=at, after=told)


def _store(
    handled: ClauseHandling, clauses: Sequence[Clause], *, actor: Actor, at: datetime
) -> None:
    _check_give_no_task(handled.plan, clauses)
    person = person_of(actor)
    ClauseHandling.objects.bulk_create(
        [
            ClauseHandling(
                plan=handled.plan,
                clause=clause,
                handling=handled.handling,
                reason=handled.reason,
                duty=handled.duty,
                handled_by=person,
                handled_at=at,
            )
            for clause in clauses
        ],
        update_conflicts=True,
        unique_fields=["plan", "clause"],
        update_fields=["handling", "reason", "duty", "handled_by", "handled_at"],
    )


def _check_give_no_task(plan: Plan, clauses: Sequence[Clause]) -> None:
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


def _reason(typed: str) -> str:
    words = " ".join(typed.split())
    if not words:
        raise ValidationError({"reason": _("Say why, in a word.")})
    if len(words) > 200:
        raise ValidationError({"reason": _("Say why in at most 200 characters.")})
    return words


@transaction.atomic
def unhandle_clause(plan: Plan, *, clause: Clause, actor: Actor, at: datetime) -> None:
    """Take back that a clause is a principle or carried by a duty: it is open again."""
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
