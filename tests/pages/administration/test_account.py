"""One person's account: made, renewed, closed, reopened."""

import re

import pytest
from allauth.mfa.models import Authenticator

from lianxin.base.accounts.models import User
from tests.cast import Cast
from tests.pages.administration.test_account_list import staff
from tests.pages.administration.test_codes import CODE


def page_of(cast: Cast, role: str) -> str:
    return f"/administration/accounts/{cast.people[role].pk}/"


def test_it_shows_the_account_and_what_can_be_done(cast: Cast) -> None:
    page = cast.client("clerk").get(page_of(cast, "member")).content.decode()
    assert "何秋实" in page
    assert "In use" in page
    assert "New one-time code" in page


def test_a_new_code_is_shown_once(cast: Cast, client) -> None:
    clerk = cast.client("clerk")
    page = clerk.post(f"{page_of(cast, 'member')}code/").content.decode()
    (code,) = CODE.findall(page)
    assert not CODE.search(clerk.get(page_of(cast, "member")).content.decode())
    sent = client.post("/accounts/login/", {"login": "member", "password": code})
    assert sent.status_code == 302


def test_close_and_reopen(cast: Cast) -> None:
    clerk = cast.client("clerk")
    page = page_of(cast, "member")
    closed = clerk.post(f"{page}close/", follow=True).content.decode()
    assert "The account is closed." in closed
    assert "Reopen with a new code" in closed
    again = clerk.post(f"{page}code/", follow=True).content.decode()
    assert "reopen it instead" in again
    assert CODE.search(clerk.post(f"{page}reopen/").content.decode())
    assert User.objects.get(username="member").is_active


def test_an_account_for_one_person(cast: Cast) -> None:
    person = staff(cast, "N01")
    page = f"/administration/accounts/{person.pk}/"
    clerk = cast.client("clerk")
    assert "Make an account and code" in clerk.get(page).content.decode()
    assert "no account yet" in clerk.post(f"{page}code/", follow=True).content.decode()
    assert CODE.search(clerk.post(f"{page}make/").content.decode())


def test_a_lost_phone(cast: Cast) -> None:
    clerk = cast.client("clerk")
    page = page_of(cast, "sub_clerk")
    assert "Phone lost" in clerk.get(page).content.decode()
    clerk.post(f"{page}second-factor/")
    account = cast.people["sub_clerk"].account
    assert not Authenticator.objects.filter(user=account).exists()


@pytest.mark.parametrize("act", ["code/", "close/", "second-factor/"])
@pytest.mark.parametrize(
    ("actor", "subject", "reason"),
    [
        ("clerk", "administrator", "Only a system administrator"),
        ("clerk", "clerk", "This is your own account"),
        ("sub_clerk", "sub_clerk", "This is your own account"),
    ],
)
def test_who_may_not_is_told_why(cast: Cast, act, actor, subject, reason) -> None:
    client = cast.client(actor)
    assert client.post(f"{page_of(cast, subject)}{act}").status_code == 403
    assert reason in client.get(page_of(cast, subject)).content.decode()


@pytest.mark.parametrize("act", ["", "code/", "close/", "reopen/", "make/"])
def test_people_of_other_units_do_not_exist(cast: Cast, act) -> None:
    client = cast.client("sub_clerk")
    url = f"{page_of(cast, 'outsider')}{act}"
    answer = client.post(url) if act else client.get(url)
    assert answer.status_code == 404


@pytest.mark.parametrize("act", ["code/", "close/", "reopen/", "make/"])
def test_looking_changes_nothing(cast: Cast, act) -> None:
    url = f"{page_of(cast, 'member')}{act}"
    assert cast.client("clerk").get(url).status_code == 405


def test_others_are_told_why_not(cast: Cast) -> None:
    client = cast.client("branch_secretary")
    assert client.get(page_of(cast, "member")).status_code == 403


def test_every_form_carries_a_token(cast: Cast) -> None:
    page = cast.client("clerk").get(page_of(cast, "sub_clerk")).content.decode()
    forms = re.findall(r"<form.*?</form>", page, re.DOTALL)
    assert [f for f in forms if "csrfmiddlewaretoken" not in f and "post" in f] == []
