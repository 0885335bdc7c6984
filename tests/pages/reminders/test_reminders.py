"""My reminders: a choice, a calendar's address shown once, digests so far."""

import re

from lianxin.desks.reminders.models import Digest, Subscription, Wish
from tests.cast import AT, TODAY, Cast

PAGE = "/me/reminders/"
ADDRESS = re.compile(r"http://testserver(/me/reminders/calendar\.ics\?key=[\w-]{43})")


def test_a_choice_is_kept_and_shown(cast: Cast):
    client = cast.client("branch_secretary")
    assert client.get(PAGE).context["form"].initial["way"] == "none"
    answer = client.post(PAGE, {"way": "site", "rhythm": "day"})
    assert answer["Location"] == PAGE
    assert Wish.objects.get().person == cast.people["branch_secretary"]
    assert client.get(PAGE).context["form"].initial["way"] == "site"


def test_mail_is_offered_only_where_the_site_sends_any(cast: Cast, settings):
    client = cast.client("branch_secretary")
    settings.EMAIL_HOST = ""
    refused = client.post(PAGE, {"way": "mail", "rhythm": "day", "email": "a@b.cn"})
    assert list(refused.context["form"].errors) == ["way"]
    settings.EMAIL_HOST = "mail.example"
    refused = client.post(PAGE, {"way": "mail", "rhythm": "day"})
    assert list(refused.context["form"].errors) == ["email"]
    assert not Wish.objects.exists()


def test_the_address_is_shown_once_and_needs_no_sign_in(cast: Cast, client):
    mine = cast.client("branch_secretary")
    shown = mine.post(f"{PAGE}calendar/")
    assert shown["Cache-Control"] == "private, no-store"
    (address,) = ADDRESS.findall(shown.content.decode())
    assert ADDRESS.findall(mine.get(PAGE).content.decode()) == []
    answer = client.get(address)
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer["Referrer-Policy"] == "no-referrer"
    assert answer.content.startswith(b"BEGIN:VCALENDAR\r\n")
    assert "Set-Cookie" not in answer

    assert mine.post(f"{PAGE}calendar/end/")["Location"] == PAGE
    assert client.get(address).status_code == 404
    assert Subscription.objects.get().ended_at is not None


def test_a_guessed_address_does_not_exist(cast: Cast, client):
    cast.client("branch_secretary").post(f"{PAGE}calendar/")
    kept = Subscription.objects.get().digest
    for secret in ("", "x", "0" * 43, kept):
        answer = client.get(f"{PAGE}calendar.ics", {"key": secret})
        assert answer.status_code == 404, secret


def test_only_ones_own_digests_are_shown(cast: Cast):
    line = {
        "day": "2026-11-26",
        "act": "",
        "title": "三季度总结",
        "where": "",
        "url": "/",
    }
    for role in ("branch_secretary", "outsider"):
        Digest.objects.create(
            person=cast.people[role], day=TODAY, lines=[line], made_at=AT
        )
    (shown,) = cast.client("branch_secretary").get(PAGE).context["digests"]
    assert shown.person == cast.people["branch_secretary"]
    assert "三季度总结" in cast.client("outsider").get(PAGE).content.decode()
    assert "三季度总结" not in cast.client("member").get(PAGE).content.decode()
