"""How letters appear on other pages, and the way from there to a new one."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import cast

from django.db.models import Model
from django.http import HttpRequest
from django.urls import reverse

from lianxin.base.ui.panels import Panel
from lianxin.base.ui.refs import Link
from lianxin.base.ui.requests import Request
from lianxin.kernel.actor import Actor, Ref
from lianxin.org.letters import policy, queries

MOST_SHOWN = 10


def links(ids: Iterable[int], *, actor: Actor, today: date) -> Mapping[int, Link]:
    """Title and address of each of these letters that `actor` may see."""
    rows = queries.visible_to(actor).filter(pk__in=list(ids))
    return {
        row.pk: Link(row.title, reverse("letters:letter", args=[row.pk]))
        for row in rows
    }


def received_links(
    ids: Iterable[int], *, actor: Actor, today: date
) -> Mapping[int, Link]:
    """Title and address of each of these received letters that `actor` may see."""
    rows = queries.received_visible_to(actor).filter(pk__in=list(ids))
    return {
        row.pk: Link(row.title, reverse("letters:incoming", args=[row.pk]))
        for row in rows
    }


def letters_of_unit(request: HttpRequest, subject: object) -> Panel | None:
    """On the page of a unit: the letters about it, and the way to a new one."""
    return _panel(request, subject, queries.UNIT)


def letters_of_person(request: HttpRequest, subject: object) -> Panel | None:
    """On the page of a person: the letters about them, and the way to a new one."""
    return _panel(request, subject, queries.PERSON)


def _panel(request: HttpRequest, subject: object, kind: str) -> Panel | None:
    actor, number = cast("Request", request).actor, cast("Model", subject).pk
    if not actor.holds(policy.SEE):
        return None
    rows = queries.letters_about(Ref(kind, number), actor=actor)[:MOST_SHOWN]
    shown = [(row, queries.number_of(row), queries.pill_of(row)) for row in rows]
    may_write = bool(actor.path) and actor.may(policy.WRITE, actor.path)
    if not shown and not may_write:
        return None
    about = f"{kind}:{number}"
    return Panel(
        "letters/panel.html", {"shown": shown, "may_write": may_write, "about": about}
    )
