"""Changing the wording of a goal."""

import pytest
from django.core.exceptions import ValidationError

from lianxin.kernel.actor import Conflict, Refused
from lianxin.work.goals.models import GoalChange
from lianxin.work.goals.operations import reword_goal, withdraw_goal
from tests.cast import AT, Cast
from tests.work.goals.given import give


def reword(cast: Cast, goal, *, role="sub_clerk", version=1, **values):
    given = {"text": "党员身边无违章", "standard": "", "reason": "用词更准"}
    return reword_goal(
        goal, version=version, actor=cast.actor(role), at=AT, **given | values
    )


def test_the_former_wording_stays_readable(cast: Cast):
    goal = reword(cast, give(cast))
    assert (goal.text, goal.standard, goal.version) == ("党员身边无违章", "", 2)
    change = GoalChange.objects.get()
    assert (change.version, change.former, change.reason) == (
        1,
        {"text": "党员身边无事故", "standard": "有方案、有记录、有总结"},
        "用词更准",
    )


def test_somebody_elses_change_is_shown(cast: Cast):
    goal = give(cast)
    reword(cast, goal)
    with pytest.raises(Conflict) as conflict:
        reword(cast, goal, text="别的")
    assert conflict.value.current == {"text": "党员身边无违章", "standard": ""}
    assert conflict.value.expected == 2


@pytest.mark.parametrize(
    "values",
    [
        {"reason": " "},
        {"text": ""},
        {"text": "党员身边无事故", "standard": "有方案、有记录、有总结"},
    ],
)
def test_what_is_refused(cast: Cast, values):
    goal = give(cast)
    with pytest.raises(ValidationError):
        reword(cast, goal, **values)


def test_a_withdrawn_goal_is_not_reworded(cast: Cast):
    goal = give(cast)
    withdraw_goal(goal, reason="合并", actor=cast.actor("sub_clerk"), at=AT)
    with pytest.raises(ValidationError):
        reword(cast, goal)


@pytest.mark.parametrize("role", ["clerk", "secretary"])
def test_those_above_the_giver_may_too(cast: Cast, role: str):
    assert reword(cast, give(cast), role=role).version == 2


@pytest.mark.parametrize("role", ["leader", "branch_secretary", "outsider", "member"])
def test_nobody_else(cast: Cast, role: str):
    goal = give(cast)
    with pytest.raises(Refused):
        reword(cast, goal, role=role)


def test_a_unit_between_does_not_change_what_the_upper_one_gave(cast: Cast):
    goal = give(cast, role="clerk")
    with pytest.raises(Refused):
        reword(cast, goal, role="sub_clerk")
