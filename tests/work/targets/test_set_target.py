"""Setting a business target."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from lianxin.base.journal.models import Entry
from lianxin.kernel.actor import Refused
from lianxin.work.targets.models import Target
from tests.cast import Cast
from tests.work.targets.aims import set_one


@pytest.mark.parametrize("role", ["department_head", "clerk"])
def test_the_head_and_the_clerk_above_set_it(cast: Cast, role: str):
    target = set_one(cast, role=role)
    assert (target.unit, target.name, target.value) == (
        cast.units["department"],
        "检修返工率",
        2,
    )
    assert Entry.objects.get().code == "targets.set"


@pytest.mark.parametrize(
    "role", ["secretary", "leader", "sub_clerk", "branch_secretary", "employee"]
)
def test_nobody_else_does(cast: Cast, role: str):
    with pytest.raises(Refused):
        set_one(cast, role=role)
    assert Target.objects.count() == 0


def test_one_of_a_name_in_a_period(cast: Cast):
    set_one(cast)
    with pytest.raises(ValidationError) as error:
        set_one(cast)
    assert error.value.message_dict == {
        "name": ["The unit has a target of this name in this period already."]
    }
    assert set_one(cast, ends_on=date(2026, 6, 30)).pk


def test_a_period_does_not_end_before_it_begins(cast: Cast):
    with pytest.raises(ValidationError) as error:
        set_one(cast, ends_on=date(2025, 12, 31))
    assert error.value.message_dict == {
        "ends_on": ["The period ends before it begins."]
    }
