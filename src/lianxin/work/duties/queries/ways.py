"""Which units stood above others, on any day."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import Q

from lianxin.org.units.models import Placement, Unit


class Ways:
    """Which units stood above one on a day; all placements, or those that are needed.

    With the `paths` of the units and of those above them now, one query is enough for
    units that never moved.
    """

    def __init__(
        self, units: Collection[int] | None = None, paths: Collection[str] = ()
    ) -> None:
        self.placements: dict[int, Sequence[tuple[Any, ...]]] = {}
        self.known: dict[tuple[int, date], Sequence[int]] = {}
        for rows in self._read(units, paths):
            self.placements |= rows

    def _read(
        self, units: Collection[int] | None, paths: Collection[str]
    ) -> Iterator[Mapping[int, Sequence[tuple[Any, ...]]]]:
        """Level by level upwards, so that a few units cost a few queries."""
        wanted = None if units is None else Q(unit__in=units)
        if units is not None and paths:
            # Within the units each way has an index; across a join neither has.
            either = Unit.objects.filter(Q(pk__in=units) | Q(path__in=paths))
            wanted = Q(unit__in=either.values("pk"))
        while True:
            rows = Placement.objects.order_by("pk")
            if wanted is not None:
                rows = rows.filter(wanted)
            found: defaultdict[int, list[tuple[Any, ...]]] = defaultdict(list)
            for unit, *values in rows.values_list(
                "unit", "parent", "valid_from", "valid_to"
            ):
                found[unit].append(tuple(values))
            yield found
            above = {row[0] for places in found.values() for row in places}
            more = above - {None} - set(self.placements) - set(found)
            if wanted is None or not more:
                return
            wanted = Q(unit__in=more)

    def up(self, unit: int, day: date) -> Sequence[int]:
        """The units above `unit` on `day`, the nearest first."""
        for parent, since, until in self.placements.get(unit, ()):
            if since <= day and (until is None or day < until):
                return self.up_from(parent, day)
        return ()

    def up_from(self, unit: int | None, day: date) -> Sequence[int]:
        """The unit itself and those above it on `day`."""
        if unit is None:
            return ()
        if (unit, day) not in self.known:
            self.known[unit, day] = (unit, *self.up(unit, day))
        return self.known[unit, day]

    def ever(self, unit: int) -> set[int]:
        """All units that stood above `unit` or above one of these on any day."""
        found: set[int] = set()
        new = {unit}
        while new:
            above = {row[0] for one in new for row in self.placements.get(one, ())}
            new = above - {None} - found
            found |= new
        return found
