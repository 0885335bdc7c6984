"""Of which unit and on which day is asked; which units stood there on that day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from lianxin.kernel.actor import Actor, NotVisible
from lianxin.org.units import queries as units
from lianxin.org.units.models import Unit

FIRST_DAY = date(1921, 7, 1)
IN_ONE_QUERY = 5_000


@dataclass(frozen=True, slots=True)
class Asked:
    """A unit with all that stood below it on a day.

    `units` are their numbers, or a query of them. Restricted units (abroad, classified)
    are never among them, whoever asks: neither in a number nor behind it.
    """

    unit: Unit
    on: date
    today: date
    units: "QuerySet[Unit, int] | Sequence[int]"

    @property
    def year_began(self) -> date:
        """The first day of the year of the day."""
        return self.on.replace(month=1, day=1)


def units_to_choose(actor: Actor) -> QuerySet[Unit]:
    """The Party units of whose members `actor` sees the standing, in tree order."""
    seen = units.within(actor.scope("people.standing"))
    rows = units.all_units().filter(seen, is_restricted=False)
    return units.of_line(rows, "party")


def units_to_compare(actor: Actor) -> QuerySet[Unit]:
    """Those of them where `actor` may also look up identity numbers."""
    known = units.within(actor.scope("people.contact"))
    return units_to_choose(actor).filter(known)


def asked_of(unit: Unit, *, on: date, today: date) -> Asked:
    """A unit that was chosen, with all that stood below it on a day."""
    return Asked(unit, on, today, _standing_there(unit, on, today=today))


def unit_to_begin_with(actor: Actor, rows: QuerySet[Unit]) -> Unit | None:
    """One's own unit, or the first of those that can be chosen."""
    own = rows.filter(pk=actor.unit.id).first() if actor.unit else None
    return own or rows.first()


def asked_by(actor: Actor, *, unit: Unit | None, on: date | None, today: date) -> Asked:
    """What is asked, or what one begins with; NotVisible where there is no unit.

    A day to come is asked as today.
    """
    found = unit or unit_to_begin_with(actor, units_to_choose(actor))
    if found is None:
        raise NotVisible
    day = today if on is None or on > today else max(on, FIRST_DAY)
    return asked_of(found, on=day, today=today)


def _standing_there(
    unit: Unit, day: date, *, today: date
) -> "QuerySet[Unit, int] | Sequence[int]":
    """The unit and all below it as the tree stood on the day."""
    shown = Unit.objects.filter(is_restricted=False)
    if day == today:
        below = shown.filter(units.below(unit.path or "-"))
        return below.order_by().values_list("pk", flat=True)
    placed = units.placements_on(day)
    if unit.parent_id is None:
        there = shown.filter(pk__in=placed.values("unit"))
        return there.order_by().values_list("pk", flat=True)
    found = set(placed.filter(unit=unit).values_list("unit", flat=True))
    level = sorted(found)
    while level:
        following: set[int] = set()
        for begin in range(0, len(level), IN_ONE_QUERY):
            rows = placed.filter(
                parent__in=level[begin : begin + IN_ONE_QUERY],
                unit__is_restricted=False,
            )
            following.update(rows.values_list("unit", flat=True))
        level = sorted(following - found)
        found |= following
    return sorted(found)
