"""Who answers for what in a unit, to read and to take along."""

from typing import cast

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from lianxin.base.exports.operations import MEDIA_TYPES, Format
from lianxin.base.ui import clock
from lianxin.base.ui.answers import file_answer
from lianxin.base.ui.requests import Request
from lianxin.desks.responsibility import exports, queries
from lianxin.work.duties import queries as duties


@require_GET
def of_unit(request: Request, pk: int) -> HttpResponse:
    """The list of responsibilities of a unit and of its posts."""
    actor, today = request.actor, clock.today()
    unit = duties.unit_visible_to(actor, pk)
    parts = queries.list_of(unit, actor=actor, today=today)
    kind = request.GET.get("format", "")
    if kind not in MEDIA_TYPES:
        context = {"unit": unit, "parts": parts, "today": today}
        return render(request, "responsibility/unit.html", context)
    wanted = cast("Format", kind)
    content = exports.list_file(wanted, unit, parts, today=today)
    name = f"{exports.title_of(unit)}-{today:%Y-%m-%d}"
    return file_answer(content, wanted, name=name)
