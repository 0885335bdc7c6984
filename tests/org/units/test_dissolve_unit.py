"""Ending a unit."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from lianxin.kernel.actor import Conflict, Refused
from lianxin.org.units.models import Unit
from lianxin.org.units.operations import dissolve_unit, follow_dates, rename_unit
from tests.cast import AT, LONG_AGO, TODAY, Cast

YESTERDAY = TODAY - timedelta(days=1)


def dissolve(cast: Cast, role: str = "clerk", unit: str = "group", **values) -> Unit:
    given = {
        "dissolved_on": YESTERDAY,
        "version": 1,
        "basis": "决定",
        "actor": cast.actor(role),
        "at": AT,
    }
    return dissolve_unit(cast.units[unit], **given | values)


def test_it_is_in_the_tree_no_more(cast: Cast):
    unit = dissolve(cast)
    assert (unit.path, unit.dissolved_on, unit.version) == (None, YESTERDAY, 2)
    assert unit.names.get().valid_to == TODAY


def test_it_is_there_on_its_last_day(cast: Cast):
    assert dissolve(cast, dissolved_on=TODAY).path is not None
    assert follow_dates(today=TODAY) == 0
    assert follow_dates(today=TODAY + timedelta(days=1)) == 1
    cast.units["group"].refresh_from_db()
    assert cast.units["group"].path is None


@pytest.mark.parametrize("unit", ["branch", "root"])
def test_not_while_units_stand_below(cast: Cast, unit):
    with pytest.raises(ValidationError):
        dissolve(cast, "administrator", unit)


def test_not_before_it_was_founded_or_last_changed(cast: Cast):
    with pytest.raises(ValidationError) as refused:
        dissolve(cast, dissolved_on=LONG_AGO - timedelta(days=1))
    rename_unit(
        cast.units["group"],
        name="新组",
        short_name="",
        valid_from=TODAY,
        version=1,
        actor=cast.actor("clerk"),
        at=AT,
    )
    with pytest.raises(ValidationError):
        dissolve(cast, version=2)
    assert list(refused.value.message_dict) == ["dissolved_on"]


def test_the_second_of_two_is_told(cast: Cast):
    dissolve(cast)
    with pytest.raises(Conflict) as conflict:
        dissolve(cast, "administrator")
    assert conflict.value.current["dissolved_on"] == YESTERDAY


@pytest.mark.parametrize("role", ["secretary", "branch_secretary", "outsider"])
def test_others_may_not(cast: Cast, role):
    with pytest.raises(Refused):
        dissolve(cast, role)
