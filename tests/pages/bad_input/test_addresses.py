"""Numbers in addresses that nothing has; questions in addresses that nobody asks."""

from urllib.parse import quote

import pytest
from django.test import Client
from django.urls import reverse

from tests.pages.address_numbers import NUMBERS
from tests.pages.asking import client_of, path_of, undone
from tests.pages.bad_input.forms_of_the_site import ASKED, BUTTONS, FORMS
from tests.pages.bad_input.hostile import HOSTILE, NEVER_IN_A_PAGE
from tests.pages.bad_input.reading_forms import forms_of
from tests.pages.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.no_database]
NUMBERED = sorted(n for n, wanted in NUMBERS.items() if "provider_id" not in wanted)
UNKNOWN = ("0", str(2**31), str(2**63), str(10**30), "9" * 5000)
TYPED = ("-1", "1.5", "x", "%00", "٣", "1%20OR%201=1", "..%2F..%2Fetc")
QUESTIONS = {
    "page": ("0", "-1", "x", str(10**30), "9" * 5000),
    "sort": ("x", "-", "password", "account__password", "\0"),
    "format": ("exe", "../x", "\0"),
    "open": ("-1", "x", str(10**30)),
    "on": ("0000-01-01", "9999-12-31", "x"),
}
DAYS = ("0000-01-01", "0001-01-01", "9999-12-31", "99999-01-01")
WRONG = ("0", "-1", str(10**30), "x", "#0", f"#{10**11}", "#" + "9" * 40)


def role_of(name: str) -> str:
    return FORMS[name].role if name in FORMS else BUTTONS.get(name, "clerk")


@pytest.mark.parametrize("name", NUMBERED)
def test_what_is_not_there_is_not_found(name: str, world: World) -> None:
    client = client_of(role_of(name), world)
    kwargs = {k: world.numbers.get(v, v) for k, v in NUMBERS[name].items()}
    for key in [k for k in kwargs if k.endswith("pk") or k == "place"]:
        for number in UNKNOWN:
            path = _with_number(name, kwargs, key, number)
            assert client.get(path).status_code in {404, 405}, path[:80]
            assert client.post(path).status_code in {404, 405}, path[:80]


@pytest.mark.parametrize("typed", TYPED)
def test_what_is_no_number_is_not_found(typed: str, world: World) -> None:
    client = client_of("clerk", world)
    for path in ("/goals/{}/", "/records/{}/", "/org/units/{}/", "/journal/{}/"):
        assert client.get(path.format(typed)).status_code == 404


def _with_number(name: str, kwargs: dict[str, object], key: str, number: str) -> str:
    mark = 987654321
    path = reverse(name, kwargs=kwargs | {key: mark})
    return path.replace(str(mark), number)


def _asked(client: Client, path: str, question: str) -> None:
    with undone():
        answer = client.get(f"{path}?{question}")
        page = b"".join(answer).decode(errors="replace")
    assert answer.status_code in {200, 400}, question
    assert [found for found in NEVER_IN_A_PAGE if found in page] == []


@pytest.mark.parametrize("name", sorted(ASKED))
def test_lists_take_any_question(name: str, world: World) -> None:
    client, path = client_of(ASKED[name], world), path_of(name, world)
    page = client.get(path).content.decode()
    asked = [f for f in forms_of(page) if f.method == "get" and f.action in {"", path}]
    every = {c.name for form in asked for c in form.controls.values()} | {"q", "page"}
    for typed in HOSTILE.values():
        value = quote(typed.sent)
        _asked(client, path, "&".join(f"{field}={value}" for field in every))
    for field in every:
        _asked(client, path, f"{field}={quote(HOSTILE['markup'].sent)}")
    for value in (*DAYS, *WRONG):
        _asked(client, path, "&".join(f"{f}={quote(value)}" for f in every))
    for field, values in QUESTIONS.items():
        for value in values:
            _asked(client, path, f"{field}={quote(value)}")
    _asked(client, path, "q=a&q=b&unit=x&unit=y&page=1&page=2")
    _asked(client, path, "%FF=%FE&[]=1&a[b]=c&=x&;&&")


@pytest.mark.parametrize(
    "header",
    [
        {"accept-language": "x" * 5000 + ",\x7f"},
        {"hx-request": "true", "hx-current-url": "http://[broken/%ff"},
        {"referer": "http://[broken"},
        {"cookie": "django_language=../../x; lianxin_theme=<script>; sessionid=\\0"},
    ],
)
def test_headers_and_cookies_that_are_none(
    header: dict[str, str], world: World
) -> None:
    visitor = client_of("nobody", world)
    for path in ("/goals/", "/accounts/login/", "/nowhere/"):
        for send in (visitor.get, visitor.post):
            assert send(path, headers=header).status_code in {200, 302, 404}
