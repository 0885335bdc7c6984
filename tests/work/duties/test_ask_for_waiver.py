"""A unit asks that one period be waived."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from lianxin.kernel.actor import Refused
from lianxin.org.approvals.operations import agree, return_
from lianxin.work.duties.operations import ask_for_waiver, tell_review_window
from tests.cast import AT, TODAY, Cast
from tests.work.duties.asked import OCTOBER, status
from tests.work.goals.given import meet

CODE = "general_meeting"


def waive(cast: Cast, *, role="branch_secretary", code=CODE, **values):
    given = {"first": OCTOBER, "reason": "抢修"} | values
    return ask_for_waiver(
        cast.units["branch"], code=code, actor=cast.actor(role), at=AT, **given
    )


def test_it_is_waived_once_the_unit_above_agrees(cast: Cast):
    approval = waive(cast).approval
    assert status(cast, CODE, OCTOBER) == "open"
    agree(approval, actor=cast.actor("sub_clerk"), at=AT)
    assert status(cast, CODE, OCTOBER) == "waived"
    with pytest.raises(ValidationError, match="waived already"):
        waive(cast)


def test_a_returned_request_changes_nothing_and_may_be_asked_again(cast: Cast):
    approval = waive(cast).approval
    with pytest.raises(ValidationError, match="waits for its answer"):
        waive(cast)
    return_(approval, reason="可补开", actor=cast.actor("sub_clerk"), at=AT)
    assert status(cast, CODE, OCTOBER) == "open"
    assert waive(cast).approval.pk != approval.pk


def test_nothing_is_waived_that_is_not_asked_or_was_held(cast: Cast):
    meet(cast, on=TODAY)
    for wrong in (
        {"code": "secretary_lecture"},
        {"code": "party_day", "first": TODAY.replace(day=1)},
        {"reason": " "},
    ):
        with pytest.raises(ValidationError):
            waive(cast, **wrong)
    with pytest.raises(Refused):
        waive(cast, role="branch_member")


def test_it_stays_waived_where_a_notice_moves_the_first_day(cast: Cast):
    code = "organisational_life_meeting"
    agree(waive(cast, code=code).approval, actor=cast.actor("sub_clerk"), at=AT)
    for opens in (date(2026, 9, 1), date(2026, 12, 1)):
        tell_review_window(
            cast.units["root"],
            window=(opens, date(2027, 2, 10)),
            basis="通知",
            actor=cast.actor("clerk"),
            at=AT,
        )
        assert status(cast, code, OCTOBER) == "waived"
