"""The periods of duties and what became of them, judged once for all units alike."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from lianxin.base.rulebook import queries as rulebook
from lianxin.kernel.rules.duties import Duty, Each, Holding, Slot, UnitFacts, slots_of
from lianxin.kernel.rules.duty_marks import SlotMarks, marks_of
from lianxin.work.duties.queries.held import FactsOfDuty

Pairs = Sequence[tuple[Slot, Slot | None]]
DutyPairs = tuple[Duty, Pairs]
MOST_REMEMBERED = 200_000


class Judged:
    """Remembers the periods of units alike, and the marks of periods with like records.

    Of many thousand branches nearly all were founded before the days looked at: they
    have the same periods, and whatever was held on the same days has the same marks.
    """

    def __init__(self, *, since: date, until: date) -> None:
        self.since, self.until = since, until
        self._percent = rulebook.number("duty_least_percent")
        self._floor = date(since.year, 1, 1)
        self._duties: dict[str, Duty] = {}
        self._forgotten: list[Duty] = []  # so that no other gets their identity
        self._all: dict[tuple[object, ...], Sequence[DutyPairs]] = {}
        self._slots: dict[tuple[object, ...], Pairs] = {}
        self._marks: dict[tuple[object, ...], tuple[object, SlotMarks]] = {}

    def all_pairs(
        self, duties: Collection[Duty], unit: UnitFacts
    ) -> Sequence[DutyPairs]:
        """Each of these duties that has periods for a unit, with these.

        For nearly all units found among those of the units before.
        """
        duties = [self._known(duty) for duty in duties]
        key = (
            *map(id, duties),
            *self._lived(unit),
            *sorted(unit.windows.items()),
            *unit.parts,
            *[(h.kind, *self._held(h)) for h in unit.holdings],
        )
        found = self._all.get(key)
        if found is None:
            both = [(d, self.pairs(d, unit)) for d in duties if unit.kind in d.units]
            found = self._all[key] = [pair for pair in both if pair[1]]
        return found

    def pairs(self, duty: Duty, unit: UnitFacts) -> Pairs:
        """The periods of a duty of a unit, each with the one after it."""
        duty = self._known(duty)
        key = (id(duty), *self._life(duty, unit))
        found = self._slots.get(key)
        if found is None:
            slots = slots_of(
                duty,
                unit,
                since=self.since,
                until=self.until,
                least_percent=self._percent,
            )
            found = self._slots[key] = paired(slots)
        return found

    def _known(self, duty: Duty) -> Duty:
        """The duty as it was met first; what a unit asks for is read again and again.

        One that has changed since has its code, and is another.
        """
        found = self._duties.get(duty.code)
        if found is duty:
            return found
        if found is None:
            self._duties[duty.code] = duty
        elif found == duty:
            return found
        else:
            self._forgotten.append(found)
            self._duties[duty.code] = duty
        return duty

    def _life(self, duty: Duty, unit: UnitFacts) -> tuple[object, ...]:
        """What of a unit the periods of a duty depend on."""
        windows = parts = held = ()
        if has_review_years(duty):
            windows = tuple(sorted(unit.windows.items()))  # type: ignore[assignment]  # of any length
        if duty.parts:
            parts = unit.parts  # type: ignore[assignment]  # of any length
        if duty.posts:
            held = tuple(self._held(h) for h in unit.holdings if h.kind in duty.posts)  # type: ignore[assignment]  # of any length
        return *self._lived(unit), windows, parts, held

    def _lived(self, unit: UnitFacts) -> tuple[object, ...]:
        """That it was founded before the first year looked at is the same whenever.

        No period begins before that year does.
        """
        founded = max(unit.founded_on, self._floor)
        return unit.kind, founded, unit.dissolved_on, unit.kept_since

    def _held(self, holding: Holding) -> tuple[object, ...]:
        """As `_lived` for a post that was filled."""
        return max(holding.since, self._floor), holding.until

    def marks(
        self,
        slot: Slot,
        following: Slot | None,
        facts: FactsOfDuty,
        waived: Mapping[date, date],
    ) -> SlotMarks:
        """What the status of a period depends on, besides the day."""
        waived_on = waived_in(slot, waived) if waived else None
        near = facts.between(slot, following)
        # The periods themselves are kept with the answer, so that no other ever has
        # their identity while it is remembered.
        key = (
            id(slot),
            id(following),
            waived_on,
            *[(on, holds, led_by, part) for on, _n, holds, led_by, part in near],
        )
        found = self._marks.get(key)
        if found is None:
            if len(self._marks) >= MOST_REMEMBERED:
                self._marks.clear()
            marks = marks_of(
                slot,
                following,
                facts.facts(near),
                as_of=date.max,
                waived_on=waived_on,
            )
            found = self._marks[key] = ((slot, following), marks)
        return found[1]


def has_review_years(duty: Duty) -> bool:
    """Whether its periods are years of review, opened by a notice from above."""
    return any(edition.each is Each.REVIEW_YEAR for edition in duty.editions)


def paired(slots: Sequence[Slot]) -> Pairs:
    """Each with the one after it."""
    return tuple(zip(slots, [*slots[1:], None], strict=False))


def waived_in(slot: Slot, waived: Mapping[date, date]) -> date | None:
    """When a period was waived, by the first days for which that was agreed."""
    for first, on in waived.items():
        if slot.begins_on(first):
            return on
    return None
