"""How transfers appear on other pages."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import cast

from django.http import HttpRequest
from django.urls import reverse

from lianxin.base.ui import clock
from lianxin.base.ui.panels import Panel
from lianxin.base.ui.refs import Link
from lianxin.base.ui.requests import Request
from lianxin.kernel.actor import Actor
from lianxin.org.people.models import Person
from lianxin.org.transfers import policy, queries
from lianxin.org.units.models import Unit


def links(ids: Iterable[int], *, actor: Actor, today: date) -> Mapping[int, Link]:
    """Title and address of each of these transfers that `actor` may see."""
    rows = queries.visible_to(actor).filter(pk__in=list(ids))
    return {
        row.pk: Link(
            queries.title_of(row), reverse("transfers:transfer", args=[row.pk])
        )
        for row in rows
    }


def transfers_of_person(request: HttpRequest, subject: object) -> Panel | None:
    """On the page of a person: their transfers, and the way to ask for one."""
    actor, person = cast("Request", request).actor, cast("Person", subject)
    today = clock.today()
    shown = [
        (row, queries.pill_of(row, today=today))
        for row in queries.of_person(person, actor=actor)
    ]
    unit = queries.member_unit_of(person, today=today)
    may_ask = unit is not None and bool(policy.may_ask(person, unit, actor=actor))
    if not shown and not may_ask:
        return None
    return Panel(
        "transfers/of_person.html",
        {"person": person, "shown": shown, "may_ask": may_ask},
    )


def transfers_left_open(request: HttpRequest, subject: object) -> Panel | None:
    """Before a unit is dissolved: the transfers from or to it that are under way."""
    actor, unit = cast("Request", request).actor, cast("Unit", subject)
    rows = queries.open_at(unit, actor=actor, today=clock.today())
    return Panel("transfers/left_open.html", {"transfers": rows}) if rows else None
