"""The page of a unit's workbook, and the book as a file."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from lianxin.base.documents.operations import Format, write_book
from lianxin.base.ui import clock
from lianxin.base.ui.answers import file_answer
from lianxin.base.ui.requests import Request
from lianxin.desks.workbook import exports, queries
from lianxin.work.duties.queries import year_in


@require_GET
def own(request: Request) -> HttpResponse:
    """The workbook of one's own unit, or of the first whose records one sees."""
    found = queries.unit_to_begin_with(request.actor)
    if found is None:
        return render(request, "workbook/none.html")
    return unit(request, found.pk)


@require_GET
def unit(request: Request, pk: int) -> HttpResponse:
    """What the workbook of a year would have in it, and the way to take it."""
    actor, today = request.actor, clock.today()
    shown = queries.unit_visible_to(actor, pk)
    number = year_in(request.GET.get("year", ""), today=today)
    year = queries.year_of(shown, number, actor=actor, today=today)
    numbers = queries.numbers_of(year, actor=actor)
    context = {
        "unit": shown,
        "year": number,
        "years": queries.years_of(shown, today=today),
        "numbers": numbers,
        "members": queries.members_of(year, actor=actor).count(),
    }
    return render(request, "workbook/unit.html", context)


@never_cache
@require_GET
def paper(request: Request, pk: int, year: int, kind: Format) -> HttpResponse:
    """The workbook of a unit's year as Word or PDF."""
    actor, today = request.actor, clock.today()
    shown = queries.unit_visible_to(actor, pk)
    wanted = queries.year_of(shown, year, actor=actor, today=today)
    book = exports.book_of(wanted, actor=actor, today=today)
    name = f"{book.title}-{shown.short_name}-{year}"
    return file_answer(write_book(kind, book), kind, name=name)
