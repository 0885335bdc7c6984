"""Judging a goal: one unit's undertaking, with a deadline, a rhythm or neither."""

from collections.abc import Iterable
from datetime import date

from lianxin.kernel.rules.goal_facts import EvidenceFact, GoalFacts
from lianxin.kernel.rules.goal_marks import marks_of, status_of, tone_of
from lianxin.kernel.rules.goal_reasons import (
    asked_of,
    basis_of,
    changes_of,
    reasons_for,
)
from lianxin.kernel.rules.verdict import Item, Message, Verdict


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
        asked=asked_of(goal, as_of=as_of),
        basis=basis_of(goal),
        reasons=reasons_for(goal, marks, status=status, as_of=as_of),
        counted=counted + _steps(goal, as_of=as_of),
        not_counted=not_counted,
        changes=changes_of(goal, marks, status=status, as_of=as_of),
        as_of=as_of,
        due=marks.due,
    )


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
    steps += [
        ((c.on, 1, c.ref.id, 1), Item(c.ref, c.on, Message("goal.change")))
        for c in goal.changes
    ]
    steps += [
        (
            (m.reached_on, 1, m.ref.id, 2),
            Item(m.ref, m.reached_on, Message("goal.milestone", {"due": m.due})),
        )
        for m in goal.milestones
        if m.reached_on is not None
    ]
    steps.sort(key=lambda step: step[0])
    return tuple(item for _, item in steps if item.on <= as_of)


_DECISIONS = {True: Message("goal.strike_off"), False: Message("goal.return")}
