"""Closing the sessions of those whose post ends today, as was noted earlier."""

from datetime import timedelta

from django.test import Client

from lianxin.base.accounts.models import User
from lianxin.base.journal.models import Entry
from lianxin.base.ui import clock
from lianxin.org.posts.models import Appointment
from lianxin.org.posts.operations import (
    close_accounts_of_leavers,
    end_appointment,
    end_sessions_of_the_day,
    leave_with_posts,
)
from lianxin.org.posts.tasks import close_accounts
from tests.cast import AT, TODAY, Cast

LATER = TODAY + timedelta(days=3)
BY_THEN = AT + timedelta(days=3)


def end(cast: Cast, of: str = "branch_secretary", *, day=LATER, at=AT) -> None:
    actor = cast.actor("clerk")
    end_appointment(cast.appointments[of], ended_on=day, actor=actor, at=at)


def run(cast: Cast, day=LATER) -> int:
    at = AT + (day - TODAY)
    return end_sessions_of_the_day(today=day, actor=cast.system, at=at)


def is_signed_in(client: Client) -> bool:
    return bool(client.get("/").wsgi_request.user.is_authenticated)


def sessions(cast: Cast, role: str = "branch_secretary") -> int:
    return User.objects.get(pk=cast.people[role].account_id).session_number


def test_they_close_once_and_one_begun_after_stays(cast: Cast):
    end(cast)
    before = cast.client("branch_secretary")
    assert [run(cast, LATER - timedelta(days=1)), is_signed_in(before)] == [0, True]
    assert [run(cast), is_signed_in(before)] == [1, False]
    cast.people["branch_secretary"].account.refresh_from_db()
    after = cast.client("branch_secretary")
    assert [run(cast), is_signed_in(after)] == [0, True]
    assert run(cast, LATER + timedelta(days=1)) == 0
    entry = Entry.objects.get(code="posts.sessions_ended")
    held = cast.appointments["branch_secretary"]
    assert (entry.job, entry.subject_id) == ("tests.job", held.pk)
    assert entry.at == BY_THEN


def test_an_end_noted_on_its_own_day_has_closed_them_already(cast: Cast):
    end(cast, day=TODAY)
    assert sessions(cast) == 1
    assert [run(cast, TODAY), sessions(cast)] == [0, 1]


def test_nor_twice_where_an_end_to_come_was_put_forward_to_today(cast: Cast):
    end(cast)
    end(cast, day=TODAY)
    assert [run(cast, TODAY), run(cast), sessions(cast)] == [0, 0, 1]


def test_once_for_somebody_with_two_posts_that_end(cast: Cast):
    other = Appointment.objects.get(pk=cast.appointments["branch_member"].pk)
    other.person = cast.people["branch_secretary"]
    other.save()
    end(cast)
    end(cast, of="branch_member")
    assert [run(cast), run(cast), sessions(cast)] == [1, 0, 1]
    assert Entry.objects.filter(code="posts.sessions_ended").count() == 2


def test_others_are_left_alone(cast: Cast):
    end(cast)
    run(cast)
    numbers = User.objects.exclude(session_number=0).values_list("username", flat=True)
    assert list(numbers) == ["branch_secretary"]


def test_of_a_leaver_the_account_is_closed_instead(cast: Cast):
    person, last = cast.people["branch_secretary"], LATER - timedelta(days=1)
    leave_with_posts(person, left_on=last, version=1, actor=cast.actor("clerk"), at=AT)
    by = {"actor": cast.system, "at": BY_THEN}
    assert close_accounts_of_leavers(today=LATER, **by) == 1
    assert [run(cast), sessions(cast)] == [0, 1]


def test_the_hourly_task_does_it(cast: Cast):
    noted_at = clock.now() - timedelta(days=2)
    end(cast, day=clock.today(), at=noted_at)
    assert [close_accounts.func(), close_accounts.func()] == [1, 0]
    assert sessions(cast) == 1
