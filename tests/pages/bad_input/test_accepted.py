"""Hostile words that a form takes: stored clean, shown as words, harmless in Excel."""

import io
from collections.abc import Iterator, Mapping

import openpyxl
import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from tests.pages.asking import client_of, undone
from tests.pages.bad_input.forms_of_the_site import FORMS
from tests.pages.bad_input.hostile import SHORT, UNWANTED
from tests.pages.bad_input.sending import Sender, watched
from tests.pages.world import World

pytestmark = pytest.mark.django_db
RAW = "<b>\"'&{{"
RESULTS = ("49}", "=149")
LISTS = {
    "approvals": "approvals:list",
    "goals": "goals:list",
    "people": "people:list",
    "polls": "polls:list",
    "posts": "posts:list",
    "records": "records:list",
    "units": "posts:list",
}
FREE = sorted(name for name, form in FORMS.items() if form.free)


def text_of(answer: HttpResponse) -> str:
    return b"".join(answer).decode()


def cells_of(client: Client, name: str) -> Iterator[openpyxl.cell.Cell]:
    answer = client.get(reverse(name), {"format": "xlsx"})
    book = openpyxl.load_workbook(io.BytesIO(b"".join(answer)))
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            yield from row


def send_words(sender: Sender) -> HttpResponse:
    """Sent with an invisible character within, which is gone from what is stored."""
    words = f"{SHORT[:2]}\0\u202e{SHORT[2:]}\u200b"
    with watched() as written:
        answer = sender.send(
            sender.right | {field: [words] for field in sender.form.free}
        )
    assert [text for text in written.texts if UNWANTED.search(text)] == []
    return answer


@pytest.mark.postgresql  # where SQLite is, they are shown everywhere too
@pytest.mark.parametrize("name", FREE)
def test_it_is_stored(name: str, sender: Sender) -> None:
    with undone():
        told = 200 if name == "people:find" else 302
        assert send_words(sender).status_code == told


@pytest.mark.no_database
@pytest.mark.parametrize("name", FREE)
def test_it_is_shown_as_words_everywhere(
    name: str, world: World, sender: Sender
) -> None:
    with undone():
        answer = send_words(sender)
        if name == "people:find":
            assert RAW not in text_of(answer)
            return
        assert answer.status_code == 302, text_of(answer)
        clerk = client_of("clerk", world)
        eyes = [clerk] if sender.form.role == "clerk" else [sender.client, clerk]
        app = name.partition(":")[0]
        pages = [answer["Location"], "/", reverse("history:entries")]
        if app in LISTS:
            pages.append(reverse(LISTS[app]))
        for page in pages:
            for client in eyes:
                shown = text_of(client.get(page))
                assert RAW not in shown
                assert [found for found in RESULTS if found in shown] == []
        for file in {"history:entries", LISTS.get(app, "goals:list")}:
            cells = list(cells_of(clerk, file))
            assert [cell.value for cell in cells if cell.data_type == "f"] == []


@pytest.mark.parametrize(
    ("name", "listed"),
    [
        ("goals:give", "goals:list"),
        ("people:add", "people:list"),
        ("records:enter", "records:list"),
    ],
)
def test_the_list_has_the_words_as_they_were_typed(
    name: str, listed: str, world: World, senders: Mapping[str, Sender]
) -> None:
    sender = senders[name]
    data = sender.right | {field: [SHORT] for field in sender.form.free}
    with undone():
        assert sender.send(data).status_code == 302
        clerk = client_of("clerk", world)
        page = text_of(clerk.get(reverse(listed)))
        values = {cell.value for cell in cells_of(clerk, listed)}
    assert "=1+&lt;b&gt;&quot;&#x27;&amp;{{7*7}}" in page
    assert {str(v).lstrip("'\u200b ") for v in values} & {SHORT} == {SHORT}
