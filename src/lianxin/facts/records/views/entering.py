"""Pages on which a record is entered, corrected and withdrawn."""

from collections.abc import Callable, Collection, Sequence
from functools import partial
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from lianxin.base.ui import clock
from lianxin.base.ui.forms import form_page
from lianxin.base.ui.forms.form_page import UNPROCESSABLE, add_errors
from lianxin.base.ui.requests import Request
from lianxin.facts.records import forms, operations, panels, policy, queries
from lianxin.facts.records.views import joining
from lianxin.kernel.actor import NotVisible
from lianxin.kernel.rules.record_kinds import RecordKind
from lianxin.org.units import queries as units

READ = "read"


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
    """Record what a unit held, prefilled from its people and from last time.

    The address may name a day and a topic: `?day=2026-11-20&topic=…`. Sent with
    ``read``, the form comes back filled from the minutes that stand in it.
    """
    unit = units.unit_visible_to(request.actor, unit_pk)
    policy.may_record(unit, actor=request.actor).or_raise()
    found = next((k for k in queries.kinds_of(unit) if k.code == kind), None)
    if found is None:
        raise NotVisible
    people = queries.people_to_ask_about(kind, unit, today=clock.today())
    form, context = _asking(request, unit=unit, kind=found, people=people)
    if request.method == "POST" and READ in request.POST and context["may_read"]:
        return _filled_from_minutes(
            request, form, kind=found, people=people, context=context
        )
    if joining.is_joining(request):
        answer = joining.join(request, form, unit_pk)
        if answer is not None:
            return answer

    def act(data: dict[str, Any]) -> str:
        record = operations.record_meeting
        if data.get("matters"):
            record = partial(operations.record_from_list, matters=data["matters"])
        made = record(
            unit=unit,
            held=forms.held_of(data, kind=found),
            uploads=data.get("uploads", ()),
            besides=joining.besides(request),
            actor=request.actor,
            at=clock.now(),
        )
        messages.success(request, _("It is recorded."))
        return panels.address(made.pk)

    try:
        return form_page(
            request, "records/enter.html", form=form, act=act, context=context
        )
    except operations.RecordedAlready as already:
        return joining.ask(request, already)


def _asking(
    request: Request,
    *,
    unit: Any,  # noqa: ANN401 -- a unit; views know no models
    kind: RecordKind,
    people: Sequence[Any],
) -> tuple[Callable[..., forms.RecordForm], dict[str, Any]]:
    """The form of such a meeting, prefilled, and what stands around it."""
    today = clock.today()
    last = queries.last_of_kind(unit, kind.code)
    entitled: Collection[int] = ()
    if kind.quorum or kind.seats:
        entitled = queries.entitled_people(kind.code, unit, on=today)
    first = forms.first_values(
        last,
        kind=kind,
        people=people,
        actor=request.actor,
        today=today,
        expected=entitled if kind.seats else (),
        asked=request.GET,
    )
    form = partial(
        forms.RecordForm,
        kind=kind,
        unit=unit,
        people=people,
        entitled=entitled,
        leaders=queries.leaders_from_above(kind, unit, today=today),
        today=today,
        initial=first,
    )
    return form, {
        "unit": unit,
        "kind": queries.title_of(kind.code),
        "last": last,
        "quorum": panels.quorum_to_begin_with(kind.code, entitled, today=today),
        "deals_with": panels.dealt_with(kind, today=today),
        "may_read": not queries.is_talk(kind.code),
        "draft": "lasting" if _may_lie_on_a_device(kind.code, unit) else "none",
        "proposal": forms.Proposal(),
    }


def _may_lie_on_a_device(kind: str, unit: Any) -> bool:  # noqa: ANN401 -- views import no models
    """Whether what is typed is kept on the device until it is sent."""
    return queries.is_open(kind) and not unit.is_restricted


def _filled_from_minutes(
    request: Request,
    form: Callable[..., forms.RecordForm],
    *,
    kind: RecordKind,
    people: Sequence[Any],
    context: dict[str, Any],
) -> HttpResponse:
    """The form with what its minutes say, each value beside its words; nothing is stored."""
    typed = form(data=request.POST, files=request.FILES)
    uploads = request.FILES.getlist("uploads")
    try:
        pasted = forms.without_outline(typed.data.get("minutes", ""), kind)
        text = forms.text_of(uploads, pasted)
    except ValidationError as error:
        typed.errors.clear()
        add_errors(typed, error)
        shown, status = typed, UNPROCESSABLE
    else:
        leaders = queries.leaders_from_above(kind, context["unit"], today=clock.today())
        proposal = forms.propose(text, people=people, leaders=leaders)
        shown, status = form(initial=forms.merged(typed, proposal)), 200
        shown.came_back = True
        context = {**context, "proposal": proposal, "was_file": bool(uploads)}
    return render(
        request, "records/enter.html", {**context, "form": shown}, status=status
    )


def amend(request: Request, pk: int) -> HttpResponse:
    """Correct a record, with the reason."""
    shown = queries.record_visible_to(request.actor, pk)
    policy.may_amend(shown, actor=request.actor).or_raise()
    people = queries.people_to_ask_about(
        shown.kind, shown.unit, today=clock.today(), record=shown
    )
    said = queries.said_in(shown, actor=request.actor)
    kind = queries.kind_called(shown.kind)

    def act(data: dict[str, Any]) -> str:
        operations.amend_record(
            shown,
            held=forms.held_of(data, kind=queries.kind_called(data["kind"])),
            reason=data["reason"],
            version=data["version"],
            actor=request.actor,
            at=clock.now(),
        )
        messages.success(request, _("The record is corrected."))
        return panels.address(pk)

    form = partial(
        forms.AmendForm,
        kind=kind,
        unit=shown.unit,
        people=people,
        leaders=queries.leaders_from_above(kind, shown.unit, today=clock.today()),
        says=said is not None or not queries.is_talk(shown.kind),
        initial=forms.values_of(shown, queries.marks_of(shown), said),
    )
    context = {
        "record": shown,
        "quorum": None,
        "deals_with": None,
        "proposal": forms.Proposal(),
        "draft": "" if _may_lie_on_a_device(shown.kind, shown.unit) else "none",
    }
    return form_page(request, "records/amend.html", form=form, act=act, context=context)


def withdraw(request: Request, pk: int) -> HttpResponse:
    """Withdraw a record that was a mistake, with the reason."""
    shown = queries.record_visible_to(request.actor, pk)
    policy.may_amend(shown, actor=request.actor).or_raise()

    def act(data: dict[str, Any]) -> str:
        operations.withdraw_record(
            shown, reason=data["reason"], actor=request.actor, at=clock.now()
        )
        messages.success(request, _("The record is withdrawn."))
        return panels.address(pk)

    return form_page(
        request,
        "records/withdraw.html",
        form=forms.WithdrawForm,
        act=act,
        context={
            "record": shown,
            "draft": "" if _may_lie_on_a_device(shown.kind, shown.unit) else "none",
        },
    )
