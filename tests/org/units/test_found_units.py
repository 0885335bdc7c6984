"""Founding many units at once, above before below."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from lianxin.base.journal.models import Entry
from lianxin.kernel.actor import Refused
from lianxin.org.units import queries
from lianxin.org.units.models import Placement, Unit, UnitName
from lianxin.org.units.operations import NewUnit, found_units, rebuild_paths
from tests.cast import AT, TODAY, Cast

DAY = date(2024, 3, 1)


def rows(cast: Cast) -> list[NewUnit]:
    return [
        NewUnit("general_branch", "热电厂党总支", "热电总支", cast.units["sub"], DAY),
        NewUnit("branch", "锅炉支部", "", 0, DAY, "temporary"),
        NewUnit("branch", "汽机支部", "", 0, DAY),
    ]


def test_they_stand_where_they_are_founded_one_by_one(cast: Cast) -> None:
    made = found_units(rows(cast), actor=cast.actor("sub_clerk"), at=AT)
    general, boiler, turbine = Unit.objects.filter(pk__in=[u.pk for u in made])
    assert (general.parent, boiler.parent) == (cast.units["sub"], general)
    assert (boiler.form, boiler.short_name, boiler.founded_on) == (
        "temporary",
        "锅炉支部",
        DAY,
    )
    below = queries.all_units().filter(queries.below(general.path or "-"))
    assert list(below) == [general, boiler, turbine]
    assert Placement.objects.filter(unit__in=made, valid_from=DAY).count() == 3
    assert UnitName.objects.filter(unit__in=made, valid_from=DAY).count() == 3
    assert rebuild_paths(today=TODAY) == 0
    assert Entry.objects.get(code="units.many_founded").after == {"units": 3}


def test_all_of_them_or_none(cast: Cast) -> None:
    before = Unit.objects.count()
    for wrong in (
        NewUnit("group", "锅炉小组", "", 0, DAY),
        NewUnit("branch", "老支部", "", 0, date(2019, 1, 1)),
        NewUnit("branch", "支部", "", 0, DAY, "no_such"),
    ):
        with pytest.raises(ValidationError):
            found_units([*rows(cast), wrong], actor=cast.actor("sub_clerk"), at=AT)
    for role in ("member", "branch_secretary"):
        with pytest.raises(Refused):
            found_units(rows(cast), actor=cast.actor(role), at=AT)
    assert Unit.objects.count() == before
