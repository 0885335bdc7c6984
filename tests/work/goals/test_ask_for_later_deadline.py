"""Asking for a later deadline."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from lianxin.kernel.actor import Ref, Refused
from lianxin.kernel.rules import Status
from lianxin.org.approvals.operations import agree, return_
from lianxin.org.posts.models import Appointment
from lianxin.work.goals import queries
from lianxin.work.goals.models import GoalLedger
from lianxin.work.goals.operations import ask_for_later_deadline, withdraw_goal
from tests.cast import AT, TODAY, Cast
from tests.work.goals.given import DEADLINE, at, give

LATER = DEADLINE + timedelta(days=20)


def ask(cast: Cast, goal, *, role="branch_secretary", day=TODAY, **values):
    given = {"deadline": LATER, "reason": "机组检修推迟。"}
    return ask_for_later_deadline(
        goal, actor=cast.actor(role), at=at(day), **given | values
    )


def test_the_giver_is_asked(cast: Cast):
    request = ask(cast, give(cast))
    approval = request.approval
    assert (approval.matter, approval.subject_kind, approval.subject_id) == (
        "goals.later_deadline",
        "goals.extensionrequest",
        request.pk,
    )
    assert approval.text == "2026-12-23 → 2027-01-12\n机组检修推迟。"
    assert [step.post for step in approval.steps.all()] == [
        cast.appointments["sub_clerk"].post
    ]


def test_the_leader_in_charge_comes_first(cast: Cast):
    request = ask(cast, give(cast, role="clerk"))
    assert [step.post.kind for step in request.approval.steps.all()] == [
        "leader_in_charge"
    ]


def test_a_post_that_nobody_holds_comes_last(cast: Cast):
    goal = give(cast, role="clerk")
    for role in ("leader", "secretary"):
        Appointment.objects.filter(pk=cast.appointments[role].pk).update(valid_to=TODAY)
    assert [step.post.kind for step in ask(cast, goal).approval.steps.all()] == [
        "office_clerk"
    ]


def test_it_counts_from_the_day_it_is_agreed_to(cast: Cast):
    goal = give(cast)
    request = ask(cast, goal)
    decided = DEADLINE + timedelta(days=5)
    agree(request.approval, actor=cast.actor("sub_clerk"), at=at(decided))
    day_before = decided - timedelta(days=1)
    assert queries.judge([goal], as_of=day_before)[goal.pk].status is Status.LATE
    found = queries.judge([goal], as_of=decided)[goal.pk]
    assert (found.status, found.due) == (Status.NOT_STARTED, LATER)
    assert found.counted[0].ref == Ref("goals.extensionrequest", request.pk)
    assert GoalLedger.objects.get().due == LATER


def test_it_does_not_count_while_it_waits(cast: Cast):
    goal = give(cast)
    ask(cast, goal)
    assert queries.judge([goal], as_of=DEADLINE)[goal.pk].due == DEADLINE


def test_it_does_not_count_where_it_is_returned(cast: Cast):
    goal = give(cast)
    request = ask(cast, goal)
    return_(request.approval, reason="按期", actor=cast.actor("sub_clerk"), at=AT)
    assert queries.judge([goal], as_of=DEADLINE)[goal.pk].due == DEADLINE
    assert ask(cast, goal).pk > request.pk


def test_only_one_waits(cast: Cast):
    goal = give(cast)
    ask(cast, goal)
    with pytest.raises(ValidationError):
        ask(cast, goal)


@pytest.mark.parametrize(("day", "deadline"), [(TODAY, DEADLINE), (LATER, LATER)])
def test_it_must_be_later_than_deadline_and_today(cast: Cast, day, deadline):
    goal = give(cast)
    with pytest.raises(ValidationError) as error:
        ask(cast, goal, day=day, deadline=deadline)
    assert error.value.message_dict == {
        "deadline": [f"Choose a day after {deadline.isoformat()}."]
    }


def test_nobody_there_to_decide(cast: Cast):
    goal = give(cast)
    post = cast.appointments["sub_clerk"].post
    post.valid_to = TODAY
    post.save()
    with pytest.raises(ValidationError):
        ask(cast, goal)


def test_not_for_a_withdrawn_goal(cast: Cast):
    goal = give(cast)
    withdraw_goal(goal, reason="并入", actor=cast.actor("sub_clerk"), at=AT)
    with pytest.raises(ValidationError):
        ask(cast, goal)


@pytest.mark.parametrize("role", ["branch_member", "member", "sub_clerk", "outsider"])
def test_only_whoever_leads_the_unit(cast: Cast, role: str):
    goal = give(cast)
    with pytest.raises(Refused):
        ask(cast, goal, role=role)
