"""Pages of duties: year boards, a month, one period and why, what units ask for."""

from datetime import date
from functools import partial
from typing import Any, cast

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from lianxin.base.exports.operations import MEDIA_TYPES, Format
from lianxin.base.ui import clock
from lianxin.base.ui.answers import file_answer
from lianxin.base.ui.forms import form_page
from lianxin.base.ui.requests import Request
from lianxin.base.ui.tables import list_page
from lianxin.base.ui.wording import explain
from lianxin.org.approvals import queries as approvals
from lianxin.work.duties import exports, forms, operations, policy, queries


@require_GET
def own(request: Request) -> HttpResponse:
    """The year board of one's own unit; of the first that one sees where it has none."""
    found = queries.unit_to_begin_with(request.actor)
    if found is None:
        return render(request, "duties/none.html")
    return _board(request, found.pk)


@require_GET
def unit(request: Request, pk: int) -> HttpResponse:
    """The year board of a unit."""
    return _board(request, pk)


def _board(request: Request, pk: int) -> HttpResponse:
    shown = queries.unit_visible_to(request.actor, pk)
    actor, today = request.actor, clock.today()
    year = queries.year_in(request.GET.get("year", ""), today=today)
    found = queries.asked_of_unit(shown, year=year)
    burdens = queries.burden_of(shown, today=today)
    context = {
        "unit": shown,
        "year": year,
        "today": today,
        "months": [date(year, month, 1) for month in range(1, 13)],
        "rows": queries.board_of(found, year=year, today=today),
        "has_below": queries.has_below(shown, actor=actor),
        "burdens": burdens,
        "entries": queries.in_figures(queries.total_of(burdens)),
        "may_add": policy.may_add_somewhere(actor=actor),
    }
    return render(request, "duties/board.html", context)


@require_GET
def below(request: Request, pk: int) -> HttpResponse:
    """How the duties of all units below one stand, by unit directly below it."""
    actor, today = request.actor, clock.today()
    shown = queries.unit_visible_to(actor, pk)
    year = queries.year_in(request.GET.get("year", ""), today=today)
    code = request.GET.get("duty", "")
    counts = queries.counts_below(
        shown, code=code, since=date(year, 1, 1), actor=actor, today=today
    )
    context = {
        "unit": shown,
        "year": year,
        "code": code,
        "choices": queries.duties_to_choose(shown),
        "statuses": [queries.pill_of(status) for status in queries.SHOWN],
        "lines": queries.lines_below(counts),
        "total": queries.numbers_of(counts.total),
        "at": counts.at,
        "sees_above": queries.units_seen(actor)
        .filter(pk=shown.parent_id or 0)
        .exists(),
    }
    return render(request, "duties/below.html", context)


@require_GET
def month(request: Request, pk: int) -> HttpResponse:
    """What one month asks of a unit, on one page."""
    actor, today = request.actor, clock.today()
    shown = queries.unit_visible_to(actor, pk)
    first = queries.month_in(request.GET.get("month", ""), today=today)
    found = queries.asked_of_unit(shown, year=first.year)
    lines = queries.lines_of_month(found, month=first, actor=actor, today=today)
    goals = queries.goals_of_month(shown, month=first, actor=actor, today=today)
    kind = request.GET.get("format", "")
    if kind in MEDIA_TYPES:
        wanted = cast("Format", kind)
        content = exports.month_file(
            wanted, shown, first=first, lines=lines, goals=goals, today=today
        )
        name = f"{shown.short_name}-{exports.title_of_month(first)}"
        return file_answer(content, wanted, name=name)
    context = {
        "unit": shown,
        "first": first,
        "today": today,
        "before": queries.months_from(first, -1),
        "after": queries.months_from(first, 1),
        "lines": lines,
        "goals": goals,
    }
    return render(request, "duties/month.html", context)


