"""How the workbook is found on the page of a unit."""

from typing import TYPE_CHECKING, cast

from django.http import HttpRequest

from lianxin.base.ui.panels import Panel
from lianxin.desks.workbook import queries

if TYPE_CHECKING:
    from lianxin.base.ui.requests import Request
    from lianxin.org.units.models import Unit


def workbook_of_unit(request: HttpRequest, subject: object) -> Panel | None:
    """On the page of a Party unit: the way to its workbook."""
    actor, unit = cast("Request", request).actor, cast("Unit", subject)
    if not queries.has_workbook(unit, actor=actor):
        return None
    return Panel("workbook/of_unit.html", {"unit": unit})
