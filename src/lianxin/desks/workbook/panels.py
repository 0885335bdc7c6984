"""How the workbook is found on the page of a unit, and named in the journal."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, cast

from django.http import HttpRequest
from django.urls import reverse

from lianxin.base.ui.panels import Panel
from lianxin.base.ui.refs import Link
from lianxin.desks.workbook import queries

if TYPE_CHECKING:
    from lianxin.base.ui.requests import Request
    from lianxin.kernel.actor import Actor
    from lianxin.org.units.models import Unit


def links(ids: Iterable[int], *, actor: "Actor", today: date) -> Mapping[int, Link]:
    """Unit and year of each of these workbooks, for whoever asked for it."""
    rows = queries.visible_to(actor).filter(pk__in=list(ids))
    return {
        pk: Link(f"{name} {year}", reverse("workbook:book", args=[pk]))
        for pk, name, year in rows.values_list("pk", "unit__short_name", "year")
    }


def workbook_of_unit(request: HttpRequest, subject: object) -> Panel | None:
    """On the page of a Party unit: the way to its workbook."""
    actor, unit = cast("Request", request).actor, cast("Unit", subject)
    if not queries.has_workbook(unit, actor=actor):
        return None
    return Panel("workbook/of_unit.html", {"unit": unit})
