"""How polls appear on other pages."""

from collections.abc import Iterable, Mapping
from datetime import date

from django.urls import reverse

from lianxin.base.ui.refs import Link
from lianxin.facts.polls import queries
from lianxin.kernel.actor import Actor


def links(ids: Iterable[int], *, actor: Actor, today: date) -> Mapping[int, Link]:
    """Title and address of each of these polls that `actor` may see."""
    rows = queries.visible_to(actor).filter(pk__in=list(ids))
    return {
        pk: Link(title, address(pk)) for pk, title in rows.values_list("pk", "title")
    }


def address(pk: int) -> str:
    """The address of a poll's page."""
    return reverse("polls:poll", args=[pk])
