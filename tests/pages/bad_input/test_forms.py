"""Every form with nothing, too much, hostile and impossible values.

Always a worded answer, never an exception; nothing stored where it is refused; what
was typed comes back as text.
"""

import json
from typing import Any

import pytest
from django.http import HttpResponse

from tests.pages.addresses import TABLE
from tests.pages.asking import ROLES, client_of, path_of, undone
from tests.pages.bad_input.forms_of_the_site import BUTTONS, FORMS
from tests.pages.bad_input.hostile import BIG, HOSTILE
from tests.pages.bad_input.sending import URLENCODED, WORDED, Sender, hold, watched
from tests.pages.world import World

TOO_BIG_PAGE = "That was too much at once"
DAYS = (
    "0000-01-01",
    "0001-01-01",
    "9999-12-31",
    "99999-01-01",
    "2026-02-30",
    "gestern",
)
NUMBERS = ("0", "-1", str(10**30), "1.5", "x", "")
CHOICES = ("-1", str(10**30), "<script>alert(1)</script>")
OURS = (
    "/goals",
    "/plans",
    "/reviews",
    "/targets",
    "/records",
    "/org",
    "/approvals",
    "/components",
)
pytestmark = pytest.mark.django_db
no_database = pytest.mark.no_database
every_form = pytest.mark.parametrize("name", sorted(FORMS))


def sent(sender: Sender, data: dict[str, Any]) -> HttpResponse:
    with undone(), watched() as written:
        answer = sender.send(data)
    hold(answer, written)
    return answer


def test_every_address_that_takes_a_form_is_here(world: World) -> None:
    """All others take nothing but questions."""
    taking = set()
    for name in set(TABLE) - set(FORMS) - set(BUTTONS):
        role = ROLES[TABLE[name].split().index(".")] if "." in TABLE[name] else "member"
        with undone():
            answer = client_of(role, world).post(path_of(name, world))
        if answer.status_code not in {404, 405}:
            taking.add(name)
    assert taking == set()


@every_form
def test_nothing_and_empty(sender: Sender) -> None:
    empty = {name: [""] for name in sender.shown.controls}
    assert {sent(sender, {}).status_code, sent(sender, empty).status_code} <= {
        200,
        302,
        422,
    }


@no_database
@every_form
def test_too_much(sender: Sender) -> None:
    field = (sender.shown.texts or ["anything"])[0]
    answer = sender.send_body(f"{field}={'a' * BIG}".encode(), URLENCODED)
    assert answer.status_code == 400
    assert TOO_BIG_PAGE in answer.content.decode()


@every_form
@pytest.mark.parametrize("turn", [0, pytest.param(1, marks=no_database)])
def test_hostile_in_all_fields(sender: Sender, name: str, turn: int) -> None:
    """Each field of a form is given another kind, and of each turn another."""
    kinds = list(HOSTILE.values())
    first = sorted(FORMS).index(name) + turn * len(kinds) // 2
    typed = {
        field: kinds[(first + place) % len(kinds)]
        for place, field in enumerate(sender.shown.texts)
    }
    given = {field: [kind.sent] for field, kind in typed.items()}
    answer = sent(sender, sender.right | given)
    if answer.status_code != 422 or not sender.path.startswith(OURS):
        return
    again = sender.shown_again(answer)
    shown = {c.name: "".join(c.values) for c in again.controls.values() if c.is_text}
    assert shown == {field: kind.shown for field, kind in typed.items()}


@no_database
@every_form
def test_hostile_in_one_field_at_a_time(sender: Sender) -> None:
    for field in sender.shown.texts:
        sent(sender, sender.right | {field: [HOSTILE["markup"].sent]})


@every_form
def test_impossible_choices_numbers_and_days(sender: Sender) -> None:
    controls = sender.shown.controls.values()
    chosen = [c.name for c in controls if c.choices]
    for value in CHOICES:
        if chosen:
            sent(sender, sender.right | {name: [value] for name in chosen})
    dated = [c.name for c in controls if c.kind in {"date", "datetime-local"}]
    for value in DAYS:
        if dated:
            timed = {c.name: "T00:00" for c in controls if c.kind == "datetime-local"}
            days = {name: [value + timed.get(name, "")] for name in dated}
            assert sent(sender, sender.right | days).status_code == 422, value


@no_database
@every_form
def test_a_version_that_is_none(sender: Sender) -> None:
    if "version" not in sender.shown.controls:
        return
    for forged in NUMBERS:
        answer = sent(sender, sender.right | {"version": [forged]})
        assert answer.status_code in {200, 422}, forged


@no_database
@every_form
def test_repeated_and_unknown_keys(sender: Sender) -> None:
    twice = {name: [*values, "x", "<b>"] for name, values in sender.right.items()}
    sent(sender, twice | {"id": ["1"], "pk": ["0"], "__class__": ["x"], "": ["x"]})


@no_database
@every_form
def test_another_kind_of_content(sender: Sender) -> None:
    told = json.dumps({"name": [1], "text": {"a": None}})
    for body, kind, answers in (
        (told, "application/json", {200, 302, 400, 422}),
        ("no boundary", "multipart/form-data", {400}),
        ("--x\r\nbroken", "multipart/form-data; boundary=x", {200, 302, 400, 422}),
        ("a=%C4%E3", f"{URLENCODED}; charset=gb2312", {200, 302, 400, 422}),
        ("a=b", f"{URLENCODED}; charset=nonsense", {200, 302, 400, 422}),
    ):
        with undone(), watched() as written:
            answer = sender.send_body(body.encode(), kind)
        hold(answer, written)
        assert answer.status_code in answers, kind


@pytest.mark.parametrize("name", sorted(BUTTONS))
def test_buttons_with_what_nobody_asked_for(name: str, world: World) -> None:
    path = path_of(name, world)
    markup = HOSTILE["markup"].sent.decode()
    bodies = [
        dict.fromkeys(("next", "post", "language", "theme", "unit", "code"), markup),
        dict.fromkeys(("post", "unit", "up"), str(10**30)),
        {"next": "https://example.org/\0", "post": "\0", "unit": "-1"},
    ]
    for body in bodies:
        client = client_of(BUTTONS[name], world)
        with undone(), watched() as written:
            answer: Any = client.post(path, body)
        assert answer.status_code in WORDED
        assert "example.org" not in answer.headers.get("Location", "")
        hold(answer, written)


@pytest.mark.parametrize("role", ["nobody", "member"])
@pytest.mark.parametrize("checks_csrf", [False, True])
def test_too_much_wherever_it_is_read_first(
    role: str, checks_csrf: bool, world: World
) -> None:
    """By the check of the token, by what keeps drafts, or by the form itself."""
    client = client_of(role, world)
    client.handler.enforce_csrf_checks = checks_csrf
    path = path_of("ui:gallery_form", world)
    client.get(path, follow=True)  # so that it has the cookie of the token
    big = {"text": "a" * BIG}
    many = {f"field{number}": "x" for number in range(5001)}
    for data in (big, many):
        answer: Any = client.post(path, data)
        assert answer.status_code == 400
        assert TOO_BIG_PAGE in answer.content.decode()


@no_database
@every_form
def test_a_part_of_a_page_is_answered_too(sender: Sender) -> None:
    """As htmx asks, with hostile words in its own headers."""
    texts = {name: [HOSTILE["markup"].sent] for name in sender.shown.texts}
    with undone(), watched() as written:
        answer: Any = sender.client.post(
            sender.path,
            sender.right | texts,
            headers={"hx-request": "true", "hx-target": "<script>alert(1)</script>"},
        )
    hold(answer, written)
    assert answer.status_code in WORDED
