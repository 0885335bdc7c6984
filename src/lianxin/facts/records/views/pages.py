"""Pages on which records are read."""

from functools import partial

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from lianxin.base.documents.operations import Format, write_minutes
from lianxin.base.ui.answers import file_answer
from lianxin.base.ui.requests import Request
from lianxin.base.ui.tables import list_page
from lianxin.facts.records import exports, forms, panels, policy, queries


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
    actor = request.actor
    shown = queries.record_visible_to(actor, pk)
    people = queries.participations_of(shown, actor=actor)
    made_up = queries.made_up_in(shown)
    is_talk = queries.is_talk(shown.kind)
    has_agenda = queries.kind_called(shown.kind).agenda
    return render(
        request,
        "records/record.html",
        {
            "record": shown,
            "why_withdrawn": queries.withdrawal_reason_of(shown, actor=actor),
            "kind": queries.title_of(shown.kind),
            "leader": queries.leader_of(shown.kind),
            "parts": [queries.title_of(kind) for kind in queries.parts_of(shown)],
            "details": queries.details_in_words(shown, get_language() or ""),
            "people": [(row, why, made_up.get(row.person_id)) for row, why in people],
            "attendance": queries.numbers_in(row for row, _reason in people),
            "quorum": panels.quorum_of(shown),
            "items": queries.items_of(shown) if has_agenda else (),
            "resolutions": queries.resolutions_of(shown),
            "is_talk": is_talk,
            "said": queries.said_in(shown, actor=actor) if is_talk else None,
            "files": queries.files_of(shown),
            "corrections": panels.corrections(shown, actor=actor),
            "may_record": policy.may_amend(shown, actor=actor),
        },
    )


@require_GET
def paper(request: Request, pk: int, kind: Format) -> HttpResponse:
    """The minutes of a record as Word or PDF, with places for the signatures."""
    shown = queries.record_visible_to(request.actor, pk)
    made = write_minutes(kind, exports.minutes_paper(shown, actor=request.actor))
    name = f"{shown.took_place_on:%Y-%m-%d}-{queries.title_of(shown.kind)}"
    return file_answer(made, kind, name=name)
