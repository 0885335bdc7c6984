"""The periods of duties and what became of them, judged once for all units alike."""

from collections.abc import Mapping, Sequence
from datetime import date

from lianxin.base.rulebook import queries as rulebook
from lianxin.kernel.rules.duties import Duty, Each, Slot, UnitFacts, slots_of
from lianxin.kernel.rules.duty_marks import SlotMarks, marks_of
from lianxin.work.duties.queries.held import FactsOfDuty

Pairs = Sequence[tuple[Slot, Slot | None]]
MOST_REMEMBERED = 200_000


class Judged:
    """Remembers the periods of units alike, and the marks of periods with like records.

    Of many thousand branches nearly all were founded before the days looked at: they
    have the same periods, and whatever was held on the same days has the same marks.
    """

    def __init__(self, *, since: date, until: date) -> None:
        self.since, self.until = since, until
        self._percent = rulebook.number("duty_least_percent")
        self._slots: dict[tuple[object, ...], Pairs] = {}
        self._marks: dict[tuple[object, ...], tuple[object, SlotMarks]] = {}

    def pairs(self, duty: Duty, unit: UnitFacts) -> Pairs:
        """The periods of a duty of a unit, each with the one after it."""
        key = (duty.code, *self._life(duty, unit))
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

    def _life(self, duty: Duty, unit: UnitFacts) -> tuple[object, ...]:
        """What of a unit the periods of a duty depend on.

        That it was founded, or a post filled, before the first year looked at is the
        same whenever it was: no period begins before that year does.
        """
        floor = date(self.since.year, 1, 1)
        windows = parts = held = ()
        if has_review_years(duty):
            windows = tuple(sorted(unit.windows.items()))  # type: ignore[assignment]  # of any length
        if duty.parts:
            parts = unit.parts  # type: ignore[assignment]  # of any length
        if duty.posts:
            held = tuple(  # type: ignore[assignment]  # of any length
                (max(h.since, floor), h.until)
                for h in unit.holdings
                if h.kind in duty.posts
            )
        founded = max(unit.founded_on, floor)
        lived = (unit.kind, founded, unit.dissolved_on, unit.kept_since)
        return *lived, windows, parts, held

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
            *[(entry.on, *entry[2:]) for entry in near],
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
