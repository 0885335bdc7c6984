"""How many entries a month rules and units above ask for, by who asks.

An entry is a record that is to be made. Units and kinds of unit are counted, no persons.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from django.db.models import Count, OuterRef, QuerySet
from django.utils import formats
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from lianxin.base.remembered import Exists
from lianxin.base.rulebook import queries as rulebook
from lianxin.kernel.actor.paths import ancestors
from lianxin.kernel.rules.duties import MONTHS_OF, Duty, Each
from lianxin.org.people.queries import in_force
from lianxin.org.posts.models import Appointment
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
class Group:
    """Units of one kind of which the same is asked, in words, and how many they are.

    What is asked only where somebody holds certain posts, such as those of a branch
    committee, parts a kind in two.
    """

    words: str
    units: int
    duties: Sequence[Duty]

    def entries(self, today: date) -> Fraction:
        """The entries a month that are asked of each."""
        return sum((entries for _duty, entries in self.asked(today)), Fraction())

    def asked(self, today: date) -> Sequence[tuple[Duty, Fraction]]:
        """Each duty in force, with its entries a month."""
        return [
            (duty, entries_of(edition.each, edition.least))
            for duty in self.duties
            for edition in duty.editions
            if edition.in_force(today)
        ]


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
        return _(
            "%(kind)s: this asks %(units)s units for %(entries)s entries a month each; "
            "%(existing)s of them are asked for already and count for both. Altogether "
            "%(total)s entries a month are then asked of each."
        ) % {
            "kind": self.kind,
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
    held = set(
        Appointment.objects.filter(in_force(today), post__unit=unit).values_list(
            "post__kind", flat=True
        )
    )
    duties = [
        duty
        for duty in duties_of_kind(unit.kind, ancestors(unit.path or "")[:-1])
        if not duty.posts or not held.isdisjoint(duty.posts)
    ]
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


def groups_below(unit: Unit, kinds: Collection[str], *, today: date) -> Sequence[Group]:
    """The units below one by what is asked of them; kinds without a unit stay whole."""
    below = units.all_units().filter(units.below(unit.path or "-")).exclude(pk=unit.pk)
    numbers = _numbers(below.filter(kind__in=kinds))
    found: list[Group] = []
    for kind in kinds:
        title = rulebook.unit_kinds()[kind].title.into(get_language() or "")
        duties = duties_of_kind(kind, ancestors(unit.path or ""))
        posts = {post for duty in duties for post in duty.posts}
        number = numbers.get(kind, 0)
        filled = number
        if posts:
            filled = _numbers(_filled(below.filter(kind=kind), posts, today)).get(
                kind, 0
            )
        if filled == number:
            found.append(Group(title, number, duties))
            continue
        whole = Group(_("%(kind)s with a committee") % {"kind": title}, filled, duties)
        others = [duty for duty in duties if not duty.posts]
        words = _("%(kind)s without a committee") % {"kind": title}
        found += [*([whole] if filled else []), Group(words, number - filled, others)]
    return found


def _numbers(rows: QuerySet[Unit]) -> Mapping[str, int]:
    numbers = rows.order_by().values("kind").annotate(many=Count("pk"))
    return dict(numbers.values_list("kind", "many"))


def _filled(rows: QuerySet[Unit], posts: Collection[str], day: date) -> QuerySet[Unit]:
    """Those where somebody holds one of these posts."""
    held = Appointment.objects.filter(
        in_force(day), post__unit=OuterRef("pk"), post__kind__in=posts
    )
    return rows.filter(Exists(held))


def burden_added(
    unit: Unit,
    *,
    kinds: Collection[str],
    counts: Collection[str],
    entries: Fraction,
    today: date,
) -> Sequence[Added]:
    """What `unit` would add, kind by kind, to what is asked of the units below it."""
    found = []
    for group in groups_below(unit, kinds, today=today):
        asked = group.asked(today)
        same = sum((e for d, e in asked if set(counts) & set(d.counts)), Fraction())
        existing = min(same, entries)
        total = group.entries(today) + entries - existing
        found.append(Added(group.words, group.units, entries, existing, total))
    return found
