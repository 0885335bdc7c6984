"""Giving a unit another name."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from lianxin.kernel.actor import Conflict, Refused
from lianxin.org.units import queries
from lianxin.org.units.models import Unit
from lianxin.org.units.operations import follow_dates, rename_unit
from tests.cast import AT, LONG_AGO, TODAY, Cast


def rename(cast: Cast, role: str = "clerk", **values) -> Unit:
    given = {
        "name": "检修党支部",
        "short_name": "检修",
        "valid_from": TODAY,
        "version": 1,
        "actor": cast.actor(role),
        "at": AT,
    }
    return rename_unit(cast.units["branch"], **given | values)


def test_the_old_name_holds_until_the_day(cast: Cast):
    unit = rename(cast)
    assert (unit.name, unit.pinyin, unit.version) == (
        "检修党支部",
        "jianxiudangzhibu jxdzb",
        2,
    )
    held = {
        day: queries.names_on(day).get(unit=unit).name
        for day in (TODAY - timedelta(days=1), TODAY)
    }
    assert list(held.values()) == ["检修一支部", "检修党支部"]


def test_a_name_to_come_waits_for_its_day(cast: Cast):
    day = TODAY + timedelta(days=5)
    assert rename(cast, valid_from=day).name == "检修一支部"
    assert follow_dates(today=day) == 1
    cast.units["branch"].refresh_from_db()
    assert cast.units["branch"].name == "检修党支部"
    assert follow_dates(today=day) == 0


def test_the_second_of_two_is_told(cast: Cast):
    rename(cast, valid_from=TODAY + timedelta(days=5))
    with pytest.raises(Conflict) as conflict:
        rename(cast)
    assert conflict.value.expected == 2
    assert conflict.value.current["name"] == "检修党支部"


def test_not_before_the_last_name_and_not_after_the_end(cast: Cast):
    with pytest.raises(ValidationError) as refused:
        rename(cast, valid_from=LONG_AGO - timedelta(days=1))
    assert list(refused.value.message_dict) == ["valid_from"]
    Unit.objects.filter(pk=cast.units["branch"].pk).update(dissolved_on=TODAY)
    with pytest.raises(ValidationError):
        rename(cast)


@pytest.mark.parametrize("role", ["secretary", "branch_secretary", "outsider"])
def test_others_may_not(cast: Cast, role):
    with pytest.raises(Refused):
        rename(cast, role)
