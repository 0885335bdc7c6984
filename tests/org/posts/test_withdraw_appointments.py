"""Appointments that a table made are struck out, while nothing depends on them."""

import pytest
from django.core.exceptions import ValidationError

from lianxin.kernel.actor import Refused
from lianxin.org.posts.models import Appointment, Post
from lianxin.org.posts.operations import (
    Appointed,
    NewAppointment,
    appoint,
    appoint_many,
    end_appointment,
    withdraw_appointments,
)
from tests.cast import AT, LONG_AGO, TODAY, Cast


def made(cast: Cast, **more) -> Appointed:
    values = {"valid_from": LONG_AGO, "valid_to": TODAY, **more}
    new = NewAppointment(
        unit=cast.units["branch"],
        kind="youth_member",
        person=cast.people["branch_secretary"],
        **values,
    )
    return appoint_many([new], actor=cast.actor("sub_clerk"), at=AT)


def test_all_of_it_goes_and_sessions_end(cast: Cast):
    account = cast.people["branch_secretary"].account
    before = (Appointment.objects.count(), Post.objects.count())
    done = made(cast, valid_to=None)
    withdraw_appointments(done, actor=cast.actor("sub_clerk"), at=AT)
    assert (Appointment.objects.count(), Post.objects.count()) == before
    number = account.session_number
    account.refresh_from_db()
    assert account.session_number == number + 1


def test_a_post_that_somebody_else_holds_by_now_stays(cast: Cast):
    done = made(cast)
    appoint(
        post=Post.objects.get(kind="youth_member"),
        person=cast.people["member"],
        valid_from=TODAY,
        actor=cast.actor("sub_clerk"),
        at=AT,
    )
    with pytest.raises(ValidationError, match="other holders"):
        withdraw_appointments(done, actor=cast.actor("sub_clerk"), at=AT)
    assert Appointment.objects.filter(pk__in=done.appointments).exists()


def test_what_was_changed_since_stays(cast: Cast):
    done = made(cast, valid_to=None)
    held = Appointment.objects.get(pk=done.appointments[0])
    end_appointment(held, ended_on=TODAY, actor=cast.actor("sub_clerk"), at=AT)
    with pytest.raises(ValidationError, match="changed since"):
        withdraw_appointments(done, actor=cast.actor("sub_clerk"), at=AT)


def test_only_by_those_who_may_appoint(cast: Cast):
    with pytest.raises(Refused):
        withdraw_appointments(made(cast), actor=cast.actor("branch_secretary"), at=AT)
