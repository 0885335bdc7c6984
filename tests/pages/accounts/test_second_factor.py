"""The second factor, with codes worked out from the secret as an app does."""

import base64
import hmac
import re
import struct
from types import SimpleNamespace
from urllib.parse import quote

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth
from django.db import connection
from django.test import Client

from lianxin.base.accounts.models import User
from tests.cast import PASSWORD, Cast

INDEX = "/accounts/second-factor/"
SET_UP = "/accounts/second-factor/set-up/"
ASKED = "/accounts/second-factor/code/"
CONFIRM = "/accounts/confirm/"
CODES = "/accounts/recovery-codes/"
NOW = 1_795_422_600  # while a test runs, no code gives way to the next one


@pytest.fixture(autouse=True)
def _standing_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(auth, "time", SimpleNamespace(time=lambda: NOW))


def totp(secret: str, *, steps: int = 0) -> str:
    """The six figures of RFC 6238 (SHA-1, 30 seconds), `steps` periods from now."""
    counter = struct.pack(">Q", NOW // 30 + steps)
    digest = hmac.digest(base64.b32decode(secret), counter, "sha1")
    place = digest[-1] & 0x0F
    number = struct.unpack(">I", digest[place : place + 4])[0] & 0x7FFFFFFF
    return f"{number % 1_000_000:06}"


def sign_in(name: str) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.post("/accounts/login/", {"login": name, "password": PASSWORD})
    return client


def set_up(client: Client) -> str:
    """Confirm the password, scan, type the code; the app's secret."""
    client.get(SET_UP)
    client.post(f"{CONFIRM}?next={SET_UP}", {"password": PASSWORD})
    page = client.get(SET_UP).content.decode()
    found = re.search(r"<code[^>]*>([A-Z2-7]{32})</code>", page)
    assert found, page
    answer = client.post(SET_UP, {"code": totp(found.group(1), steps=-1)})
    assert answer["Location"] == CODES
    return found.group(1)


@pytest.fixture
def clerk(cast: Cast) -> User:
    """A clerk who has not set it up yet."""
    user = cast.people["clerk"].account
    Authenticator.objects.filter(user=user).delete()
    return user


def test_a_clerk_is_led_to_the_set_up_from_every_page(clerk: User) -> None:
    client = sign_in("clerk")
    assert client.get("/")["Location"] == SET_UP
    assert client.get("/administration/accounts/")["Location"] == SET_UP


def test_others_are_not(cast: Cast) -> None:
    assert sign_in("branch_secretary").get("/").status_code == 200


def test_in_a_demonstration_a_demo_clerk_is_not(clerk: User, settings) -> None:
    settings.DEMO = True
    User.objects.filter(pk=clerk.pk).update(is_demo=True)
    assert sign_in("clerk").get("/").status_code == 200


def test_the_picture_needs_no_other_file(clerk: User) -> None:
    client = sign_in("clerk")
    client.post(f"{CONFIRM}?next={SET_UP}", {"password": PASSWORD})
    page = client.get(SET_UP).content.decode()
    assert 'src="data:image/svg+xml;base64,' in page


def test_after_the_set_up_all_pages_open(clerk: User) -> None:
    client = sign_in("clerk")
    set_up(client)
    assert client.get("/").status_code == 200


def test_the_secret_is_not_in_the_database_in_clear(clerk: User) -> None:
    secret = set_up(sign_in("clerk"))
    held = Authenticator.objects.get(user=clerk, type="totp").data["secret"]
    assert secret not in held


def test_from_then_on_sign_in_asks_for_the_code(clerk: User) -> None:
    secret = set_up(sign_in("clerk"))
    client = sign_in("clerk")
    assert client.get("/")["Location"].startswith("/accounts/login/")
    assert client.post(ASKED, {"code": totp(secret)})["Location"] == "/"
    assert client.get("/").status_code == 200


@pytest.mark.parametrize("code", ["", "000000", "abc", "9" * 21, "<b>", "１２３４５６"])
def test_a_wrong_code_opens_nothing(clerk: User, code) -> None:
    secret = set_up(sign_in("clerk"))
    client = sign_in("clerk")
    if code == totp(secret):
        code = "000001"
    assert client.post(ASKED, {"code": code}).status_code == 200
    assert client.get("/").status_code == 302


def test_a_code_opens_only_once(clerk: User) -> None:
    secret = set_up(sign_in("clerk"))
    code = totp(secret)
    sign_in("clerk").post(ASKED, {"code": code})
    second = sign_in("clerk")
    assert second.post(ASKED, {"code": code}).status_code == 200
    assert second.get("/").status_code == 302


def later(monkeypatch: pytest.MonkeyPatch, *, seconds: int) -> None:
    """The clock goes on, and what allauth remembers for one period is forgotten."""
    monkeypatch.setattr(auth, "time", SimpleNamespace(time=lambda: NOW + seconds))
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM lianxin_cache WHERE cache_key LIKE '%totp.used%'")


@pytest.mark.parametrize("seconds", [0, 31])
def test_a_code_that_is_still_valid_opens_no_second_time(
    clerk: User, monkeypatch: pytest.MonkeyPatch, seconds: int
) -> None:
    """One of the next period, as tolerance lets it in, is valid for a minute more."""
    secret = set_up(sign_in("clerk"))
    code = totp(secret, steps=1)
    assert sign_in("clerk").post(ASKED, {"code": code})["Location"] == "/"
    later(monkeypatch, seconds=seconds)
    second = sign_in("clerk")
    assert second.post(ASKED, {"code": f"{code[:3]} {code[3:]}"}).status_code == 200
    assert second.get("/").status_code == 302
    assert second.post(ASKED, {"code": totp(secret)})["Location"] == "/"


def test_the_code_of_the_set_up_opens_nothing_more(clerk: User) -> None:
    secret = set_up(sign_in("clerk"))
    second = sign_in("clerk")
    assert second.post(ASKED, {"code": totp(secret, steps=-1)}).status_code == 200
    assert second.get("/").status_code == 302


def test_guessing_codes_is_stopped(clerk: User) -> None:
    secret = set_up(sign_in("clerk"))
    client = sign_in("clerk")
    for _attempt in range(5):
        client.post(ASKED, {"code": "abcdef"})
    page = client.post(ASKED, {"code": totp(secret)}).content.decode()
    assert "Too many attempts." in page


def test_ten_recovery_codes_each_open_once(clerk: User) -> None:
    client = sign_in("clerk")
    set_up(client)
    page = client.get(CODES).content.decode()
    codes = re.findall(r"<code[^>]*>(\d{8})</code>", page)
    assert len(codes) == 10
    assert codes[0] in client.get(f"{CODES}file/").content.decode()
    first = sign_in("clerk")
    assert first.post(ASKED, {"code": codes[0]})["Location"] == "/"
    again = sign_in("clerk")
    assert again.post(ASKED, {"code": codes[0]}).status_code == 200


def test_new_recovery_codes_void_the_old_ones(clerk: User) -> None:
    client = sign_in("clerk")
    set_up(client)
    old = re.findall(r"<code[^>]*>(\d{8})</code>", client.get(CODES).content.decode())
    assert client.get(f"{CODES}new/").status_code == 200
    assert client.post(f"{CODES}new/")["Location"] == CODES
    new = re.findall(r"<code[^>]*>(\d{8})</code>", client.get(CODES).content.decode())
    assert len(new) == 10
    assert set(old) & set(new) == set()


def test_a_post_that_asks_for_it_keeps_it(clerk: User) -> None:
    client = sign_in("clerk")
    set_up(client)
    page = client.get(f"{INDEX}remove/").content.decode()
    assert "cannot be switched off" in page
    client.post(f"{INDEX}remove/")
    assert Authenticator.objects.filter(user=clerk, type="totp").count() == 1


def test_others_may_have_it_and_remove_it(cast: Cast) -> None:
    client = sign_in("member")
    set_up(client)
    assert "Set up." in client.get(INDEX).content.decode()
    assert client.post(f"{INDEX}remove/")["Location"] == INDEX
    assert not Authenticator.objects.filter(user=cast.people["member"].account).exists()


def test_the_set_up_asks_for_the_password_first(cast: Cast) -> None:
    client = sign_in("member")
    way = quote(SET_UP, safe="")
    assert client.get(SET_UP)["Location"] == f"{CONFIRM}?next={way}"
    page = client.post(f"{CONFIRM}?next={SET_UP}", {"password": "wrong"})
    assert "This is not your password." in page.content.decode()


def test_the_app_confirms_as_well_as_the_password(cast: Cast) -> None:
    client = sign_in("member")
    secret = set_up(client)
    fresh = sign_in("member")
    fresh.post(ASKED, {"code": totp(secret)})
    page = fresh.get(f"{INDEX}confirm/?next={CODES}")
    assert page.status_code == 200
    answer = fresh.post(
        f"{INDEX}confirm/?next={CODES}", {"code": totp(secret, steps=1)}
    )
    assert answer["Location"] == CODES
    assert fresh.get(CODES).status_code == 200


def test_whoever_has_none_has_no_recovery_codes(cast: Cast) -> None:
    client = sign_in("member")
    assert client.get(CODES).status_code == 404
    assert client.get(f"{CODES}file/").status_code == 404
