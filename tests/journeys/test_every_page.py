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
# Whose eyes are used first: who has most to do there.
FIRST = ("branch_secretary", "clerk", "administrator", "sub_clerk", "leader")


def eyes_for(name: str) -> str | None:
    """The role that opens the page, where anybody does."""
    opens = dict(zip(ROLES, TABLE[name].split(), strict=True))
    order = [*FIRST, *(role for role in ROLES if role not in FIRST)]
    return next((role for role in order if opens[role] == "."), None)


@pytest.mark.parametrize("look", TWICE, ids=lambda look: look.name)
def test_every_page_is_accessible(visit, live_server, world: World, look: Look) -> None:
    by_role: dict[str, list[str]] = {}
    for name in sorted(set(TABLE) - NO_PAGES - POSTED):
        role = eyes_for(name)
        if role is not None:
            by_role.setdefault(role, []).append(path_of(name, world))
    assert sum(len(pages) for pages in by_role.values()) > 50
    faults = [
        fault
        for role, pages in by_role.items()
        for fault in _look(visit(look), role, pages, world)
    ]
    assert faults == [], "\n\n".join(faults)


def _look(visitor: Visitor, role: str, pages: list[str], world: World) -> list[str]:
    if role != "nobody":
        session = world.cast.client(role).cookies["sessionid"].value
        visitor.context.add_cookies(
            [{"name": "sessionid", "value": session, "url": visitor.base}]
        )
    faults = []
    for path in pages:
        visitor.go(path)
        try:
            visitor.check()
        except AssertionError as fault:
            faults.append(f"{role} {path}: {fault}")
        visitor.faults.clear()
    return faults
