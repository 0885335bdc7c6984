"""How reviews appear on other pages."""

from collections.abc import Iterable, Mapping
from datetime import date

from django.urls import reverse

from lianxin.base.ui.refs import Link
from lianxin.kernel.actor import Actor
from lianxin.work.reviews import queries


def links(ids: Iterable[int], *, actor: Actor, today: date) -> Mapping[int, Link]:
    """Quarter and address of each of these reviews that `actor` may see."""
    rows = queries.visible_to(actor).filter(pk__in=list(ids))
    return {
        row.pk: Link(
            queries.name_of(row.year, row.quarter),
            reverse("reviews:round", args=[row.pk]),
        )
        for row in rows
    }
