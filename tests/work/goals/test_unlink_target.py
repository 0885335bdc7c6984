"""A goal serves a business target no more."""

import pytest
from django.core.exceptions import ValidationError

from lianxin.work.goals.operations import link_target, unlink_target
from lianxin.work.goals.queries import targets_of
from tests.cast import AT, Cast
from tests.work.goals.given import give
from tests.work.targets.aims import set_one


def test_it_is_gone_and_can_be_gone_only_once(cast: Cast):
    goal, target = give(cast), set_one(cast)
    actor = cast.actor("branch_secretary")
    link_target(goal, target=target, actor=actor, at=AT)
    unlink_target(goal, target=target, actor=actor, at=AT)
    assert targets_of(goal, actor=actor) == []
    with pytest.raises(ValidationError):
        unlink_target(goal, target=target, actor=actor, at=AT)
