"""Leaving the enterprise with all posts."""

from datetime import timedelta

import pytest

from lianxin.kernel.actor import Refused
from lianxin.org.posts.models import Appointment, Reserve
from lianxin.org.posts.operations import leave_with_posts
from tests.cast import AT, LONG_AGO, TODAY, Cast

YESTERDAY = TODAY - timedelta(days=1)


def go(cast: Cast, of: str, role: str = "clerk", *, left_on=YESTERDAY):
    return leave_with_posts(
        cast.people[of], left_on=left_on, version=1, actor=cast.actor(role), at=AT
    )


def test_posts_and_account_end(cast: Cast):
    person = go(cast, "branch_secretary")
    assert Appointment.objects.get(person=person).valid_to == TODAY
    person.account.refresh_from_db()
    assert not person.account.is_active


def test_on_the_last_day_one_still_signs_in(cast: Cast):
    person = go(cast, "branch_secretary", left_on=TODAY)
    person.account.refresh_from_db()
    assert person.account.is_active


def test_nothing_happens_by_halves(cast: Cast):
    """A sub-committee's clerk has no right over the post at the top."""
    cast.people["leader"].affiliations.filter(belonging="staff").update(
        unit=cast.units["workshop"]
    )
    cast.people["leader"].affiliations.filter(belonging="party").delete()
    with pytest.raises(Refused):
        go(cast, "leader", "sub_clerk")
    cast.people["leader"].refresh_from_db()
    assert cast.people["leader"].left_on is None
    assert Appointment.objects.get(person=cast.people["leader"]).valid_to is None


@pytest.mark.parametrize("role", ["secretary", "branch_secretary", "outsider"])
def test_others_may_not(cast: Cast, role):
    with pytest.raises(Refused):
        go(cast, "member", role)


def test_ends_that_were_to_come_later_come_with_it_and_so_does_the_reserve(cast: Cast):
    person = cast.people["branch_secretary"]
    Appointment.objects.filter(person=person).update(
        valid_to=TODAY + timedelta(days=40)
    )
    kept = Reserve.objects.create(
        post=cast.appointments["secretary"].post, person=person, valid_from=LONG_AGO
    )
    noted = Reserve.objects.create(
        post=cast.appointments["branch_member"].post,
        person=person,
        valid_from=LONG_AGO,
        valid_to=TODAY + timedelta(days=40),
    )
    go(cast, "branch_secretary")
    kept.refresh_from_db()
    noted.refresh_from_db()
    assert Appointment.objects.get(person=person).valid_to == TODAY
    assert kept.valid_to == noted.valid_to == TODAY
