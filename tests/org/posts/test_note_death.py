"""The death of somebody ends all that held them here."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from lianxin.kernel.actor import Refused
from lianxin.org.people.models import Situation
from lianxin.org.posts.models import Appointment
from lianxin.org.posts.operations import leave_with_posts, note_death
from tests.cast import AT, TODAY, Cast

DIED = TODAY - timedelta(days=2)


def die(cast: Cast, role="branch_member", by="sub_clerk", day=DIED):
    person = cast.people[role]
    return note_death(
        person,
        died_on=day,
        basis="医院证明",
        version=person.version,
        actor=cast.actor(by),
        at=AT,
    )


def test_everything_ends_with_that_day(cast: Cast):
    person = die(cast)
    after = DIED + timedelta(days=1)
    person.refresh_from_db()
    assert person.left_on == DIED
    assert set(person.affiliations.values_list("valid_to", flat=True)) == {after}
    assert person.standings.get().valid_to == after
    assert Appointment.objects.get(person=person).valid_to == after
    assert Situation.objects.get(person=person).circumstance == "deceased"
    person.account.refresh_from_db()
    assert person.account.is_active is False


@pytest.mark.parametrize("left_on", [DIED - timedelta(days=90), TODAY, None])
def test_so_it_is_of_members_who_left_before(cast: Cast, left_on):
    """The pensioners in a branch: a membership stays there when one leaves."""
    if left_on is not None:
        cast.people["branch_member"] = leave_with_posts(
            cast.people["branch_member"],
            left_on=left_on,
            version=1,
            actor=cast.actor("sub_clerk"),
            at=AT,
        )
    person, after = die(cast), DIED + timedelta(days=1)
    person.refresh_from_db()
    assert person.left_on == min(left_on or DIED, DIED)
    party = person.affiliations.get(belonging="party")
    assert (party.valid_to, person.standings.get().valid_to) == (after, after)
    assert not person.affiliations.filter(valid_to__gt=after).exists()
    assert Appointment.objects.get(person=person).valid_to <= after
    person.account.refresh_from_db()
    assert person.account.is_active is False


def test_the_page_offers_it_for_them_and_not_twice(cast: Cast):
    at = reverse("posts:death", args=[cast.people["branch_member"].pk])
    page = reverse("people:person", args=[cast.people["branch_member"].pk])
    cast.people["branch_member"] = leave_with_posts(
        cast.people["branch_member"],
        left_on=DIED,
        version=1,
        actor=cast.actor("sub_clerk"),
        at=AT,
    )
    client = cast.client("sub_clerk")
    assert at in client.get(page).content.decode()
    die(cast, day=TODAY)
    assert at not in client.get(page).content.decode()


def test_not_on_a_day_to_come_and_nothing_is_half_done(cast: Cast):
    with pytest.raises(ValidationError) as refused:
        die(cast, day=TODAY + timedelta(days=1))
    assert list(refused.value.message_dict) == ["valid_from"]
    assert cast.people["branch_member"].standings.get().valid_to is None


def test_only_the_clerk(cast: Cast):
    with pytest.raises(Refused):
        die(cast, by="branch_secretary")
