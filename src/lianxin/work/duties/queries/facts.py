"""Reading all that the duties of units depend on, in a constant number of queries."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType
from typing import NamedTuple, cast

from lianxin.base.rulebook import queries as rulebook
from lianxin.kernel.actor import Ref
from lianxin.kernel.actor.paths import ancestors
from lianxin.kernel.rules.book import Title
from lianxin.kernel.rules.duties import Duty, DutyEdition, Each, Slot, Window
from lianxin.kernel.rules.duty_marks import HeldFact, SlotMarks
from lianxin.kernel.zh.days import day_of
from lianxin.org.approvals.enums import Progress
from lianxin.org.approvals.queries import outcome_of, steps_with_decisions
from lianxin.org.units.models import Placement, Unit
from lianxin.work.duties.models import AddedDuty, Waiver
from lianxin.work.duties.queries.held import FactsOfDuty, HeldByUnits, days_looked_at
from lianxin.work.duties.queries.judged import (
    DutyPairs,
    Judged,
    Pairs,
    has_review_years,
    paired,
    waived_in,
)
from lianxin.work.duties.queries.living import (
    FirstKept,
    Living,
    Windows,
    first_kept,
)
from lianxin.work.duties.queries.ways import Ways

ADDED = "added."
NEVER_WAIVED: Mapping[date, date] = MappingProxyType({})
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class AskedDuty:
    """One duty of one unit: its periods, what may count, and which were waived when.

    `waived` maps the first days of periods to the days on which that was agreed to.
    """

    duty: Duty
    pairs: Pairs
    facts: FactsOfDuty
    waived: Mapping[date, date]


@dataclass(frozen=True, slots=True)
class Asked:
    """All that is asked of one unit in some years, with what it held and what was waived."""

    unit: Unit
    duties: Mapping[str, AskedDuty]
    judged: Judged

    @property
    def slots(self) -> Pairs:
        """The periods in the order of the duties and their days, each with its next."""
        return [pair for asked in self.duties.values() for pair in asked.pairs]

    def near(self, slot: Slot, following: Slot | None) -> Sequence[HeldFact]:
        """The records that may count for a period."""
        facts = self.duties[slot.duty.code].facts
        return facts.facts(facts.between(slot, following))

    def waived_on(self, slot: Slot) -> date | None:
        """The day on which the unit above agreed to waive a period."""
        return waived_in(slot, self.duties[slot.duty.code].waived)

    def marks(self, slot: Slot, following: Slot | None) -> SlotMarks:
        """What the status of a period depends on, besides the day."""
        asked = self.duties[slot.duty.code]
        return self.judged.marks(slot, following, asked.facts, asked.waived)


def span_of(today: date) -> tuple[date, date]:
    """The days of the ledger: the year before this one, and this one."""
    return date(today.year - 1, 1, 1), date(today.year, 12, 31)


def duty_of(added: AddedDuty) -> Duty:
    """What a unit asks the units below it for, as the judge understands it."""
    title = Title(added.title, added.title, added.title)
    last = added.until - ONE_DAY if added.until else None
    edition = DutyEdition(added.since, last, Each(added.each), added.least)
    return Duty(
        code=f"{ADDED}{added.pk}",
        title=title,
        units=tuple(added.kinds),
        counts=tuple(added.counts),
        editions=(edition,),
        asker=Ref("units.unit", added.unit_id),
        asker_name=added.unit.short_name,
        basis=added.basis,
    )


class Known(NamedTuple):
    """What is the same for all units: what units ask for, what was entered first.

    `waiving` are the units, of those looked at, that ever asked for a waiver; None where
    that was not looked up.
    """

    added: Sequence[Duty]
    first: FirstKept
    waiving: Collection[int] | None = None


def all_duties() -> Sequence[Duty]:
    """What rules ask of units, and what units ask of those below them."""
    return [*rulebook.duties().values(), *_all_added()]


def _all_added() -> Sequence[Duty]:
    rows = AddedDuty.objects.select_related("unit").order_by("unit__path", "pk")
    return [duty_of(row) for row in rows]


def all_known(*, waiving: Collection[int] | None = None) -> Known:
    """It, as it is now."""
    return Known(_all_added(), first_kept(), waiving)


def all_asked_of(
    units: Iterable[Unit],
    *,
    since: date,
    until: date,
    codes: Collection[str] = (),
    judged: Judged | None = None,
    known: Known | None = None,
    near: date | None = None,
) -> Sequence[Asked]:
    """What is asked of each of these units by rules and by the units above it.

    Of periods that begin from `since` to `until`; with `codes` only of those duties, with
    `near` only periods for which something may count that was held on that day.
    What a unit asks for counts for those that stand below it on a period's last day.
    Whoever asks for many units in turn gives the same `judged` again, and `known` where
    it has been read.
    """
    found = list(units)
    judged = judged or Judged(since=since, until=until)
    book = [d for d in rulebook.duties().values() if not codes or d.code in codes]
    known = known or all_known()
    above = _Above(found, codes, book, known.added)
    duties = [*book, *above.duties]
    living = Living(found, duties, known.first)
    asked: list[tuple[Unit, list[DutyPairs]]] = []
    for unit in found:
        facts = living.facts_of(unit, above.windows_of(unit))
        all_pairs = judged.all_pairs([*book, *above.may_ask(unit)], facts)
        there = [(duty, above.asked_of(unit, pairs)) for duty, pairs in all_pairs]
        if near is not None:
            there = [(duty, _looking_at(near, pairs)) for duty, pairs in there]
        asked.append((unit, [both for both in there if both[1]]))
    if near is not None:
        firsts = [pairs[0][0].first for _unit, own in asked for _duty, pairs in own]
        since = min(firsts, default=near)
    held = HeldByUnits(found, duties, living, since=since)
    waiving = [u for u in found if known.waiving is None or u.pk in known.waiving]
    waived = _waived(waiving) if waiving else {}
    return [
        Asked(
            unit,
            {
                duty.code: AskedDuty(
                    duty,
                    pairs,
                    held.of(unit.pk, duty),
                    waived.get((unit.pk, duty.code), NEVER_WAIVED),
                )
                for duty, pairs in own
            },
            judged,
        )
        for unit, own in asked
    ]


def _looking_at(day: date, pairs: Pairs) -> Pairs:
    return tuple(
        [
            (slot, following)
            for slot, following in pairs
            if slot.first <= day <= days_looked_at(slot, following)[1]
        ]
    )


class _Above:
    """What units ask for and tell, and of which units below them on which day."""

    def __init__(
        self,
        units: Sequence[Unit],
        codes: Collection[str],
        book: Sequence[Duty],
        added: Sequence[Duty],
    ) -> None:
        self.duties = [duty for duty in added if not codes or duty.code in codes]
        reviewed = any(map(has_review_years, [*book, *self.duties]))
        self._windows = Windows() if reviewed else None
        self._by_asker: defaultdict[int, list[Duty]] = defaultdict(list)
        for duty in self.duties:
            self._by_asker[cast("Ref", duty.asker).id].append(duty)
        is_needed = self.duties or self._windows
        self._ways = _ways_of(units) if is_needed else None

    def windows_of(self, unit: Unit) -> Mapping[int, Window]:
        """When the meetings of its review years are held."""
        if not self._windows or self._ways is None:
            return {}
        return self._windows.of(unit.pk, self._ways)

    def may_ask(self, unit: Unit) -> Sequence[Duty]:
        """What was asked for by units that have ever stood above `unit`."""
        if self._ways is None or not self.duties:
            return ()
        askers = self._ways.ever(unit.pk)
        return [
            duty
            for asker, duties in self._by_asker.items()
            if asker in askers
            for duty in duties
        ]

    def asked_of(self, unit: Unit, pairs: Pairs) -> Pairs:
        """The periods asked of `unit` where it stands on the last day of each."""
        if self._ways is None or not pairs or pairs[0][0].duty.asker is None:
            return pairs
        asker, slots = pairs[0][0].duty.asker.id, [slot for slot, _next in pairs]
        there = [
            slot
            for slot in slots
            if asker in self._ways.up(unit.pk, slot.last or slot.until)
        ]
        return pairs if len(there) == len(slots) else paired(there)


def _ways_of(units: Sequence[Unit]) -> Ways:
    """The ways up from each; of one that ended, from its last place."""
    ended = [unit.pk for unit in units if unit.path is None]
    last = (
        Placement.objects.filter(unit__in=ended)
        .order_by("valid_from")
        .values_list("parent__path", flat=True)
        if ended
        else ()
    )
    paths = {path for unit in units for path in ancestors(unit.path or "")[:-1]}
    paths |= {path for above in last for path in ancestors(above or "")}
    return Ways([unit.pk for unit in units], paths)


def _waived(units: Sequence[Unit]) -> Mapping[tuple[int, str], Mapping[date, date]]:
    found: defaultdict[tuple[int, str], dict[date, date]] = defaultdict(dict)
    rows = (
        Waiver.objects.filter(unit__in=[unit.pk for unit in units])
        .select_related("approval__withdrawal")
        .prefetch_related(steps_with_decisions("approval__steps"))
        .order_by("pk")
    )
    for row in rows:
        day = waived_on(row)
        if day is not None:
            found[row.unit_id, row.duty][row.first_day] = day
    return found


def waived_on(waiver: Waiver) -> date | None:
    """The day on which the unit above agreed; None where it has not."""
    if waiver.approval is None:
        return None
    outcome = outcome_of(waiver.approval)
    return day_of(outcome.at) if outcome.progress is Progress.AGREED else None
