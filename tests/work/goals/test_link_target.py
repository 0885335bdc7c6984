"""A goal serves a business target."""

import pytest
from django.core.exceptions import ValidationError

from lianxin.kernel.actor import Refused
from lianxin.work.goals.operations import link_target
from lianxin.work.goals.queries import goals_serving, targets_of
from tests.cast import AT, Cast
from tests.work.goals.given import give
from tests.work.targets.aims import set_one


def test_both_pages_tell_it(cast: Cast):
    goal, target = give(cast), set_one(cast)
    link_target(goal, target=target, actor=cast.actor("branch_secretary"), at=AT)
    assert targets_of(goal, actor=cast.actor("branch_secretary")) == [target]
    assert list(goals_serving(target, actor=cast.actor("clerk"))) == [goal]


def test_once_is_enough(cast: Cast):
    goal, target = give(cast), set_one(cast)
    link_target(goal, target=target, actor=cast.actor("branch_secretary"), at=AT)
    with pytest.raises(ValidationError):
        link_target(goal, target=target, actor=cast.actor("branch_secretary"), at=AT)


def test_only_the_units_own_people(cast: Cast):
    with pytest.raises(Refused):
        link_target(
            give(cast), target=set_one(cast), actor=cast.actor("sub_clerk"), at=AT
        )


def test_whoever_sees_no_targets_sees_none_beside_the_goal(cast: Cast):
    goal, target = give(cast), set_one(cast)
    link_target(goal, target=target, actor=cast.actor("branch_secretary"), at=AT)
    assert targets_of(goal, actor=cast.actor("member")) == []
