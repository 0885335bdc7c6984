"""Keeping somebody in reserve no more."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from lianxin.kernel.actor import Refused
from lianxin.org.posts.models import Reserve
from lianxin.org.posts.operations import end_reserve
from tests.cast import AT, LONG_AGO, TODAY, Cast


def kept(cast: Cast) -> Reserve:
    post = cast.appointments["branch_secretary"].post
    return Reserve.objects.create(
        post=post, person=cast.people["member"], valid_from=LONG_AGO
    )


def test_it_ends_on_the_day_and_once(cast: Cast) -> None:
    held, clerk = kept(cast), cast.actor("clerk")
    end_reserve(held, ended_on=TODAY, actor=clerk, at=AT)
    held.refresh_from_db()
    assert held.valid_to == TODAY
    with pytest.raises(ValidationError):
        end_reserve(held, ended_on=TODAY, actor=clerk, at=AT)


def test_an_end_that_is_noted_is_put_forward(cast: Cast) -> None:
    held, clerk = kept(cast), cast.actor("clerk")
    end_reserve(held, ended_on=TODAY + timedelta(days=40), actor=clerk, at=AT)
    end_reserve(held, ended_on=TODAY, actor=clerk, at=AT)
    held.refresh_from_db()
    assert held.valid_to == TODAY


def test_what_began_that_day_was_a_slip(cast: Cast) -> None:
    end_reserve(kept(cast), ended_on=LONG_AGO, actor=cast.actor("clerk"), at=AT)
    assert not Reserve.objects.exists()


@pytest.mark.parametrize("role", ["secretary", "leader", "branch_secretary", "member"])
def test_others_may_not(cast: Cast, role: str) -> None:
    with pytest.raises(Refused):
        end_reserve(kept(cast), ended_on=TODAY, actor=cast.actor(role), at=AT)
