"""How the list of responsibilities is reached from a unit's page."""

from typing import cast

from django.http import HttpRequest

from lianxin.base.ui.panels import Panel
from lianxin.base.ui.requests import Request
from lianxin.org.units.models import Unit


def of_unit(request: HttpRequest, subject: object) -> Panel | None:
    """On the page of a unit: the way to who answers for what in it."""
    actor, unit = cast("Request", request).actor, cast("Unit", subject)
    if not unit.path or not actor.may("records.see", unit.path):
        return None
    return Panel("responsibility/of_unit.html", {"unit": unit})
