"""A membership that moves by a transfer."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from lianxin.org.people.operations import move_membership
from tests.cast import AT, LONG_AGO, TODAY, Cast


def move(cast: Cast, source: str | None, target: str | None, day=TODAY):
    units = cast.units | {None: None}
    move_membership(
        cast.people["member"],
        from_unit=units[source],
        to_unit=units[target],
        on=day,
        actor=cast.actor("clerk"),
        at=AT,
    )
    rows = cast.people["member"].affiliations.filter(belonging="party")
    return [(r.unit.name, r.valid_from, r.valid_to) for r in rows.order_by("pk")]


def test_on_one_day(cast: Cast):
    assert move(cast, "branch", "other") == [
        ("检修一支部", LONG_AGO, TODAY),
        ("运行二支部", TODAY, None),
    ]


def test_out_and_in_again(cast: Cast):
    assert move(cast, "branch", None) == [("检修一支部", LONG_AGO, TODAY)]
    later = TODAY + timedelta(days=9)
    assert move(cast, None, "branch", later)[1:] == [("检修一支部", later, None)]


@pytest.mark.parametrize(
    ("source", "target"), [("other", "branch"), (None, "other"), ("branch", "workshop")]
)
def test_what_cannot_be(cast: Cast, source, target):
    with pytest.raises(ValidationError):
        move(cast, source, target)


def test_not_where_the_membership_ended_meanwhile(cast: Cast):
    """A receipt of an earlier day does not make it end earlier."""
    yesterday = TODAY - timedelta(days=1)
    rows = cast.people["member"].affiliations.filter(belonging="party")
    rows.update(valid_to=yesterday)
    with pytest.raises(ValidationError):
        move(cast, "branch", "other", TODAY - timedelta(days=9))
    assert rows.get().valid_to == yesterday


def test_an_end_that_is_still_to_come_gives_way(cast: Cast):
    rows = cast.people["member"].affiliations.filter(belonging="party")
    rows.update(valid_to=TODAY + timedelta(days=9))
    assert move(cast, "branch", "other") == [
        ("检修一支部", LONG_AGO, TODAY),
        ("运行二支部", TODAY, None),
    ]
