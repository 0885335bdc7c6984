"""Signing in with name and password, and all that can stand against it."""

from datetime import timedelta

import pytest
from django.core.checks import run_checks
from django.test import Client

from lianxin.base.accounts.models import User
from lianxin.base.accounts.operations import issue_code
from lianxin.base.ui import clock
from tests.base.accounts.conftest import holder_of
from tests.cast import PASSWORD, Cast

PAGE = "/accounts/login/"
INSIDE = "/accounts/second-factor/"
WRONG = "The sign-in name or the password is wrong."


@pytest.fixture
def visitor() -> Client:
    return Client(headers={"accept-language": "en"})


def send(visitor: Client, login: str, password: str):
    return visitor.post(PAGE, {"login": login, "password": password})


def test_the_page_opens_for_everybody(db, visitor) -> None:
    answer = visitor.get(PAGE)
    assert answer.status_code == 200
    assert "Sign in" in answer.content.decode()
    assert "demonstration" not in answer.content.decode()


@pytest.mark.parametrize("name", ["member", "Member", " MEMBER "])
def test_the_name_is_found_in_any_letter_case(cast: Cast, visitor, name) -> None:
    assert send(visitor, name, PASSWORD)["Location"] == "/"
    assert visitor.get(INSIDE).status_code == 200


def test_one_is_led_to_where_one_wanted_to_go(cast: Cast, visitor) -> None:
    answer = visitor.post(
        f"{PAGE}?next={INSIDE}", {"login": "member", "password": PASSWORD}
    )
    assert answer["Location"] == INSIDE


def test_nobody_is_led_to_another_site(cast: Cast, visitor) -> None:
    answer = visitor.post(
        f"{PAGE}?next=https://evil.example/", {"login": "member", "password": PASSWORD}
    )
    assert answer["Location"] == "/"


@pytest.mark.parametrize(
    ("name", "password"),
    [
        ("member", "wrong"),
        ("nobody-of-this-name", "wrong"),
        ("member", PASSWORD.upper()),
        ("<script>alert(1)</script>", "x"),
        ("=cmd()", "x"),
        ("𠮷\u202eabc😀", "密码"),
    ],
)
def test_a_wrong_name_and_a_wrong_password_look_the_same(
    cast: Cast, visitor, name, password
) -> None:
    answer = send(visitor, name, password)
    page = answer.content.decode()
    assert (answer.status_code, WRONG in page) == (200, True)
    assert "<script>alert" not in page


@pytest.mark.parametrize(
    ("name", "password"),
    [("", ""), ("member", ""), ("", "x"), ("m" * 61, "x"), ("member", "x" * 201)],
)
def test_empty_and_huge_values_are_refused_before_any_look(
    cast: Cast, visitor, name, password
) -> None:
    page = send(visitor, name, password).content.decode()
    assert WRONG not in page
    assert visitor.get(INSIDE).status_code == 302


def test_a_null_character_is_refused(cast: Cast, visitor) -> None:
    answer = send(visitor, "member\0", "x")
    assert answer.status_code == 200
    assert "Null characters are not allowed." in answer.content.decode()


@pytest.mark.parametrize(
    ("password", "told"),
    [(PASSWORD, "This account is closed"), ("wrong", WRONG)],
)
def test_only_who_knows_the_password_learns_that_the_account_is_closed(
    cast: Cast, visitor, password, told
) -> None:
    User.objects.filter(username="member").update(is_active=False)
    page = send(visitor, "member", password).content.decode()
    assert told in page
    assert visitor.get(INSIDE).status_code == 302


def test_an_expired_code_is_said_to_be_expired(cast: Cast, visitor) -> None:
    issued = issue_code(
        cast.people["member"].account,
        holder=holder_of(cast, "member"),
        actor=cast.actor("clerk"),
        at=clock.now() - timedelta(days=7, seconds=1),
    )
    page = send(visitor, "member", issued.code).content.decode()
    assert "no longer valid" in page
    assert WRONG in send(visitor, "member", "K7QM-2XPA-9TRD").content.decode()


def test_demo_accounts_do_not_open_anywhere_else(cast: Cast, visitor) -> None:
    User.objects.filter(username="member").update(is_demo=True)
    assert (
        "only in a demonstration" in send(visitor, "member", PASSWORD).content.decode()
    )
    assert visitor.get(INSIDE).status_code == 302


def test_after_five_failures_the_name_must_wait(cast: Cast, visitor) -> None:
    for _attempt in range(5):
        assert WRONG in send(visitor, "member", "wrong").content.decode()
    for name in ("member", "MEMBER"):
        page = send(visitor, name, PASSWORD).content.decode()
        assert "Too many attempts." in page
    assert visitor.get(INSIDE).status_code == 302
    assert send(Client(), "employee", PASSWORD).status_code == 302


def test_a_name_that_nobody_has_must_wait_as_well(cast: Cast, visitor) -> None:
    for _attempt in range(5):
        send(visitor, "nobody-of-this-name", "wrong")
    page = send(visitor, "nobody-of-this-name", "wrong").content.decode()
    assert "Too many attempts." in page


def test_too_many_requests_from_one_address_get_a_page(
    cast: Cast, visitor, settings
) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"login": "2/m/ip"}
    answers = [send(visitor, "nobody", "wrong").status_code for _time in range(3)]
    assert answers == [200, 200, 429]
    assert "Wait a minute" in send(visitor, "nobody", "x").content.decode()


def test_neither_names_nor_passwords_reach_the_log(cast: Cast, visitor, caplog) -> None:
    caplog.set_level(0)
    send(visitor, "member", "wrong-secret")
    send(visitor, "member", PASSWORD)
    said = "".join(r.getMessage() for r in caplog.records if "sql" not in r.__dict__)
    assert [w for w in ("member", "wrong-secret", PASSWORD) if w in said] == []


def test_in_a_demonstration_each_account_is_one_button(
    cast: Cast, visitor, settings
) -> None:
    settings.DEMO, settings.LIANXIN_DEMO_PASSWORD = True, PASSWORD
    User.objects.filter(username="member").update(is_demo=True, demo_label="普通党员")
    page = visitor.get(PAGE).content.decode()
    assert "普通党员" in page
    assert f'value="{PASSWORD}"' in page
    assert send(visitor, "member", PASSWORD)["Location"] == "/"


def test_signing_out_ends_the_session(cast: Cast) -> None:
    client = cast.client("member")
    assert client.get("/accounts/logout/").status_code == 200
    assert client.post("/accounts/logout/")["Location"] == PAGE
    assert client.get(INSIDE).status_code == 302


def test_a_system_check_finds_nothing(db) -> None:
    assert run_checks() == []


@pytest.mark.parametrize(
    "address",
    ["signup/", "email/", "password/reset/", "confirm-email/", "3rdparty/", ""],
)
def test_nothing_of_allauth_is_open_that_we_do_not_use(
    cast: Cast, visitor, address
) -> None:
    assert cast.client("member").get(f"/accounts/{address}").status_code == 404
