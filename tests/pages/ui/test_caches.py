"""On a shared machine nothing of what was looked at is left in a cache."""

import pytest
from django.urls import reverse

from tests.cast import Cast
from tests.pages.asking import ask, let_go, pages_of, undone
from tests.pages.world import World


@pytest.mark.no_database  # the engines do not differ in it
def test_no_page_of_somebody_may_be_kept_for_others(world: World) -> None:
    client = world.cast.client("clerk")
    open_to_all = []
    for name in pages_of("clerk"):
        with undone():
            answer = ask(client, name, world)
            if "private" not in answer.get("Cache-Control", ""):
                open_to_all.append(name)
            let_go(answer)
    # The same for everybody: it tells nothing of anybody.
    assert open_to_all == ["ui:worker"]


@pytest.mark.parametrize("format_", ["xlsx", "docx", "pdf"])
def test_a_register_as_a_file_is_kept_nowhere(cast: Cast, format_: str) -> None:
    address = reverse("people:list")
    answer = cast.client("clerk").get(address, {"format": format_})
    assert answer["Cache-Control"] == "private, no-store"
    assert cast.client("clerk").get(address)["Cache-Control"] == "private, no-cache"


def test_signing_out_clears_what_the_browser_would_show_on_going_back(
    cast: Cast,
) -> None:
    client = cast.client("member")
    address = reverse("account_logout")
    assert "Clear-Site-Data" not in client.get(address)
    assert client.post(address)["Clear-Site-Data"] == '"cache"'
