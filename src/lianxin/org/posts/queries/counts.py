"""How many people belonged to a unit and to all below it on some day."""

from collections.abc import Mapping
from datetime import date

from django.db.models import Count

from lianxin.kernel.actor import Actor
from lianxin.org.people.enums import Belonging
from lianxin.org.people.models import Affiliation
from lianxin.org.people.queries import in_force
from lianxin.org.units.models import Unit
from lianxin.org.units.queries import placements_on


def people_on(unit: Unit, *, day: date, actor: Actor) -> Mapping[str, int]:
    """For each way of belonging how many people there were, in the unit and all below.

    Party members are counted for those who may see standings here today.
    """
    counted = dict(
        Affiliation.objects.filter(in_force(day), unit__in=_tree_on(unit, day))
        .order_by()
        .values_list("belonging")
        .annotate(Count("person", distinct=True))
    )
    if not actor.may("people.standing", place_of(unit)):
        counted.pop(Belonging.PARTY, None)
    return counted


def place_of(unit: Unit) -> str:
    """Where a right over a unit is asked for: a unit that ended is its parent's affair."""
    above = unit.parent.path if unit.parent else None
    return unit.path or above or "-"


def _tree_on(unit: Unit, day: date) -> set[int]:
    """The unit and all that stood below it on a day, one query for each level."""
    found, level = {unit.pk}, [unit.pk]
    while level:
        rows = placements_on(day).filter(parent__in=level)
        level = [pk for pk in rows.values_list("unit", flat=True) if pk not in found]
        found.update(level)
    return found
