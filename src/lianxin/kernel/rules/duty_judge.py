"""The verdict on a slot: its status with the rule, the records and what would help."""

from collections.abc import Iterable
from datetime import date

from lianxin.kernel.rules.duties import Exempt, Slot
from lianxin.kernel.rules.duty_marks import (
    DUTY_TONES,
    HeldFact,
    Sifted,
    SlotMarks,
    duty_status,
    marks_from,
    sift,
)
from lianxin.kernel.rules.values import Sure
from lianxin.kernel.rules.verdict import DutyStatus, Item, Message, Verdict


def judge(
    slot: Slot,
    following: Slot | None,
    facts: Iterable[HeldFact],
    *,
    as_of: date,
    soon_days: int,
    waived_on: date | None = None,
) -> Verdict:
    """Count the records for the slot and say what follows on `as_of`, and why."""
    sifted = sift(slot, following, facts, as_of=as_of)
    marks = marks_from(slot, sifted, waived_on=waived_on)
    status = duty_status(marks, as_of=as_of, soon_days=soon_days)
    return Verdict(
        status=status,
        tone=DUTY_TONES[status],
        asked=_asked(slot),
        basis=_basis(slot),
        reasons=_reasons(slot, marks, status, as_of=as_of),
        counted=_counted(sifted),
        not_counted=tuple(
            Item(fact.ref, fact.on, Message(f"duty.lacks_{need}"))
            for fact, needs in sifted.lacking
            for need in sorted(needs)
        ),
        changes=_changes(slot, status),
        as_of=as_of,
        due=slot.last,
    )


def _asked(slot: Slot) -> Message:
    values = {
        "title": slot.duty.title,
        "least": slot.edition.least,
        "first": slot.first,
        "last": slot.last or slot.usually,
    }
    return Message("duty.asked" if slot.last else "duty.asked_without_day", values)


def _basis(slot: Slot) -> Message:
    source = slot.edition.source
    if source is None:
        values = {"basis": slot.duty.basis, "asker": slot.duty.asker_name}
        return Message("duty.basis_of_unit", values)
    known = source.sure is not Sure.UNVERIFIED
    return Message(
        "duty.basis" if known else "duty.basis_unchecked", {"source": source}
    )


def _reasons(
    slot: Slot, marks: SlotMarks, status: DutyStatus, *, as_of: date
) -> tuple[Message, ...]:
    if slot.exempt is not None:
        return (Message(f"duty.exempt_{slot.exempt}"),)
    if status is DutyStatus.WAIVED:
        return (Message("duty.because_waived", {"on": marks.waived_on}),)
    if marks.met_on is not None:
        return (Message(f"duty.because_{status}", {"on": marks.met_on}),)
    missing = Message(
        "duty.counted", {"counted": marks.counted, "needed": marks.needed}
    )
    if slot.last is None or status is DutyStatus.TO_COME:
        return (missing, Message(f"duty.because_{status}", {"on": slot.first}))
    days = (slot.last - as_of).days
    if status is DutyStatus.OVERDUE:
        return (missing, Message("goal.days_late", {"days": -days}))
    return (missing, Message("goal.days_left", {"days": days}))


def _counted(sifted: Sifted) -> tuple[Item, ...]:
    in_time = [
        Item(f.ref, f.on, Message("duty.by_parts" if f.part else "duty.in_time"))
        for f in sifted.counted
    ]
    later = [Item(f.ref, f.on, Message("duty.made_up")) for f in sifted.made_up]
    return (*in_time, *later)


def _changes(slot: Slot, status: DutyStatus) -> tuple[Message, ...]:
    if slot.exempt is Exempt.NO_POST:
        return (Message("duty.change_posts"),)
    return _CHANGES.get(status, ())


_RECORD = Message("duty.change_record")
_WAIVE = Message("duty.change_waive")
_CHANGES = {
    DutyStatus.OPEN: (_RECORD,),
    DutyStatus.DUE_SOON: (_RECORD, _WAIVE),
    DutyStatus.OVERDUE: (Message("duty.change_make_up"), _WAIVE),
}
