"""The death of somebody ends all that held them here."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from lianxin.kernel.actor import Refused
from lianxin.org.people.models import Situation
from lianxin.org.posts.models import Appointment
from lianxin.org.posts.operations import note_death
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


def test_not_on_a_day_to_come_and_nothing_is_half_done(cast: Cast):
    with pytest.raises(ValidationError) as refused:
        die(cast, day=TODAY + timedelta(days=1))
    assert list(refused.value.message_dict) == ["valid_from"]
    assert cast.people["branch_member"].standings.get().valid_to is None


def test_only_the_clerk(cast: Cast):
    with pytest.raises(Refused):
        die(cast, by="branch_secretary")
