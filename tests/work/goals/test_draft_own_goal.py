"""Drafting a goal of the unit's own."""

import pytest
from django.core.exceptions import ValidationError

from lianxin.kernel.actor import Refused
from lianxin.work.goals.models import Goal
from lianxin.work.goals.operations import draft_own_goal
from tests.cast import AT, Cast
from tests.work.goals.given import undertaking
from tests.work.goals.own import drafted, stands


def test_it_asks_for_nothing_yet(cast: Cast):
    goal = drafted(cast)
    assert (goal.giver, goal.own_kind, stands(goal)) == (
        cast.units["sub"],
        "secretary_project",
        "drafted",
    )


@pytest.mark.parametrize("role", ["member", "branch_member", "sub_clerk", "outsider"])
def test_only_whoever_leads_the_unit_drafts(cast: Cast, role: str):
    with pytest.raises(Refused):
        drafted(cast, role=role)
    assert Goal.objects.count() == 0


def test_the_top_has_nobody_above(cast: Cast):
    with pytest.raises(ValidationError):
        draft_own_goal(
            cast.units["root"],
            kind="annual_plan",
            asked=undertaking(),
            actor=cast.actor("secretary"),
            at=AT,
        )
