"""Sending a goal of the unit's own to the unit above."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from lianxin.org.approvals.models import Approval
from lianxin.org.approvals.operations import agree, return_
from lianxin.org.posts.models import Post
from lianxin.work.goals.operations import propose_own_goal
from tests.cast import AT, Cast
from tests.work.goals.given import DEADLINE
from tests.work.goals.own import drafted, stands


def propose(cast: Cast, goal, *, at=AT):
    return propose_own_goal(goal, actor=cast.actor("branch_secretary"), at=at)


def test_the_unit_above_decides(cast: Cast):
    goal = drafted(cast)
    propose(cast, goal)
    approval = Approval.objects.get()
    assert (approval.matter, approval.steps.get().post.unit) == (
        "goals.own_goal",
        cast.units["sub"],
    )
    assert stands(goal) == "proposed"


def test_once_agreed_it_is_a_goal_like_others(cast: Cast):
    goal = drafted(cast)
    propose(cast, goal)
    agree(Approval.objects.get(), actor=cast.actor("sub_clerk"), at=AT)
    assert stands(goal) == "not_started"


def test_returned_it_is_a_draft_again_and_can_be_sent_again(cast: Cast):
    goal = drafted(cast)
    propose(cast, goal)
    return_(
        Approval.objects.get(), reason="写清标准", actor=cast.actor("sub_clerk"), at=AT
    )
    assert stands(goal) == "drafted"
    propose(cast, goal)
    assert stands(goal) == "proposed"


def test_it_is_sent_once_at_a_time(cast: Cast):
    goal = drafted(cast)
    propose(cast, goal)
    with pytest.raises(ValidationError):
        propose(cast, goal)


def test_not_with_a_deadline_that_has_passed(cast: Cast):
    goal = drafted(cast)
    with pytest.raises(ValidationError) as error:
        propose(cast, goal, at=AT + (DEADLINE - AT.date()) + timedelta(days=1))
    assert error.value.messages == ["The deadline has passed; set a later one first."]


def test_not_where_nobody_above_can_decide(cast: Cast):
    goal = drafted(cast)
    Post.objects.filter(unit=cast.units["sub"]).update(valid_to=AT.date())
    with pytest.raises(ValidationError):
        propose(cast, goal)
