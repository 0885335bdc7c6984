"""The few values that decide a goal's status, and the status that they give."""

from dataclasses import dataclass
from datetime import date

from lianxin.kernel.rules.goal_facts import (
    ChangeFact,
    EvidenceFact,
    GoalFacts,
    ProposalFact,
)
from lianxin.kernel.rules.periods import first_uncovered
from lianxin.kernel.rules.verdict import Status, Tone


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalMarks:
    """The few values that decide a goal's status on any later day.

    `due` is the next day that asks for something: the end of the first period without
    a record, the first milestone not reached, else the deadline; none for long-term
    goals. `first_counted_on` is the first day on which evidence that still stands
    counted, `changed_on` the last change that the unit has not acted upon, `drafted`
    and `proposed` say that a goal of the unit's own is not agreed to. A ledger may
    keep these values; they hold until the next event.
    """

    due: date | None
    first_counted_on: date | None = None
    changed_on: date | None = None
    drafted: bool = False
    proposed: bool = False
    reports: int = 0
    decisions: int = 0
    struck_off_on: date | None = None
    withdrawn_on: date | None = None


def marks_of(goal: GoalFacts, *, as_of: date) -> GoalMarks:
    """What the facts up to `as_of` come to, whatever their order."""
    decided = [d for d in goal.decisions if d.on <= as_of]
    withdrawn = goal.withdrawn_on
    proposed = [p for p in goal.proposals if p.on <= as_of]
    agreed = any(p.agreed and _decided(p, as_of=as_of) for p in proposed)
    return GoalMarks(
        due=next_due_on(goal, as_of=as_of),
        changed_on=max(
            (c.on for c in goal.changes if _is_unanswered(c, as_of=as_of)),
            default=None,
        ),
        drafted=goal.is_own and not agreed,
        proposed=any(not _decided(p, as_of=as_of) for p in proposed),
        first_counted_on=min(
            (max(e.on, e.linked_on) for e in goal.evidence if counts(e, as_of=as_of)),
            default=None,
        ),
        reports=sum(r.on <= as_of for r in goal.reports),
        decisions=len(decided),
        struck_off_on=min((d.on for d in decided if d.struck_off), default=None),
        withdrawn_on=withdrawn if withdrawn and withdrawn <= as_of else None,
    )


def next_due_on(goal: GoalFacts, *, as_of: date) -> date | None:
    """The next day that asks for something, as far as is known on `as_of`."""
    last = due_on(goal, as_of=as_of)
    days = [
        m.due for m in goal.milestones if m.reached_on is None or m.reached_on > as_of
    ]
    if goal.rhythm is not None and last is not None:
        covered = [e.on for e in goal.evidence if counts(e, as_of=as_of)]
        end = first_uncovered(goal.rhythm, goal.given_on, last, covered)
        days += [end] if end else []
    if last is None:
        return min(days, default=None)
    return min([*days, last])


def due_on(goal: GoalFacts, *, as_of: date) -> date | None:
    """The deadline in force on `as_of`: the last one agreed to, else the first."""
    agreed = [e for e in goal.extensions if e.on <= as_of]
    if not agreed:
        return goal.deadline
    return max(agreed, key=lambda e: (e.on, e.ref.id)).deadline


def status_of(marks: GoalMarks, *, as_of: date) -> Status:
    """The status on `as_of`, a day not before the last event in `marks`.

    What ended the goal first stays: striking off, or withdrawing before it. A goal of
    the unit's own asks for nothing before it is agreed to. An open report waits for
    its verification, however late it is.
    """
    ended = _ended(marks)
    if ended is not None:
        return ended
    if marks.drafted:
        return Status.PROPOSED if marks.proposed else Status.DRAFTED
    if marks.reports > marks.decisions:
        return Status.REPORTED
    if marks.due is not None and as_of > marks.due:
        return Status.LATE
    return _under_way(marks)


def _under_way(marks: GoalMarks) -> Status:
    if marks.decisions:
        return Status.RETURNED
    if marks.changed_on is not None:
        return Status.CHANGED
    if marks.due is None:
        return Status.LONG_TERM
    return Status.UNDER_WAY if marks.first_counted_on else Status.NOT_STARTED


def tone_of(status: Status, *, due: date | None, as_of: date, soon_days: int) -> Tone:
    """The family of a status on `as_of`; soon from `soon_days` days before `due`."""
    if status in _ENDED_TONES:
        return _ENDED_TONES[status]
    if status is Status.LATE:
        return Tone.LATE
    if status in _NOT_DUE or due is None:
        return Tone.OPEN
    return Tone.SOON if (due - as_of).days <= soon_days else Tone.OPEN


_NOT_DUE = (Status.REPORTED, Status.DRAFTED, Status.PROPOSED)


_ENDED_TONES = {
    Status.STRUCK_OFF: Tone.DONE,
    Status.WITHDRAWN: Tone.NOT_APPLICABLE,
}


def _ended(marks: GoalMarks) -> Status | None:
    struck, withdrawn = marks.struck_off_on, marks.withdrawn_on
    if withdrawn is not None and (struck is None or withdrawn < struck):
        return Status.WITHDRAWN
    return None if struck is None else Status.STRUCK_OFF


def _decided(proposal: ProposalFact, *, as_of: date) -> bool:
    return proposal.decided_on is not None and proposal.decided_on <= as_of


def _is_unanswered(change: ChangeFact, *, as_of: date) -> bool:
    answered = change.answered_on is not None and change.answered_on <= as_of
    return change.on <= as_of and not answered


def counts(fact: EvidenceFact, *, as_of: date) -> bool:
    """Whether evidence counts on `as_of`: it took place, is linked, and still stands."""
    removed = fact.removed_on is not None and fact.removed_on <= as_of
    return max(fact.on, fact.linked_on) <= as_of and not removed
