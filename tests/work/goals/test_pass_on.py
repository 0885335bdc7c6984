"""Passing a goal on to units below."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from lianxin.kernel.actor import Ref, Refused
from lianxin.work.goals import queries
from lianxin.work.goals.operations import pass_on
from tests.cast import AT, Cast
from tests.work.goals.given import DEADLINE, give, undertaking


def passed(cast: Cast, goal, *, role: str = "sub_clerk", **values):
    return pass_on(
        goal,
        units=[cast.units["branch"]],
        asked=undertaking(**values),
        actor=cast.actor(role),
        at=AT,
    )


def test_the_unit_below_has_a_goal_of_its_own_that_says_where_it_comes_from(cast: Cast):
    goal = give(cast, role="clerk", unit="sub")
    (below,) = passed(cast, goal, text="每个班组查一次隐患")
    assert (below.unit, below.giver, below.text) == (
        cast.units["branch"],
        cast.units["sub"],
        "每个班组查一次隐患",
    )
    assert (below.source_kind, below.source_id) == ("goals.goal", goal.pk)
    assert list(queries.all_of_source(Ref("goals.goal", goal.pk))) == [below]


def test_it_cannot_be_due_later_than_ones_own(cast: Cast):
    goal = give(cast, role="clerk", unit="sub")
    with pytest.raises(ValidationError) as error:
        passed(cast, goal, deadline=DEADLINE + timedelta(days=1))
    assert error.value.message_dict == {
        "deadline": [f"Your own unit has to be done by {DEADLINE.isoformat()}."]
    }


@pytest.mark.parametrize("role", ["clerk", "branch_secretary"])
def test_only_the_unit_itself_passes_it_on(cast: Cast, role: str):
    with pytest.raises(Refused):
        passed(cast, give(cast, role="clerk", unit="sub"), role=role)
