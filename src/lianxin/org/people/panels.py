"""How people appear on other pages."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import cast

from django.http import HttpRequest

from lianxin.base.ui import clock
from lianxin.base.ui.addresses import address_of
from lianxin.base.ui.panels import Panel
from lianxin.base.ui.refs import Link
from lianxin.base.ui.requests import Request
from lianxin.kernel.actor import Actor
from lianxin.org.people import queries
from lianxin.org.units.models import Unit

MOST_SHOWN = 10


def links(ids: Iterable[int], *, actor: Actor, today: date) -> Mapping[int, Link]:
    """Name and address of each of these people whom `actor` may see."""
    rows = queries.visible_to(actor, today=today).filter(pk__in=list(ids))
    return {
        pk: Link(name, address_of("people:person", pk))
        for pk, name in rows.values_list("pk", "name")
    }


def people_of_unit(request: HttpRequest, subject: object) -> Panel | None:
    """On the page of a unit: the first of those who belong to it, and how many."""
    actor, unit = cast("Request", request).actor, cast("Unit", subject)
    if not actor.holds("people.see"):
        return None
    seen = queries.seen_in(unit, actor=actor, today=clock.today())
    shown = list(seen[: MOST_SHOWN + 1])
    return Panel(
        "people/of_unit.html",
        {
            "unit": unit,
            "people": shown[:MOST_SHOWN],
            "more": len(shown) > MOST_SHOWN,
        },
    )


def people_left_behind(request: HttpRequest, subject: object) -> Panel | None:
    """Before a unit is dissolved: how many still belong to it."""
    actor, unit = cast("Request", request).actor, cast("Unit", subject)
    number = queries.seen_in(unit, actor=actor, today=clock.today()).count()
    return Panel("people/left_behind.html", {"number": number}) if number else None


def link_from_tree(request: HttpRequest, subject: object) -> Panel | None:
    """Beside the heading of the tree: the way to the list of people."""
    return Panel("people/tree_link.html")
