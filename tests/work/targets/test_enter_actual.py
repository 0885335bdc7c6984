"""Entering what was reached by a day."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from lianxin.kernel.actor import Refused
from lianxin.work.targets import queries
from lianxin.work.targets.models import Actual
from lianxin.work.targets.operations import enter_actual
from tests.cast import AT, TODAY, Cast
from tests.work.targets.aims import set_one


def enter(cast: Cast, target, *, role: str = "department_head", **values) -> Actual:
    usual = {"on": TODAY, "value": Decimal("1.8"), "words": ""}
    return enter_actual(target, **usual | values, actor=cast.actor(role), at=AT)


def test_the_latest_day_counts(cast: Cast):
    target = set_one(cast)
    enter(cast, target, on=TODAY, value=Decimal("1.8"))
    enter(cast, target, on=TODAY - timedelta(days=30), value=Decimal("2.6"))
    seen = queries.target_visible_to(cast.actor("clerk"), target.pk)
    assert (seen.reached, seen.reached_on) == (Decimal("1.8"), TODAY)
    assert queries.is_reached(seen) is True


def test_less_may_be_better(cast: Cast):
    target = set_one(cast)
    enter(cast, target, value=Decimal("2.1"))
    seen = queries.target_visible_to(cast.actor("clerk"), target.pk)
    assert queries.is_reached(seen) is False


def test_without_a_value_nothing_is_said(cast: Cast):
    target = set_one(cast)
    seen = queries.target_visible_to(cast.actor("clerk"), target.pk)
    assert queries.is_reached(seen) is None


@pytest.mark.parametrize(
    ("values", "fault"),
    [
        ({"on": TODAY + timedelta(days=1)}, {"on": ["This day has not come yet."]}),
        (
            {"on": date(2025, 12, 31)},
            {"on": ["This day is before the period begins."]},
        ),
    ],
)
def test_what_is_refused(cast: Cast, values, fault):
    with pytest.raises(ValidationError) as error:
        enter(cast, set_one(cast), **values)
    assert error.value.message_dict == fault


def test_the_same_value_is_entered_once(cast: Cast):
    target = set_one(cast)
    enter(cast, target)
    with pytest.raises(ValidationError):
        enter(cast, target)
    assert Actual.objects.count() == 1


def test_another_unit_may_not(cast: Cast):
    with pytest.raises(Refused):
        enter(cast, set_one(cast), role="branch_secretary")
