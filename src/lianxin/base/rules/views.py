"""The rules library: what regulations ask, where it stands, what it drives."""

from typing import cast
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from lianxin.base.exports import operations as exports
from lianxin.base.rules import queries
from lianxin.base.rules.exports import sheet
from lianxin.base.rules.forms import RulesFilter
from lianxin.base.ui import clock
from lianxin.base.ui.answers import file_answer
from lianxin.base.ui.requests import Request

FORMATS = {"xlsx": "Excel", "docx": "Word", "pdf": "PDF"}


@require_GET
def library(request: Request) -> HttpResponse:
    """The rules by regulation; those that the filters leave, or all as a file."""
    filters = RulesFilter(data=request.GET)
    found = filters.found(today=clock.today())
    shelves = queries.shelves(found)
    wanted = request.GET.get("format")
    if wanted in exports.MEDIA_TYPES:
        kind = cast("exports.Format", wanted)
        return _file(kind, sheet(shelves, note=filters.in_words()))
    asked = {name: value for name, value in request.GET.items() if name != "format"}
    context = {
        "filters": filters,
        "shelves": shelves,
        "count": len(found),
        "downloads": [
            (title, f"?{urlencode({**asked, 'format': kind})}")
            for kind, title in FORMATS.items()
        ],
    }
    return render(request, "rules/library.html", context)


@require_GET
def changes(request: Request) -> HttpResponse:
    """What changed from when, for whom: the latest first."""
    return render(request, "rules/changes.html", {"changes": queries.all_changes()})


@require_GET
def self_check(request: Request) -> HttpResponse:
    """This software beside what the rules against formalism ask of software."""
    context = {"checked": queries.checked_on(clock.today())}
    return render(request, "rules/self_check.html", context)


@require_GET
def rule(request: Request, code: str) -> HttpResponse:
    """One rule: its value, its source, its editions, its cases, what it drives."""
    found = queries.rule_of(code)
    in_force = found.on(clock.today())
    context = {
        "rule": found,
        "edition": in_force or found.latest,
        "is_in_force": in_force is not None,
        "changes": queries.changes_of(found),
        "cases": queries.cases_in_words(found),
        "driven": queries.driven_by(found),
    }
    return render(request, "rules/rule.html", context)


def _file(kind: exports.Format, table: exports.Sheet) -> HttpResponse:
    name, day = _("rules"), f"{clock.today():%Y-%m-%d}"
    return file_answer(exports.write(kind, table), kind, name=f"{name}-{day}")
