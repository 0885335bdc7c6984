"""Choosing where and how often to be reminded."""

import pytest
from django.core.exceptions import ValidationError

from lianxin.base.journal.models import Entry
from lianxin.desks.reminders.enums import Rhythm, Way
from lianxin.desks.reminders.models import Wish
from lianxin.desks.reminders.operations import choose_reminders
from tests.cast import AT, Cast


def choose(cast: Cast, way: Way, rhythm: Rhythm = Rhythm.WEEK, email: str = "") -> Wish:
    actor = cast.actor("branch_secretary")
    return choose_reminders(way=way, rhythm=rhythm, email=email, actor=actor, at=AT)


def test_the_last_choice_holds(cast: Cast):
    choose(cast, Way.SITE)
    choose(cast, Way.MAIL, Rhythm.DAY, "zhou@example.com")
    wish = Wish.objects.get()
    assert (wish.person, wish.way, wish.rhythm) == (
        cast.people["branch_secretary"],
        "mail",
        "day",
    )
    account = cast.people["branch_secretary"].account
    account.refresh_from_db()
    assert account.email == "zhou@example.com"
    assert [entry.code for entry in Entry.objects.order_by("pk")] == [
        "mine.reminders_chosen",
        "accounts.address_changed",
        "mine.reminders_chosen",
    ]


def test_no_mail_without_an_address(cast: Cast):
    with pytest.raises(ValidationError) as refused:
        choose(cast, Way.MAIL)
    assert list(refused.value.message_dict) == ["email"]
    assert not Wish.objects.exists()
