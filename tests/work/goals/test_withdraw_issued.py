"""A row is taken out of a plan: its open goals are withdrawn."""

import pytest
from django.core.exceptions import ValidationError

from lianxin.work.goals.models import Goal
from lianxin.work.goals.operations import withdraw_issued
from tests.cast import AT, TODAY, Cast
from tests.work.goals.issued import ROW, issue
from tests.work.goals.own import stands
from tests.work.goals.test_ledger import differences


def withdraw(cast: Cast, *, reason: str = "任务取消", unit_ids=None) -> int:
    return withdraw_issued(
        source=ROW,
        giver=cast.units["root"],
        reason=reason,
        actor=cast.actor("clerk"),
        at=AT,
        unit_ids=unit_ids,
    )


def test_of_all_units(cast: Cast):
    issue(cast, "branch", "other")
    assert withdraw(cast) == 2
    assert [stands(goal) for goal in Goal.objects.all()] == ["withdrawn"] * 2
    assert differences(TODAY) == []


def test_of_some_units(cast: Cast):
    issue(cast, "branch", "other")
    assert withdraw(cast, unit_ids=[cast.units["other"].pk]) == 1
    assert [stands(g) for g in Goal.objects.order_by("unit__name")] == [
        "not_started",
        "withdrawn",
    ]


def test_a_reason_is_needed(cast: Cast):
    issue(cast, "branch")
    with pytest.raises(ValidationError):
        withdraw(cast, reason="")
