"""Who may read a document that was taken in, and whether its intake can be undone."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lianxin.kernel.actor import Actor, NotVisible
from lianxin.work.goals import queries as goals
from lianxin.work.guidance.enums import Openness
from lianxin.work.guidance.models import Document, Plan, Quote, Trial
from lianxin.work.guidance.queries.seeing import (
    documents_visible_to,
    plans_decided_by,
)

TASK = "guidance.task"


def document_of(plan: Plan, pk: int) -> Document | None:
    """A document of the plan by its number."""
    return Document.objects.filter(plans__plan=plan, pk=pk).first()


def document_to_read(actor: Actor, pk: int, *, today: date) -> Document:
    """A document whose file `actor` may have; else NotVisible.

    Whoever sees its plan, or decides on it. A public one also goes to those who see a
    goal that comes from it; an internal one does not.
    """
    found = Document.objects.select_related("file").filter(pk=pk).first()
    if found is None:
        raise NotVisible
    if documents_visible_to(actor).filter(pk=pk).exists():
        return found
    if _is_met_elsewhere(found, actor=actor, today=today):
        return found
    raise NotVisible


def _is_met_elsewhere(document: Document, *, actor: Actor, today: date) -> bool:
    decided = plans_decided_by(actor, today=today).filter(bases__document=document)
    if decided.exists():
        return True
    if document.openness != Openness.PUBLIC:
        return False
    tasks = Quote.objects.filter(clause__document=document).values("task")
    seen = goals.visible_to(actor).filter(source_kind=TASK, source_id__in=tasks)
    return seen.exists()


def hindrance_to_withdrawal(plan: Plan, document: Document) -> str:
    """Why the intake of a plan's document cannot be taken back; empty where it can."""
    if plan.submissions.exists():
        return _("The plan was sent for approval with it.")
    if plan.consultations.exists():
        return _("A draft that was made of it was sent round for comments.")
    if Trial.objects.filter(task__plan=plan).exists():
        return _("A row of the plan is on trial in a unit.")
    if document.plans.exclude(plan=plan).exists():
        return _("Another plan is made of it as well.")
    if document.is_table:
        return _hindrance_of_table(plan, document)
    return _hindrance_of_text(plan, document)


def _hindrance_of_text(plan: Plan, document: Document) -> str:
    living = plan.tasks.filter(removed_at__isnull=True)
    if plan.bases.exclude(document=document).exists():
        living = living.filter(quotes__clause__document=document).distinct()
    number = living.count()
    words = ngettext(
        "%(number)d row was made of it. Remove it from the plan first.",
        "%(number)d rows were made of it. Remove them from the plan first.",
        number,
    )
    return words % {"number": number} if number else ""


def _hindrance_of_table(plan: Plan, document: Document) -> str:
    if plan.bases.exclude(document=document).exists():
        return _("Its rows stand among those of another document in the plan.")
    if plan.tasks.filter(removed_at__isnull=True, version__gt=1).exists():
        return _("Its rows were worked on already. Remove them from the plan first.")
    return ""
