"""What goals that ask for a record again and again add to the units that are to have them."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from fractions import Fraction

from django.db.models import Count, QuerySet
from django.utils.translation import ngettext

from lianxin.work.duties.queries.burden import EVERY, entries_of, in_figures
from lianxin.work.goals.models import Goal


@dataclass(frozen=True, slots=True)
class AddedGoals:
    """`entries` a month that are asked of `units` units together, `most` of one of them.

    `existing` of the entries are asked for already, by goals that are the same.
    """

    units: int
    entries: Fraction
    most: Fraction
    existing: Fraction

    def in_words(self) -> str:
        """A sentence for whoever is about to give them."""
        return ngettext(
            "This asks %(units)s unit for %(entries)s entries a month; %(existing)s of "
            "them are asked for already.",
            "This asks %(units)s units for %(entries)s entries a month altogether, at most "
            "%(most)s of one unit; %(existing)s of them are asked for already.",
            self.units,
        ) % {
            "units": self.units,
            "entries": in_figures(self.entries),
            "most": in_figures(self.most),
            "existing": in_figures(self.existing),
        }


def goals_added(
    asked: Iterable[tuple[str, Collection[int]]], *, same: QuerySet[Goal]
) -> AddedGoals | None:
    """What goals of these kinds of deadline add to the units with these numbers.

    `same`: the goals that ask for the same already; those that are under way are
    counted. None where nothing is asked for again and again.
    """
    of_units: dict[int, Fraction] = defaultdict(Fraction)
    for due_kind, unit_ids in asked:
        for unit in unit_ids if due_kind in EVERY else ():
            of_units[unit] += entries_of(EVERY[due_kind], 1)
    if not of_units:
        return None
    there = (
        same.filter(due_kind__in=EVERY, ledger__is_ended=False)
        .order_by()
        .values("unit", "due_kind")
        .annotate(many=Count("pk"))
        .values_list("unit", "due_kind", "many")
    )
    existing: dict[int, Fraction] = defaultdict(Fraction)
    for unit, due_kind, many in there:
        existing[unit] += entries_of(EVERY[due_kind], many)
    return AddedGoals(
        len(of_units),
        sum(of_units.values(), Fraction()),
        max(of_units.values()),
        sum((min(of_units[u], existing[u]) for u in list(of_units)), Fraction()),
    )
