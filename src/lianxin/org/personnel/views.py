"""Pages of updates from the personnel system: what differs, who sends, settling."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from lianxin.base.ui import clock
from lianxin.base.ui.forms import form_page
from lianxin.base.ui.forms.form_page import UNPROCESSABLE
from lianxin.base.ui.requests import Request
from lianxin.base.ui.tables import list_page
from lianxin.org.personnel import exports, forms, operations, policy, queries
from lianxin.org.personnel.enums import ENDPOINT, FIELDS, Kind

MOST_SHOWN = 50


@require_GET
def differences(request: Request) -> HttpResponse:
    """What is to be settled; with a filter also what was."""
    actor = request.actor
    return list_page(
        request,
        "personnel/list.html",
        rows=queries.visible_to(actor),
        columns=exports.columns(),
        filters=partial(forms.DifferenceFilter, actor=actor),
        caption=_("Differences from the personnel system"),
        empty=_("Nothing is to be settled."),
        export_name=_("differences"),
        context={"may_update": bool(actor.path) and actor.holds(policy.UPDATE)},
    )


@require_GET
def difference(request: Request, pk: int) -> HttpResponse:
    """One difference: what is entered beside what is told."""
    shown = queries.difference_visible_to(request.actor, pk)
    told, held = queries.told_by(shown), queries.held_by(shown)
    hidden = queries.hidden_units(
        (told.get("unit", ""), held.get("unit", "")), actor=request.actor
    )
    rows = exports.compared(told, held, hidden=hidden)
    return render(
        request,
        "personnel/difference.html",
        {
            "difference": shown,
            "rows": rows,
            "pill": exports.pill_of(shown),
            "may_settle": policy.may_settle(shown, actor=request.actor),
            "may_adopt": policy.may_adopt(shown, actor=request.actor),
            "can_adopt": shown.kind != Kind.UNCLEAR,
        },
    )


def adopt(request: Request, pk: int) -> HttpResponse:
    """Change the entry as it is told."""
    shown = queries.difference_visible_to(request.actor, pk)
    policy.may_adopt(shown, actor=request.actor).or_raise()

    def act(data: dict[str, Any]) -> str:
        operations.adopt_difference(shown, actor=request.actor, at=clock.now(), **data)
        messages.success(request, _("Adopted; the entry is changed."))
        return reverse("personnel:list")

    day = queries.told_by(shown).get("left_on") or clock.today()
    return form_page(
        request,
        "personnel/adopt.html",
        form=partial(forms.Adopt, initial={"on": day}),
        act=act,
        context={"difference": shown},
    )


def settle(request: Request, pk: int) -> HttpResponse:
    """Say what was done instead."""
    shown = queries.difference_visible_to(request.actor, pk)
    policy.may_settle(shown, actor=request.actor).or_raise()

    def act(data: dict[str, Any]) -> str:
        operations.settle_difference(shown, actor=request.actor, at=clock.now(), **data)
        messages.success(request, _("Settled."))
        return reverse("personnel:list")

    return form_page(
        request,
        "personnel/settle.html",
        form=forms.Settle,
        act=act,
        context={"difference": shown},
    )


@require_GET
def updates(request: Request) -> HttpResponse:
    """What was told, and which rows could not be taken."""
    unit = queries.own_unit_of(request.actor)
    policy.may_update(unit, actor=request.actor).or_raise()
    shown = queries.updates_visible_to(request.actor)[:MOST_SHOWN]
    rows = [
        (
            update,
            [
                (f["line"], FIELDS[f["field"]], forms.FAULTS_OF_ROWS[f["code"]])
                for f in update.faults
            ],
        )
        for update in shown
    ]
    return render(request, "personnel/updates.html", {"rows": rows})


def take(request: Request) -> HttpResponse:
    """Take in a file of the personnel system; nothing changes by that."""
    unit = queries.own_unit_of(request.actor)
    policy.may_update(unit, actor=request.actor).or_raise()

    def act(data: dict[str, Any]) -> str:
        update = operations.take_update(
            data["feed"], unit=unit, actor=request.actor, at=clock.now()
        )
        if update.faults:
            messages.warning(
                request, _("Some rows could not be taken; they are listed below.")
            )
            return reverse("personnel:updates")
        messages.success(
            request, _("Taken in. Nothing is changed yet; settle what differs.")
        )
        return reverse("personnel:list")

    return form_page(
        request,
        "personnel/take.html",
        form=forms.TakeUpdate,
        act=act,
        context={"unit": unit},
    )


@require_GET
def tokens(request: Request) -> HttpResponse:
    """The tokens with which updates may be sent."""
    unit = queries.own_unit_of(request.actor)
    policy.may_update(unit, actor=request.actor).or_raise()
    shown = queries.tokens_visible_to(request.actor)
    return render(request, "personnel/tokens.html", {"tokens": shown})


@never_cache
def make_token(request: Request) -> HttpResponse:
    """Make a token; its secret is shown on this one answer only."""
    post = queries.own_post_of(request.actor)
    policy.may_update(post.unit, actor=request.actor).or_raise()
    form = forms.MakeToken(request.POST if request.method == "POST" else None)
    if form.is_valid():
        made = operations.make_token(
            name=form.cleaned_data["name"],
            post=post,
            actor=request.actor,
            at=clock.now(),
        )
        address = request.build_absolute_uri(ENDPOINT)
        context = {"made": made, "address": address}
        return render(request, "personnel/token_made.html", context)
    status = UNPROCESSABLE if form.is_bound else 200
    return render(request, "personnel/make_token.html", {"form": form}, status=status)


def revoke(request: Request, pk: int) -> HttpResponse:
    """Revoke a token."""
    token = queries.token_visible_to(request.actor, pk)

    def act(_data: dict[str, Any]) -> str:
        operations.revoke_token(token, actor=request.actor, at=clock.now())
        messages.success(request, _("The token is revoked."))
        return reverse("personnel:tokens")

    return form_page(
        request,
        "personnel/revoke.html",
        form=forms.Nothing,
        act=act,
        context={"token": token},
    )
