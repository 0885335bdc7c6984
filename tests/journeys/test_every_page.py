"""Each page in Chinese, on a phone by day and on a desktop by night, through axe."""

import pytest

from tests.journeys.conftest import Visitor
from tests.journeys.looking import TWICE, Look
from tests.pages.addresses import POSTED, TABLE
from tests.pages.asking import ROLES, path_of
from tests.pages.world import World

# Files and plain answers: nothing that a browser shows as a page.
NO_PAGES = {
    "api:openapi-json",
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
PARTS = 3
# Whose eyes are used first: who has most to do there.
FIRST = ("branch_secretary", "clerk", "administrator", "sub_clerk", "leader")


def eyes_for(name: str) -> str | None:
    """The role that opens the page, where anybody does."""
    opens = dict(zip(ROLES, TABLE[name].split(), strict=True))
    order = [*FIRST, *(role for role in ROLES if role not in FIRST)]
    return next((role for role in order if opens[role] == "."), None)


def pages() -> list[str]:
    """The names of all pages that somebody opens."""
    return [n for n in sorted(set(TABLE) - NO_PAGES - POSTED) if eyes_for(n)]


def test_there_are_pages_to_look_at() -> None:
    assert len(pages()) > 200


# In parts, so that two browsers have as much to do as each other.
@pytest.mark.parametrize("part", range(PARTS))
@pytest.mark.parametrize("look", TWICE, ids=lambda look: look.name)
def test_every_page_is_accessible(
    visit, live_server, world: World, look: Look, part: int
) -> None:
    by_role: dict[str, list[str]] = {}
    for name in pages()[part::PARTS]:
        by_role.setdefault(str(eyes_for(name)), []).append(path_of(name, world))
    faults = [
        fault
        for role, paths in by_role.items()
        for fault in _look(visit(look), role, paths, world)
    ]
    assert faults == [], "\n\n".join(faults)


def _look(visitor: Visitor, role: str, paths: list[str], world: World) -> list[str]:
    if role != "nobody":
        session = world.cast.client(role).cookies["sessionid"].value
        visitor.context.add_cookies(
            [{"name": "sessionid", "value": session, "url": visitor.base}]
        )
    faults = []
    for path in paths:
        visitor.go(path)
        try:
            visitor.check()
        except AssertionError as fault:
            faults.append(f"{role} {path}: {fault}")
        visitor.faults.clear()
    return faults
