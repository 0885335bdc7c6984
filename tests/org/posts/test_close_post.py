"""Letting a unit have a post no more."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from lianxin.kernel.actor import Refused
from lianxin.org.posts import queries
from lianxin.org.posts.models import Charge, Reserve
from lianxin.org.posts.operations import close_post, end_appointment
from tests.cast import AT, LONG_AGO, TODAY, Cast


def close(cast: Cast, role: str = "clerk", day=TODAY):
    post = cast.appointments["branch_member"].post
    return close_post(post, closed_on=day, actor=cast.actor(role), at=AT)


def vacate(cast: Cast) -> None:
    held = cast.appointments["branch_member"]
    end_appointment(held, ended_on=TODAY, actor=cast.actor("clerk"), at=AT)


def test_its_fields_end_with_it(cast: Cast):
    post = cast.appointments["branch_member"].post
    charge = Charge.objects.create(post=post, field="党费", valid_from=LONG_AGO)
    vacate(cast)
    close(cast)
    charge.refresh_from_db()
    assert charge.valid_to == TODAY
    assert post not in queries.visible_to(cast.actor("clerk"), today=TODAY)


def test_not_while_somebody_holds_it(cast: Cast):
    with pytest.raises(ValidationError) as refused:
        close(cast)
    assert list(refused.value.message_dict) == ["closed_on"]


def test_once_and_after_it_began(cast: Cast):
    vacate(cast)
    with pytest.raises(ValidationError):
        close(cast, day=TODAY - timedelta(days=1))
    close(cast)
    with pytest.raises(ValidationError):
        close(cast)


@pytest.mark.parametrize("role", ["secretary", "branch_secretary", "outsider"])
def test_others_may_not(cast: Cast, role):
    with pytest.raises(Refused):
        close(cast, role)


@pytest.mark.parametrize("noted", [None, TODAY + timedelta(days=40)])
def test_nobody_is_in_reserve_for_it_any_more(cast: Cast, noted):
    post = cast.appointments["branch_member"].post
    kept = Reserve.objects.create(
        post=post, person=cast.people["member"], valid_from=LONG_AGO, valid_to=noted
    )
    vacate(cast)
    close(cast)
    kept.refresh_from_db()
    assert kept.valid_to == TODAY
