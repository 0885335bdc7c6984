"""No page offers somebody a link that then refuses them."""

import re
from collections.abc import Iterator
from html import unescape
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.urls import Resolver404, resolve

from tests.pages.addresses import POSTED, TABLE
from tests.pages.asking import ROLES, Sessions, client_with, let_go, path_of, undone
from tests.pages.world import World

pytestmark = pytest.mark.no_database
LINK = re.compile(r'<a\b[^>]*?\shref="([^"#]+)')
# Who sees much and changes little, or the other way round.
READERS = (
    "administrator",
    "leader",
    "branch_secretary",
    "branch_member",
    "member",
    "discipline_officer",
)
REFUSED = {403, 404}


def opened_by(role: str) -> list[str]:
    """Addresses that the role opens by GET."""
    place = ROLES.index(role)
    return [
        name
        for name, expected in TABLE.items()
        if expected.split()[place] == "." and name not in POSTED
    ]


def links_of(client: Client, path: str) -> set[str]:
    """Where the page leads within the site, without questions."""
    with undone():
        answer = client.get(path)
        let_go(answer)
    if answer.streaming or "html" not in answer.headers["Content-Type"]:
        return set()
    found = (unescape(link) for link in LINK.findall(answer.content.decode()))
    return {urlsplit(link).path for link in found if link.startswith("/")}


def refused(client: Client, role: str, path: str, world: World) -> bool:
    """Whether it refuses: as the table says, or asked where the table has another."""
    try:
        name = resolve(path).view_name
    except Resolver404:
        return True
    if name not in TABLE or name in POSTED:
        return False
    if path == path_of(name, world):
        return TABLE[name].split()[ROLES.index(role)] in {"x", "-"}
    with undone():
        answer = client.get(path)
        let_go(answer)
    return answer.status_code in REFUSED


def dead_ends(role: str, world: World, client: Client) -> Iterator[tuple[str, str]]:
    """Page and link, each link once."""
    known: set[str] = set()
    for name in opened_by(role):
        for link in sorted(links_of(client, path_of(name, world)) - known):
            known.add(link)
            if refused(client, role, link, world):
                yield name, link


@pytest.mark.parametrize("role", READERS)
def test_no_link_refuses_whoever_sees_it(
    role: str, standing_world: World, sessions: Sessions, db: None
) -> None:
    client = client_with(sessions, role)
    assert list(dead_ends(role, standing_world, client)) == []
