"""Pages for what comes after a meeting: files, topics, study made up."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from lianxin.base.files import operations as files
from lianxin.base.ui import clock
from lianxin.base.ui.forms import form_page
from lianxin.base.ui.requests import Request
from lianxin.facts.records import forms, operations, panels, policy, queries
from lianxin.facts.records.enums import Nature


def add_files(request: Request, pk: int) -> HttpResponse:
    """Put files beside a record."""
    shown = queries.record_visible_to(request.actor, pk)
    policy.may_amend(shown, actor=request.actor).or_raise()

    def act(data: dict[str, Any]) -> str:
        operations.add_files(
            shown, uploads=data["uploads"], actor=request.actor, at=clock.now()
        )
        messages.success(request, _("The files are kept beside the record."))
        return panels.address(pk)

    return form_page(
        request,
        "records/add_files.html",
        form=forms.FilesForm,
        act=act,
        context={"record": shown},
    )


@require_GET
def file(request: Request, pk: int, file_pk: int) -> FileResponse:
    """One file as a download, for whoever may see the record."""
    shown = queries.record_visible_to(request.actor, pk)
    found = queries.file_of(shown, file_pk)
    return files.response(found.file, found.name)


@require_POST
def remove_file(request: Request, pk: int, file_pk: int) -> HttpResponse:
    """Take a file away from a record."""
    shown = queries.record_visible_to(request.actor, pk)
    found = queries.file_of(shown, file_pk)
    operations.remove_file(found, actor=request.actor, at=clock.now())
    messages.success(request, _("The file is taken away."))
    return redirect(reverse("records:record", args=[pk]))


def settle(request: Request, pk: int, item_pk: int) -> HttpResponse:
    """Note what a topic is, what the committee said, what was decided afterwards."""
    shown = queries.record_visible_to(request.actor, pk)
    policy.may_amend(shown, actor=request.actor).or_raise()
    item = queries.item_of(shown, item_pk)

    def act(data: dict[str, Any]) -> str:
        operations.settle_item(
            item,
            nature=Nature(data["nature"]),
            is_major=data["is_major"],
            opinion=data["opinion"],
            result=data["result"],
            matter=data.get("matter"),
            decided_on=data["decided_on"],
            reason=data.get("reason", ""),
            version=data["version"],
            actor=request.actor,
            at=clock.now(),
        )
        messages.success(request, _("It is noted."))
        return panels.address(pk)

    first = {
        name: getattr(item, name)
        for name in (
            "version",
            "nature",
            "matter",
            "is_major",
            "opinion",
            "result",
            "decided_on",
        )
    }
    return form_page(
        request,
        "records/settle.html",
        form=partial(
            forms.ItemForm,
            matters=queries.matters_for(shown),
            is_noted=any((item.matter_id, item.opinion, item.result)),
            initial=first,
        ),
        act=act,
        context={"record": shown, "item": item},
    )


def make_up(request: Request, pk: int) -> HttpResponse:
    """Note that somebody who was not there made the study up."""
    shown = queries.record_visible_to(request.actor, pk)
    policy.may_amend(shown, actor=request.actor).or_raise()
    missed = queries.missed_by(shown)

    def act(data: dict[str, Any]) -> str:
        operations.note_made_up(shown, actor=request.actor, at=clock.now(), **data)
        messages.success(request, _("It is noted."))
        return panels.address(pk)

    first = {"studied_on": clock.today()}
    return form_page(
        request,
        "records/make_up.html",
        form=partial(forms.MadeUpForm, missed=missed, initial=first),
        act=act,
        context={"record": shown, "has_missed": bool(missed)},
    )
