"""Whoever loses a post or leaves is out at once."""

from datetime import timedelta

from lianxin.base.accounts.models import User
from lianxin.base.ui import clock
from lianxin.org.posts.operations import end_appointment, leave_with_posts
from tests.cast import PASSWORD, Cast

INSIDE = "/accounts/second-factor/"


def test_with_the_post_the_sessions_end(cast: Cast) -> None:
    client, other = cast.client("branch_member"), cast.client("branch_secretary")
    end_appointment(
        cast.appointments["branch_member"],
        ended_on=clock.today(),
        actor=cast.actor("clerk"),
        at=clock.now(),
    )
    assert client.get(INSIDE).status_code == 302
    assert other.get(INSIDE).status_code == 200
    answer = client.post(
        "/accounts/login/", {"login": "branch_member", "password": PASSWORD}
    )
    assert answer.status_code == 302
    assert client.get(INSIDE).status_code == 200


def test_whoever_has_left_cannot_sign_in_again(cast: Cast, client) -> None:
    person = cast.people["branch_member"]
    leave_with_posts(
        person,
        left_on=clock.today() - timedelta(days=1),
        version=person.version,
        actor=cast.actor("clerk"),
        at=clock.now(),
    )
    assert not User.objects.get(username="branch_member").is_active
    client.post("/accounts/login/", {"login": "branch_member", "password": PASSWORD})
    assert client.get(INSIDE).status_code == 302


def test_until_the_last_day_is_over_the_account_is_open(cast: Cast) -> None:
    person = cast.people["branch_member"]
    leave_with_posts(
        person,
        left_on=clock.today(),
        version=person.version,
        actor=cast.actor("clerk"),
        at=clock.now(),
    )
    assert User.objects.get(username="branch_member").is_active
