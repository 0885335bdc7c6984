"""Splitting a unit."""

import pytest

from lianxin.kernel.actor import Refused
from lianxin.org.posts.operations import split_unit
from lianxin.org.units.models import Unit
from tests.cast import AT, TODAY, Cast
from tests.org.posts.reorganised import belong


def split(cast: Cast, role: str = "clerk") -> Unit:
    return split_unit(
        cast.units["branch"],
        name="检修三支部",
        short_name="三支部",
        founded_on=TODAY,
        units_along=[cast.units["group"]],
        people_along=[cast.people["member"], cast.people["branch_member"]],
        actor=cast.actor(role),
        at=AT,
        basis="决定",
    )


def test_those_chosen_go_along_and_the_others_stay(cast: Cast):
    before = belong(cast.units["branch"])
    made = split(cast)
    assert belong(made) == {"何秋实", "单雪"}
    assert belong(cast.units["branch"]) == before - {"何秋实", "单雪"}
    assert Unit.objects.get(pk=cast.units["group"].pk).parent == made


def test_staff_of_the_workshop_is_not_touched(cast: Cast):
    before = belong(cast.units["workshop"])
    split(cast)
    assert belong(cast.units["workshop"]) == before


def test_others_may_not(cast: Cast):
    with pytest.raises(Refused):
        split(cast, "branch_secretary")
