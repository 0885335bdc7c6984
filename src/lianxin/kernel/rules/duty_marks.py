"""Judging a slot: what was held in it, what was made up for later, and what follows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from lianxin.kernel.actor import Ref
from lianxin.kernel.rules.duties import DutyEdition, Exempt, Need, Slot
from lianxin.kernel.rules.verdict import DutyStatus, Tone


@dataclass(frozen=True, slots=True)
class HeldFact:
    """A record of the unit: of which kinds, when it took place, what it holds.

    `led_by` are the kinds of post of the unit that whoever led it held that day; `part`
    is the number of the unit directly below that held it by itself, 0 for none.
    """

    ref: Ref
    kinds: frozenset[str]
    on: date
    holds: frozenset[Need] = frozenset()
    led_by: frozenset[str] = frozenset()
    part: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class SlotMarks:
    """What a slot's status depends on, besides the day: a row of the ledger."""

    first: date
    last: date | None
    needed: int
    counted: int = 0
    met_on: date | None = None
    exempt: Exempt | None = None
    waived_on: date | None = None


@dataclass(frozen=True, slots=True)
class Sifted:
    """The records looked at for a slot: in its time, making up for it, not counted."""

    counted: tuple[HeldFact, ...]
    made_up: tuple[HeldFact, ...]
    lacking: tuple[tuple[HeldFact, frozenset[Need]], ...]


NOTHING = Sifted((), (), ())


def sift(
    slot: Slot, following: Slot | None, facts: Iterable[HeldFact], *, as_of: date
) -> Sifted:
    """Which of the unit's records up to `as_of` count for the slot.

    What is held after its last day makes up for it: a record before the next period
    begins, or one more in the next period than that period asks for itself.
    """
    facts = tuple(facts)
    if not facts:
        return NOTHING
    known = sorted(
        (f for f in facts if f.on <= as_of and f.kinds & set(slot.duty.counts)),
        key=_by_day,
    )
    good = _good(slot, known)
    end = slot.last or slot.until
    counted = [f for f in good if slot.first <= f.on <= end]
    begun = slot.until if following is None else min(slot.until, _before(following))
    spare = [f for f in good if end < f.on <= begun]
    if following is not None:
        spare += _spare_of(following, known)
    missing = max(slot.needed - len(counted), 0)
    lacking = tuple(
        (f, lacks)
        for f in known
        if slot.first <= f.on <= end and (lacks := lacks_of(slot.edition, f))
    )
    return Sifted(tuple(counted), tuple(spare[:missing]), lacking)


def _before(following: Slot) -> date:
    return date.fromordinal(following.first.toordinal() - 1)


def _spare_of(following: Slot, known: Sequence[HeldFact]) -> list[HeldFact]:
    end = following.last or following.until
    good = [f for f in _good(following, known) if following.first <= f.on <= end]
    return good[following.needed :]


def _by_day(fact: HeldFact) -> tuple[date, int]:
    return fact.on, fact.ref.id


def lacks_of(edition: DutyEdition, fact: HeldFact) -> frozenset[Need]:
    """What a record does not hold that it must hold to be counted."""
    lacks = edition.needs - fact.holds
    if edition.led_by and fact.led_by.isdisjoint(edition.led_by):
        return lacks | {Need.LEADER}
    return lacks


def _good(slot: Slot, known: Sequence[HeldFact]) -> list[HeldFact]:
    """The records that hold what they must; of parts, each last one of a full round."""
    good = [f for f in known if not lacks_of(slot.edition, f)]
    if not any(f.part for f in good):
        return good
    by_part = [
        [f for f in good if f.part == part and slot.first <= f.on <= slot.until]
        for part in slot.parts
    ]
    rounds = [max(one, key=_by_day) for one in zip(*by_part, strict=False)]
    return sorted([*(f for f in good if not f.part), *rounds], key=_by_day)


def marks_of(
    slot: Slot,
    following: Slot | None,
    facts: Iterable[HeldFact],
    *,
    as_of: date,
    waived_on: date | None = None,
) -> SlotMarks:
    """The marks of a slot from the facts known on `as_of`."""
    sifted = sift(slot, following, facts, as_of=as_of)
    return marks_from(slot, sifted, waived_on=waived_on)


def marks_from(
    slot: Slot, sifted: Sifted, *, waived_on: date | None = None
) -> SlotMarks:
    """The marks of a slot from the records already sifted for it."""
    all_of_them = (*sifted.counted, *sifted.made_up)
    is_met = bool(slot.needed) and len(all_of_them) >= slot.needed
    return SlotMarks(
        first=slot.first,
        last=slot.last,
        needed=slot.needed,
        counted=len(sifted.counted),
        met_on=all_of_them[slot.needed - 1].on if is_met else None,
        exempt=slot.exempt,
        waived_on=waived_on,
    )


def duty_status(marks: SlotMarks, *, as_of: date, soon_days: int) -> DutyStatus:
    """The status of a slot on `as_of`."""
    if marks.exempt is not None:
        return DutyStatus.NOT_APPLICABLE
    if marks.waived_on is not None and marks.waived_on <= as_of:
        return DutyStatus.WAIVED
    if marks.met_on is not None and marks.met_on <= as_of:
        in_time = marks.last is None or marks.met_on <= marks.last
        return DutyStatus.MET if in_time else DutyStatus.MET_LATE
    if as_of < marks.first:
        return DutyStatus.TO_COME
    if marks.last is None:
        return DutyStatus.OPEN
    left = (marks.last - as_of).days
    if left < 0:
        return DutyStatus.OVERDUE
    return DutyStatus.DUE_SOON if left <= soon_days else DutyStatus.OPEN


DUTY_TONES = {
    DutyStatus.MET: Tone.DONE,
    DutyStatus.MET_LATE: Tone.DONE,
    DutyStatus.OPEN: Tone.OPEN,
    DutyStatus.DUE_SOON: Tone.SOON,
    DutyStatus.OVERDUE: Tone.LATE,
    DutyStatus.NOT_APPLICABLE: Tone.NOT_APPLICABLE,
    DutyStatus.WAIVED: Tone.NOT_APPLICABLE,
    DutyStatus.TO_COME: Tone.NOT_APPLICABLE,
}
