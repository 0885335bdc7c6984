"""Founding a unit out of another."""

import pytest
from django.core.exceptions import ValidationError

from lianxin.kernel.actor import Refused
from lianxin.org.units import queries
from lianxin.org.units.models import Descent, Unit
from lianxin.org.units.operations import found_split_off
from tests.cast import AT, TODAY, Cast


def split_off(cast: Cast, role: str = "clerk"):
    return found_split_off(
        cast.units["branch"],
        name="检修三支部",
        short_name="",
        founded_on=TODAY,
        actor=cast.actor(role),
        at=AT,
        basis="华党〔2026〕9号",
        approved_by=cast.units["sub"],
    )


def test_it_stands_beside_and_both_tell_of_it(cast: Cast):
    made = split_off(cast)
    assert (made.kind, made.parent) == ("branch", cast.units["sub"])
    actor = cast.actor("clerk")
    told = [row.words for row in queries.story_of(made, actor=actor)]
    assert told == [
        "Founded as 检修三支部",
        "Stands under 北川公司党委",
        "Split off from 检修一支部",
    ]
    latest = queries.story_of(cast.units["branch"], actor=actor)[0]
    assert (latest.words, latest.unit) == ("检修三支部 was split off", made)
    first = queries.story_of(made, actor=actor)[0]
    assert (first.basis, first.approved_by) == ("华党〔2026〕9号", "北川公司党委")


def test_others_may_not(cast: Cast):
    with pytest.raises(Refused):
        split_off(cast, "branch_secretary")


def test_not_before_the_unit_itself(cast: Cast):
    cast.units["branch"].founded_on = TODAY
    cast.units["branch"].save()
    with pytest.raises(ValidationError) as refused:
        split_off(cast)
    assert list(refused.value.message_dict) == ["founded_on"]


def test_not_off_a_unit_whose_end_is_decided(cast: Cast):
    Unit.objects.filter(pk=cast.units["branch"].pk).update(dissolved_on=TODAY)
    with pytest.raises(ValidationError, match="This unit ends on 2026-11-23"):
        split_off(cast)


def test_all_that_came_of_it_is_found_again(cast: Cast):
    made = split_off(cast)
    Descent.objects.create(
        former=made, later=cast.units["other"], manner="merged", on=TODAY
    )
    found = queries.came_of(cast.units["branch"])
    assert found == {cast.units["branch"].pk, made.pk, cast.units["other"].pk}
