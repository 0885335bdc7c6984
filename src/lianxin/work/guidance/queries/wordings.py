"""Wordings that are said no more: of the rulebook, and of units themselves."""

from django.db.models import Q, QuerySet

from lianxin.base.rulebook import queries as rulebook
from lianxin.kernel.actor import Actor, NotVisible
from lianxin.kernel.actor.paths import ancestors
from lianxin.kernel.rules.wordings import Wording
from lianxin.org.units import queries as units
from lianxin.org.units.models import Unit
from lianxin.work.guidance.models import FormerWording


def wordings_visible_to(actor: Actor) -> QuerySet[FormerWording]:
    """What one's own unit and those above it say no more, and units whose plans one sees."""
    seen = units.within(actor.scope("plans.see"), column="unit__path")
    above = Q(unit__path__in=ancestors(actor.path)) if actor.path else Q(pk__in=[])
    rows = FormerWording.objects.select_related("unit").filter(removed_at=None)
    return rows.filter(seen | above).order_by("-since", "old")


def wording_visible_to(actor: Actor, pk: int) -> FormerWording:
    """One of them; NotVisible where there is none."""
    found = wordings_visible_to(actor).filter(pk=pk).first()
    if found is None:
        raise NotVisible
    return found


def wordings_for(unit: Unit) -> list[Wording]:
    """All that rows of the unit's plans are held against."""
    rows = FormerWording.objects.filter(
        unit__path__in=ancestors(unit.path or ""), removed_at=None
    )
    own = [
        Wording(
            code=f"own.{row.pk}",
            old=(row.old,),
            unless=(row.now,) if row.old in row.now else (),
            now=row.now,
            since=row.since,
            basis=row.basis,
            sure="high",
        )
        for row in rows.order_by("pk")
    ]
    return [*rulebook.wordings(), *own]
