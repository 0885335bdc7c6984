"""A plan is issued anew: its open goals follow."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from lianxin.work.goals.models import Goal, GoalChange
from lianxin.work.goals.operations import change_issued, refine_goal, strike_off
from tests.cast import AT, TODAY, Cast
from tests.work.goals.given import DEADLINE, report, undertaking
from tests.work.goals.issued import ROW, issue
from tests.work.goals.own import stands
from tests.work.goals.test_ledger import differences

LATER = DEADLINE + timedelta(days=30)


def change(cast: Cast, *, reason: str = "任务调整", **values) -> int:
    return change_issued(
        source=ROW,
        asked=undertaking(**values),
        giver=cast.units["root"],
        reason=reason,
        actor=cast.actor("clerk"),
        at=AT + timedelta(hours=1),
    )


def test_open_goals_change_and_keep_their_former_words(cast: Cast):
    issue(cast, "branch", "other")
    assert change(cast, text="党员身边无违章", deadline=LATER) == 2
    assert (
        list(Goal.objects.values_list("text", "deadline", "version"))
        == [("党员身边无违章", LATER, 2)] * 2
    )
    former = GoalChange.objects.order_by("pk").first()
    assert (former.former["text"], former.reason) == ("党员身边无事故", "任务调整")
    assert differences(TODAY) == []


def test_a_unit_sees_that_it_changed_until_it_acts(cast: Cast):
    issue(cast, "branch")
    change(cast, text="党员身边无违章")
    goal = Goal.objects.get()
    assert stands(goal) == "changed"
    refine_goal(
        goal,
        text="班组每周查违章",
        actions="",
        version=0,
        actor=cast.actor("branch_secretary"),
        at=AT + timedelta(hours=2),
    )
    assert stands(goal) == "not_started"


def test_what_is_struck_off_stays(cast: Cast):
    issue(cast, "branch")
    goal = Goal.objects.get()
    strike_off(report(cast, goal), actor=cast.actor("clerk"), at=AT)
    assert change(cast, text="党员身边无违章") == 0


def test_milestones_that_were_not_reached_are_replaced(cast: Cast):
    first = [(TODAY + timedelta(days=2), "方案")]
    issue(cast, "branch", measure="milestones", milestones=first)
    second = [(TODAY + timedelta(days=9), "试点")]
    change(cast, measure="milestones", milestones=second)
    assert list(Goal.objects.get().milestones.values_list("text", flat=True)) == [
        "试点"
    ]
    assert differences(TODAY) == []


def test_a_reason_is_needed(cast: Cast):
    issue(cast, "branch")
    with pytest.raises(ValidationError):
        change(cast, reason=" ")
