"""Pages of quarterly reviews."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from lianxin.base.exports.operations import papers
from lianxin.base.ui import clock
from lianxin.base.ui.answers import file_answer
from lianxin.base.ui.forms import form_page
from lianxin.base.ui.requests import Request
from lianxin.base.ui.tables import list_page
from lianxin.work.reviews import exports, forms, operations, policy, queries

MOST_ROWS = 5000


@require_GET
def rounds(request: Request) -> HttpResponse:
    """The reviews that one may see, and those that ask one's own unit."""
    return list_page(
        request,
        "reviews/list.html",
        rows=queries.visible_to(request.actor),
        columns=exports.rounds_columns(),
        caption=_("Quarterly reviews"),
        empty=_(
            "No review yet. A committee opens one for a quarter; units are then asked "
            "only for what their records do not say already."
        ),
        export_name=_("reviews"),
        context={
            "may_open": bool(request.actor.path)
            and request.actor.may("goals.give", request.actor.path),
            "asking": queries.rounds_asking(request.actor, today=clock.today()),
        },
    )


@require_GET
def round_(request: Request, pk: int) -> HttpResponse:
    """One review: each goal with its status, records and words."""
    found, today = queries.round_visible_to(request.actor, pk), clock.today()
    return list_page(
        request,
        "reviews/round.html",
        rows=queries.goals_in(found, today=today),
        columns=exports.columns(today=today),
        filters=partial(forms.RoundFilter, actor=request.actor, found=found),
        caption=queries.name_of(found.year, found.quarter),
        empty=_("No goal is under review."),
        export_name=_("review"),
        prepare=lambda rows: exports.attach(found, rows, today=today),
        context={
            "round": found,
            "name": queries.name_of(found.year, found.quarter),
            "may_close": found.closed_at is None
            and policy.may_open(found.unit, actor=request.actor),
        },
    )


def open_round(request: Request) -> HttpResponse:
    """Open the review of a quarter for one's own unit."""
    unit = queries.own_unit_of(request.actor)
    policy.may_open(unit, actor=request.actor).or_raise()

    def act(data: dict[str, Any]) -> str:
        made = operations.open_round(
            unit,
            year=data["year"],
            quarter=data["number"],
            until=data["until"],
            actor=request.actor,
            at=clock.now(),
        )
        messages.success(
            request, _("The review is open; the units see it on their desks.")
        )
        return reverse("reviews:round", args=[made.pk])

    form = partial(forms.OpenRound, today=clock.today())
    return form_page(
        request, "reviews/open.html", form=form, act=act, context={"unit": unit}
    )


def answer(request: Request, pk: int) -> HttpResponse:
    """All goals of one's own unit in a review, three lines each."""
    found, unit = queries.round_asking(request.actor, pk)
    policy.may_answer(unit, actor=request.actor).or_raise()
    policy.is_open(found).or_raise()
    today = clock.today()
    own = list(queries.goals_in(found, today=today).filter(unit=unit))
    rows = queries.reviewed(found, own, today=today)

    def act(data: dict[str, Any]) -> str:
        operations.enter_lines(
            found, unit=unit, words=data["words"], actor=request.actor, at=clock.now()
        )
        messages.success(
            request, _("Stored. You can change it until the review closes.")
        )
        return reverse("reviews:list")

    return form_page(
        request,
        "reviews/answer.html",
        form=partial(forms.answer_form(rows), rows=rows),
        act=act,
        context={
            "round": found,
            "unit": unit,
            "today": today,
            "name": queries.name_of(found.year, found.quarter),
        },
    )


def close(request: Request, pk: int) -> HttpResponse:
    """Close a review."""
    found = queries.round_visible_to(request.actor, pk)
    policy.may_open(found.unit, actor=request.actor).or_raise()

    def act(_data: dict[str, Any]) -> str:
        operations.close_round(found, actor=request.actor, at=clock.now())
        messages.success(request, _("The review is closed."))
        return reverse("reviews:round", args=[pk])

    return form_page(
        request,
        "reviews/close.html",
        form=forms.Nothing,
        act=act,
        context={"round": found, "name": queries.name_of(found.year, found.quarter)},
    )


@require_GET
def paper(request: Request, pk: int) -> HttpResponse:
    """The draft paper for the committee's meeting, as a Word file."""
    found, today = queries.round_visible_to(request.actor, pk), clock.today()
    told = queries.told_in(found, today=today)
    return _file(
        exports.title_of(found),
        exports.paper(found, told, today=today),
        "docx",
        _("draft paper"),
    )


@require_GET
def table(request: Request, pk: int) -> HttpResponse:
    """The table of the review, as a Word file or an Excel workbook."""
    found, today = queries.round_visible_to(request.actor, pk), clock.today()
    kind: papers.Kind = "xlsx" if request.GET.get("format") == "xlsx" else "docx"
    rows = list(queries.goals_in(found, today=today)[: MOST_ROWS + 1])
    content = exports.table(
        kind, found, queries.reviewed(found, rows, today=today), today=today
    )
    return _file(exports.title_of(found), content, kind, _("table"))


def _file(title: str, content: bytes, kind: papers.Kind, what: str) -> HttpResponse:
    return file_answer(content, kind, name=f"{title}-{what}".replace(":", ""))
