"""Pages of requests for approval."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from lianxin.base.ui import clock, refs
from lianxin.base.ui.forms import form_page
from lianxin.base.ui.requests import Request
from lianxin.base.ui.tables import list_page
from lianxin.kernel.actor import Ref
from lianxin.org.approvals import exports, forms, operations, policy, queries


@require_GET
def approvals(request: Request) -> HttpResponse:
    """Requests that wait for oneself, that one's unit asked, or that one may see."""
    today = clock.today()
    return list_page(
        request,
        "approvals/list.html",
        rows=queries.visible_to(request.actor, today=today),
        columns=exports.columns(),
        filters=partial(forms.ApprovalsFilter, actor=request.actor, today=today),
        caption=_("Requests for approval"),
        empty=_("There is no request here. Whoever asks does so on the thing's page."),
        export_name=_("requests"),
    )


@require_GET
def approval(request: Request, pk: int) -> HttpResponse:
    """One request with its steps, decisions, reasons and the thing it is about."""
    today, actor = clock.today(), request.actor
    shown = queries.approval_visible_to(actor, pk, today=today)
    view = queries.view_of(shown)
    subject = Ref(shown.subject_kind, shown.subject_id)
    context = {
        "approval": shown,
        "view": view,
        "subject": refs.resolve([subject], actor=actor, today=today).get(subject),
        "is_open": queries.step_waiting(shown) is not None,
        "waits_for_nobody": queries.waits_for_nobody(shown, today=today),
        "may_decide": policy.may_decide(
            queries.step_waiting(shown), actor=actor, today=today
        ),
        "may_withdraw": policy.may_withdraw(shown, actor=actor),
    }
    return render(request, "approvals/approval.html", context)


def agree(request: Request, pk: int) -> HttpResponse:
    """Agree at the step that waits."""
    shown = queries.approval_visible_to(request.actor, pk, today=clock.today())
    policy.may_decide(
        queries.step_waiting(shown), actor=request.actor, today=clock.today()
    ).or_raise()

    def act(data: dict[str, Any]) -> str:
        operations.agree(shown, actor=request.actor, at=clock.now(), **data)
        messages.success(request, _("Agreed."))
        return reverse("approvals:approval", args=[pk])

    return form_page(
        request,
        "approvals/agree.html",
        form=forms.Agree,
        act=act,
        context={"approval": shown},
    )


def return_(request: Request, pk: int) -> HttpResponse:
    """Return the request, with a reason."""
    shown = queries.approval_visible_to(request.actor, pk, today=clock.today())
    policy.may_decide(
        queries.step_waiting(shown), actor=request.actor, today=clock.today()
    ).or_raise()

    def act(data: dict[str, Any]) -> str:
        operations.return_(shown, actor=request.actor, at=clock.now(), **data)
        messages.success(request, _("Returned."))
        return reverse("approvals:approval", args=[pk])

    return form_page(
        request,
        "approvals/return.html",
        form=forms.Return,
        act=act,
        context={"approval": shown},
    )


def withdraw(request: Request, pk: int) -> HttpResponse:
    """Take one's own request back."""
    shown = queries.approval_visible_to(request.actor, pk, today=clock.today())
    policy.may_withdraw(shown, actor=request.actor).or_raise()

    def act(data: dict[str, Any]) -> str:
        operations.withdraw(shown, actor=request.actor, at=clock.now(), **data)
        messages.success(request, _("Taken back."))
        return reverse("approvals:approval", args=[pk])

    return form_page(
        request,
        "approvals/withdraw.html",
        form=forms.Withdraw,
        act=act,
        context={"approval": shown},
    )
