"""Putting siblings in order."""

import pytest
from django.core.exceptions import ValidationError

from lianxin.kernel.actor import Refused
from lianxin.org.units import queries
from lianxin.org.units.operations import rebuild_paths, reorder_units
from tests.cast import AT, TODAY, Cast


def reorder(cast: Cast, keys: list[str], role: str = "sub_clerk") -> None:
    reorder_units(
        cast.units["sub"],
        order=[cast.units[key].pk for key in keys],
        actor=cast.actor(role),
        at=AT,
    )


def test_what_is_below_comes_along(cast: Cast):
    reorder(cast, ["workshop", "branch"])
    tree = queries.visible_to(cast.actor("clerk"))
    below = queries.below(cast.units["sub"].path or "")
    assert [unit.pk for unit in tree.filter(below)] == [
        cast.units[key].pk for key in ("sub", "workshop", "branch", "group")
    ]
    assert rebuild_paths(today=TODAY) == 0


@pytest.mark.parametrize(
    "keys", [[], ["branch"], ["branch", "branch"], ["branch", "workshop", "group"]]
)
def test_each_must_be_named_once(cast: Cast, keys):
    with pytest.raises(ValidationError):
        reorder(cast, keys)


@pytest.mark.parametrize("role", ["secretary", "branch_secretary", "outsider"])
def test_others_may_not(cast: Cast, role):
    with pytest.raises(Refused):
        reorder(cast, ["workshop", "branch"], role)
