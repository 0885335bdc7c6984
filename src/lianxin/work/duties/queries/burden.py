"""How many entries a month rules and units above ask for, by who asks.

An entry is a record that is to be made. Units and kinds of unit are counted, no persons.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from django.db.models import Count
from django.utils import formats
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from lianxin.base.rulebook import queries as rulebook
from lianxin.kernel.actor.paths import ancestors
from lianxin.kernel.rules.duties import MONTHS_OF, Duty, Each
from lianxin.org.units import queries as units
from lianxin.org.units.models import Unit
from lianxin.work.duties.models import AddedDuty
from lianxin.work.duties.queries.facts import duty_of
from lianxin.work.duties.queries.naming import EACH, title_of
from lianxin.work.goals.enums import DueKind
from lianxin.work.goals.models import Goal

EVERY = {
    DueKind.EVERY_MONTH.value: Each.MONTH,
    DueKind.EVERY_QUARTER.value: Each.QUARTER,
}


@dataclass(frozen=True, slots=True)
class Burden:
    """One thing that is asked for again and again: by whom, what, how often."""

    asker: str
    title: str
    often: str
    entries: Fraction
    number: int = 1

    @property
    def a_month(self) -> str:
        """The entries a month in figures."""
        return in_figures(self.entries)


@dataclass(frozen=True, slots=True)
class Added:
    """What one more duty asks of units of one kind.

    `entries` a month of each of `units` units; `existing` of them are asked for already
    and count for both; `total` is all that is asked of each, with it.
    """

    kind: str
    units: int
    entries: Fraction
    existing: Fraction
    total: Fraction

    def in_words(self) -> str:
        """A sentence for whoever is about to ask."""
        title = rulebook.unit_kinds()[self.kind].title.into(get_language() or "")
        return _(
            "%(kind)s: this asks %(units)s units for %(entries)s entries a month each; "
            "%(existing)s of them are asked for already and count for both. Altogether "
            "%(total)s entries a month are then asked of each."
        ) % {
            "kind": title,
            "units": self.units,
            "entries": in_figures(self.entries),
            "existing": in_figures(self.existing),
            "total": in_figures(self.total),
        }


def in_figures(entries: Fraction) -> str:
    """A number of entries a month, to one place after the point."""
    rounded = round(float(entries), 1)
    whole = rounded == int(rounded)
    return formats.number_format(rounded, 0 if whole else 1)


def entries_of(each: Each, least: int) -> Fraction:
    """The entries a month of what is asked so often."""
    return Fraction(least, MONTHS_OF[each])


def burden_of(unit: Unit, *, today: date) -> Sequence[Burden]:
    """What is asked of a unit again and again: by rules, by units above, by goals."""
    duties = duties_of_kind(unit.kind, ancestors(unit.path or "")[:-1])
    found = [
        Burden(
            duty.asker_name or _("Rules"),
            title_of(duty),
            str(EACH[edition.each]),
            entries_of(edition.each, edition.least),
        )
        for duty in duties
        for edition in duty.editions
        if edition.in_force(today)
    ]
    goals = (
        Goal.objects.filter(unit=unit, due_kind__in=EVERY, ledger__is_ended=False)
        .order_by("giver__path")
        .values("giver__short_name", "due_kind")
        .annotate(many=Count("pk"))
        .values_list("giver__short_name", "due_kind", "many")
    )
    return [
        *found,
        *(
            Burden(
                giver,
                _("Goals that ask for a record"),
                str(EACH[EVERY[kind]]),
                entries_of(EVERY[kind], many),
                many,
            )
            for giver, kind, many in goals
        ),
    ]


def total_of(burdens: Iterable[Burden]) -> Fraction:
    """All entries a month together."""
    return sum((burden.entries for burden in burdens), Fraction())


def duties_of_kind(kind: str, paths: Collection[str]) -> Sequence[Duty]:
    """The duties of units of a kind below the units with these paths."""
    return [d for d in duties_asked_below(paths) if kind in d.units]


def duties_asked_below(paths: Collection[str]) -> Sequence[Duty]:
    """The duties of the rulebook, and what the units with these paths ask for more."""
    book = list(rulebook.duties().values())
    rows = AddedDuty.objects.filter(unit__path__in=paths).select_related("unit")
    added = [duty_of(row) for row in rows.order_by("unit__path", "pk")]
    return [duty for duty in [*book, *added] if not duty.is_usual]


def entries_asked(kind: str, paths: Collection[str], *, today: date) -> Fraction:
    """The entries a month that are asked of a unit of a kind below these units."""
    return sum(
        (
            entries_of(edition.each, edition.least)
            for duty in duties_of_kind(kind, paths)
            for edition in duty.editions
            if edition.in_force(today)
        ),
        Fraction(),
    )


def burden_added(
    unit: Unit,
    *,
    kinds: Collection[str],
    counts: Collection[str],
    entries: Fraction,
    today: date,
) -> Sequence[Added]:
    """What `unit` would add, kind by kind, to what is asked of the units below it."""
    below = units.all_units().filter(units.below(unit.path or "-")).exclude(pk=unit.pk)
    numbers = dict(
        below.filter(kind__in=kinds)
        .order_by()
        .values("kind")
        .annotate(many=Count("pk"))
        .values_list("kind", "many")
    )
    found = []
    for kind in kinds:
        asked = [
            (duty, entries_of(edition.each, edition.least))
            for duty in duties_of_kind(kind, ancestors(unit.path or ""))
            for edition in duty.editions
            if edition.in_force(today)
        ]
        same = sum((e for d, e in asked if set(counts) & set(d.counts)), Fraction())
        total = sum((e for _d, e in asked), Fraction())
        found.append(
            Added(
                kind,
                numbers.get(kind, 0),
                entries,
                min(same, entries),
                total + entries - min(same, entries),
            )
        )
    return found
