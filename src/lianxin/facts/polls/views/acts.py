"""What is done with a poll, each on a page of its own."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from lianxin.base.ui import clock
from lianxin.base.ui.forms import PageForm, form_page
from lianxin.base.ui.requests import Request
from lianxin.facts.polls import forms, operations, panels, policy, queries
from lianxin.kernel.actor import NotVisible
from lianxin.org.units import queries as units


def prepare(request: Request, unit_pk: int, kind: str) -> HttpResponse:
    """Prepare a vote of this kind."""
    unit = units.unit_visible_to(request.actor, unit_pk)
    policy.may_hold(unit, actor=request.actor).or_raise()
    found = {k.code: k for k in queries.kinds_of(unit)}.get(kind)
    if found is None:
        raise NotVisible
    today = clock.today()

    def act(data: dict[str, Any]) -> str:
        made = operations.prepare_poll(
            unit=unit,
            planned=forms.planned_of(data, kind=kind),
            actor=request.actor,
            at=clock.now(),
        )
        messages.success(request, _("The vote is prepared. Open it in the meeting."))
        return panels.address(made.pk)

    form = partial(
        forms.PollForm,
        kind=found,
        people=queries.people_offered(found, unit, on=today),
        today=today,
        initial={
            "held_on": today,
            **forms.begun_with(queries.draft_of(found, unit, on=today)),
        },
    )
    context = {"unit": unit, "kind": queries.title_of(kind)}
    return form_page(request, "polls/prepare.html", form=form, act=act, context=context)


def open_(request: Request, pk: int) -> HttpResponse:
    """Open a vote in the meeting: fix who may vote, and name the tellers."""
    shown = queries.poll_visible_to(request.actor, pk)
    policy.may_hold(shown.unit, actor=request.actor).or_raise()
    policy.is_prepared(shown).or_raise()
    people = queries.voters_of(shown)

    def act(data: dict[str, Any]) -> str:
        operations.open_poll(
            shown,
            tellers=[data[name] for name in forms.TELLERS if name in data],
            scrutineers=list(data.get("scrutineers", ())),
            passed=data.get("passed", ""),
            excused=list(data["excused"]),
            reason=data["reason"],
            actor=request.actor,
            at=clock.now(),
        )
        messages.success(request, _("The vote is open."))
        return panels.address(pk)

    return form_page(
        request,
        "polls/open.html",
        form=partial(forms.OpenForm, poll=shown, people=people),
        act=act,
        context={
            "poll": shown,
            "number": people.count(),
            "without_rights": queries.people_without_rights(shown, actor=request.actor),
        },
    )


def count(request: Request, pk: int) -> HttpResponse:
    """Enter what one teller counted."""
    shown = queries.poll_visible_to(request.actor, pk)
    policy.is_counted_by_tellers(shown).or_raise()
    policy.may_count(shown, actor=request.actor).or_raise()
    me = request.actor.person.id if request.actor.person else 0
    made: list[forms.CountForm] = []

    def form(**given: Any) -> forms.CountForm:  # noqa: ANN401 -- whatever Django's form takes
        first = forms.counted_before(queries.count_of(shown, me))
        made.append(forms.CountForm(poll=shown, initial=first, **given))
        return made[-1]

    def act(_data: dict[str, Any]) -> str:
        operations.enter_count(
            shown, counted=made[-1].counted(), actor=request.actor, at=clock.now()
        )
        messages.success(request, _("Your count is entered."))
        return panels.address(pk)

    return form_page(
        request, "polls/count.html", form=form, act=act, context={"poll": shown}
    )


def declare(request: Request, pk: int) -> HttpResponse:
    """Declare the result from two counts that agree."""
    shown = queries.poll_visible_to(request.actor, pk)
    policy.may_hold(shown.unit, actor=request.actor).or_raise()
    policy.is_counted_by_tellers(shown).or_raise()
    views = queries.both_counts(shown)

    def act(_data: dict[str, Any]) -> str:
        operations.declare_result(shown, actor=request.actor, at=clock.now())
        messages.success(request, _("The result is declared."))
        return panels.address(pk)

    return form_page(
        request,
        "polls/declare.html",
        form=PageForm,
        act=act,
        context={
            "poll": shown,
            "both": len(views) == len(shown.tellers.all()),
            "differences": queries.disagreements(shown, views),
        },
    )


def again(request: Request, pk: int) -> HttpResponse:
    """Prepare the next vote on what this one left open."""
    shown = queries.poll_visible_to(request.actor, pk)
    policy.may_hold(shown.unit, actor=request.actor).or_raise()
    left = queries.left_open(shown)

    def act(data: dict[str, Any]) -> str:
        made = operations.prepare_again(
            shown, held_on=data["held_on"], actor=request.actor, at=clock.now()
        )
        messages.success(request, _("The next vote is prepared."))
        return panels.address(made.pk)

    return form_page(
        request,
        "polls/again.html",
        form=partial(forms.AgainForm, initial={"held_on": clock.today()}),
        act=act,
        context={"poll": shown, "left": left},
    )


def discard(request: Request, pk: int) -> HttpResponse:
    """Throw a poll away that was not opened."""
    shown = queries.poll_visible_to(request.actor, pk)
    policy.may_hold(shown.unit, actor=request.actor).or_raise()
    policy.is_prepared(shown).or_raise()

    def act(_data: dict[str, Any]) -> str:
        operations.discard_poll(shown, actor=request.actor, at=clock.now())
        messages.success(request, _("The vote is thrown away."))
        return reverse("polls:list")

    return form_page(
        request,
        "polls/discard.html",
        form=PageForm,
        act=act,
        context={"poll": shown},
    )
