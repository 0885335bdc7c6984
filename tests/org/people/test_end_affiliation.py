"""Letting somebody belong to a unit no more."""

import pytest
from django.core.exceptions import ValidationError

from lianxin.base.journal.models import Entry
from lianxin.kernel.actor import Refused
from lianxin.org.people import queries
from lianxin.org.people.models import Affiliation
from lianxin.org.people.operations import end_affiliation, end_standing
from tests.cast import AT, LONG_AGO, TODAY, Cast


def held(cast: Cast) -> Affiliation:
    return Affiliation.objects.get(person=cast.people["employee"])


def test_it_ends_on_the_day(cast: Cast):
    end_affiliation(held(cast), ended_on=TODAY, actor=cast.actor("sub_clerk"), at=AT)
    assert held(cast).valid_to == TODAY
    unit = cast.units["workshop"]
    assert cast.people["employee"] not in queries.belonging_to(unit, today=TODAY)
    entry = Entry.objects.get(code="people.affiliation_ended")
    assert entry.before == {"belonging": "•", "unit": "•"}


def test_it_ends_once_and_after_it_began(cast: Cast):
    clerk = cast.actor("clerk")
    with pytest.raises(ValidationError) as refused:
        end_affiliation(held(cast), ended_on=LONG_AGO, actor=clerk, at=AT)
    assert list(refused.value.message_dict) == ["ended_on"]
    end_affiliation(held(cast), ended_on=TODAY, actor=clerk, at=AT)
    with pytest.raises(ValidationError):
        end_affiliation(held(cast), ended_on=TODAY, actor=clerk, at=AT)


@pytest.mark.parametrize("role", ["secretary", "branch_secretary", "outsider"])
def test_others_may_not(cast: Cast, role):
    with pytest.raises(Refused):
        end_affiliation(held(cast), ended_on=TODAY, actor=cast.actor(role), at=AT)


def test_a_member_is_never_nowhere(cast: Cast):
    """A membership moves by a transfer; it does not just end."""
    held = Affiliation.objects.get(person=cast.people["member"], belonging="party")
    clerk = cast.actor("clerk")
    with pytest.raises(ValidationError, match="always belongs to a branch"):
        end_affiliation(held, ended_on=TODAY, actor=clerk, at=AT)
    end_standing(cast.people["member"], ended_on=TODAY, actor=clerk, at=AT)
    end_affiliation(held, ended_on=TODAY, actor=clerk, at=AT)
