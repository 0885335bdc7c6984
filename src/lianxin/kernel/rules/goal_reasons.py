"""What a goal asks, why it stands as it does, what would change it: as codes."""

from datetime import date

from lianxin.kernel.rules.goal_facts import GoalFacts
from lianxin.kernel.rules.goal_marks import GoalMarks, due_on
from lianxin.kernel.rules.periods import Rhythm
from lianxin.kernel.rules.verdict import Message, Status


def asked_of(goal: GoalFacts, *, as_of: date) -> Message:
    """What the goal asks for on `as_of`."""
    due = due_on(goal, as_of=as_of)
    if due is None:
        return Message("goal.asked_long_term")
    if goal.rhythm is Rhythm.MONTH:
        return Message("goal.asked_every_month", {"due": due})
    if goal.rhythm is Rhythm.QUARTER:
        return Message("goal.asked_every_quarter", {"due": due})
    return Message("goal.asked", {"due": due})


def basis_of(goal: GoalFacts) -> Message:
    """Where that stands: who gave the goal, or agrees to it."""
    values = {"giver": goal.giver, "on": goal.given_on}
    if goal.is_own:
        return Message("goal.basis_own", values)
    return Message("goal.basis", values)


def reasons_for(
    goal: GoalFacts, marks: GoalMarks, *, status: Status, as_of: date
) -> tuple[Message, ...]:
    """Why the goal has this status, the weightiest reason first."""
    reasons = [_because(goal, marks, status=status, as_of=as_of)]
    reasons += _reasons_of_time(goal, marks, status=status, as_of=as_of)
    if status is Status.LATE and marks.decisions:
        reasons.append(_REASONS[Status.RETURNED])
    due = due_on(goal, as_of=as_of)
    if due is not None and goal.deadline is not None and due != goal.deadline:
        was = Message("goal.deadline_moved", {"first": goal.deadline, "due": due})
        reasons.append(was)
    return tuple(reasons)


def _because(
    goal: GoalFacts, marks: GoalMarks, *, status: Status, as_of: date
) -> Message:
    if status is Status.LATE and marks.due != due_on(goal, as_of=as_of):
        missed = any(
            m.due == marks.due and (m.reached_on is None or m.reached_on > as_of)
            for m in goal.milestones
        )
        if missed:
            return Message("goal.milestone_missed", {"due": marks.due})
        return Message("goal.period_without_record", {"due": marks.due})
    if status is Status.CHANGED:
        return Message("goal.because_changed", {"on": marks.changed_on})
    if status is Status.DRAFTED and goal.proposals:
        return Message("goal.because_not_agreed")
    if status is Status.LONG_TERM and marks.first_counted_on:
        return Message("goal.because_long_term_under_way")
    return _REASONS[status]


def _reasons_of_time(
    goal: GoalFacts, marks: GoalMarks, *, status: Status, as_of: date
) -> list[Message]:
    if marks.due is None:
        return []
    days = (marks.due - as_of).days
    if status is Status.LATE:
        return [Message("goal.days_late", {"days": -days, "due": marks.due})]
    if status not in _WAITING:
        return []
    reasons = [Message("goal.days_left", {"days": days, "due": marks.due})]
    if marks.due != due_on(goal, as_of=as_of):
        reasons.append(Message("goal.next_due", {"due": marks.due}))
    return reasons


def changes_of(
    goal: GoalFacts, marks: GoalMarks, *, status: Status, as_of: date
) -> tuple[Message, ...]:
    """What would change the status, the likeliest first."""
    if status is Status.LATE:
        first = (_MEND,) if marks.decisions else ()
        missed = marks.due != due_on(goal, as_of=as_of)
        return (*first, *((_CATCH_UP,) if missed else ()), *_CHANGES[status])
    return _CHANGES[status]


_WAITING = (
    Status.NOT_STARTED,
    Status.UNDER_WAY,
    Status.RETURNED,
    Status.CHANGED,
)

_REASONS = {status: Message(f"goal.because_{status}") for status in Status}

_MEND = Message("change.mend")
_CATCH_UP = Message("change.catch_up")

_CHANGES: dict[Status, tuple[Message, ...]] = {
    Status.NOT_STARTED: (Message("change.link"), Message("change.report")),
    Status.UNDER_WAY: (Message("change.report"),),
    Status.REPORTED: (Message("change.verify"),),
    Status.RETURNED: (_MEND, Message("change.report")),
    Status.LATE: (Message("change.report"), Message("change.extend")),
    Status.STRUCK_OFF: (),
    Status.WITHDRAWN: (),
    Status.CHANGED: (Message("change.link"), Message("change.report")),
    Status.LONG_TERM: (Message("change.link"), Message("change.report")),
    Status.DRAFTED: (Message("change.propose"),),
    Status.PROPOSED: (Message("change.agree"),),
}
