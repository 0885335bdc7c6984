"""Pages of records."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from lianxin.base.files import operations as files
from lianxin.base.ui import clock
from lianxin.base.ui.forms import form_page
from lianxin.base.ui.requests import Request
from lianxin.base.ui.tables import list_page
from lianxin.facts.records import exports, forms, operations, panels, policy, queries
from lianxin.kernel.actor import NotVisible
from lianxin.org.units import queries as units


@require_GET
def records(request: Request) -> HttpResponse:
    """The records one may see, newest first."""
    return list_page(
        request,
        "records/list.html",
        rows=queries.visible_to(request.actor),
        columns=exports.columns(),
        filters=partial(forms.RecordFilter, actor=request.actor),
        caption=_("Work records"),
        empty=_(
            "No record yet. What a unit holds is recorded once, by its secretary or a "
            "committee member; it is found here afterwards."
        ),
        export_name=_("records"),
        context={"may_record": request.actor.holds("records.record")},
        prepare=exports.attach_attendance,
    )


@require_GET
def record(request: Request, pk: int) -> HttpResponse:
    """One record: what was held, who was there, its files, what was corrected."""
    shown = queries.record_visible_to(request.actor, pk)
    people = queries.participations_of(shown, actor=request.actor)
    return render(
        request,
        "records/record.html",
        {
            "record": shown,
            "kind": queries.title_of(shown.kind),
            "people": people,
            "attendance": queries.numbers_in(row for row, _reason in people),
            "files": queries.files_of(shown),
            "corrections": panels.corrections(shown, actor=request.actor),
            "may_record": policy.may_record(shown.unit, actor=request.actor),
        },
    )


@require_GET
def add(request: Request) -> HttpResponse:
    """Choose for which unit, and what kind of meeting was held."""
    policy.may_record_somewhere(actor=request.actor).or_raise()
    choices = [
        (unit, [(kind.code, queries.title_of(kind.code)) for kind in kinds])
        for unit, kinds in queries.what_to_record(request.actor)
    ]
    if len(choices) == 1 and len(choices[0][1]) == 1:
        unit, [(kind, _title)] = choices[0]
        return redirect("records:enter", unit.pk, kind)
    return render(request, "records/add.html", {"choices": choices})


def enter(request: Request, unit_pk: int, kind: str) -> HttpResponse:
    """Record what a unit held, prefilled from its people and from last time."""
    unit = units.unit_visible_to(request.actor, unit_pk)
    policy.may_record(unit, actor=request.actor).or_raise()
    if kind not in {k.code for k in queries.kinds_of(unit)}:
        raise NotVisible
    today = clock.today()
    people = queries.people_to_ask_about(kind, unit, today=today)
    last = queries.last_of_kind(unit, kind)

    def act(data: dict[str, Any]) -> str:
        made = operations.record_meeting(
            unit=unit,
            held=forms.held_of(data, kind=kind),
            uploads=data["uploads"],
            actor=request.actor,
            at=clock.now(),
        )
        messages.success(request, _("It is recorded."))
        return panels.address(made.pk)

    first = forms.first_values(last, people=people, actor=request.actor, today=today)
    return form_page(
        request,
        "records/enter.html",
        form=partial(forms.RecordForm, people=people, initial=first),
        act=act,
        context={"unit": unit, "kind": queries.title_of(kind), "last": last},
    )


def amend(request: Request, pk: int) -> HttpResponse:
    """Correct a record, with the reason."""
    shown = queries.record_visible_to(request.actor, pk)
    policy.may_record(shown.unit, actor=request.actor).or_raise()
    people = queries.people_to_ask_about(
        shown.kind, shown.unit, today=clock.today(), record=shown
    )

    def act(data: dict[str, Any]) -> str:
        operations.amend_record(
            shown,
            held=forms.held_of(data, kind=data["kind"]),
            reason=data["reason"],
            version=data["version"],
            actor=request.actor,
            at=clock.now(),
        )
        messages.success(request, _("The record is corrected."))
        return panels.address(pk)

    first = forms.values_of(shown, queries.marks_of(shown))
    form = partial(forms.AmendForm, unit=shown.unit, people=people, initial=first)
    return form_page(
        request, "records/amend.html", form=form, act=act, context={"record": shown}
    )


def add_files(request: Request, pk: int) -> HttpResponse:
    """Put files beside a record."""
    shown = queries.record_visible_to(request.actor, pk)
    policy.may_record(shown.unit, actor=request.actor).or_raise()

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
