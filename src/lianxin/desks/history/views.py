"""The journal: the list of entries, and one entry with its seal."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from lianxin.base.log import queries as log
from lianxin.base.ui import clock
from lianxin.base.ui.requests import Request
from lianxin.base.ui.tables import Column, list_page
from lianxin.desks.history import policy, queries
from lianxin.desks.history.forms import EntryFilters

COLUMNS = (
    Column("at", gettext_lazy("When"), lambda row: row.at, sort=("at", "pk")),
    Column("who", gettext_lazy("Who"), lambda row: row.actor_name or row.job),
    Column("post", gettext_lazy("For which post"), lambda row: row.post_title),
    Column(
        "what",
        gettext_lazy("What"),
        lambda row: row.line.meaning,
        link=lambda row: reverse("history:entry", args=[row.pk]),
    ),
    Column(
        "thing",
        gettext_lazy("Thing"),
        lambda row: row.line.thing,
        link=lambda row: row.line.url,
    ),
    Column("unit", gettext_lazy("Unit"), lambda row: row.line.unit),
    Column("changes", gettext_lazy("Before → after"), lambda row: row.line.told),
)


@require_safe
def entries(request: Request) -> HttpResponse:
    """The journal of the units in reach, newest first."""
    policy.may_read(actor=request.actor).or_raise()
    return list_page(
        request,
        "history/entries.html",
        rows=queries.visible_to(request.actor),
        columns=COLUMNS,
        filters=partial(EntryFilters, actor=request.actor),
        caption=_("Journal entries"),
        empty=_("Nothing has happened here that fits the filters."),
        export_name=_("Journal"),
        prepare=partial(_put_into_words, request=request),
    )


@require_safe
def entry(request: Request, pk: int) -> HttpResponse:
    """One entry: all its fields, and whether it is sealed."""
    policy.may_read(actor=request.actor).or_raise()
    found = queries.entry_visible_to(request.actor, pk)
    lines = queries.lines([found], actor=request.actor, today=clock.today())
    context = {"entry": found, "line": lines[found.pk], "seal": log.seal_of(found.pk)}
    return render(request, "history/entry.html", context)


def _put_into_words(rows: Sequence[Any], *, request: Request) -> None:
    lines = queries.lines(rows, actor=request.actor, today=clock.today())
    for row in rows:
        row.line = lines[row.pk]
