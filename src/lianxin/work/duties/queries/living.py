"""Of units all that the periods of their duties depend on, read at once."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from lianxin.base.journal import queries as journal
from lianxin.base.remembered import Subquery
from lianxin.facts.records.models import Record
from lianxin.kernel.actor import Ref
from lianxin.kernel.rules.duties import Duty, Holding, Part, UnitFacts, Window
from lianxin.kernel.zh.days import day_of
from lianxin.org.posts.models import Appointment
from lianxin.org.units.models import Placement, Unit
from lianxin.work.duties.models import ReviewWindow
from lianxin.work.duties.queries.ways import Ways

Held = tuple[int, Holding]


class Living:
    """Who held the posts of units that matter, what stood directly below, by the day.

    `leaders` are those who held a post by which a record counts wherever it was held:
    of each unit the person and what was held.
    """

    def __init__(
        self,
        units: Sequence[Unit],
        duties: Collection[Duty],
        kept: "FirstKept | None" = None,
    ) -> None:
        self.kept_since = (kept or first_kept()).on
        self.holdings: defaultdict[int, list[Holding]] = defaultdict(list)
        self.leaders: defaultdict[int, list[Held]] = defaultdict(list)
        self.parts: defaultdict[int, list[Part]] = defaultdict(list)
        self._read_posts(units, duties)
        self._read_parts(units, duties)

    def _read_posts(self, units: Sequence[Unit], duties: Collection[Duty]) -> None:
        filled = {kind for duty in duties for kind in duty.posts}
        leading = posts_that_lead(duties)
        if not filled | leading:
            return
        rows = Appointment.objects.filter(
            post__unit__in=[unit.pk for unit in units], post__kind__in=filled | leading
        )
        for unit, person, kind, first, end in rows.order_by("pk").values_list(
            "post__unit", "person", "post__kind", "valid_from", "valid_to"
        ):
            holding = Holding(kind, first, end)
            if holding.kind in filled:
                self.holdings[unit].append(holding)
            if holding.kind in leading:
                self.leaders[unit].append((person, holding))

    def _read_parts(self, units: Sequence[Unit], duties: Collection[Duty]) -> None:
        kinds = {kind for duty in duties for kind in duty.parts}
        wholes = {kind for duty in duties if duty.parts for kind in duty.units}
        above = [unit.pk for unit in units if unit.kind in wholes]
        if not kinds or not above:
            return
        rows = Placement.objects.filter(parent__in=above, unit__kind__in=kinds)
        for parent, unit, kind, first, end in rows.order_by("pk").values_list(
            "parent", "unit", "unit__kind", "valid_from", "valid_to"
        ):
            if parent is not None:
                self.parts[parent].append(Part(unit, kind, first, end))

    def facts_of(self, unit: Unit, windows: Mapping[int, Window]) -> UnitFacts:
        """All of a unit that its periods depend on."""
        return UnitFacts(
            ref=Ref("units.unit", unit.pk),
            kind=unit.kind,
            founded_on=unit.founded_on,
            dissolved_on=unit.dissolved_on,
            kept_since=self.kept_since,
            holdings=tuple(self.holdings.get(unit.pk, ())),
            parts=tuple(self.parts.get(unit.pk, ())),
            windows=windows,
        )


def posts_that_lead(duties: Collection[Duty]) -> set[str]:
    """The kinds of post whose holder leads what a duty counts."""
    return {
        kind for duty in duties for edition in duty.editions for kind in edition.led_by
    }


class Windows:
    """When a unit's meetings of a review year are held, as the units above it told.

    A notice holds for those who stand below whoever told it on the last day it names.
    That of the nearest unit counts and, told twice by the same, the latest.
    """

    def __init__(self) -> None:
        rows = ReviewWindow.objects.order_by("pk").values_list(
            "unit", "year", "opens_on", "closes_on"
        )
        self._told: defaultdict[int, dict[int, Window]] = defaultdict(dict)
        for by, year, *days in rows:
            self._told[by][year] = Window(*days)

    def __bool__(self) -> bool:
        return bool(self._told)

    def of(self, unit: int, ways: Ways) -> Mapping[int, Window]:
        """By the year in which the review year begins."""
        found: dict[int, tuple[int, date, Window]] = {}
        for year, distance, window in self._told_to(unit, ways):
            candidate = (distance, window.closes_on, window)
            if year not in found or candidate[:2] < found[year][:2]:
                found[year] = candidate
        return {year: window for year, (_d, _c, window) in found.items()}

    def _told_to(self, unit: int, ways: Ways) -> Iterator[tuple[int, int, Window]]:
        for by in ways.ever(unit) & self._told.keys():
            for year, window in self._told[by].items():
                above = ways.up(unit, window.closes_on)
                if by in above:
                    yield year, above.index(by), window


def kept_here_since() -> date | None:
    """The day on which the first thing of all was entered here; None before that.

    What the journal tells first, or a record where records were brought along.
    """
    return first_kept().on


class FirstKept(NamedTuple):
    """The day on which the first thing of all was entered, and the first record."""

    on: date | None
    record: int | None


def first_kept() -> FirstKept:
    """What was entered first of all, in one question once the journal has begun."""
    records = Record.objects.order_by("pk")
    entry = (
        journal.all_entries()
        .order_by("pk")
        .annotate(
            record=Subquery(records.values("pk")[:1]),
            recorded_at=Subquery(records.values("recorded_at")[:1]),
        )
        .values_list("record", "at", "recorded_at")
        .first()
    )
    number, *firsts = (
        entry or records.values_list("pk", "recorded_at").first() or (None,)
    )
    return FirstKept(min((day_of(at) for at in firsts if at), default=None), number)
