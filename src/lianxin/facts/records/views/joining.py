"""The page on which two writings of one meeting are joined by a person."""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from lianxin.base.ui import clock
from lianxin.base.ui.forms import form_page
from lianxin.base.ui.forms.form_page import UNPROCESSABLE
from lianxin.base.ui.requests import Request
from lianxin.facts.records import forms, operations, panels, policy, queries
from lianxin.kernel.actor import NotVisible

JOIN, BESIDES = "join", "besides"
TEMPLATE = "records/join.html"
_NUMBER = re.compile(r"[0-9]{1,18}")
_OF_THIS_PAGE = {"csrfmiddlewaretoken", "owner", "version", "read", JOIN, BESIDES}


def is_joining(request: Request) -> bool:
    """Whether this was sent from the page of joining, to join."""
    return (
        request.method == "POST"
        and JOIN in request.POST
        and BESIDES not in request.POST
    )


def besides(request: Request) -> Sequence[int]:
    """The records of the same day that whoever sends this knows of."""
    return [int(found) for found in _NUMBER.findall(request.POST.get(BESIDES, ""))]


def ask(request: Request, already: operations.RecordedAlready) -> HttpResponse:
    """Both writings side by side; nothing is stored."""
    record, sides = _sides(request, already.held, str(already.records[-1]))
    context = {
        **_context(request, record, already.records),
        "form": forms.JoinForm(sides=sides, record=record),
    }
    return render(request, TEMPLATE, context, status=UNPROCESSABLE)


def join(
    request: Request, form: Callable[..., forms.RecordForm], unit_pk: int
) -> HttpResponse | None:
    """Correct the stored record as was chosen; None where the entries are no record."""
    typed = form(data=request.POST)
    if not typed.is_valid():
        return None
    matters = list(typed.cleaned_data.get("matters", ()))
    mine = operations.with_matters(
        forms.held_of(typed.cleaned_data, kind=typed.held_kind), matters
    )
    record, sides = _sides(request, mine, request.POST.get(JOIN, ""))
    if (record.unit_id, record.kind, record.took_place_on) != (
        unit_pk,
        mine.kind,
        mine.took_place_on,
    ):
        raise NotVisible

    def act(data: dict[str, Any]) -> str:
        stored = forms.held_in(record)
        held = forms.joined(stored, mine, data)
        operations.join_record(
            record,
            held=held,
            matters=matters,
            reason=_("Joined with what was written of the same meeting elsewhere."),
            version=data["version"],
            is_other=held != stored,
            actor=request.actor,
            at=clock.now(),
        )
        messages.success(request, _("There is one record of this meeting."))
        return panels.address(record.pk)

    return form_page(
        request,
        TEMPLATE,
        form=partial(forms.JoinForm, sides=sides, record=record),
        act=act,
        context=_context(request, record, [record.pk]),
    )


def _sides(
    request: Request, mine: operations.Held, number: str
) -> tuple[Any, Sequence[forms.Sides]]:
    if not _NUMBER.fullmatch(number):
        raise NotVisible
    record = queries.record_visible_to(request.actor, int(number))
    policy.may_amend(record, actor=request.actor).or_raise()
    stored = forms.held_in(record)
    kind = queries.kind_called(record.kind)
    names = queries.names_of([*stored.attendance, *mine.attendance])
    return record, forms.sides_of(stored, mine, kind=kind, names=names)


def _context(
    request: Request,
    record: Any,  # noqa: ANN401 -- a record; views know no models
    others: Sequence[int],
) -> dict[str, object]:
    return {
        "record": record,
        "kind": queries.title_of(record.kind),
        "others": ",".join(map(str, others)),
        "many": len(others) > 1,
        "carried": list(_carried(request, record)),
        "had_files": bool(request.FILES),
    }


def _carried(request: Request, record: Any) -> Iterator[tuple[str, str]]:  # noqa: ANN401 -- as above
    """What was typed, to be sent once more with the choices; not the choices themselves."""
    yield JOIN, str(record.pk)
    for name, values in request.POST.lists():
        if name not in _OF_THIS_PAGE and not forms.is_choice(name):
            yield from ((name, value) for value in values)
