"""Leaving the enterprise."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from lianxin.kernel.actor import Conflict, Refused
from lianxin.org.people.models import Affiliation
from lianxin.org.people.operations import leave
from tests.cast import AT, LONG_AGO, TODAY, Cast


def go(cast: Cast, role: str = "clerk", *, left_on=TODAY, version=1):
    return leave(
        cast.people["member"],
        left_on=left_on,
        version=version,
        actor=cast.actor(role),
        at=AT,
    )


def test_every_belonging_ends_after_the_last_day(cast: Cast):
    person = go(cast)
    assert (person.left_on, person.version) == (TODAY, 2)
    ends = Affiliation.objects.filter(person=person).values_list("valid_to", flat=True)
    assert set(ends) == {TODAY + timedelta(days=1)}


def test_nobody_leaves_twice_or_before_coming(cast: Cast):
    with pytest.raises(ValidationError) as refused:
        go(cast, left_on=LONG_AGO - timedelta(days=1))
    assert list(refused.value.message_dict) == ["left_on"]
    go(cast)
    with pytest.raises(Conflict):
        go(cast, "administrator")
    with pytest.raises(ValidationError):
        go(cast, "administrator", version=2)


@pytest.mark.parametrize("role", ["secretary", "branch_secretary", "outsider"])
def test_others_may_not(cast: Cast, role):
    with pytest.raises(Refused):
        go(cast, role)
