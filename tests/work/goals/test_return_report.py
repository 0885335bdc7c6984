"""Returning a report."""

import pytest
from django.core.exceptions import ValidationError

from lianxin.base.journal.models import Entry
from lianxin.kernel.actor import Refused
from lianxin.kernel.rules import Status
from lianxin.work.goals import queries
from lianxin.work.goals.operations import return_report
from tests.cast import AT, TODAY, Cast
from tests.work.goals.given import give, report


def test_the_goal_is_the_units_again(cast: Cast):
    goal = give(cast)
    made = return_report(
        report(cast, goal), opinion="缺记录", actor=cast.actor("sub_clerk"), at=AT
    )
    assert (made.struck_off, made.opinion) == (False, "缺记录")
    assert queries.judge([goal], as_of=TODAY)[goal.pk].status is Status.RETURNED
    assert Entry.objects.get(code="goals.report_returned").after == {"opinion": "•"}


def test_a_reason_is_asked_for(cast: Cast):
    made = report(cast, give(cast))
    with pytest.raises(ValidationError) as error:
        return_report(made, opinion=" ", actor=cast.actor("sub_clerk"), at=AT)
    assert error.value.message_dict == {"opinion": ["Say why, in a sentence."]}


@pytest.mark.parametrize("role", ["branch_secretary", "member", "outsider"])
def test_never_the_unit_itself(cast: Cast, role: str):
    made = report(cast, give(cast))
    with pytest.raises(Refused):
        return_report(made, opinion="缺记录", actor=cast.actor(role), at=AT)
