"""A table of targets and values is taken in whole, or not at all."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from lianxin.kernel.actor import Refused
from lianxin.work.targets.models import Actual, Target
from lianxin.work.targets.operations import Given, TakenIn, take_in_table
from tests.cast import AT, TODAY, Cast
from tests.work.targets.aims import aim, set_one


def row(cast: Cast, *, unit: str = "department", **values) -> Given:
    usual = {"on": TODAY, "reached": Decimal("1.8"), "words": "=1+1"}
    return Given(cast.units[unit], aim(), **usual | values)


def take(cast: Cast, *rows: Given, role: str = "department_head") -> TakenIn:
    return take_in_table(rows, actor=cast.actor(role), at=AT)


def test_targets_and_values_are_stored(cast: Cast):
    later = row(cast, on=date(2026, 6, 30), reached=Decimal("2.2"))
    assert take(cast, row(cast), later) == TakenIn(1, 0, 2)
    target = Target.objects.get()
    assert (target.unit, target.value) == (cast.units["department"], Decimal(2))
    assert [(a.on, a.value, a.words) for a in target.actuals.order_by("on")] == [
        (date(2026, 6, 30), Decimal("2.2"), "=1+1"),
        (TODAY, Decimal("1.8"), "=1+1"),
    ]


def test_the_same_table_twice_changes_nothing(cast: Cast):
    take(cast, row(cast), row(cast))
    assert take(cast, row(cast), row(cast)) == TakenIn(0, 0, 0)
    assert (Target.objects.count(), Actual.objects.count()) == (1, 1)


def test_a_target_that_stands_otherwise_is_amended(cast: Cast):
    target = set_one(cast)
    changed = Given(cast.units["department"], aim(value=Decimal("1.5")))
    assert take(cast, changed, changed) == TakenIn(0, 1, 0)
    target.refresh_from_db()
    assert (target.value, target.version) == (Decimal("1.5"), 2)


def test_one_wrong_row_stores_nothing(cast: Cast):
    early = row(cast, on=date(2025, 1, 1))
    with pytest.raises(ValidationError):
        take(cast, row(cast), early)
    assert (Target.objects.count(), Actual.objects.count()) == (0, 0)


def test_a_unit_of_others_stores_nothing(cast: Cast):
    other = replace(row(cast), unit=cast.units["branch"])
    with pytest.raises(Refused):
        take(cast, row(cast), other)
    assert Target.objects.count() == 0