@require_GET
def period(request: Request, pk: int, code: str, first: str) -> HttpResponse:
    """One period of a duty: how it stands, why, and what would change it."""
    actor, today = request.actor, clock.today()
    found = queries.period_visible_to(actor, pk, code=code, first=first)
    shown, slot = found.unit, found.slot
    verdict = queries.verdict_on(found.asked, slot, found.following, today)
    is_open = verdict.status in queries.TO_DO
    waivers = queries.waivers_of(shown, slot)
    is_asked = queries.open_waiver(shown, slot) is not None
    seen = approvals.visible_to(actor, today=today).filter(
        pk__in=[w.approval_id for w in waivers if w.approval_id]
    )
    context = {
        "unit": shown,
        "slot": slot,
        "code": code,
        "title": queries.title_of(slot.duty),
        "name": queries.name_of_period(slot),
        "why": explain(verdict, actor=actor, today=today),
        "record_url": queries.address_to_record(shown, slot.duty, actor=actor)
        if is_open
        else "",
        "may_waive": is_open
        and not is_asked
        and policy.may_ask_for_waiver(shown, actor=actor),
        "requests": [approvals.view_of(a) for a in seen] if waivers else [],
    }
    return render(request, "duties/period.html", context)


def waive(request: Request, pk: int, code: str, first: str) -> HttpResponse:
    """Ask the unit above to waive one period of a duty."""
    found = queries.period_visible_to(request.actor, pk, code=code, first=first)
    shown, slot = found.unit, found.slot
    policy.may_ask_for_waiver(shown, actor=request.actor).or_raise()

    def act(data: dict[str, Any]) -> str:
        operations.ask_for_waiver(
            shown,
            code=code,
            first=slot.first,
            reason=data["reason"],
            actor=request.actor,
            at=clock.now(),
        )
        messages.success(request, _("The unit above is asked to waive it."))
        return reverse("duties:period", args=[pk, code, first])

    context = {
        "unit": shown,
        "back": reverse("duties:period", args=[pk, code, first]),
        "title": queries.title_of(slot.duty),
        "name": queries.name_of_period(slot),
    }
    return form_page(
        request, "duties/waive.html", form=forms.AskForWaiver, act=act, context=context
    )


@require_GET
def asked(request: Request) -> HttpResponse:
    """What units ask of the units below them, besides what rules ask."""
    return list_page(
        request,
        "duties/asked.html",
        rows=queries.added_visible_to(request.actor),
        columns=exports.columns(actor=request.actor),
        caption=_("What units ask for"),
        empty=_("No unit asks for more than the rules do."),
        export_name=_("asked-for"),
        context={"may_add": policy.may_add_somewhere(actor=request.actor)},
    )


def add(request: Request) -> HttpResponse:
    """Ask the units below one's own for something; what it adds is said first."""
    policy.may_add_somewhere(actor=request.actor).or_raise()
    own_unit = queries.own_unit(request.actor)

    def act(data: dict[str, Any]) -> str:
        operations.add_duty(
            own_unit, demand=data["demand"], actor=request.actor, at=clock.now()
        )
        messages.success(request, _("The units below are asked for it."))
        return reverse("duties:asked")

    today = clock.today()
    initial = queries.usual_demand(request.GET.get("as", ""), today=today)
    form = partial(forms.AddDuty, unit=own_unit, today=today, initial=initial)
    context = {"unit": own_unit, "usual": queries.usual_duties()}
    return form_page(request, "duties/add.html", form=form, act=act, context=context)


def end(request: Request, pk: int) -> HttpResponse:
    """Ask no longer for something."""
    added = queries.added_by_number(request.actor, pk)
    policy.may_end(added, actor=request.actor).or_raise()

    def act(data: dict[str, Any]) -> str:
        operations.end_duty(
            added,
            until=data["until"],
            reason=data["reason"],
            actor=request.actor,
            at=clock.now(),
        )
        messages.success(request, _("It is not asked for any more."))
        return reverse("duties:asked")

    form = partial(forms.EndDuty, initial={"until": clock.today()})
    return form_page(
        request, "duties/end.html", form=form, act=act, context={"added": added}
    )


def tell_window(request: Request) -> HttpResponse:
    """Tell the units below when the meetings of a review year are to be held."""
    policy.may_add_somewhere(actor=request.actor).or_raise()
    own_unit = queries.own_unit(request.actor)

    def act(data: dict[str, Any]) -> str:
        operations.tell_review_window(
            own_unit,
            window=(data["opens_on"], data["closes_on"]),
            basis=data["basis"],
            actor=request.actor,
            at=clock.now(),
        )
        messages.success(request, _("The units below now have a last day for it."))
        return reverse("duties:unit", args=[own_unit.pk])

    return form_page(
        request,
        "duties/window.html",
        form=forms.TellWindow,
        act=act,
        context={"unit": own_unit},
    )
