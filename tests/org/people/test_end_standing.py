"""Letting somebody have no standing any more."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from lianxin.kernel.actor import Refused
from lianxin.org.people.models import PartyStanding
from lianxin.org.people.operations import end_standing
from tests.cast import AT, LONG_AGO, TODAY, Cast


def end(cast: Cast, role: str = "clerk", day=TODAY) -> None:
    end_standing(cast.people["member"], ended_on=day, actor=cast.actor(role), at=AT)


def test_rights_of_a_member_end(cast: Cast):
    assert cast.actor("member").labels == {"member"}
    end(cast)
    assert cast.actor("member").labels == frozenset()
    assert PartyStanding.objects.get(person=cast.people["member"]).valid_to == TODAY


def test_what_began_that_day_was_a_slip(cast: Cast):
    end(cast, day=LONG_AGO)
    assert not PartyStanding.objects.filter(person=cast.people["member"]).exists()


def test_nothing_ends_twice_or_before_it_began(cast: Cast):
    with pytest.raises(ValidationError) as refused:
        end(cast, day=LONG_AGO - timedelta(days=1))
    assert list(refused.value.message_dict) == ["ended_on"]
    end(cast)
    with pytest.raises(ValidationError):
        end(cast)


@pytest.mark.parametrize("role", ["administrator", "branch_secretary", "outsider"])
def test_others_may_not(cast: Cast, role):
    with pytest.raises(Refused):
        end(cast, role)
