"""Which plans and documents an actor may see."""

from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from lianxin.kernel.actor import Actor, NotVisible
from lianxin.org.approvals import queries as approvals
from lianxin.org.units import queries as units
from lianxin.work.guidance.models import (
    ConsultedUnit,
    Document,
    Issue,
    Plan,
    Submission,
)

MATTER = "guidance.plan"


def visible_to(actor: Actor) -> QuerySet[Plan]:
    """Plans of the units whose plans `actor` sees, the latest year first."""
    scope = actor.scope("plans.see")
    return (
        Plan.objects.select_related("unit", "begun_by")
        .filter(units.within(scope, column="unit__path"))
        .order_by("-year", "-pk")
    )


def plan_visible_to(actor: Actor, pk: int, *, today: date | None = None) -> Plan:
    """One plan; NotVisible where `actor` may not see it.

    With `today`, whoever decides on its approval sees it as well.
    """
    found = visible_to(actor).filter(pk=pk).first()
    if found is None and today is not None and actor.person is not None:
        found = _decided_by(actor, today=today).filter(pk=pk).first()
    if found is None:
        raise NotVisible
    return found


def documents_visible_to(actor: Actor) -> QuerySet[Document]:
    """Documents taken in by the units whose plans `actor` sees, the latest first."""
    scope = actor.scope("plans.see")
    return (
        Document.objects.select_related("unit", "taken_in_by")
        .filter(units.within(scope, column="unit__path"))
        .order_by("-pk")
    )


def issues_visible_to(actor: Actor) -> QuerySet[Issue]:
    """The issues of the plans that `actor` sees, the latest first."""
    return (
        Issue.objects.select_related("plan__unit", "issued_by")
        .filter(plan__in=visible_to(actor).order_by())
        .order_by("-pk")
    )


def issue_of(pk: int) -> Issue:
    """One issue with its plan, for the job that gives its goals."""
    return Issue.objects.select_related("plan__unit").get(pk=pk)


def asked_of(actor: Actor) -> QuerySet[ConsultedUnit]:
    """The requests for comments to units for which `actor` answers, latest first."""
    scope = actor.scope("plans.reply")
    return (
        ConsultedUnit.objects.select_related("consultation__plan__unit", "unit")
        .filter(units.within(scope, column="unit__path"))
        .order_by("-pk")
    )


def all_plans() -> QuerySet[Plan]:
    """Every plan in order of its number, for jobs."""
    return Plan.objects.select_related("unit").order_by("pk")


def _decided_by(actor: Actor, *, today: date) -> QuerySet[Plan]:
    seen = approvals.visible_to(actor, today=today).filter(matter=MATTER).order_by()
    sent = Submission.objects.filter(
        plan=OuterRef("pk"), approval__in=seen.values("pk")
    )
    return Plan.objects.select_related("unit", "begun_by").filter(Exists(sent))
