"""Reporting a goal done."""

import pytest
from django.core.exceptions import ValidationError

from lianxin.base.journal.models import Entry
from lianxin.kernel.actor import Refused
from lianxin.kernel.rules import Status
from lianxin.work.goals import queries
from lianxin.work.goals.operations import return_report, strike_off, withdraw_goal
from tests.cast import AT, TODAY, Cast
from tests.work.goals.given import give, report


def test_it_waits_to_be_verified(cast: Cast):
    goal = give(cast)
    made = report(cast, goal)
    assert (made.reported_by, made.reported_on) == (
        cast.people["branch_secretary"],
        TODAY,
    )
    assert queries.judge([goal], as_of=TODAY)[goal.pk].status is Status.REPORTED
    assert Entry.objects.get(code="goals.reported").after == {"result": "•"}


def test_only_one_report_waits(cast: Cast):
    goal = give(cast)
    report(cast, goal)
    with pytest.raises(ValidationError):
        report(cast, goal)


def test_again_after_a_return(cast: Cast):
    goal = give(cast)
    first = report(cast, goal)
    return_report(first, opinion="缺记录", actor=cast.actor("sub_clerk"), at=AT)
    assert queries.open_report(goal) is None
    assert queries.open_report(goal) != report(cast, goal)


def test_not_once_it_is_struck_off(cast: Cast):
    goal = give(cast)
    strike_off(report(cast, goal), actor=cast.actor("sub_clerk"), at=AT)
    with pytest.raises(ValidationError):
        report(cast, goal)


def test_not_once_it_is_withdrawn(cast: Cast):
    goal = give(cast)
    withdraw_goal(goal, reason="并入", actor=cast.actor("sub_clerk"), at=AT)
    with pytest.raises(ValidationError):
        report(cast, goal)


def test_the_result_is_asked_for(cast: Cast):
    goal = give(cast)
    with pytest.raises(ValidationError):
        report(cast, goal, result="\n ")


@pytest.mark.parametrize(
    "role", ["branch_member", "member", "sub_clerk", "clerk", "outsider"]
)
def test_only_whoever_leads_the_unit(cast: Cast, role: str):
    goal = give(cast)
    with pytest.raises(Refused):
        report(cast, goal, actor=cast.actor(role))
