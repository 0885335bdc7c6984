"""Pages of transfers."""

from collections.abc import Callable
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
from lianxin.base.ui.forms import PageForm, form_page
from lianxin.base.ui.requests import Request
from lianxin.base.ui.tables import list_page
from lianxin.kernel.actor import Answer
from lianxin.org.approvals import queries as approvals
from lianxin.org.letters import queries as letters
from lianxin.org.letters.enums import Language
from lianxin.org.letters.forms import number_in, write_form
from lianxin.org.people import queries as people
from lianxin.org.transfers import exports, forms, operations, policy, queries
from lianxin.org.transfers.enums import INTRODUCTION, Stage


@require_GET
def transfers(request: Request) -> HttpResponse:
    """The transfers from and to units in reach, and one's own."""
    actor, today = request.actor, clock.today()
    return list_page(
        request,
        "transfers/list.html",
        rows=queries.visible_to(actor),
        columns=exports.columns(actor, today=today),
        filters=partial(forms.TransfersFilter, actor=actor, today=today),
        caption=_("Transfers of membership"),
        empty=_("No transfer fits. Change the filters, or ask for one."),
        export_name=_("transfers"),
        context={"may_handle": policy.may_handle_somewhere(actor=actor)},
        prepare=queries.attach,
        foot=partial(foot, today),
    )


@require_GET
def transfer(request: Request, pk: int) -> HttpResponse:
    """One transfer: from where to where, how far and why, and what to do next."""
    actor, today = request.actor, clock.today()
    shown = queries.transfer_visible_to(actor, pk)
    asked = approvals.approvals_of(queries.ref(shown), actor=actor, today=today).first()
    scope = actor.scope("units.see")
    stage = queries.stage_of(shown, today=today)
    context = {
        "transfer": shown,
        "title": queries.title_of(shown),
        "source": queries.name_of_side(shown.from_unit, shown.elsewhere, scope=scope),
        "target": queries.name_of_side(shown.to_unit, shown.elsewhere, scope=scope),
        "why": queries.explained(shown, today=today),
        "approval": asked,
        "view": approvals.view_of(asked) if asked else None,
        "is_member_seen": people.visible_to(actor, today=today)
        .filter(pk=shown.person_id)
        .exists(),
        "drafts": queries.drafts_of(shown, actor=actor),
        "is_on_way": stage in (Stage.ON_WAY, Stage.OVERDUE),
        "may_end": policy.may_end(shown, actor=actor),
        "may_withdraw": stage in queries.OPEN
        and policy.may_withdraw(shown, actor=actor),
        "may_write": queries.may_write_letter(shown, actor=actor, today=today),
        "posts_held": queries.posts_left_behind(shown, actor=actor, today=today),
    }
    return render(request, "transfers/transfer.html", context)


def ask(request: Request) -> HttpResponse:
    """Ask for a transfer to another unit here."""
    return _asking(
        request,
        "transfers/ask.html",
        form=forms.AskForTransfer,
        operation=operations.ask_for_transfer,
    )


def send_out(request: Request) -> HttpResponse:
    """Ask for a transfer to an organisation elsewhere."""
    return _asking(
        request,
        "transfers/send_out.html",
        form=forms.SendOut,
        operation=operations.ask_for_transfer,
    )


def expect(request: Request) -> HttpResponse:
    """Note that somebody brings their membership from elsewhere."""
    policy.may_handle_somewhere(actor=request.actor).or_raise()
    return _asking(
        request,
        "transfers/expect.html",
        form=forms.ExpectMember,
        operation=operations.expect_member,
    )


def letter(request: Request, pk: int) -> HttpResponse:
    """Write the letter of introduction; what facts say stands in it already."""
    actor, today = request.actor, clock.today()
    shown = queries.transfer_visible_to(actor, pk)
    unit = letters.own_unit_of(actor)
    policy.may_introduce(shown, unit, actor=actor).or_raise()
    template = letters.template(INTRODUCTION)
    begins = queries.beginning_of_letter(shown, actor=actor, today=today)

    def act(data: dict[str, Any]) -> str:
        made = operations.draft_introduction(
            shown,
            unit=unit,
            values=data["values"],
            addressee=data["addressee"],
            language=Language(data["language"]),
            actor=actor,
            at=clock.now(),
        )
        messages.success(
            request, _("The draft is stored; it gets its number when it is issued.")
        )
        return reverse("letters:letter", args=[made.pk])

    initial = {"language": Language.HANS, **begins}
    return form_page(
        request,
        "transfers/letter.html",
        form=partial(write_form(template), initial=initial),
        act=act,
        context={"transfer": shown, "unit": unit},
    )


def receive(request: Request, pk: int) -> HttpResponse:
    """Say that the member was received."""
    form = partial(forms.ReceiveMember, initial={"received_on": clock.today()})
    return _ending(
        request,
        pk,
        "transfers/receive.html",
        may=policy.may_end,
        form=form,
        operation=operations.receive_member,
    )


def back(request: Request, pk: int) -> HttpResponse:
    """Send a transfer back."""
    return _ending(
        request,
        pk,
        "transfers/back.html",
        may=policy.may_end,
        form=forms.WithReason,
        operation=operations.send_back,
    )


def withdraw(request: Request, pk: int) -> HttpResponse:
    """Take a transfer back."""
    return _ending(
        request,
        pk,
        "transfers/withdraw.html",
        may=policy.may_withdraw,
        form=forms.WithReason,
        operation=operations.withdraw_transfer,
    )


def _asking(
    request: Request,
    template: str,
    *,
    form: Callable[..., PageForm],
    operation: Callable[..., Any],
) -> HttpResponse:
    actor, today = request.actor, clock.today()
    number = number_in(request.GET.get("person", ""))
    known = people.visible_to(actor, today=today)
    if not number and not policy.may_handle_somewhere(actor=actor) and actor.person:
        number = actor.person.id
    person = known.filter(pk=number).first() if number else None

    def act(data: dict[str, Any]) -> str:
        made = operation(actor=actor, at=clock.now(), **data)
        messages.success(request, _("The transfer is entered."))
        return reverse("transfers:transfer", args=[made.pk])

    initial = {"person": person} if person else {}
    return form_page(
        request,
        template,
        form=partial(form, actor=actor, today=today, initial=initial),
        act=act,
        context={"asked": request.GET.urlencode()},
    )


def _ending(
    request: Request,
    pk: int,
    template: str,
    *,
    may: Callable[..., Answer],
    form: Callable[..., PageForm],
    operation: Callable[..., Any],
) -> HttpResponse:
    actor = request.actor
    shown = queries.transfer_visible_to(actor, pk)
    may(shown, actor=actor).or_raise()

    def act(data: dict[str, Any]) -> str:
        operation(shown, actor=actor, at=clock.now(), **data)
        messages.success(request, _("It is noted."))
        return reverse("transfers:transfer", args=[pk])

    context = {"transfer": shown, "title": queries.title_of(shown)}
    return form_page(request, template, form=form, act=act, context=context)
