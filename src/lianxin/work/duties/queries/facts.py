"""Reading all that the duties of units depend on, in a constant number of queries."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import cast

from django.db.models import OuterRef

from lianxin.base.journal import queries as journal
from lianxin.base.remembered import Exists
from lianxin.base.rulebook import queries as rulebook
from lianxin.facts.records.models import Participation, Record, RecordPart
from lianxin.kernel.actor import Ref
from lianxin.kernel.actor.paths import ancestors
from lianxin.kernel.rules.book import Title
from lianxin.kernel.rules.duties import (
    Duty,
    DutyEdition,
    Each,
    Holding,
    Need,
    Slot,
    UnitFacts,
    Window,
    slots_of,
)
from lianxin.kernel.rules.duty_marks import HeldFact, SlotMarks, marks_of
from lianxin.kernel.zh.days import day_of
from lianxin.org.approvals.enums import Progress
from lianxin.org.approvals.queries import outcome_of, steps_with_decisions
from lianxin.org.posts.models import Appointment
from lianxin.org.units.models import Placement, Unit
from lianxin.work.duties.models import AddedDuty, ReviewWindow, Waiver
from lianxin.work.duties.queries.ways import Ways

Key = tuple[str, date]
ADDED = "added."


@dataclass(frozen=True, slots=True)
class Asked:
    """All that is asked of one unit in some years, with what it held and what was waived.

    `slots` stand in the order of the duties and their days, each with the one after it.
    """

    unit: Unit
    slots: Sequence[tuple[Slot, Slot | None]]
    facts: Mapping[str, "FactsOfDuty"]
    waived: Mapping[Key, date]

    def marks(self, slot: Slot, following: Slot | None) -> SlotMarks:
        """What the status of a slot depends on, besides the day."""
        code = slot.duty.code
        return marks_of(
            slot,
            following,
            self.facts[code].near(slot, following),
            as_of=date.max,
            waived_on=self.waived.get((code, slot.first)),
        )


class FactsOfDuty:
    """The records of a unit that may count for a duty, in the order of their days."""

    def __init__(self, facts: Sequence[HeldFact]) -> None:
        self.facts = sorted(facts, key=lambda fact: (fact.on, fact.ref.id))
        self.days = [fact.on for fact in self.facts]

    def near(self, slot: Slot, following: Slot | None) -> Sequence[HeldFact]:
        """Those from the first day of the slot to the last of the one after it."""
        if not self.facts:
            return ()
        last = max(following.last or following.until, slot.until) if following else None
        start = bisect_left(self.days, slot.first)
        return self.facts[start : bisect_right(self.days, last) if last else None]


def span_of(today: date) -> tuple[date, date]:
    """The days of the ledger: the year before this one, and this one."""
    return date(today.year - 1, 1, 1), date(today.year, 12, 31)


def duty_of(added: AddedDuty) -> Duty:
    """What a unit asks the units below it for, as the judge understands it."""
    title = Title(added.title, added.title, added.title)
    edition = DutyEdition(added.since, added.until, Each(added.each), added.least)
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


def all_asked_of(
    units: Iterable[Unit], *, since: date, until: date, codes: Collection[str] = ()
) -> Sequence[Asked]:
    """What is asked of each of these units by rules and by the units above it.

    Of periods that begin from `since` to `until`; with `codes` only of those duties.
    What a unit asks for counts for those that stand below it on a period's last day.
    """
    found = list(units)
    ways = _ways(found)
    book = [d for d in rulebook.duties().values() if not codes or d.code in codes]
    added = _Added(found, ways, codes)
    facts = _unit_facts(found, ways)
    held = _held(found, since=since)
    waived = _waived(found)
    percent = rulebook.number("duty_least_percent")
    asked = []
    for unit in found:
        pairs: list[tuple[Slot, Slot | None]] = []
        own: dict[str, FactsOfDuty] = {}
        for duty in [*book, *added.may_be_asked_of(unit)]:
            slots = slots_of(
                duty, facts[unit.pk], since=since, until=until, least_percent=percent
            )
            slots = [slot for slot in slots if added.asks(unit, slot)]
            if not slots:
                continue
            pairs += zip(slots, [*slots[1:], None], strict=False)
            own[duty.code] = FactsOfDuty(
                [f for f in held[unit.pk] if not f.kinds.isdisjoint(duty.counts)]
            )
        asked.append(Asked(unit, pairs, own, waived[unit.pk]))
    return asked


class _Added:
    """What units ask for, and of which units below them on which day."""

    def __init__(
        self,
        units: Sequence[Unit],
        ways: Mapping[int, Sequence[str]],
        codes: Collection[str],
    ) -> None:
        rows = AddedDuty.objects.select_related("unit").order_by("unit__path", "pk")
        added = [d for d in map(duty_of, rows) if not codes or d.code in codes]
        self._by_asker: defaultdict[int, list[Duty]] = defaultdict(list)
        for duty in added:
            self._by_asker[cast("Ref", duty.asker).id].append(duty)
        paths = {path for unit in units for path in ways[unit.pk]}
        self._ways = Ways(_pks(units), paths) if added else None

    def may_be_asked_of(self, unit: Unit) -> Sequence[Duty]:
        """What was asked for by units that have ever stood above `unit`."""
        if self._ways is None:
            return ()
        askers = self._ways.ever(unit.pk)
        return [
            duty
            for asker, duties in self._by_asker.items()
            if asker in askers
            for duty in duties
            if unit.kind in duty.units
        ]

    def asks(self, unit: Unit, slot: Slot) -> bool:
        """Whether the slot is asked of `unit` where it stands on the slot's last day."""
        asker = slot.duty.asker
        if asker is None or self._ways is None:
            return True
        return asker.id in self._ways.up(unit.pk, slot.last or slot.until)


