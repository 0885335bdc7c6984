"""How differences appear on other pages."""

from collections.abc import Iterable, Mapping
from datetime import date

from django.urls import reverse

from lianxin.base.ui.refs import Link
from lianxin.kernel.actor import Actor
from lianxin.org.personnel import queries


def links(ids: Iterable[int], *, actor: Actor, today: date) -> Mapping[int, Link]:
    """Name and address of each of these differences that `actor` may see."""
    rows = queries.visible_to(actor).filter(pk__in=list(ids))
    return {
        row.pk: Link(row.name, reverse("personnel:difference", args=[row.pk]))
        for row in rows
    }
