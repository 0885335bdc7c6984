"""Letting somebody hold a post no more."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from lianxin.base.journal.models import Entry
from lianxin.kernel.actor import Refused
from lianxin.org.posts.models import Appointment
from lianxin.org.posts.operations import end_appointment
from lianxin.org.posts.queries import appointments_of
from tests.cast import AT, LONG_AGO, TODAY, Cast


def end(cast: Cast, role: str = "clerk", *, of: str = "branch_secretary", day=TODAY):
    held = cast.appointments[of]
    end_appointment(held, ended_on=day, actor=cast.actor(role), at=AT)


def sessions(cast: Cast, role: str) -> int:
    account = cast.people[role].account
    account.refresh_from_db()
    return account.session_number


def test_rights_and_sessions_end_that_day(cast: Cast):
    person = cast.people["branch_secretary"]
    before = sessions(cast, "branch_secretary")
    end(cast)
    held = appointments_of(person, today=TODAY - timedelta(days=1))
    assert list(held) == [cast.appointments["branch_secretary"]]
    assert list(appointments_of(person, today=TODAY)) == []
    assert sessions(cast, "branch_secretary") == before + 1
    entry = Entry.objects.get(code="posts.appointment_ended")
    assert entry.before == {"person": "周明远", "kind": "branch_secretary"}


def test_an_end_to_come_leaves_today_alone(cast: Cast):
    before = sessions(cast, "branch_secretary")
    end(cast, day=TODAY + timedelta(days=1))
    person = cast.people["branch_secretary"]
    assert appointments_of(person, today=TODAY).count() == 1
    assert sessions(cast, "branch_secretary") == before


def test_what_began_that_day_was_a_slip(cast: Cast):
    end(cast, day=LONG_AGO)
    assert not Appointment.objects.filter(
        person=cast.people["branch_secretary"]
    ).exists()


def test_it_ends_once(cast: Cast):
    end(cast)
    with pytest.raises(ValidationError):
        end(cast)


@pytest.mark.parametrize("role", ["secretary", "branch_secretary", "outsider"])
def test_others_may_not(cast: Cast, role):
    with pytest.raises(Refused):
        end(cast, role)


def test_a_clerk_takes_no_rights_over_everything_away(cast: Cast):
    with pytest.raises(Refused):
        end(cast, of="administrator")


def test_an_end_to_come_is_put_forward(cast: Cast):
    end(cast, day=TODAY + timedelta(days=40))
    end(cast)
    held = cast.appointments["branch_secretary"]
    held.refresh_from_db()
    assert held.valid_to == TODAY
