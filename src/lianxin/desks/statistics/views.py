"""Pages of statistics: the tables, one of them, the rows behind a number, a roster."""

from functools import partial
from typing import cast

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from lianxin.base.exports.operations import MEDIA_TYPES, Format
from lianxin.base.log.exports import foot
from lianxin.base.rulebook import queries as rulebook
from lianxin.base.ui import clock
from lianxin.base.ui.answers import file_answer
from lianxin.base.ui.forms.form_page import UNPROCESSABLE
from lianxin.base.ui.requests import Request
from lianxin.base.ui.tables import list_page
from lianxin.desks.imports.exports import refusal_in_words
from lianxin.desks.statistics import exports, forms, imports, policy, queries
from lianxin.kernel.sheets.unreadable import Unreadable


def _asked(request: Request) -> tuple[forms.AskForm, queries.Asked]:
    """The unit and the day of the address, and the form to ask for others."""
    actor, today = request.actor, clock.today()
    policy.may_see_statistics(actor=actor).or_raise()
    form = forms.AskForm(actor=actor, data=request.GET)
    is_right = form.is_valid()
    asked = queries.asked_by(
        actor,
        unit=form.cleaned_data.get("unit"),
        on=form.cleaned_data.get("on"),
        today=today,
    )
    if is_right:
        first = {"unit": asked.unit, "on": asked.on}
        form = forms.AskForm(actor=actor, initial=first)
    return form, asked


def _kept(asked: queries.Asked) -> str:
    """The unit and the day for the addresses of a page."""
    return urlencode({"unit": f"#{asked.unit.pk}", "on": asked.on.isoformat()})


def _context(request: Request) -> tuple[dict[str, object], queries.Asked]:
    form, asked = _asked(request)
    language = get_language() or ""
    return {
        "form": form,
        "asked": asked,
        "kept": _kept(asked),
        "note": exports.note_of(asked),
        "tables": [
            (code, each.title.into(language))
            for code, each in rulebook.statistical_tables().items()
        ],
        "may_compare": policy.may_compare(actor=request.actor),
    }, asked


@require_GET
def tables(request: Request) -> HttpResponse:
    """The tables to choose from, of a unit and a day."""
    context, _of = _context(request)
    return render(request, "statistics/tables.html", context)


@never_cache
@require_GET
def table(request: Request, code: str) -> HttpResponse:
    """One table: each of its numbers leads to the rows behind it."""
    wanted = queries.table_called(code)
    context, asked = _context(request)
    figures = queries.figures_of(wanted, asked)
    kind = request.GET.get("format", "")
    if kind not in MEDIA_TYPES:
        left_out = queries.left_out_of(asked, actor=request.actor)
        context |= {"code": code, "figures": figures, "left_out": left_out}
        return render(request, "statistics/table.html", context)
    wanted_kind = cast("Format", kind)
    made = exports.table_file(wanted_kind, figures, asked)
    name = f"{figures.title}-{asked.unit.short_name}-{asked.on.isoformat()}"
    return file_answer(made, wanted_kind, name=name)


@never_cache
@require_GET
def rows(request: Request, code: str, row: int, column: int) -> HttpResponse:
    """The people or units behind one number of a table."""
    wanted = queries.table_called(code)
    _form, asked = _asked(request)
    found = queries.rows_behind(wanted, row, column, asked)
    language = get_language() or ""
    names = [wanted.title, wanted.rows[row].title, wanted.columns[column].title]
    words = [title.into(language) for title in names]
    of_units = queries.is_of_units(wanted)
    return list_page(
        request,
        "statistics/rows.html",
        rows=found,
        columns=exports.unit_columns(asked) if of_units else exports.people_columns(),
        caption=" · ".join([*words, asked.unit.short_name, asked.on.isoformat()]),
        empty=_("Nobody is counted here."),
        export_name=_("rows-of-statistics"),
        context={
            "asked": asked,
            "code": code,
            "title": wanted.title.into(language),
            "kept": _kept(asked),
        },
        prepare=None
        if of_units
        else partial(queries.attach, asked=asked, actor=request.actor),
        foot=partial(foot, asked.today),
    )


@never_cache
def roster(request: Request) -> HttpResponse:
    """A roster beside our entries, by identity number; nothing of it is kept."""
    actor, today = request.actor, clock.today()
    policy.may_compare(actor=actor).or_raise()
    if request.method != "POST":
        offered = queries.units_to_compare(actor)
        first = {"unit": queries.unit_to_begin_with(actor, offered)}
        form = forms.RosterForm(actor=actor, initial=first)
        return render(request, "statistics/roster.html", {"form": form})
    form = forms.RosterForm(actor=actor, data=request.POST, files=request.FILES)
    context: dict[str, object] = {"form": form}
    if form.is_valid():
        file = form.cleaned_data["file"]
        asked = queries.asked_of(form.cleaned_data["unit"], on=today, today=today)
        try:
            read = imports.read_roster(file.read(), name=file.name, today=today)
        except Unreadable as refusal:
            told = {"code": refusal.code, "values": refusal.values}
            form.add_error("workbook", refusal_in_words(told))
        else:
            found = queries.differences_in(read.rows, asked)
            context |= {
                "asked": asked,
                "read": read,
                "found": found,
                "differing": [
                    (
                        each.person,
                        [(exports.column_in_words(d), d) for d in each.differences],
                    )
                    for each in found.differing
                ],
            }
    answer = UNPROCESSABLE if form.errors else 200
    return render(request, "statistics/roster.html", context, status=answer)
