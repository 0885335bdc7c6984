"""Somebody brings their membership from elsewhere."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from lianxin.kernel.actor import Refused
from lianxin.org.transfers import operations, queries
from lianxin.org.transfers.enums import Stage, Way
from tests.cast import AT, TODAY, Cast
from tests.org.transfers.moving import CAME, memberships, newcomer, stage


def expect(cast: Cast, person, role="outsider", came=CAME):
    return operations.expect_member(
        person,
        to_unit=cast.units["other"],
        came=came,
        reason="调入",
        actor=cast.actor(role),
        at=AT,
    )


def test_released_there_and_not_yet_received_here(cast: Cast):
    person = newcomer(cast)
    transfer = expect(cast, person)
    assert queries.way_of(transfer) is Way.IN
    assert stage(transfer) is Stage.ON_WAY
    assert stage(transfer, CAME.their_day + timedelta(days=91)) is Stage.OVERDUE
    assert memberships(person) == []
    with pytest.raises(ValidationError, match="under way already"):
        expect(cast, person)


def test_whoever_is_a_member_here_does_not_come_from_elsewhere(cast: Cast):
    with pytest.raises(ValidationError, match="检修一支部"):
        expect(cast, cast.people["member"])


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("their_day", TODAY + timedelta(days=1)),
        ("standing", "activist"),
        ("standing_from", TODAY + timedelta(days=1)),
        ("elsewhere", " "),
    ],
)
def test_a_letter_that_cannot_be(cast: Cast, field, value):
    with pytest.raises(ValidationError) as refused:
        expect(cast, newcomer(cast), came=replace(CAME, **{field: value}))
    assert list(refused.value.message_dict) == [field]


def test_only_the_receiving_unit(cast: Cast):
    with pytest.raises(Refused):
        expect(cast, newcomer(cast), "branch_secretary")
