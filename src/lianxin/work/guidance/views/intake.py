"""Taking in a document: read, refused where it is secret, stored, shown for review."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_GET

from lianxin.base.files import operations as files
from lianxin.base.ui import clock
from lianxin.base.ui.forms import form_page
from lianxin.base.ui.requests import Request
from lianxin.kernel.actor import NotVisible
from lianxin.work.guidance import forms, operations, policy, queries
from lianxin.work.guidance.queries.documents import document_of
from lianxin.work.guidance.queries.intake import plans_open_for, unit_of


@csrf_exempt  # so that the upload handler is in place first; _take_in is protected
def take_in(request: HttpRequest) -> HttpResponse:
    """Take in a document; nothing of it is stored before it is known to be no secret."""
    forms.keep_in_memory(request)
    return _take_in(request)  # type: ignore[arg-type]  # the middleware has set the actor


# What was typed here is not kept for somebody whose session has expired.
take_in.keeps_nothing = True  # type: ignore[attr-defined]  # read by sign_in_required


@csrf_protect
def _take_in(request: Request) -> HttpResponse:
    unit = unit_of(request.actor)
    policy.may_begin(unit, actor=request.actor).or_raise()

    def act(data: dict[str, Any]) -> str:
        said = {
            "unit": unit,
            "recognised": data["recognised"],
            "openness": data["openness"],
            "file_name": data["file_name"],
            "original": data["original"],
            "plan": data.get("plan"),
            "actor": request.actor,
            "at": clock.now(),
        }
        if data["table"] is not None:
            plan = operations.take_in_table(table=data["table"], **said)
        else:
            plan = operations.take_in_document(**said)
        messages.success(
            request, _("The document is taken in. Check what was recognised.")
        )
        return reverse("guidance:review", args=[plan.pk])

    return form_page(
        request,
        "guidance/take_in.html",
        form=partial(forms.TakeIn, plans=plans_open_for(unit)),
        act=act,
    )


def correct(request: Request, pk: int, document_pk: int) -> HttpResponse:
    """Correct the title, number or issuer that was recognised."""
    plan = queries.plan_visible_to(request.actor, pk)
    policy.may_edit(plan, actor=request.actor).or_raise()
    document = document_of(plan, document_pk)
    if document is None:
        raise NotVisible

    def act(data: dict[str, Any]) -> str:
        operations.correct_document(
            plan, document, actor=request.actor, at=clock.now(), **data
        )
        messages.success(request, _("The document is corrected."))
        return reverse("guidance:review", args=[plan.pk])

    first = {
        "title": document.title,
        "number": document.number,
        "issuer": document.issuer,
        "version": document.version,
    }
    return form_page(
        request,
        "guidance/correct.html",
        form=partial(forms.CorrectDocument, initial=first),
        act=act,
        context={"plan": plan, "document": document},
    )


@require_GET
def original(request: Request, pk: int) -> FileResponse:
    """The file as it was handed in, for whoever may read the document."""
    document = queries.document_to_read(request.actor, pk, today=clock.today())
    if document.file is None:
        raise Http404
    return files.response(document.file, document.file_name)


def withdraw(request: Request, pk: int, document_pk: int) -> HttpResponse:
    """Take back a mistaken intake; where it cannot be, say why."""
    plan = queries.plan_visible_to(request.actor, pk)
    policy.may_edit(plan, actor=request.actor).or_raise()
    document = document_of(plan, document_pk)
    if document is None:
        raise NotVisible

    def act(_data: dict[str, Any]) -> str:
        stays = operations.withdraw_document(
            plan, document, actor=request.actor, at=clock.now()
        )
        messages.success(
            request, _("The intake is taken back; nothing of the document was kept.")
        )
        back = "guidance:plan" if stays else "guidance:list"
        return reverse(back, args=[pk] if stays else [])

    return form_page(
        request,
        "guidance/withdraw_document.html",
        form=forms.NothingToAsk,
        act=act,
        context={
            "plan": plan,
            "document": document,
            "hindrance": queries.hindrance_to_withdrawal(plan, document),
            "is_last": plan.bases.count() == 1,
        },
    )
