"""Pages of imports: dropping in, looking through, taking, taking back."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_GET, require_POST

from lianxin.base.exports import operations as files
from lianxin.base.ui import clock
from lianxin.base.ui.answers import file_answer
from lianxin.base.ui.forms import form_page
from lianxin.base.ui.forms.in_memory import keep_in_memory
from lianxin.base.ui.requests import Request
from lianxin.base.ui.tables import list_page
from lianxin.desks.imports import exports, forms, operations, policy, queries
from lianxin.kernel.actor import Ref
from lianxin.kernel.sheets.limits import FILE_MEGABYTES
from lianxin.kernel.sheets.typedrows import Standing


@require_GET
def imports(request: Request) -> HttpResponse:
    """What was dropped in, the latest first."""
    policy.may_import(actor=request.actor).or_raise()
    return list_page(
        request,
        "imports/list.html",
        rows=queries.visible_to(request.actor),
        columns=exports.columns(),
        caption=_("Imports"),
        empty=_("Nothing was dropped in yet. Begin with the table of your units."),
        export_name=_("imports"),
        prepare=queries.attach,
    )


@csrf_exempt  # so that the upload handler is in place first; _drop is protected
def drop(request: HttpRequest) -> HttpResponse:
    """Drop in one or several workbooks; none of them touches the disk in clear."""
    keep_in_memory(request, megabytes=FILE_MEGABYTES)
    return _drop(request)  # type: ignore[arg-type]  # the middleware has set the actor


# What is in these files is not kept for somebody whose session has expired.
drop.keeps_nothing = True  # type: ignore[attr-defined]  # read by sign_in_required


@csrf_protect
def _drop(request: Request) -> HttpResponse:
    policy.may_import(actor=request.actor).or_raise()
    unit = queries.own_unit_of(request.actor)

    def act(data: dict[str, Any]) -> str:
        made = [
            _dropped(request, file, Ref("units.unit", unit.pk))
            for file in data["workbooks"]
        ]
        if len(made) == 1:
            return reverse("imports:import", args=made)
        return reverse("imports:list")

    return form_page(
        request,
        "imports/drop.html",
        form=forms.DropFiles,
        act=act,
        context={"unit": unit},
    )


def _dropped(request: Request, file: Any, unit: Ref) -> int:  # noqa: ANN401 -- a file as Django gives it
    made, is_new = operations.drop_file(
        file.read(), name=file.name, unit=unit, actor=request.actor, at=clock.now()
    )
    if not is_new:
        words = _("%(name)s was dropped in already; here it is. Nothing was changed.")
        messages.info(request, words % {"name": file.name})
    return made.pk


@require_GET
def one_import(request: Request, pk: int) -> HttpResponse:
    """A file: its sheets, how far it is, what was made of it."""
    dropped = queries.import_visible_to(request.actor, pk)
    sheets = queries.sheets_of(dropped)
    plain = [each.sheet for each in sheets]
    context: Mapping[str, object] = {
        "import": dropped,
        "unit": queries.unit_of(dropped),
        "pill": exports.pill_of(dropped, plain),
        "is_busy": exports.is_busy(dropped, plain),
        "refusal": exports.refusal_in_words(dropped.refusal),
        "problems": [exports.problem_in_words(p, None) for p in dropped.problems],
        "sheets": [_shown_sheet(each) for each in sheets],
        "can_undo": bool(queries.made_of(dropped)),
        "can_discard": any(each.counts.rows for each in sheets)
        or bool(dropped.refusal),
    }
    is_part = bool(getattr(request, "htmx", False))
    template = "imports/import_inside.html" if is_part else "imports/import.html"
    return render(request, template, context)


def _shown_sheet(shown: queries.ShownSheet) -> Mapping[str, object]:
    sheet = shown.sheet
    can_be_taken = operations.can_be_taken(sheet)
    return {
        "sheet": sheet,
        "counts": shown.counts,
        "kind": exports.kind_title(sheet),
        "pill": exports.pill_of_sheet(sheet, can_be_taken=can_be_taken),
        "can_be_taken": can_be_taken,
    }


@require_GET
def sheet(request: Request, pk: int) -> HttpResponse:
    """The rows of a sheet, those that stand in one way at a time."""
    shown = queries.shown_sheet_visible_to(request.actor, pk)
    counts = {each: getattr(shown.counts, each.value) for each in exports.STANDINGS}
    wanted = request.GET.get("show", "")
    first = next((each for each, count in counts.items() if count), Standing.RIGHT)
    standing = next((each for each in counts if each.value == wanted), first)
    rows = exports.StandingRows(shown.sheet, standing, counts[standing])
    leaves = exports.Leaves.of(rows, request.GET)
    kind = queries.kind_of(shown.sheet)
    return render(
        request,
        "imports/sheet.html",
        {
            **_shown_sheet(shown),
            "import": shown.sheet.dropped,
            "problems": [
                exports.problem_in_words(p, kind)
                for p in shown.sheet.problems
                if p["code"] != "column_not_taken"
            ],
            "columns": queries.columns_of(shown.sheet),
            "standings": [
                (each.value, title, counts[each], each is standing)
                for each, title in exports.STANDINGS.items()
            ],
            "rows": [exports.shown_row(shown.sheet, row) for row in leaves.page],
            "leaves": leaves,
        },
    )


def choose(request: Request, pk: int) -> HttpResponse:
    """Say what the sheet is and what its columns mean."""
    shown = queries.sheet_visible_to(request.actor, pk)
    policy.may_import(actor=request.actor).or_raise()
    make = partial(forms.ChooseColumns, sheet=shown)

    def act(data: dict[str, Any]) -> str:
        # Columns of another kind are recognised first, and chosen on the page after that.
        is_same = data["kind"] == shown.kind
        operations.choose_columns(
            shown,
            kind=data["kind"],
            header=data["header"],
            columns=forms.chosen_columns(data) if is_same else {},
            actor=request.actor,
            at=clock.now(),
        )
        messages.success(request, _("The file is read anew with what you chose."))
        return reverse("imports:import", args=[shown.dropped_id])

    return form_page(
        request, "imports/columns.html", form=make, act=act, context={"sheet": shown}
    )


def take(request: Request, pk: int) -> HttpResponse:
    """Enter the right rows."""
    shown = queries.shown_sheet_visible_to(request.actor, pk)
    policy.may_import(actor=request.actor).or_raise()

    def act(data: dict[str, Any]) -> str:
        operations.ask_to_take(shown.sheet, actor=request.actor, at=clock.now(), **data)
        messages.success(request, _("The right rows are being entered."))
        return reverse("imports:import", args=[shown.sheet.dropped_id])

    return form_page(
        request,
        "imports/take.html",
        form=partial(forms.TakeRows, initial={"since": clock.today()}),
        act=act,
        context=_shown_sheet(shown),
    )


@require_POST
def wrong(request: Request, pk: int) -> HttpResponse:
    """The rows that cannot be entered, as a workbook with their reasons."""
    shown = queries.sheet_visible_to(request.actor, pk)
    rows = operations.give_back(shown, actor=request.actor, at=clock.now())
    stem = shown.dropped.name.rpartition(".")[0] or shown.dropped.name
    name = _("%(file)s to mend") % {"file": stem}
    content = files.write("xlsx", exports.mending_sheet(shown, rows))
    answer = file_answer(content, "xlsx", name=name)
    answer["Cache-Control"] = "private, no-store"
    return answer


def undo(request: Request, pk: int) -> HttpResponse:
    """Take back all that was entered from a file."""
    dropped = queries.import_visible_to(request.actor, pk)
    policy.may_import(actor=request.actor).or_raise()

    def act(_data: dict[str, Any]) -> str:
        operations.undo_import(dropped, actor=request.actor, at=clock.now())
        messages.success(request, _("All that was entered from it is taken back."))
        return reverse("imports:import", args=[pk])

    made = queries.made_of(dropped)
    return form_page(
        request,
        "imports/undo.html",
        form=forms.Nothing,
        act=act,
        context={"import": dropped, "sheets": [each.sheet for each in made]},
    )


def discard(request: Request, pk: int) -> HttpResponse:
    """Throw a file away with the rows that wait."""
    dropped = queries.import_visible_to(request.actor, pk)
    policy.may_import(actor=request.actor).or_raise()

    def act(_data: dict[str, Any]) -> str:
        operations.discard_import(dropped, actor=request.actor, at=clock.now())
        messages.success(request, _("The file and its waiting rows are thrown away."))
        return reverse("imports:list")

    return form_page(
        request,
        "imports/discard.html",
        form=forms.Nothing,
        act=act,
        context={"import": dropped},
    )
