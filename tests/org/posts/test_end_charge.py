"""Letting a field go with its post no more."""

import pytest
from django.core.exceptions import ValidationError

from lianxin.kernel.actor import Refused
from lianxin.org.posts.models import Charge
from lianxin.org.posts.operations import end_charge
from tests.cast import AT, LONG_AGO, TODAY, Cast


def charge(cast: Cast) -> Charge:
    post = cast.appointments["leader"].post
    return Charge.objects.create(post=post, field="安全生产", valid_from=LONG_AGO)


def test_it_ends_on_the_day_and_once(cast: Cast):
    held, clerk = charge(cast), cast.actor("clerk")
    end_charge(held, ended_on=TODAY, actor=clerk, at=AT)
    held.refresh_from_db()
    assert held.valid_to == TODAY
    with pytest.raises(ValidationError):
        end_charge(held, ended_on=TODAY, actor=clerk, at=AT)


def test_what_began_that_day_was_a_slip(cast: Cast):
    end_charge(charge(cast), ended_on=LONG_AGO, actor=cast.actor("clerk"), at=AT)
    assert not Charge.objects.exists()


@pytest.mark.parametrize("role", ["secretary", "leader", "sub_clerk", "employee"])
def test_others_may_not(cast: Cast, role):
    with pytest.raises(Refused):
        end_charge(charge(cast), ended_on=TODAY, actor=cast.actor(role), at=AT)