def _ways(units: Sequence[Unit]) -> Mapping[int, Sequence[str]]:
    """The paths of the units above each; of one that ended, those above its last place."""
    ended = [unit.pk for unit in units if unit.path is None]
    last = dict(
        Placement.objects.filter(unit__in=ended)
        .order_by("valid_from")
        .values_list("unit", "parent__path")
    )
    return {
        unit.pk: ancestors(unit.path)[:-1]
        if unit.path
        else ancestors(last.get(unit.pk) or "")
        for unit in units
    }


def _unit_facts(
    units: Sequence[Unit], ways: Mapping[int, Sequence[str]]
) -> Mapping[int, UnitFacts]:
    posts = {kind for duty in rulebook.duties().values() for kind in duty.posts}
    holdings: defaultdict[int, list[Holding]] = defaultdict(list)
    rows = Appointment.objects.filter(post__unit__in=_pks(units), post__kind__in=posts)
    for unit, kind, since, until in rows.order_by("pk").values_list(
        "post__unit", "post__kind", "valid_from", "valid_to"
    ):
        holdings[unit].append(Holding(kind, since, until))
    windows, kept_since = _windows(), kept_here_since()
    return {
        unit.pk: UnitFacts(
            ref=Ref("units.unit", unit.pk),
            kind=unit.kind,
            founded_on=unit.founded_on,
            dissolved_on=unit.dissolved_on,
            kept_since=kept_since,
            holdings=tuple(holdings[unit.pk]),
            windows={
                year: window
                for path in ways[unit.pk]
                for year, window in windows.get(path, {}).items()
            },
        )
        for unit in units
    }


def kept_here_since() -> date | None:
    """The day on which the first thing of all was entered here; None before that.

    What the journal tells first, or a record where records were brought along.
    """
    entries = journal.all_entries().order_by("pk").values_list("at", flat=True)
    records = Record.objects.order_by("pk").values_list("recorded_at", flat=True)
    firsts = [day_of(at) for at in (entries.first(), records.first()) if at]
    return min(firsts, default=None)


def _windows() -> Mapping[str, Mapping[int, Window]]:
    """By the path of who told it and by year: the latest notice of a unit counts."""
    found: defaultdict[str, dict[int, Window]] = defaultdict(dict)
    for path, year, opens, closes in ReviewWindow.objects.order_by("pk").values_list(
        "unit__path", "year", "opens_on", "closes_on"
    ):
        found[path or "-"][year] = Window(opens, closes)
    return found


def _held(units: Sequence[Unit], *, since: date) -> Mapping[int, Sequence[HeldFact]]:
    attended = Participation.objects.filter(record=OuterRef("pk"))
    parts = _parts_of(units, since=since)
    rows = (
        Record.objects.filter(
            unit__in=_pks(units), took_place_on__gte=since, withdrawn_at=None
        )
        .order_by()
        .annotate(is_attended=Exists(attended))
        .values_list(
            "unit", "pk", "kind", "took_place_on", "host", "minutes", "is_attended"
        )
    )
    found: defaultdict[int, list[HeldFact]] = defaultdict(list)
    for unit, pk, kind, day, host, minutes, attendance in rows:
        holds = {Need.HOST: host, Need.MINUTES: minutes, Need.ATTENDANCE: attendance}
        found[unit].append(
            HeldFact(
                Ref("records.record", pk),
                frozenset((kind, *parts.get(pk, ()))),
                day,
                frozenset(need for need, is_there in holds.items() if is_there),
            )
        )
    return found


def _parts_of(units: Sequence[Unit], *, since: date) -> Mapping[int, Sequence[str]]:
    """The kinds of what was held in a record, by the record's number."""
    found: defaultdict[int, list[str]] = defaultdict(list)
    rows = RecordPart.objects.filter(
        record__unit__in=_pks(units), record__took_place_on__gte=since
    )
    for record, kind in rows.values_list("record", "kind"):
        found[record].append(kind)
    return found


def _waived(units: Sequence[Unit]) -> Mapping[int, Mapping[Key, date]]:
    found: defaultdict[int, dict[Key, date]] = defaultdict(dict)
    rows = (
        Waiver.objects.filter(unit__in=_pks(units))
        .select_related("approval__withdrawal")
        .prefetch_related(steps_with_decisions("approval__steps"))
        .order_by("pk")
    )
    for row in rows:
        day = waived_on(row)
        if day is not None:
            found[row.unit_id][row.duty, row.first_day] = day
    return found


def waived_on(waiver: Waiver) -> date | None:
    """The day on which the unit above agreed; None where it has not."""
    if waiver.approval is None:
        return None
    outcome = outcome_of(waiver.approval)
    return day_of(outcome.at) if outcome.progress is Progress.AGREED else None


def _pks(units: Sequence[Unit]) -> Sequence[int]:
    return [unit.pk for unit in units]
