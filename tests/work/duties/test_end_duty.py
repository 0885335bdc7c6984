"""A unit asks no longer for something."""

import pytest
from django.core.exceptions import ValidationError

from lianxin.kernel.actor import Refused
from lianxin.work.duties.operations import end_duty
from tests.cast import AT, Cast
from tests.work.duties.asked import ask, later, next_quarter, status


def test_periods_that_begin_later_are_not_asked_for(cast: Cast):
    added = ask(cast, each="month")
    end_duty(
        added, until=next_quarter(), reason="减负", actor=cast.actor("clerk"), at=AT
    )
    code = f"added.{added.pk}"
    assert status(cast, code, next_quarter()) is None
    assert status(cast, code, later(8)) == "to_come"


def test_it_ends_once_with_a_reason_and_never_in_the_past(cast: Cast):
    added, clerk = ask(cast), cast.actor("clerk")
    for wrong in ({"reason": " "}, {"until": later(-1)}):
        given = {"until": later(3), "reason": "减负"} | wrong
        with pytest.raises(ValidationError):
            end_duty(added, actor=clerk, at=AT, **given)
    with pytest.raises(Refused):
        end_duty(
            added, until=later(3), reason="减负", actor=cast.actor("sub_clerk"), at=AT
        )
    end_duty(added, until=later(3), reason="减负", actor=clerk, at=AT)
    with pytest.raises(ValidationError):
        end_duty(added, until=later(9), reason="减负", actor=clerk, at=AT)
