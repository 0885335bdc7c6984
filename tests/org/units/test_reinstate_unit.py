"""Taking back the end of a unit."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from lianxin.base.journal.models import Entry
from lianxin.kernel.actor import Conflict, Refused
from lianxin.org.units import queries
from lianxin.org.units.models import Unit
from lianxin.org.units.operations import (
    dissolve_unit,
    follow_dates,
    rebuild_paths,
    reinstate_unit,
)
from tests.cast import AT, TODAY, Cast

YESTERDAY = TODAY - timedelta(days=1)


def ended(cast: Cast, day=YESTERDAY) -> Unit:
    return dissolve_unit(
        cast.units["group"],
        dissolved_on=day,
        version=1,
        basis="决定",
        actor=cast.actor("clerk"),
        at=AT,
    )


def reinstate(cast: Cast, role: str = "clerk", version: int = 2) -> Unit:
    return reinstate_unit(
        cast.units["group"],
        version=version,
        basis="撤销决定作废",
        actor=cast.actor(role),
        at=AT,
    )


@pytest.mark.parametrize("days", [-9, 0, 9])
def test_it_stands_where_it_stood_as_if_nothing_had_been(cast: Cast, days):
    before = Unit.objects.get(pk=cast.units["group"].pk)
    story = list(queries.story_of(before, actor=cast.actor("clerk")))
    ended(cast, TODAY + timedelta(days=days))
    unit = reinstate(cast)
    assert (unit.path, unit.dissolved_on, unit.version) == (before.path, None, 3)
    assert list(queries.story_of(unit, actor=cast.actor("clerk"))) == story
    assert rebuild_paths(today=TODAY) == 0
    assert follow_dates(today=TODAY + timedelta(days=30)) == 0
    entry = Entry.objects.get(code="units.reinstated")
    assert entry.after == {"basis": "撤销决定作废"}


def test_only_where_an_end_is_noted(cast: Cast):
    with pytest.raises(ValidationError, match="No end"):
        reinstate(cast, version=1)


def test_not_below_a_unit_that_ended_since(cast: Cast):
    ended(cast)
    Unit.objects.filter(pk=cast.units["branch"].pk).update(dissolved_on=TODAY)
    with pytest.raises(ValidationError) as refused:
        reinstate(cast)
    assert list(refused.value.message_dict) == ["parent"]


def test_of_two_the_second_is_told(cast: Cast):
    ended(cast)
    with pytest.raises(Conflict):
        reinstate(cast, version=1)


@pytest.mark.parametrize("role", ["secretary", "branch_secretary", "outsider"])
def test_others_may_not(cast: Cast, role):
    ended(cast)
    with pytest.raises(Refused):
        reinstate(cast, role)
