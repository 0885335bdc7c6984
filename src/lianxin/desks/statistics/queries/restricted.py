"""What may be told of units abroad and classified ones: two numbers of the whole group."""

from dataclasses import dataclass, replace

from lianxin.desks.statistics.queries.asking import Asked
from lianxin.desks.statistics.queries.counting import members_on
from lianxin.kernel.actor import Actor
from lianxin.org.units import queries as units
from lianxin.org.units.models import Unit


@dataclass(frozen=True, slots=True)
class LeftOut:
    """How many units the tables leave out, and how many members those have."""

    units: int
    members: int


def left_out_of(asked: Asked, *, actor: Actor) -> LeftOut | None:
    """What all restricted units of the group come to on the day; no rows behind it.

    None for a unit below the top, where it would tell of single units, for whoever may
    not see all of these units anyway, and where there is none.
    """
    if asked.unit.parent_id is not None:
        return None
    if not units.opens_everything(actor.scope("people.standing")):
        return None
    placed = units.placements_on(asked.on).values("unit")
    hidden = Unit.objects.filter(is_restricted=True, pk__in=placed).order_by()
    of_them = units.of_line(hidden, "party")
    number = of_them.count()
    if not number:
        return None
    counted = members_on(replace(asked, units=hidden.values_list("pk", flat=True)))
    return LeftOut(number, counted.count())
