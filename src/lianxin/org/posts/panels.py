"""How posts appear on other pages."""

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
from lianxin.org.people import queries as people
from lianxin.org.people.enums import Belonging
from lianxin.org.people.models import Person
from lianxin.org.posts import policy, queries
from lianxin.org.units import policy as units_policy
from lianxin.org.units.models import Unit
from lianxin.org.units.queries import UnitOn


def links(ids: Iterable[int], *, actor: Actor, today: date) -> Mapping[int, Link]:
    """Name and address of each of these posts whose unit `actor` may see."""
    rows = queries.visible_to(actor, today=today).filter(pk__in=list(ids))
    return {
        post.pk: Link(queries.name_of_post(post), reverse("posts:post", args=[post.pk]))
        for post in rows
    }


def appointment_links(
    ids: Iterable[int], *, actor: Actor, today: date
) -> Mapping[int, Link]:
    """Holder and post of each of these appointments whose unit `actor` may see."""
    rows = queries.appointments_visible_to(actor).filter(pk__in=list(ids))
    return {
        row.pk: Link(
            f"{row.person.name} · {queries.title_of(row)}",
            reverse("posts:post", args=[row.post_id]),
        )
        for row in rows
    }


def posts_of_unit(request: HttpRequest, subject: object) -> Panel | None:
    """On the page of a unit: its posts with holders and vacancies."""
    actor, unit, today = _seen(request), cast("Unit", subject), clock.today()
    return Panel(
        "posts/of_unit.html",
        {
            "unit": unit,
            "posts": queries.posts_of_unit(unit, today=today, actor=actor),
            "in_charge": queries.in_charge_of(unit, actor=actor, today=today),
            "may_edit": policy.may_edit(unit, actor=actor),
        },
    )


def rules_of_unit(request: HttpRequest, subject: object) -> Panel | None:
    """On the page of a unit: what the rules ask of it, and what there is.

    For those who may see standings there: the numbers tell who is a member.
    """
    actor, unit, today = _seen(request), cast("Unit", subject), clock.today()
    if not unit.path or not actor.may("people.standing", unit.path):
        return None
    found = queries.rules_held_against(unit, actor=actor, today=today)
    return Panel("posts/rules_of_unit.html", {"checks": found}) if found else None


def actions_of_unit(request: HttpRequest, subject: object) -> Panel | None:
    """Beside the heading of a unit that may be changed: splitting, merging, ending."""
    actor, unit = _seen(request), cast("Unit", subject)
    return Panel(
        "posts/unit_actions.html",
        {
            "unit": unit,
            "may_split": bool(units_policy.may_split(unit, actor=actor)),
        },
    )


def terms_of_unit(request: HttpRequest, subject: object) -> Panel | None:
    """On the page of a unit with a committee: its terms of office."""
    actor, unit, today = _seen(request), cast("Unit", subject), clock.today()
    if not unit.path or unit.kind not in queries.kinds_with_terms():
        return None
    terms = list(queries.terms_of(unit))
    ends_on = terms[0].ends_on if terms else None
    return Panel(
        "posts/terms_of_unit.html",
        {
            "unit": unit,
            "terms": terms,
            "pill": queries.pill_of_term(ends_on, today),
            "may_edit": bool(policy.may_note_election(unit, actor=actor)),
        },
    )


def posts_of_person(request: HttpRequest, subject: object) -> Panel | None:
    """On the page of a person: the posts held over time; and the way to leave."""
    actor, person, today = _seen(request), cast("Person", subject), clock.today()
    return Panel(
        "posts/of_person.html",
        {
            "person": person,
            "appointments": queries.held_by(person, actor=actor),
            "may_let_leave": not person.left_on
            and queries.may_let_leave(person, actor=actor, today=today),
            "may_take_back_death": person.left_on is not None
            and people.may_strike_out_death(person, actor=actor),
            "may_note_death": queries.may_note_death(person, actor=actor, today=today),
        },
    )


def unit_as_it_was(request: HttpRequest, subject: object) -> Panel | None:
    """On the page of a unit on some day: its posts and how many people there were."""
    actor, then = _seen(request), cast("UnitOn", subject)
    counted: Mapping[str, int] = {}
    if actor.may("people.see", queries.place_of(then.unit)):
        counted = queries.people_on(then.unit, day=then.day, actor=actor)
    return Panel(
        "posts/unit_on.html",
        {
            "posts": queries.posts_of_unit(then.unit, today=then.day, actor=actor),
            "counts": [
                (way.label, counted[way]) for way in Belonging if way in counted
            ],
        },
    )


def posts_left_behind(request: HttpRequest, subject: object) -> Panel | None:
    """Before a unit is dissolved: which of its posts are still held."""
    held = [
        post
        for post in queries.posts_of_unit(cast("Unit", subject), today=clock.today())
        if getattr(post, "holders_today", ())
    ]
    return Panel("posts/left_behind.html", {"posts": held}) if held else None


def _seen(request: HttpRequest) -> Actor:
    return cast("Request", request).actor


def link_from_tree(request: HttpRequest, subject: object) -> Panel | None:
    """Beside the heading of the tree: the way to the list of posts."""
    return Panel("posts/tree_link.html")
