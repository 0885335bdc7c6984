"""Splitting a unit."""

from datetime import timedelta

import pytest

from lianxin.kernel.actor import Refused
from lianxin.org.posts.operations import split_unit
from lianxin.org.units.models import Unit
from lianxin.org.units.operations import follow_dates
from tests.cast import AT, LONG_AGO, TODAY, Cast
from tests.org.posts.reorganised import belong


def split(cast: Cast, role: str = "clerk", **values) -> Unit:
    given = {"founded_on": TODAY} | values
    return split_unit(
        cast.units["branch"],
        name="检修三支部",
        short_name="三支部",
        units_along=[cast.units["group"]],
        people_along=[cast.people["member"], cast.people["branch_member"]],
        actor=cast.actor(role),
        at=AT,
        basis="决定",
        **given,
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


def test_on_a_day_to_come_they_go_along_then(cast: Cast):
    """The unit above is in charge of the new one until it is there."""
    soon = TODAY + timedelta(days=9)
    made = split(cast, "sub_clerk", founded_on=soon)
    member = cast.people["member"].affiliations.filter(belonging="party")
    assert list(
        member.order_by("valid_from").values_list("unit", "valid_from", "valid_to")
    ) == [(cast.units["branch"].pk, LONG_AGO, soon), (made.pk, soon, None)]
    assert made.path is None
    follow_dates(today=soon)
    made.refresh_from_db()
    group = Unit.objects.get(pk=cast.units["group"].pk)
    assert (group.path or "-").startswith(made.path or "?")
