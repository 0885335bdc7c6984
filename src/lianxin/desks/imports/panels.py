"""How imports appear on other pages."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import cast

from django.http import HttpRequest
from django.urls import reverse

from lianxin.base.ui.panels import Panel
from lianxin.base.ui.refs import Link
from lianxin.base.ui.requests import Request
from lianxin.desks.imports import policy, queries
from lianxin.kernel.actor import Actor


def links(ids: Iterable[int], *, actor: Actor, today: date) -> Mapping[int, Link]:
    """Name and address of each of these files that `actor` may see."""
    rows = queries.visible_to(actor).filter(pk__in=list(ids))
    return {
        pk: Link(name, reverse("imports:import", args=[pk]))
        for pk, name in rows.values_list("pk", "name")
    }


def link_from_tree(request: HttpRequest, subject: object) -> Panel | None:
    """Beside the heading of the tree: the way to the imports, for whoever may import."""
    if not policy.may_import(actor=cast("Request", request).actor):
        return None
    return Panel("imports/tree_link.html")
