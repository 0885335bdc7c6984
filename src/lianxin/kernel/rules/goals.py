"""Judging a goal: one unit's undertaking with a deadline and a yes/no measure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from lianxin.kernel.actor import Ref
from lianxin.kernel.rules.verdict import Item, Message, Status, Tone, Verdict


@dataclass(frozen=True, slots=True)
class EvidenceFact:
    """A record linked to the goal: when it took place, when it was linked."""

    ref: Ref
    on: date
    linked_on: date
    removed_on: date | None = None


@dataclass(frozen=True, slots=True)
class ReportFact:
    """The unit reported the goal done."""

    ref: Ref
    on: date


@dataclass(frozen=True, slots=True)
class DecisionFact:
    """Whoever gave the goal struck it off, or returned `report`."""

    ref: Ref
    on: date
    struck_off: bool
    report: Ref


@dataclass(frozen=True, slots=True)
class ExtensionFact:
    """A later deadline that was agreed to on a day."""

    ref: Ref
    on: date
    deadline: date


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalFacts:
    """All that a goal's status depends on, besides the day, in any order."""

    ref: Ref
    given_on: date
    deadline: date
    giver: str
    evidence: tuple[EvidenceFact, ...] = ()
    reports: tuple[ReportFact, ...] = ()
    decisions: tuple[DecisionFact, ...] = ()
    extensions: tuple[ExtensionFact, ...] = ()
    withdrawn_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalMarks:
    """The few values that decide a goal's status on any later day.

    `first_counted_on` is the first day on which evidence that still stands
    counted. A ledger may keep these values; they hold until the next event.
    """

    due: date
    first_counted_on: date | None = None
    reports: int = 0
    decisions: int = 0
    struck_off_on: date | None = None
    withdrawn_on: date | None = None


def judge_goal(goal: GoalFacts, *, as_of: date, soon_days: int) -> Verdict:
    """Say what the goal's status is on `as_of` and why.

    Facts later than `as_of` are left out of account. `soon_days` is the number of
    days before the deadline from which an open goal counts as due soon.
    """
    marks = marks_of(goal, as_of=as_of)
    status = status_of(marks, as_of=as_of)
    counted, not_counted = _sift(goal.evidence, as_of=as_of)
    return Verdict(
        status=status,
        tone=tone_of(status, due=marks.due, as_of=as_of, soon_days=soon_days),
        asked=Message("goal.asked", {"due": marks.due}),
        basis=Message("goal.basis", {"giver": goal.giver, "on": goal.given_on}),
        reasons=_reasons(goal, marks, status=status, as_of=as_of),
        counted=counted + _steps(goal, as_of=as_of),
        not_counted=not_counted,
        changes=_changes(marks, status=status),
        as_of=as_of,
        due=marks.due,
    )


def marks_of(goal: GoalFacts, *, as_of: date) -> GoalMarks:
    """What the facts up to `as_of` come to, whatever their order."""
    decided = [d for d in goal.decisions if d.on <= as_of]
    withdrawn = goal.withdrawn_on
    return GoalMarks(
        due=due_on(goal, as_of=as_of),
        first_counted_on=min(
            (max(e.on, e.linked_on) for e in goal.evidence if _counts(e, as_of=as_of)),
            default=None,
        ),
        reports=sum(r.on <= as_of for r in goal.reports),
        decisions=len(decided),
        struck_off_on=min((d.on for d in decided if d.struck_off), default=None),
        withdrawn_on=withdrawn if withdrawn and withdrawn <= as_of else None,
    )


def due_on(goal: GoalFacts, *, as_of: date) -> date:
    """The deadline in force on `as_of`: the last one agreed to, else the first."""
    agreed = [e for e in goal.extensions if e.on <= as_of]
    if not agreed:
        return goal.deadline
    return max(agreed, key=lambda e: (e.on, e.ref.id)).deadline


def status_of(marks: GoalMarks, *, as_of: date) -> Status:
    """The status on `as_of`, a day not before the last event in `marks`.

    What ended the goal first stays: striking off, or withdrawing before it. An
    open report waits for its verification, however late it is.
    """
    ended = _ended(marks)
    if ended is not None:
        return ended
    if marks.reports > marks.decisions:
        return Status.REPORTED
    if as_of > marks.due:
        return Status.LATE
    if marks.decisions:
        return Status.RETURNED
    return Status.UNDER_WAY if marks.first_counted_on else Status.NOT_STARTED


