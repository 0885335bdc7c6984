"""The ledger equals the facts read anew, and every event that it follows is needed."""

from collections.abc import Mapping
from datetime import date, timedelta

import pytest

from lianxin.base.journal import operations as journal
from lianxin.facts.records.events import RecordAmended, RecordWithdrawn
from lianxin.kernel.rules import GoalFacts, judge_goal, marks_of
from lianxin.org.approvals.events import (
    ApprovalAgreed,
    ApprovalReturned,
    ApprovalWithdrawn,
)
from lianxin.site import wiring
from lianxin.work.goals import events, operations, queries
from lianxin.work.goals.models import Goal
from tests.cast import Cast
from tests.work.goals.histories import History, one_after_the_other

FOLLOWED = [
    events.GoalGiven,
    events.GoalWithdrawn,
    events.EvidenceLinked,
    events.EvidenceUnlinked,
    events.GoalReported,
    events.GoalStruckOff,
    events.ReportReturned,
    RecordAmended,
    RecordWithdrawn,
    ApprovalAgreed,
    ApprovalReturned,
    ApprovalWithdrawn,
    events.GoalReworded,
    events.GoalRefined,
    events.MilestoneReached,
    events.OwnGoalDrafted,
    events.OwnGoalProposed,
]
# Tried in the tests of issuing: a history of one branch has no plans.
OF_PLANS = {events.GoalsIssued, events.GoalsChanged}
LATER_BY = (0, 3, 20, 45, 200)
STEPS = 50


def wrong_marks(facts: Mapping[int, GoalFacts]) -> list[str]:
    """Where the ledger keeps other marks than the facts give."""
    wrong = []
    for goal in Goal.objects.select_related("ledger").order_by("pk"):
        true = marks_of(facts[goal.pk], as_of=date.max)
        ledger = getattr(goal, "ledger", None)
        if ledger is None or queries.marks_in(ledger) != true:
            wrong.append(f"{goal.pk}: {ledger and queries.marks_in(ledger)} != {true}")
    return wrong


def differences(day: date) -> list[str]:
    """Where ledger or SQL say other than the judge over the facts read anew."""
    facts = queries.facts_of(list(Goal.objects.all()))
    wrong = wrong_marks(facts)
    for days in LATER_BY:
        as_of = day + timedelta(days=days)
        for goal in queries.with_standing(Goal.objects.all(), today=as_of):
            verdict = judge_goal(facts[goal.pk], as_of=as_of, soon_days=7)
            if goal.standing != verdict.status:
                wrong.append(f"{goal.pk} on {as_of}: {goal.standing} != {verdict}")
    return wrong


@pytest.mark.parametrize("seed", range(4))
def test_the_ledger_is_true_after_every_step(cast: Cast, seed: int):
    for number, day in enumerate(History(cast, seed).live(STEPS)):
        if number % 5 == 0:
            assert differences(day) == [], f"seed {seed}, step {number}"
    assert differences(day) == [], f"seed {seed}"


def test_made_anew_it_is_the_same(cast: Cast):
    for day in History(cast, 11).live(STEPS):
        last = day
    kept = list(Goal.objects.values_list("pk", "ledger__due", "ledger__reports"))
    assert operations.rebuild_ledger() == len(kept)
    assert differences(last) == []


@pytest.mark.no_database  # what the ledger follows is the same on each
@pytest.mark.parametrize("event", FOLLOWED, ids=lambda event: event.__name__)
def test_without_this_event_the_ledger_goes_wrong(cast: Cast, monkeypatch, event):
    journal._readers.cache_clear()
    monkeypatch.delitem(wiring.READERS, event)
    days = one_after_the_other(cast, (2, 3, 5), 4 * STEPS)
    assert any(wrong_marks(queries.facts_of(list(Goal.objects.all()))) for _ in days)


def test_every_reader_of_goals_is_tried_above():
    followers = {
        operations.follow_goal,
        operations.follow_record,
        operations.follow_approval,
        operations.follow_issued,
        operations.follow_changed,
    }
    followed = {
        event
        for event, readers in wiring.READERS.items()
        if followers.intersection(readers)
    }
    assert followed == set(FOLLOWED) | OF_PLANS
