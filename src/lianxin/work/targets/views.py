"""Pages of business targets."""

from collections.abc import Sequence
from dataclasses import asdict
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from lianxin.base.ui import clock
from lianxin.base.ui.forms import form_page
from lianxin.base.ui.forms.form_page import UNPROCESSABLE
from lianxin.base.ui.requests import Request
from lianxin.base.ui.tables import list_page
from lianxin.work.targets import exports, forms, operations, policy, queries


@require_GET
def targets(request: Request) -> HttpResponse:
    """The business targets one may see."""
    return list_page(
        request,
        "targets/list.html",
        rows=queries.visible_to(request.actor),
        columns=exports.columns(),
        filters=forms.TargetFilter,
        caption=_("Business targets"),
        empty=_(
            "No business target yet. Departments and office clerks set them; units then "
            "link their goals to them."
        ),
        export_name=_("business targets"),
        context={"may_set": request.actor.holds("targets.edit")},
    )


@require_GET
def target(request: Request, pk: int) -> HttpResponse:
    """One target: what was reached, and what units do for it."""
    shown = queries.target_visible_to(request.actor, pk)
    return render(
        request,
        "targets/target.html",
        {
            "target": shown,
            "period": exports.period(shown),
            "to_reach": exports.amount(shown, shown.value),
            "pill": exports.stands(shown),
            "actuals": [
                (row, exports.amount(shown, row.value))
                for row in queries.actuals_of(shown)
            ],
            "may_edit": policy.may_edit(shown.unit, actor=request.actor),
        },
    )


def set_target(request: Request) -> HttpResponse:
    """Set a new business target."""
    policy.may_edit_somewhere(actor=request.actor).or_raise()

    def act(data: dict[str, Any]) -> str:
        made = operations.set_target(
            data["unit"], aim=data["aim"], actor=request.actor, at=clock.now()
        )
        return _done(request, made.pk, _("The business target is set."))

    year = clock.today().year
    first = {
        "begins_on": f"{year}-01-01",
        "ends_on": f"{year}-12-31",
        "more_is_better": True,
    }
    form = partial(forms.SetTarget, actor=request.actor, initial=first)
    return form_page(request, "targets/set.html", form=form, act=act)


def take_in(request: Request) -> HttpResponse:
    """A table of targets and values: shown row by row first, then stored whole."""
    policy.may_edit_somewhere(actor=request.actor).or_raise()
    by: dict[str, Any] = {"actor": request.actor, "today": clock.today()}
    if "table" in request.POST:
        return _store(request, by)
    is_sent = request.method == "POST"
    form = forms.TakeInTable(
        data=request.POST if is_sent else None,
        files=request.FILES if is_sent else None,
        **by,
    )
    if not is_sent or not form.is_valid():
        answer = UNPROCESSABLE if is_sent else 200
        return render(request, "targets/take_in.html", {"form": form}, status=answer)
    shown = forms.StoreTable(initial={"table": forms.packed(form.cells)}, **by)
    return _preview(request, shown, form.judged)


def _store(request: Request, by: dict[str, Any]) -> HttpResponse:
    def act(data: dict[str, Any]) -> str:
        taken = operations.take_in_table(
            data["given"], actor=request.actor, at=clock.now()
        )
        words = _(
            "Targets set: %(made)d, changed: %(amended)d; values entered: %(entered)d."
        )
        messages.success(request, words % asdict(taken))
        return reverse("targets:list")

    return form_page(
        request,
        "targets/preview.html",
        form=partial(forms.StoreTable, **by),
        act=act,
    )


def _preview(
    request: Request, form: forms.StoreTable, judged: Sequence[forms.JudgedRow]
) -> HttpResponse:
    form.judged = judged
    return render(
        request,
        "targets/preview.html",
        {"form": form},
        status=UNPROCESSABLE if form.faulty else 200,
    )


def amend(request: Request, pk: int) -> HttpResponse:
    """Change a business target."""
    shown = queries.target_visible_to(request.actor, pk)
    policy.may_edit(shown.unit, actor=request.actor).or_raise()

    def act(data: dict[str, Any]) -> str:
        operations.amend_target(
            shown,
            aim=data["aim"],
            version=data["version"],
            actor=request.actor,
            at=clock.now(),
        )
        return _done(request, pk, _("The business target is changed."))

    names = (
        "name",
        "measured_in",
        "value",
        "more_is_better",
        "begins_on",
        "ends_on",
        "version",
    )
    initial = {name: getattr(shown, name) for name in names}
    initial["value"] = exports.figure(shown.value)
    form = partial(forms.AmendTarget, initial=initial)
    return form_page(
        request, "targets/amend.html", form=form, act=act, context={"target": shown}
    )


def enter(request: Request, pk: int) -> HttpResponse:
    """Enter what had been reached by a day."""
    shown = queries.target_visible_to(request.actor, pk)
    policy.may_edit(shown.unit, actor=request.actor).or_raise()

    def act(data: dict[str, Any]) -> str:
        operations.enter_actual(shown, actor=request.actor, at=clock.now(), **data)
        return _done(request, pk, _("The value is stored."))

    form = partial(forms.EnterActual, initial={"on": clock.today()})
    return form_page(
        request, "targets/enter.html", form=form, act=act, context={"target": shown}
    )


def _done(request: Request, pk: int, words: str) -> str:
    messages.success(request, words)
    return reverse("targets:target", args=[pk])