def tone_of(status: Status, *, due: date, as_of: date, soon_days: int) -> Tone:
    """The family of a status on `as_of`; soon from `soon_days` days before `due`."""
    if status in _ENDED_TONES:
        return _ENDED_TONES[status]
    if status is Status.LATE:
        return Tone.LATE
    if status is not Status.REPORTED and (due - as_of).days <= soon_days:
        return Tone.SOON
    return Tone.OPEN


_ENDED_TONES = {
    Status.STRUCK_OFF: Tone.DONE,
    Status.WITHDRAWN: Tone.NOT_APPLICABLE,
}


def _ended(marks: GoalMarks) -> Status | None:
    struck, withdrawn = marks.struck_off_on, marks.withdrawn_on
    if withdrawn is not None and (struck is None or withdrawn < struck):
        return Status.WITHDRAWN
    return None if struck is None else Status.STRUCK_OFF


def _counts(fact: EvidenceFact, *, as_of: date) -> bool:
    removed = fact.removed_on is not None and fact.removed_on <= as_of
    return max(fact.on, fact.linked_on) <= as_of and not removed


def _sift(
    evidence: Iterable[EvidenceFact], *, as_of: date
) -> tuple[tuple[Item, ...], tuple[Item, ...]]:
    counted: list[Item] = []
    not_counted: list[Item] = []
    for fact in sorted(evidence, key=lambda e: (e.on, e.ref.id, e.linked_on)):
        if fact.linked_on > as_of:
            continue
        if fact.removed_on is not None and fact.removed_on <= as_of:
            why = Message("evidence.removed", {"on": fact.removed_on})
            not_counted.append(Item(fact.ref, fact.on, why))
        elif fact.on > as_of:
            why = Message("evidence.still_to_come", {"on": fact.on})
            not_counted.append(Item(fact.ref, fact.on, why))
        else:
            why = Message("evidence.linked", {"on": fact.linked_on})
            counted.append(Item(fact.ref, fact.on, why))
    return tuple(counted), tuple(not_counted)


def _steps(goal: GoalFacts, *, as_of: date) -> tuple[Item, ...]:
    """Reports, decisions and later deadlines by day; a decision after its report."""
    steps = [
        ((r.on, 0, r.ref.id, 0), Item(r.ref, r.on, Message("goal.report")))
        for r in goal.reports
    ]
    steps += [
        ((d.on, 0, d.report.id, 1), Item(d.ref, d.on, _DECISIONS[d.struck_off]))
        for d in goal.decisions
    ]
    steps += [
        (
            (e.on, 1, e.ref.id, 0),
            Item(e.ref, e.on, Message("goal.extension", {"due": e.deadline})),
        )
        for e in goal.extensions
    ]
    steps.sort(key=lambda step: step[0])
    return tuple(item for _, item in steps if item.on <= as_of)


def _reasons(
    goal: GoalFacts, marks: GoalMarks, *, status: Status, as_of: date
) -> tuple[Message, ...]:
    due = marks.due
    days = (due - as_of).days
    reasons = [_REASONS[status]]
    if status is Status.LATE:
        reasons.append(Message("goal.days_late", {"days": -days, "due": due}))
        if marks.decisions:
            reasons.append(_REASONS[Status.RETURNED])
    elif status in _WAITING:
        reasons.append(Message("goal.days_left", {"days": days, "due": due}))
    if due != goal.deadline:
        was = Message("goal.deadline_moved", {"first": goal.deadline, "due": due})
        reasons.append(was)
    return tuple(reasons)


def _changes(marks: GoalMarks, *, status: Status) -> tuple[Message, ...]:
    if status is Status.LATE and marks.decisions:
        return (_MEND, *_CHANGES[status])
    return _CHANGES[status]


_WAITING = (Status.NOT_STARTED, Status.UNDER_WAY, Status.RETURNED)

_DECISIONS = {True: Message("goal.strike_off"), False: Message("goal.return")}

_REASONS = {status: Message(f"goal.because_{status}") for status in Status}

_MEND = Message("change.mend")

_CHANGES: dict[Status, tuple[Message, ...]] = {
    Status.NOT_STARTED: (Message("change.link"), Message("change.report")),
    Status.UNDER_WAY: (Message("change.report"),),
    Status.REPORTED: (Message("change.verify"),),
    Status.RETURNED: (_MEND, Message("change.report")),
    Status.LATE: (Message("change.report"), Message("change.extend")),
    Status.STRUCK_OFF: (),
    Status.WITHDRAWN: (),
}
