"""The register of letters received, and one of them."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from lianxin.base.files import operations as files
from lianxin.base.log.exports import foot
from lianxin.base.ui import clock
from lianxin.base.ui.forms import form_page
from lianxin.base.ui.requests import Request
from lianxin.base.ui.tables import list_page
from lianxin.kernel.actor import NotVisible
from lianxin.org.letters import exports, forms, operations, policy, queries


@require_GET
def received(request: Request) -> HttpResponse:
    """The register of the letters that units in reach received."""
    actor = request.actor
    return list_page(
        request,
        "letters/received.html",
        rows=queries.received_visible_to(actor),
        columns=exports.received_columns(),
        filters=partial(forms.ReceivedFilter, actor=actor),
        caption=_("Register of letters received"),
        empty=_(
            "No letter yet. Enter what comes in; each gets the next number on arrival."
        ),
        export_name=_("letters-received"),
        context={"may_write": bool(actor.path) and actor.may(policy.WRITE, actor.path)},
        foot=partial(foot, clock.today()),
    )


def receive(request: Request) -> HttpResponse:
    """Enter a letter that came."""
    unit = queries.own_unit_of(request.actor)
    policy.may_write(unit, actor=request.actor).or_raise()

    def act(data: dict[str, Any]) -> str:
        made = operations.receive_letter(
            unit=unit, actor=request.actor, at=clock.now(), **data
        )
        messages.success(
            request,
            _("Entered under the number %(number)s.")
            % {"number": queries.number_of_received(made)},
        )
        return reverse("letters:incoming", args=[made.pk])

    return form_page(
        request,
        "letters/receive.html",
        form=partial(forms.ReceiveLetter, initial={"received_on": clock.today()}),
        act=act,
        context={"unit": unit},
    )


@require_GET
def incoming(request: Request, pk: int) -> HttpResponse:
    """One received letter."""
    shown = queries.received_letter_visible_to(request.actor, pk)
    return render(
        request,
        "letters/incoming.html",
        {
            "received": shown,
            "number": queries.number_of_received(shown),
            "replies": queries.replies_to(shown, actor=request.actor),
            "may_write": policy.may_write(shown.unit, actor=request.actor),
        },
    )


@require_GET
def file(request: Request, pk: int) -> HttpResponseBase:
    """The file of a received letter."""
    shown = queries.received_letter_visible_to(request.actor, pk)
    if shown.file is None:
        raise NotVisible
    return files.response(shown.file, shown.file_name)


def cancel_incoming(request: Request, pk: int) -> HttpResponse:
    """Strike a received letter out of the register."""
    shown = queries.received_letter_visible_to(request.actor, pk)
    policy.may_write(shown.unit, actor=request.actor).or_raise()

    def act(data: dict[str, Any]) -> str:
        operations.cancel_received(shown, actor=request.actor, at=clock.now(), **data)
        messages.success(request, _("The entry is struck out; its number stays used."))
        return reverse("letters:incoming", args=[pk])

    return form_page(
        request,
        "letters/cancel_received.html",
        form=forms.WithReason,
        act=act,
        context={"received": shown, "number": queries.number_of_received(shown)},
    )
