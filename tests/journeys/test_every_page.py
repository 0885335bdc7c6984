"""Each page in Chinese, on a phone by day and on a desktop by night, through axe."""

from itertools import groupby
from operator import itemgetter

import pytest

from tests.journeys.conftest import Visitor
from tests.journeys.looking import TWICE
from tests.pages.addresses import POSTED, TABLE
from tests.pages.asking import ROLES, path_of
from tests.pages.world import World

# Files and plain answers: nothing that a browser shows as a page.
NO_PAGES = {
    "api:openapi-json",
    "elections:file",
    "elections:paper",
    "guidance:draft",
    "guidance:draft_for_all",
    "guidance:export",
    "guidance:names",
    "guidance:original",
    "healthz",
    "letters:file",
    "letters:pdf",
    "letters:word",
    "mfa_download_recovery_codes",
    "polls:archive",
    "polls:ballot",
    "polls:minutes",
    "polls:sheet",
    "records:file",
    "records:pdf",
    "records:word",
    "reviews:paper",
    "reviews:table",
    "ui:worker",
}
PARTS = 6
# Whose eyes are used first: who has most to do there.
FIRST = ("branch_secretary", "clerk", "administrator", "sub_clerk", "leader")


def eyes_for(name: str) -> str | None:
    """The role that opens the page, where anybody does."""
    opens = dict(zip(ROLES, TABLE[name].split(), strict=True))
    order = [*FIRST, *(role for role in ROLES if role not in FIRST)]
    return next((role for role in order if opens[role] == "."), None)


def pages() -> list[tuple[str, str]]:
    """All pages that somebody opens: by whose eyes, and the name."""
    names = sorted(set(TABLE) - NO_PAGES - POSTED)
    return sorted((role, name) for name in names if (role := eyes_for(name)))


def test_there_are_pages_to_look_at() -> None:
    assert len(pages()) > 200


# In parts, so that two browsers have as much to do as each other.
@pytest.mark.parametrize("part", range(PARTS))
def test_every_page_is_accessible(visit, live_server, world: World, part: int) -> None:
    every = pages()
    begin, end = (len(every) * n // PARTS for n in (part, part + 1))
    faults = [
        fault
        for role, of_role in groupby(every[begin:end], itemgetter(0))
        for fault in _look(
            visit(TWICE[0]), role, [path_of(name, world) for _, name in of_role], world
        )
    ]
    assert faults == [], "\n\n".join(faults)


def _look(visitor: Visitor, role: str, paths: list[str], world: World) -> list[str]:
    """What is wrong with these pages, each come to once and looked at twice."""
    if role != "nobody":
        session = world.cast.client(role).cookies["sessionid"].value
        visitor.context.add_cookies(
            [{"name": "sessionid", "value": session, "url": visitor.base}]
        )
    faults = []
    for path in paths:
        visitor.turn(TWICE[0])
        visitor.go(path)
        for look in TWICE:
            visitor.turn(look)
            try:
                visitor.check()
            except AssertionError as fault:
                faults.append(f"{role} {path} {look.name}: {fault}")
            visitor.faults.clear()
    return faults
