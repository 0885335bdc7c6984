"""The page of a unit's workbook, having it made, and the book as a file."""

from typing import cast

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from lianxin.base.documents.operations import Format
from lianxin.base.ui import clock
from lianxin.base.ui.answers import file_answer
from lianxin.base.ui.requests import Request
from lianxin.desks.workbook import exports, operations, queries
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
        "books": [
            (made, exports.pill_of(made, at=clock.now()))
            for made in queries.books_of(shown, number, actor=actor)
        ],
    }
    return render(request, "workbook/unit.html", context)


@require_POST
def ask(request: Request, pk: int, year: int) -> HttpResponse:
    """Have the workbook of a unit's year made; its page says how far it is."""
    actor, today = request.actor, clock.today()
    shown = queries.unit_visible_to(actor, pk)
    wanted = queries.year_of(shown, year, actor=actor, today=today)
    form: Format = "pdf" if request.POST.get("form") == "pdf" else "docx"
    made = operations.ask_for_book(wanted, form=form, actor=actor, at=clock.now())
    return redirect("workbook:book", made.pk)


@never_cache
@require_GET
def book(request: Request, pk: int) -> HttpResponse:
    """A workbook that was asked for: how far it is, and the way to take it."""
    shown, at = queries.book_visible_to(request.actor, pk), clock.now()
    context = {
        "book": shown,
        "pill": exports.pill_of(shown, at=at),
        "is_busy": queries.is_awaited(shown, at=at),
        "fault": exports.fault_of(shown, at=at),
    }
    is_part = bool(getattr(request, "htmx", False))
    template = "workbook/book_inside.html" if is_part else "workbook/book.html"
    return render(request, template, context)


@never_cache
@require_POST
def take(request: Request, pk: int) -> HttpResponse:
    """The workbook as a file; who takes it is in the journal."""
    made = queries.book_visible_to(request.actor, pk)
    content = operations.take_book(made, actor=request.actor, at=clock.now())
    return file_answer(content, cast("Format", made.form), name=exports.name_of(made))
