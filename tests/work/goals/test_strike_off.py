"""Striking a goal off."""

import pytest
from django.core.exceptions import ValidationError

from lianxin.kernel.actor import Refused
from lianxin.kernel.rules import Status
from lianxin.work.goals import policy, queries
from lianxin.work.goals.models import GoalLedger
from lianxin.work.goals.operations import return_report, strike_off, withdraw_goal
from tests.cast import AT, TODAY, Cast
from tests.work.goals.given import give, report


def test_the_goal_is_struck_off(cast: Cast):
    goal = give(cast)
    done = strike_off(
        report(cast, goal), opinion="属实", actor=cast.actor("sub_clerk"), at=AT
    )
    assert (done.struck_off, done.opinion, done.verified_on) == (True, "属实", TODAY)
    assert GoalLedger.objects.get().struck_off_on == TODAY
    assert queries.judge([goal], as_of=TODAY)[goal.pk].status is Status.STRUCK_OFF


@pytest.mark.parametrize("role", ["sub_clerk", "clerk", "leader", "secretary"])
def test_the_givers_side_and_those_above_it(cast: Cast, role: str):
    made = report(cast, give(cast))
    assert strike_off(made, actor=cast.actor(role), at=AT).struck_off


@pytest.mark.parametrize(
    "role", ["branch_secretary", "branch_member", "member", "outsider", "organiser"]
)
def test_never_the_unit_itself(cast: Cast, role: str):
    made = report(cast, give(cast))
    with pytest.raises(Refused):
        strike_off(made, actor=cast.actor(role), at=AT)


def test_a_unit_between_does_not_verify_what_the_upper_one_gave(cast: Cast):
    made = report(cast, give(cast, role="clerk"))
    with pytest.raises(Refused):
        strike_off(made, actor=cast.actor("sub_clerk"), at=AT)


def test_a_clerk_does_not_verify_the_own_unit(cast: Cast):
    """The clerk of the sub-committee holds the power there, but is the unit."""
    goal = give(cast, role="clerk", unit="sub")
    actor = cast.actor("sub_clerk")
    assert actor.may("goals.verify", cast.units["sub"].path)
    assert not policy.may_verify(goal, actor=actor)


def test_two_who_verify_the_same_report(cast: Cast):
    made = report(cast, give(cast))
    return_report(made, opinion="缺记录", actor=cast.actor("leader"), at=AT)
    with pytest.raises(ValidationError):
        strike_off(made, actor=cast.actor("sub_clerk"), at=AT)


def test_not_once_it_is_withdrawn(cast: Cast):
    goal = give(cast)
    made = report(cast, goal)
    withdraw_goal(goal, reason="并入", actor=cast.actor("sub_clerk"), at=AT)
    with pytest.raises(ValidationError):
        strike_off(made, actor=cast.actor("sub_clerk"), at=AT)
