"""Reaching a milestone."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from lianxin.kernel.actor import Refused
from lianxin.work.goals.models import GoalLedger
from lianxin.work.goals.operations import reach_milestone
from tests.cast import AT, TODAY, Cast
from tests.work.goals.given import DEADLINE, give

FIRST = TODAY + timedelta(days=3)


def given(cast: Cast):
    return give(
        cast, measure="milestones", milestones=[(FIRST, "方案"), (DEADLINE, "验收")]
    )


def reach(cast: Cast, goal, *, role: str = "branch_secretary", **values):
    usual = {"on": TODAY, "words": "支委会通过"}
    milestone = goal.milestones.get(text="方案")
    return reach_milestone(milestone, **usual | values, actor=cast.actor(role), at=AT)


def test_then_the_next_one_is_due(cast: Cast):
    goal = given(cast)
    assert GoalLedger.objects.get(goal=goal).due == FIRST
    reach(cast, goal)
    assert GoalLedger.objects.get(goal=goal).due == DEADLINE


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"on": TODAY + timedelta(days=1)}, "on"),
        ({"on": TODAY - timedelta(days=1)}, "on"),
        ({"words": " "}, "words"),
    ],
)
def test_what_is_refused(cast: Cast, values, field: str):
    with pytest.raises(ValidationError) as error:
        reach(cast, given(cast), **values)
    assert list(error.value.message_dict) == [field]


def test_it_is_reached_once(cast: Cast):
    goal = given(cast)
    reach(cast, goal)
    with pytest.raises(ValidationError):
        reach(cast, goal)


def test_only_whoever_leads_the_unit(cast: Cast):
    with pytest.raises(Refused):
        reach(cast, given(cast), role="branch_member")
