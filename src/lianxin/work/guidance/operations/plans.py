"""Beginning a plan."""

from collections.abc import Sequence
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lianxin.base.journal import operations as journal
from lianxin.kernel.actor import Actor, Ref
from lianxin.org.people.queries import person_of
from lianxin.org.units.models import Unit
from lianxin.work.guidance import policy
from lianxin.work.guidance.events import PlanBegun
from lianxin.work.guidance.models import Document, Plan, PlanDocument
from lianxin.work.guidance.operations.checks import check_words

FIRST_YEAR, LAST_YEAR = 2000, 2100


@transaction.atomic
def begin_plan(
    *,
    unit: Unit,
    title: str,
    year: int,
    documents: Sequence[Document],
    actor: Actor,
    at: datetime,
) -> Plan:
    """Begin a plan of `unit` that decomposes these documents, in their order.

    ValidationError without a title, for a year that cannot be meant, and for a
    document that another unit took in.
    """
    policy.may_begin(unit, actor=actor).or_raise()
    check_words(title, field="title", fault=_("Give the plan a title."))
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValidationError({"year": _("Give a year, such as 2026.")})
    if any(document.unit_id != unit.pk for document in documents):
        raise ValidationError(_("This document was taken in by another unit."))
    plan = Plan.objects.create(
        unit=unit,
        title=" ".join(title.split()),
        year=year,
        begun_by=person_of(actor),
        begun_at=at,
    )
    PlanDocument.objects.bulk_create(
        PlanDocument(plan=plan, document=document, order=order)
        for order, document in enumerate(dict.fromkeys(documents), start=1)
    )
    journal.write(
        PlanBegun(
            subject=Ref("guidance.plan", plan.pk),
            unit=Ref("units.unit", unit.pk),
            actor=actor,
            at=at,
            after={
                "title": plan.title,
                "year": year,
                "documents": [document.title for document in documents],
            },
        )
    )
    return plan
