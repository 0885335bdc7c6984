"""Placing a unit under another one."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from lianxin.kernel.actor import Conflict, Refused
from lianxin.org.units.models import Unit
from lianxin.org.units.operations import follow_dates, found_unit, move_unit
from tests.cast import AT, LONG_AGO, TODAY, Cast


def move(cast: Cast, role: str = "clerk", unit: str = "branch", **values) -> Unit:
    given = {
        "parent": cast.units["root"],
        "valid_from": TODAY,
        "version": 1,
        "actor": cast.actor(role),
        "at": AT,
    }
    return move_unit(cast.units[unit], **given | values)


def test_everything_below_moves_along(cast: Cast):
    branch = move(cast)
    cast.units["group"].refresh_from_db()
    assert branch.parent == cast.units["root"]
    assert (branch.path or "")[:10] == cast.units["root"].path
    assert (cast.units["group"].path or "").startswith(branch.path or "-")


def test_a_move_to_come_waits_for_its_day(cast: Cast):
    day = TODAY + timedelta(days=5)
    before = cast.units["branch"].path
    assert move(cast, valid_from=day).path == before
    assert follow_dates(today=day) == 2
    cast.units["branch"].refresh_from_db()
    assert cast.units["branch"].parent == cast.units["root"]


def test_two_moves_to_come_make_no_circle(cast: Cast):
    clerk = cast.actor("clerk")
    first, second = (
        found_unit(
            kind="committee",
            name=name,
            short_name="",
            parent=cast.units["root"],
            founded_on=LONG_AGO,
            actor=clerk,
            at=AT,
        )
        for name in ("甲党委", "乙党委")
    )
    soon, later = TODAY + timedelta(days=5), TODAY + timedelta(days=9)
    common = {"version": 1, "actor": clerk, "at": AT}
    move_unit(first, parent=second, valid_from=later, **common)
    with pytest.raises(ValidationError) as refused:
        move_unit(second, parent=first, valid_from=soon, **common)
    assert list(refused.value.message_dict) == ["parent"]


@pytest.mark.parametrize("parent", ["branch", "group", "workshop", "sub"])
def test_where_it_cannot_stand(cast: Cast, parent):
    with pytest.raises(ValidationError) as refused:
        move(cast, parent=cast.units[parent])
    assert list(refused.value.message_dict) == ["parent"]


def test_the_root_does_not_move(cast: Cast):
    with pytest.raises(ValidationError):
        move(cast, "administrator", "root", parent=cast.units["sub"])


def test_the_second_of_two_is_told(cast: Cast):
    move(cast)
    with pytest.raises(Conflict) as conflict:
        move(cast, parent=cast.units["sub"])
    assert conflict.value.current["parent"] == "华岭集团党委"


@pytest.mark.parametrize("role", ["sub_clerk", "secretary", "outsider"])
def test_one_needs_the_right_over_both_ends(cast: Cast, role):
    with pytest.raises(Refused):
        move(cast, role)


def test_a_move_of_the_same_day_is_corrected(cast: Cast):
    move(cast)
    branch = move(cast, parent=cast.units["sub"], version=2)
    assert branch.parent == cast.units["sub"]
    assert list(
        branch.placements.order_by("pk").values_list("parent", "valid_from", "valid_to")
    ) == [
        (cast.units["sub"].pk, LONG_AGO, TODAY),
        (cast.units["sub"].pk, TODAY, None),
    ]


def test_a_move_to_come_is_called_off_by_one_back_on_its_day(cast: Cast):
    day = TODAY + timedelta(days=5)
    before = move(cast, valid_from=day).path
    move(cast, parent=cast.units["sub"], valid_from=day, version=2)
    follow_dates(today=day)
    cast.units["branch"].refresh_from_db()
    assert cast.units["branch"].parent == cast.units["sub"]
    assert (cast.units["branch"].path or "")[:-8] == (before or "")[:-8]


def test_not_before_the_last_move(cast: Cast):
    move(cast)
    with pytest.raises(ValidationError) as refused:
        move(
            cast,
            parent=cast.units["sub"],
            version=2,
            valid_from=TODAY - timedelta(days=1),
        )
    assert list(refused.value.message_dict) == ["valid_from"]
