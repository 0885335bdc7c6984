"""Changing a business target."""

from decimal import Decimal

import pytest

from lianxin.kernel.actor import Conflict, Refused
from lianxin.work.targets.operations import amend_target
from tests.cast import AT, Cast
from tests.work.targets.aims import aim, set_one


def test_the_new_values_count_and_the_journal_keeps_the_former(cast: Cast):
    target = set_one(cast)
    changed = amend_target(
        target,
        aim=aim(value=Decimal("1.5")),
        version=1,
        actor=cast.actor("department_head"),
        at=AT,
    )
    assert (changed.value, changed.version) == (Decimal("1.5"), 2)


def test_the_second_of_two_is_shown_the_first_ones_change(cast: Cast):
    target = set_one(cast)
    values = {"version": 1, "actor": cast.actor("clerk"), "at": AT}
    amend_target(target, aim=aim(value=Decimal(3)), **values)
    with pytest.raises(Conflict) as conflict:
        amend_target(target, aim=aim(value=Decimal(4)), **values)
    assert (conflict.value.current["value"], conflict.value.expected) == (3, 2)


def test_another_unit_may_not(cast: Cast):
    target = set_one(cast)
    with pytest.raises(Refused):
        amend_target(target, aim=aim(), version=1, actor=cast.actor("sub_clerk"), at=AT)
