"""The file as it was handed in, and taking a mistaken intake back altogether."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q

from lianxin.base.files import operations as files
from lianxin.kernel.actor import Actor
from lianxin.work.guidance import queries
from lianxin.work.guidance.events import DocumentWithdrawn
from lianxin.work.guidance.models import Document, Plan
from lianxin.work.guidance.operations.editing import note, opened


def keep_original(document: Document, content: bytes | None, *, at: datetime) -> None:
    """Keep the file beside its text; told among the problems where it cannot be kept.

    A web page, say, is read but not kept, as nobody should be handed one.
    """
    if content is None:
        return
    try:
        document.file = files.store(content, name=document.file_name, at=at)
    except ValidationError:
        untold = {"kind": "original_not_kept", "values": {"name": document.file_name}}
        document.problems = [*document.problems, untold]


@transaction.atomic
def withdraw_document(
    plan: Plan, document: Document, *, actor: Actor, at: datetime
) -> bool:
    """Take back a mistaken intake: nothing of the document stays; whether the plan does.

    A plan that has no other document goes with it. ValidationError, in words, where
    something was made of the document already.
    """
    plan = opened(plan, actor=actor)
    hindrance = queries.hindrance_to_withdrawal(plan, document)
    if hindrance:
        raise ValidationError(hindrance)
    stays = plan.bases.exclude(document=document).exists()
    rows = plan.tasks.all()
    if stays:
        rows = rows.filter(removed_at__isnull=False, quotes__clause__document=document)
    plan.tasks.filter(pk__in=list(rows.values_list("pk", flat=True))).delete()
    plan.handlings.filter(Q(clause__document=document)).delete()
    plan.bases.filter(document=document).delete()
    document.clauses.all().delete()
    original, title = document.file, document.title
    told = {"title": title, "with_plan": not stays}
    document.delete()
    if original is not None:
        files.forget(original)
    if not stays:
        Plan.objects.filter(pk=plan.pk).delete()
    note(DocumentWithdrawn, plan, actor=actor, at=at, before=told, after={})
    return stays
