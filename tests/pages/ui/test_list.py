"""The list in a page: count announced, parts for a swap, files, an order of buttons."""

import re

from django.test import Client
from django.urls import reverse

from lianxin.base.ui import tables
from tests.cast import Cast

SWAP = {"hx-request": "true"}


def gallery(client: Client, address: str = "", **headers: str) -> str:
    answer = client.get(f"{reverse('ui:gallery')}?{address}", headers=headers)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_count_is_announced(cast: Cast) -> None:
    html = gallery(cast.client("employee"), "kind=lecture")
    region = re.search(r'<p[^>]*id="rows-count"[^>]*>([^<]*)</p>', html)
    assert region
    assert 'role="status"' in region[0]
    assert region[1].strip() == "20 entries"


def test_a_swap_gets_the_rows_and_the_count_only(cast: Cast) -> None:
    html = gallery(cast.client("employee"), "kind=lecture", **SWAP)
    assert "<html" not in html
    assert html.count("<table") == 1
    assert 'id="rows-count" hx-swap-oob="innerHTML"' in html


def test_a_page_of_the_history_is_whole(cast: Cast) -> None:
    headers = SWAP | {"hx-history-restore-request": "true"}
    assert "<html" in gallery(cast.client("employee"), **headers)


def test_a_swap_says_what_is_wrong_with_a_filter(cast: Cast) -> None:
    html = gallery(cast.client("employee"), "q=x", **SWAP)
    assert "Words: Give at least two letters." in html


def test_the_buttons_stand_in_the_order_that_clerks_know(cast: Cast) -> None:
    html = gallery(cast.client("employee"))
    html = html[html.index('class="list"') :]
    words = ("Look up", "Reset", "Add", "Export", "Print")
    places = [html.index(word) for word in words]
    assert places == sorted(places)


def test_nothing_fits_is_not_nothing_there(cast: Cast) -> None:
    client = cast.client("employee")
    assert "Nothing fits these filters." in gallery(client, "q=nowhere")
    assert "Nothing fits these filters." not in gallery(client)


def test_each_file_can_be_fetched(cast: Cast) -> None:
    client = cast.client("employee")
    answer = client.get(f"{reverse('ui:gallery')}?kind=lecture&format=xlsx")
    assert answer.content[:2] == b"PK"
    assert answer["Content-Disposition"].startswith("attachment")


def test_more_rows_than_are_counted(cast: Cast, monkeypatch) -> None:
    client = cast.client("clerk")
    answer = client.get(reverse("people:list"))
    number = answer.context["table"].count
    monkeypatch.setattr(tables, "MOST_COUNTED", number)
    assert "more than" not in client.get(reverse("people:list")).content.decode()
    monkeypatch.setattr(tables, "MOST_COUNTED", number - 1)
    answer = client.get(reverse("people:list"))
    said = f"more than {number - 1} entries; filters narrow them down"
    assert said in answer.content.decode()
    assert answer.context["table"].count == number - 1


def test_what_is_found_by_words_is_counted_less_far(cast: Cast, monkeypatch) -> None:
    client = cast.client("clerk")
    address = f"{reverse('people:list')}?q=T0"
    number = client.get(address).context["table"].count
    assert number > 1
    monkeypatch.setattr(tables, "MOST_FOUND", number - 1)
    said = f"more than {number - 1} entries; filters narrow them down"
    assert said in client.get(address).content.decode()
    assert "more than" not in client.get(reverse("people:list")).content.decode()
