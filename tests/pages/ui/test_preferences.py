"""Looks are chosen signed in and signed out, kept in cookies, and lead nowhere else."""

import pytest
from django.test import Client
from django.urls import reverse

pytestmark = pytest.mark.django_db


def choose(client: Client, **sent: str) -> str:
    answer = client.post(reverse("ui:preferences"), sent)
    assert answer.status_code == 302
    return answer["Location"]


@pytest.mark.parametrize(
    ("name", "value", "cookie"),
    [
        ("language", "zh-hant", "django_language"),
        ("theme", "dark", "lianxin_theme"),
        ("text", "large", "lianxin_text"),
        ("navigation", "narrow", "lianxin_navigation"),
    ],
)
def test_a_choice_is_kept(client: Client, name: str, value: str, cookie: str) -> None:
    choose(client, **{name: value})
    assert client.cookies[cookie].value == value
    assert client.cookies[cookie]["httponly"] is True


def test_the_page_then_looks_so(client: Client) -> None:
    choose(client, theme="dark", text="large", language="en")
    html = client.get(reverse("account_login")).content.decode()
    assert '<html lang="en" dir="ltr" data-bs-theme="dark" data-text="large"' in html


def test_what_is_no_choice_is_left_out(client: Client) -> None:
    choose(client, theme="pink", language="xx")
    assert dict(client.cookies) == {}


def test_a_cookie_that_is_no_choice_is_as_none(client: Client) -> None:
    client.cookies["lianxin_theme"] = '"><script>'
    html = client.get(reverse("account_login")).content.decode()
    assert 'data-bs-theme="auto"' in html


def test_back_to_the_page_but_never_elsewhere(client: Client) -> None:
    assert choose(client, next="/goals/?page=2") == "/goals/?page=2"
    assert choose(client, next="https://evil.test/") == "/"
    assert choose(client, next="//evil.test/") == "/"


def test_only_by_post(client: Client) -> None:
    assert client.get(reverse("ui:preferences")).status_code == 405


def test_each_choice_is_offered_signed_out(client: Client) -> None:
    html = client.get(reverse("account_login")).content.decode()
    offered = ("简体中文", "繁體中文", "English", 'value="dark"', 'value="large"')
    assert [words for words in offered if words not in html] == []
