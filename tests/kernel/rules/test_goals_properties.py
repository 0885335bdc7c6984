"""What holds for every goal, whatever happened to it."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from lianxin.kernel.actor import Ref
from lianxin.kernel.rules import (
    DecisionFact,
    EvidenceFact,
    ExtensionFact,
    GoalFacts,
    ReportFact,
    Status,
    judge_goal,
    marks_of,
    status_of,
)

GIVEN = date(2026, 1, 1)
LAST = 60
ENDED = (Status.STRUCK_OFF, Status.WITHDRAWN)
WAITING = (Status.NOT_STARTED, Status.UNDER_WAY, Status.RETURNED)

days = st.integers(0, LAST).map(lambda n: GIVEN + timedelta(n))
later = st.one_of(st.none(), days)


@st.composite
def reports_with_decisions(draw: st.DrawFn) -> dict[str, tuple[object, ...]]:
    """Reports one after the other, each decided on before the next one."""
    moments = sorted(draw(st.lists(days, max_size=7)))
    reports, decisions = [], []
    for number, on in enumerate(moments):
        if number % 2 == 0:
            reports.append(ReportFact(Ref("goals.completionreport", number + 1), on))
        else:
            struck = draw(st.booleans())
            ref = Ref("goals.verification", number)
            decisions.append(DecisionFact(ref, on, struck, reports[-1].ref))
            if struck:
                break
    return {"reports": tuple(reports), "decisions": tuple(decisions)}


evidence = st.lists(st.tuples(days, days, later), max_size=4).map(
    lambda rows: tuple(
        EvidenceFact(Ref("records.record", n), on, linked, removed)
        for n, (on, linked, removed) in enumerate(rows)
    )
)
extensions = st.lists(st.tuples(days, days), max_size=3).map(
    lambda rows: tuple(
        ExtensionFact(Ref("goals.extensionrequest", n), on, deadline)
        for n, (on, deadline) in enumerate(rows)
    )
)
goals = st.builds(
    lambda steps, **rest: GoalFacts(
        ref=Ref("goals.goal", 1), given_on=GIVEN, giver="党委", **steps, **rest
    ),
    reports_with_decisions(),
    deadline=days,
    evidence=evidence,
    extensions=extensions,
    withdrawn_on=later,
)


def judged(goal: GoalFacts, as_of: date) -> Status:
    return judge_goal(goal, as_of=as_of, soon_days=7).status


@given(goals, days, st.randoms(use_true_random=False))
def test_the_order_of_the_facts_does_not_matter(goal, as_of, random):
    def shuffled(facts):
        return tuple(random.sample(facts, len(facts)))

    mixed = replace(
        goal,
        evidence=shuffled(goal.evidence),
        reports=shuffled(goal.reports),
        decisions=shuffled(goal.decisions),
        extensions=shuffled(goal.extensions),
    )
    assert judge_goal(mixed, as_of=as_of, soon_days=7) == judge_goal(
        goal, as_of=as_of, soon_days=7
    )


@given(goals, days)
def test_what_happens_after_the_day_never_matters(goal, as_of):
    known = replace(
        goal,
        evidence=tuple(
            replace(
                e,
                removed_on=e.removed_on
                if e.removed_on and e.removed_on <= as_of
                else None,
            )
            for e in goal.evidence
            if e.linked_on <= as_of
        ),
        reports=tuple(r for r in goal.reports if r.on <= as_of),
        decisions=tuple(d for d in goal.decisions if d.on <= as_of),
        extensions=tuple(e for e in goal.extensions if e.on <= as_of),
        withdrawn_on=goal.withdrawn_on
        if goal.withdrawn_on and goal.withdrawn_on <= as_of
        else None,
    )
    assert judge_goal(known, as_of=as_of, soon_days=7) == judge_goal(
        goal, as_of=as_of, soon_days=7
    )


@given(goals)
def test_once_ended_always_ended(goal):
    seen = [judged(goal, GIVEN + timedelta(n)) for n in range(LAST + 1)]
    ended = [status for status in seen if status in ENDED]
    assert seen[len(seen) - len(ended) :] == ended
    assert len(set(ended)) <= 1


@given(goals)
def test_without_new_facts_only_lateness_comes(goal):
    quiet = GIVEN + timedelta(LAST)
    first = judged(goal, quiet)
    after = [judged(goal, quiet + timedelta(n)) for n in range(1, 90)]
    if first in WAITING:
        turned = after.index(Status.LATE) if Status.LATE in after else len(after)
        assert after == [first] * turned + [Status.LATE] * (len(after) - turned)
    else:
        assert after == [first] * len(after)


@given(goals, days)
def test_late_if_and_only_if_due_passed_with_nothing_open_and_nothing_ended(
    goal, as_of
):
    struck = any(d.struck_off and d.on <= as_of for d in goal.decisions)
    withdrawn = goal.withdrawn_on is not None and goal.withdrawn_on <= as_of
    decided = {d.report for d in goal.decisions if d.on <= as_of}
    waiting = any(r.on <= as_of and r.ref not in decided for r in goal.reports)
    agreed = sorted(
        (e.on, e.ref.id, e.deadline) for e in goal.extensions if e.on <= as_of
    )
    due = agreed[-1][2] if agreed else goal.deadline
    is_late = not (struck or withdrawn or waiting) and as_of > due
    assert (judged(goal, as_of) is Status.LATE) == is_late


@given(goals, st.integers(0, 90))
def test_marks_kept_at_the_last_event_give_the_status_of_every_later_day(goal, more):
    quiet = GIVEN + timedelta(LAST)
    kept = marks_of(goal, as_of=quiet)
    as_of = quiet + timedelta(more)
    assert status_of(kept, as_of=as_of) == judged(goal, as_of)
