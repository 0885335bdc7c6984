"""Taking a goal back."""

import pytest
from django.core.exceptions import ValidationError

from lianxin.kernel.actor import Refused
from lianxin.work.goals.models import GoalLedger
from lianxin.work.goals.operations import strike_off, withdraw_goal
from tests.cast import AT, TODAY, Cast
from tests.work.goals.given import give, report


def withdraw(cast: Cast, goal, *, role="sub_clerk", reason="并入另一项"):
    return withdraw_goal(goal, reason=reason, actor=cast.actor(role), at=AT)


def test_it_is_withdrawn_from_that_day(cast: Cast):
    withdrawal = withdraw(cast, give(cast))
    assert (withdrawal.withdrawn_on, withdrawal.reason) == (TODAY, "并入另一项")
    assert GoalLedger.objects.get().withdrawn_on == TODAY


def test_not_twice(cast: Cast):
    goal = give(cast)
    withdraw(cast, goal)
    with pytest.raises(ValidationError):
        withdraw(cast, goal)


def test_what_is_struck_off_stays(cast: Cast):
    goal = give(cast)
    strike_off(report(cast, goal), actor=cast.actor("sub_clerk"), at=AT)
    with pytest.raises(ValidationError):
        withdraw(cast, goal)


def test_a_reason_is_asked_for(cast: Cast):
    goal = give(cast)
    with pytest.raises(ValidationError):
        withdraw(cast, goal, reason="  ")


@pytest.mark.parametrize("role", ["leader", "branch_secretary", "member", "outsider"])
def test_only_the_givers_side(cast: Cast, role: str):
    goal = give(cast)
    with pytest.raises(Refused):
        withdraw(cast, goal, role=role)
