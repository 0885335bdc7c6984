"""A unit's own wording of a goal."""

import pytest
from django.core.exceptions import ValidationError

from lianxin.kernel.actor import Conflict, Refused
from lianxin.work.goals.operations import refine_goal
from lianxin.work.goals.queries import own_words_of
from tests.cast import AT, Cast
from tests.work.goals.given import give


def refine(cast: Cast, goal, *, role: str = "branch_secretary", **values):
    usual = {
        "text": "班组每周查一次隐患",
        "actions": "",
        "version": goal.refinements.count(),
    }
    return refine_goal(goal, **usual | values, actor=cast.actor(role), at=AT)


def test_the_latest_wording_counts_and_the_given_one_stays(cast: Cast):
    goal = give(cast)
    refine(cast, goal)
    refine(cast, goal, text="班组每天查一次隐患")
    assert own_words_of(goal).text == "班组每天查一次隐患"
    assert goal.text == "党员身边无事故"
    assert goal.refinements.count() == 2


@pytest.mark.parametrize("text", [" ", "党员身边无事故"])
def test_something_is_to_be_said(cast: Cast, text: str):
    with pytest.raises(ValidationError):
        refine(cast, give(cast), text=text)


def test_only_whoever_leads_the_unit(cast: Cast):
    with pytest.raises(Refused):
        refine(cast, give(cast), role="sub_clerk")


def test_whoever_worded_it_meanwhile_is_not_written_over(cast: Cast):
    goal = give(cast)
    refine(cast, goal)
    with pytest.raises(Conflict) as conflict:
        refine(cast, goal, text="班组每天查一次隐患", version=0)
    assert conflict.value.current == {"text": "班组每周查一次隐患", "actions": ""}
    assert (conflict.value.expected, goal.refinements.count()) == (1, 1)
