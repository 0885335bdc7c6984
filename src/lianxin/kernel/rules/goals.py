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
    """Whoever gave the goal struck it off, or returned the report."""

    ref: Ref
    on: date
    struck_off: bool


@dataclass(frozen=True, slots=True)
class ExtensionFact:
    """A later deadline that was agreed to."""

    ref: Ref
    on: date
    deadline: date


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalFacts:
    """All that a goal's status depends on, besides the day."""

    ref: Ref
    given_on: date
    deadline: date
    giver: str
    evidence: tuple[EvidenceFact, ...] = ()
    reports: tuple[ReportFact, ...] = ()
    decisions: tuple[DecisionFact, ...] = ()
    extensions: tuple[ExtensionFact, ...] = ()
    withdrawn_on: date | None = None


def judge_goal(goal: GoalFacts, *, as_of: date, soon_days: int) -> Verdict:
    """Say what the goal's status is on `as_of` and why.

    Facts later than `as_of` are left out of account. `soon_days` is the number of
    days before the deadline from which an open goal counts as due soon.
    """
    due = due_on(goal, as_of=as_of)
    counted, not_counted = _sift(goal.evidence, as_of=as_of)
    status = _status(goal, due=due, counted=len(counted), as_of=as_of)
    return Verdict(
        status=status,
        tone=_tone(status, due=due, as_of=as_of, soon_days=soon_days),
        asked=Message("goal.asked", {"due": due}),
        basis=Message("goal.basis", {"giver": goal.giver, "on": goal.given_on}),
        reasons=_reasons(goal, status=status, due=due, as_of=as_of),
        counted=counted + _steps(goal, as_of=as_of),
        not_counted=not_counted,
        changes=_CHANGES[status],
        as_of=as_of,
        due=due,
    )


def due_on(goal: GoalFacts, *, as_of: date) -> date:
    """The deadline in force on `as_of`: the last one agreed to, else the first."""
    agreed = [e for e in goal.extensions if e.on <= as_of]
    return agreed[-1].deadline if agreed else goal.deadline


def _sift(
    evidence: Iterable[EvidenceFact], *, as_of: date
) -> tuple[tuple[Item, ...], tuple[Item, ...]]:
    counted: list[Item] = []
    not_counted: list[Item] = []
    for fact in evidence:
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
    steps = [Item(r.ref, r.on, Message("goal.report")) for r in goal.reports]
    steps += [
        Item(d.ref, d.on, Message("goal.strike_off" if d.struck_off else "goal.return"))
        for d in goal.decisions
    ]
    steps += [
        Item(e.ref, e.on, Message("goal.extension", {"due": e.deadline}))
        for e in goal.extensions
    ]
    return tuple(sorted((s for s in steps if s.on <= as_of), key=lambda s: s.on))


def _status(goal: GoalFacts, *, due: date, counted: int, as_of: date) -> Status:
    if goal.withdrawn_on is not None and goal.withdrawn_on <= as_of:
        return Status.WITHDRAWN
    reports = sum(r.on <= as_of for r in goal.reports)
    decisions = [d for d in goal.decisions if d.on <= as_of]
    if decisions and decisions[-1].struck_off:
        return Status.STRUCK_OFF
    if reports > len(decisions):
        return Status.REPORTED
    if as_of > due:
        return Status.LATE
    if decisions:
        return Status.RETURNED
    return Status.UNDER_WAY if counted else Status.NOT_STARTED


def _tone(status: Status, *, due: date, as_of: date, soon_days: int) -> Tone:
    if status is Status.STRUCK_OFF:
        return Tone.DONE
    if status is Status.WITHDRAWN:
        return Tone.NOT_APPLICABLE
    if status is Status.LATE:
        return Tone.LATE
    if status is not Status.REPORTED and (due - as_of).days <= soon_days:
        return Tone.SOON
    return Tone.OPEN


def _reasons(
    goal: GoalFacts, *, status: Status, due: date, as_of: date
) -> tuple[Message, ...]:
    days = (due - as_of).days
    reasons = [_REASONS[status]]
    if status is Status.LATE:
        reasons.append(Message("goal.days_late", {"days": -days, "due": due}))
    elif status in _WAITING:
        reasons.append(Message("goal.days_left", {"days": days, "due": due}))
    if due != goal.deadline:
        was = Message("goal.deadline_moved", {"first": goal.deadline, "due": due})
        reasons.append(was)
    return tuple(reasons)


_WAITING = (Status.NOT_STARTED, Status.UNDER_WAY, Status.RETURNED)

_REASONS = {status: Message(f"goal.because_{status}") for status in Status}

_CHANGES: dict[Status, tuple[Message, ...]] = {
    Status.NOT_STARTED: (Message("change.link"), Message("change.report")),
    Status.UNDER_WAY: (Message("change.report"),),
    Status.REPORTED: (Message("change.verify"),),
    Status.RETURNED: (Message("change.mend"), Message("change.report")),
    Status.LATE: (Message("change.report"), Message("change.extend")),
    Status.STRUCK_OFF: (),
    Status.WITHDRAWN: (),
}
