"""Saying that a record serves a goal."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from lianxin.kernel.actor import Refused
from lianxin.work.goals import queries
from lianxin.work.goals.models import Evidence, GoalLedger
from lianxin.work.goals.operations import link_evidence, withdraw_goal
from tests.cast import AT, TODAY, Cast
from tests.work.goals.given import give, meet


def link(cast: Cast, goal, record, *, role="branch_secretary", reason="专题研究"):
    return link_evidence(
        goal, record=record, reason=reason, actor=cast.actor(role), at=AT
    )


def test_the_judgement_is_kept_with_its_author(cast: Cast):
    evidence = link(cast, give(cast), meet(cast))
    assert (evidence.linked_by, evidence.linked_on, evidence.reason) == (
        cast.people["branch_secretary"],
        TODAY,
        "专题研究",
    )
    assert GoalLedger.objects.get().first_counted_on == TODAY


def test_what_is_linked_is_proposed_no_more(cast: Cast):
    goal, record = give(cast), meet(cast)
    other = meet(cast)
    actor = cast.actor("branch_secretary")
    assert set(queries.candidates_for(goal, actor=actor, today=TODAY)) == {
        record,
        other,
    }
    link(cast, goal, record)
    assert list(queries.candidates_for(goal, actor=actor, today=TODAY)) == [other]


@pytest.mark.parametrize(
    ("unit", "days", "fault"),
    [
        ("other", 0, "This is the record of another unit."),
        ("branch", 1, "This took place before the goal was given on 2026-11-23."),
    ],
)
def test_records_that_cannot_serve_it(cast: Cast, unit, days, fault):
    record = meet(cast, unit=unit, on=TODAY - timedelta(days=days))
    goal = give(cast)
    with pytest.raises(ValidationError) as error:
        link(cast, goal, record)
    assert error.value.message_dict == {"record": [fault]}


def test_not_twice(cast: Cast):
    goal, record = give(cast), meet(cast)
    link(cast, goal, record)
    with pytest.raises(ValidationError):
        link(cast, goal, record)
    assert Evidence.objects.count() == 1


def test_a_reason_is_asked_for(cast: Cast):
    goal, record = give(cast), meet(cast)
    with pytest.raises(ValidationError):
        link(cast, goal, record, reason="")


def test_not_for_a_withdrawn_goal(cast: Cast):
    goal, record = give(cast), meet(cast)
    withdraw_goal(goal, reason="并入", actor=cast.actor("sub_clerk"), at=AT)
    with pytest.raises(ValidationError):
        link(cast, goal, record)


@pytest.mark.parametrize("role", ["branch_secretary", "branch_member"])
def test_the_branch_committee_links(cast: Cast, role: str):
    assert link(cast, give(cast), meet(cast), role=role).linked_by == cast.people[role]


@pytest.mark.parametrize("role", ["sub_clerk", "clerk", "member", "outsider"])
def test_nobody_else(cast: Cast, role: str):
    goal, record = give(cast), meet(cast)
    with pytest.raises(Refused):
        link(cast, goal, record, role=role)
