"""Pages of archives, for system administrators."""

from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from lianxin.base.archives import forms, operations, policy, queries
from lianxin.base.ui import clock
from lianxin.base.ui.forms import form_page
from lianxin.base.ui.requests import Request
from lianxin.kernel.actor import NotVisible


@require_GET
def archives(request: Request) -> HttpResponse:
    """The archives there are, and how to have one made."""
    policy.may_archive(actor=request.actor).or_raise()
    return render(
        request, "archives/list.html", {"archives": queries.visible_to(request.actor)}
    )


def ask(request: Request) -> HttpResponse:
    """Have an archive made."""
    policy.may_archive(actor=request.actor).or_raise()

    def act(data: dict[str, Any]) -> str:
        operations.ask_for_archive(
            passphrase=data["password"], actor=request.actor, at=clock.now()
        )
        messages.success(
            request, _("The archive is being made; come back in some minutes.")
        )
        return reverse("archives:list")

    return form_page(request, "archives/ask.html", form=forms.AskForArchive, act=act)


@require_POST
def take(request: Request, pk: int) -> HttpResponseBase:
    """The archive as a file; who takes it is in the journal."""
    policy.may_archive(actor=request.actor).or_raise()
    archive = queries.archive_visible_to(request.actor, pk)
    path = queries.path_of(archive)
    if archive.made_at is None or not path.exists():
        raise NotVisible
    operations.take_archive(archive, actor=request.actor, at=clock.now())
    answer = FileResponse(
        path.open("rb"),
        as_attachment=True,
        filename=queries.file_name(archive),
        content_type="application/zip",
    )
    answer["Cache-Control"] = "private, no-store"
    return answer


def discard(request: Request, pk: int) -> HttpResponse:
    """Delete an archive."""
    policy.may_archive(actor=request.actor).or_raise()
    archive = queries.archive_visible_to(request.actor, pk)

    def act(_data: dict[str, Any]) -> str:
        operations.discard_archive(archive, actor=request.actor, at=clock.now())
        messages.success(request, _("The archive is deleted."))
        return reverse("archives:list")

    return form_page(
        request,
        "archives/discard.html",
        form=forms.Nothing,
        act=act,
        context={"archive": archive},
    )
