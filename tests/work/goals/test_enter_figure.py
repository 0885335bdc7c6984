"""Entering the number reached by a day."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from lianxin.kernel.actor import Refused
from lianxin.work.goals.operations import enter_figure
from tests.cast import AT, TODAY, Cast
from tests.work.goals.given import give


def enter(cast: Cast, goal, *, role: str = "branch_secretary", **values):
    usual = {"on": TODAY, "value": Decimal(8), "words": ""}
    return enter_figure(goal, **usual | values, actor=cast.actor(role), at=AT)


def of_number(cast: Cast):
    return give(cast, measure="number", measure_target=Decimal(12), measure_unit="次")


def test_it_is_kept_with_its_day(cast: Cast):
    goal = of_number(cast)
    enter(cast, goal)
    assert list(goal.figures.values_list("on", "value")) == [(TODAY, Decimal(8))]


def test_only_for_a_goal_measured_by_a_number(cast: Cast):
    with pytest.raises(Refused, match="not measured by a number"):
        enter(cast, give(cast))


def test_not_for_a_day_to_come(cast: Cast):
    with pytest.raises(ValidationError):
        enter(cast, of_number(cast), on=TODAY + timedelta(days=1))


def test_only_whoever_leads_the_unit(cast: Cast):
    with pytest.raises(Refused):
        enter(cast, of_number(cast), role="member")
