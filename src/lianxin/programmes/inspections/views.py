"""Pages of inspections: what is seen, what was found, the three lists of it."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from lianxin.base.log.exports import foot
from lianxin.base.ui import clock
from lianxin.base.ui.forms import form_page
from lianxin.base.ui.requests import Request
from lianxin.base.ui.tables import Column, list_page
from lianxin.programmes.inspections import exports, forms, operations, policy, queries
from lianxin.work.goals.forms import ReasonForm, UndertakingForm


@require_GET
def inspections(request: Request) -> HttpResponse:
    """The inspections one may see, the newest first."""
    actor = request.actor
    return list_page(
        request,
        "inspections/list.html",
        rows=queries.visible_to(actor),
        columns=exports.columns(),
        caption=_("Inspections"),
        empty=_("No inspection yet. A unit above begins one and writes what it found."),
        export_name=_("inspections"),
        context={"may_begin": policy.may_inspect_somewhere(actor=actor)},
    )


@require_GET
def problems(request: Request) -> HttpResponse:
    """The list of problems."""
    return _findings(
        request,
        columns=exports.problem_columns(),
        caption=_("List of problems"),
        export_name=_("list-of-problems"),
    )


@require_GET
def responsibility(request: Request) -> HttpResponse:
    """The list of responsibility."""
    return _findings(
        request,
        columns=exports.responsibility_columns(),
        caption=_("List of responsibility"),
        export_name=_("list-of-responsibility"),
    )


@require_GET
def rectification(request: Request) -> HttpResponse:
    """The list of rectification."""
    return _findings(
        request,
        columns=exports.rectification_columns(),
        caption=_("List of rectification"),
        export_name=_("list-of-rectification"),
    )


def _findings(
    request: Request, *, columns: Sequence[Column], caption: str, export_name: str
) -> HttpResponse:
    actor, today = request.actor, clock.today()
    return list_page(
        request,
        "inspections/findings.html",
        rows=queries.findings_visible_to(actor),
        columns=columns,
        filters=partial(forms.FindingFilter, actor=actor),
        caption=caption,
        empty=_("Nothing was found yet. What an inspection finds stands here."),
        export_name=export_name,
        prepare=exports.attach(actor, today),
        foot=partial(foot, today),
    )


@require_GET
def inspection(request: Request, pk: int) -> HttpResponse:
    """One inspection: its units with what was seen in each, and what was found."""
    actor, today = request.actor, clock.today()
    shown = queries.inspection_visible_to(actor, pk)
    units = list(queries.units_of(shown, actor=actor))
    found = list(queries.findings_of(shown, actor=actor))
    exports.attach(actor, today)(found)
    context = {
        "inspection": shown,
        "kinds": queries.kinds_in_words(shown),
        "duties": queries.duties_in_words(shown),
        "seen": queries.counts_of(shown, units, actor=actor, today=today),
        "findings": found,
        "may_follow_up": policy.may_follow_up_in(shown, actor=actor),
    }
    return render(request, "inspections/inspection.html", context)


@require_GET
def evidence(request: Request, pk: int, unit_pk: int) -> HttpResponse:
    """What an inspection sees of one unit: duties, records, and what was found there."""
    actor, today = request.actor, clock.today()
    shown = queries.inspection_visible_to(actor, pk)
    unit = queries.inspected_unit(shown, unit_pk, actor=actor)
    found = list(queries.findings_of(shown, actor=actor, unit=unit))
    exports.attach(actor, today)(found)
    context = {
        "inspection": shown,
        "unit": unit,
        "lines": queries.duties_of(shown, unit, today=today),
        "held": queries.records_of(shown, [unit], actor=actor)[
            : queries.MOST_TO_CHOOSE
        ],
        "findings": found,
        "may_find": policy.may_find(shown, unit, actor=actor),
    }
    return render(request, "inspections/evidence.html", context)


def begin(request: Request) -> HttpResponse:
    """Begin to inspect units below one's own."""
    policy.may_inspect_somewhere(actor=request.actor).or_raise()
    today = clock.today()

    def act(data: dict[str, Any]) -> str:
        made = operations.begin_inspection(
            data["plan"], units=data["chosen"], actor=request.actor, at=clock.now()
        )
        messages.success(request, _("The inspection is begun."))
        return reverse("inspections:inspection", args=[made.pk])

    first = {"since": today.replace(month=1, day=1), "until": today}
    form = partial(forms.BeginForm, actor=request.actor, initial=first)
    return form_page(request, "inspections/begin.html", form=form, act=act)


def find(request: Request, pk: int, unit_pk: int) -> HttpResponse:
    """Write a problem that was found in a unit."""
    actor, today = request.actor, clock.today()
    shown = queries.inspection_visible_to(actor, pk)
    unit = queries.inspected_unit(shown, unit_pk, actor=actor)
    policy.may_find(shown, unit, actor=actor).or_raise()

    def act(data: dict[str, Any]) -> str:
        made = operations.write_finding(
            shown, unit=unit, seen=data["seen"], actor=actor, at=clock.now()
        )
        messages.success(request, _("The finding is written. Say what is to be done."))
        return reverse("inspections:rectify", args=[made.pk])

    form = partial(
        forms.FindForm,
        about=queries.about_to_choose(shown, unit, actor=actor, today=today),
        held=queries.records_of(shown, [unit], actor=actor),
        initial={"about": request.GET.get("about", "")},
    )
    context = {"inspection": shown, "unit": unit}
    return form_page(
        request, "inspections/find.html", form=form, act=act, context=context
    )


def rectify(request: Request, pk: int) -> HttpResponse:
    """Ask the unit to put a finding right: a goal of which it is the source."""
    finding = queries.finding_visible_to(request.actor, pk)
    policy.may_follow_up(finding, actor=request.actor).or_raise()

    def act(data: dict[str, Any]) -> str:
        operations.ask_to_rectify(
            finding, asked=data["asked"], actor=request.actor, at=clock.now()
        )
        messages.success(request, _("The unit has it as a goal now."))
        return reverse("inspections:inspection", args=[finding.inspection_id])

    first = {"text": finding.text[:300]}
    return form_page(
        request,
        "inspections/rectify.html",
        form=partial(UndertakingForm, initial=first),
        act=act,
        context={"finding": finding},
    )


def withdraw(request: Request, pk: int) -> HttpResponse:
    """Withdraw a finding that was a mistake."""
    finding = queries.finding_visible_to(request.actor, pk)
    policy.may_follow_up(finding, actor=request.actor).or_raise()

    def act(data: dict[str, Any]) -> str:
        operations.withdraw_finding(
            finding, reason=data["reason"], actor=request.actor, at=clock.now()
        )
        messages.success(request, _("The finding is withdrawn."))
        return reverse("inspections:inspection", args=[finding.inspection_id])

    return form_page(
        request,
        "inspections/withdraw.html",
        form=ReasonForm,
        act=act,
        context={"finding": finding},
    )
