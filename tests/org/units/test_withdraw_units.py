"""Striking out units that were founded from a table, while nothing depends on them."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from lianxin.base.journal.models import Entry
from lianxin.kernel.actor import Refused
from lianxin.org.people.models import Affiliation
from lianxin.org.units.models import Unit, UnitKeyLedger
from lianxin.org.units.operations import (
    NewUnit,
    found_unit,
    found_units,
    rename_unit,
    withdraw_units,
)
from tests.cast import AT, TODAY, Cast

DAY = date(2024, 3, 1)


@pytest.fixture
def made(cast: Cast) -> list[Unit]:
    rows = [
        NewUnit("general_branch", "热电厂党总支", "热电总支", cast.units["sub"], DAY),
        NewUnit("branch", "锅炉支部", "", 0, DAY),
    ]
    return list(found_units(rows, actor=cast.actor("sub_clerk"), at=AT))


def withdraw(cast: Cast, made: list[Unit], role: str = "sub_clerk") -> None:
    withdraw_units([unit.pk for unit in made], actor=cast.actor(role), at=AT)


def test_they_are_gone(cast: Cast, made: list[Unit]) -> None:
    assert UnitKeyLedger.objects.filter(key__startswith="锅炉").exists()
    withdraw(cast, made)
    assert not Unit.objects.filter(name__in=["热电厂党总支", "锅炉支部"]).exists()
    assert not UnitKeyLedger.objects.filter(key__startswith="锅炉").exists()
    assert Entry.objects.get(code="units.many_withdrawn").before == {"units": 2}


def test_not_with_people_or_others_below(cast: Cast, made: list[Unit]) -> None:
    with pytest.raises(ValidationError):
        withdraw(cast, made[:1])
    place = Affiliation.objects.create(
        person=cast.people["employee"], unit=made[1], belonging="party", valid_from=DAY
    )
    with pytest.raises(ValidationError):
        withdraw(cast, made)
    place.delete()
    found_unit(
        kind="group",
        name="小组",
        short_name="小组",
        parent=made[1],
        founded_on=TODAY,
        actor=cast.actor("clerk"),
        at=AT,
    )
    with pytest.raises(ValidationError):
        withdraw(cast, made)


def test_not_where_one_was_changed(cast: Cast, made: list[Unit]) -> None:
    rename_unit(
        made[1],
        name="新支部",
        short_name="新",
        valid_from=TODAY,
        version=1,
        actor=cast.actor("clerk"),
        at=AT,
    )
    with pytest.raises(ValidationError):
        withdraw(cast, made)


def test_only_within_reach(cast: Cast, made: list[Unit]) -> None:
    with pytest.raises(Refused):
        withdraw(cast, made, role="outsider")
