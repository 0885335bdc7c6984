"""For whom somebody takes in documents, and into which plans."""

from django.db.models import QuerySet

from lianxin.kernel.actor import Actor, Refused
from lianxin.org.units.models import Unit
from lianxin.work.guidance.models import Plan


def unit_of(actor: Actor) -> Unit:
    """The unit for which the actor acts; refused where there is none."""
    unit = Unit.objects.filter(pk=actor.unit.id).first() if actor.unit else None
    if unit is None:
        raise Refused("")
    return unit


def plans_open_for(unit: Unit) -> QuerySet[Plan]:
    """The unit's plans that were not issued yet and may take another document."""
    rows = Plan.objects.filter(unit=unit, issues__isnull=True)
    return rows.filter(submissions__isnull=True).order_by("-pk")
