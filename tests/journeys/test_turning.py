"""A page that is turned to another look is the page as it comes in that look."""

import re
from os.path import commonprefix

import pytest

from tests.cast import Cast
from tests.journeys.conftest import Visitor
from tests.journeys.looking import TWICE, Look

# Each element and what stands before and behind it: where it is, and all of its style
# but how it moves, and the names of colours, which show in what uses them.
STYLES = """() => [...document.querySelectorAll("body, body *")].map(part => [
    part.tagName + " " + JSON.stringify(part.getBoundingClientRect()),
    ...[null, "::before", "::after"].map(place => {
        const style = getComputedStyle(part, place);
        return [...style].filter(name => !/^(--|transition)/.test(name))
            .map(name => `${name}: ${style.getPropertyValue(name)}`).join(";");
    }),
].join("\\n"))"""
# New with each answer.
SECRET = re.compile(
    r'(csrfmiddlewaretoken" value="|X-CSRFToken(?:&quot;|"): ?(?:&quot;|"))\w+'
)


@pytest.mark.parametrize("path", ["/", "/me/preferences/"])
def test_it_is_the_page_as_it_comes(visit, live_server, cast: Cast, path: str) -> None:
    session = cast.client("branch_secretary").cookies["sessionid"].value
    first, other = TWICE
    here, there = (_open(visit, look, session, path) for look in (first, other))
    before, as_it_comes = _seen(here), _seen(there)
    assert _differ(before, as_it_comes) != ""
    here.turn(other)
    assert _differ(_seen(here), as_it_comes) == ""


def _open(visit, look: Look, session: str, path: str) -> Visitor:
    visitor = visit(look)
    visitor.context.add_cookies(
        [{"name": "sessionid", "value": session, "url": visitor.base}]
    )
    visitor.go(path)
    return visitor


def _seen(visitor: Visitor) -> list[str]:
    """The page as it is written, and each of its parts as it is drawn."""
    drawn: list[str] = visitor.page.evaluate(STYLES)
    return [SECRET.sub(r"\1", visitor.page.content()), *drawn]


def _differ(one: list[str], other: list[str]) -> str:
    """Where they first differ, cut to what can be read: all their styles are a book."""
    if len(one) != len(other):
        return f"{len(one)} parts, {len(other)} parts"
    for a, b in zip(one, other, strict=True):
        if a != b:
            same = len(commonprefix([a, b]))  # noqa: RUF071 -- of words
            return " | ".join(words[max(same - 80, 0) : same + 80] for words in (a, b))
    return ""
