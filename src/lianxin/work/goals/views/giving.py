"""Giving goals, passing them on, and drafting goals of a unit's own."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lianxin.base.ui import clock
from lianxin.base.ui.forms import form_page
from lianxin.base.ui.forms.fields import NUMBER
from lianxin.base.ui.requests import Request
from lianxin.facts.polls import queries as polls
from lianxin.facts.records import queries as records
from lianxin.kernel.actor import Ref
from lianxin.work.goals import forms, operations, panels, policy, queries
from lianxin.work.goals.enums import OwnKind
from lianxin.work.goals.views.pages import done


def give(request: Request) -> HttpResponse:
    """Give a goal to one unit or to several at once."""
    policy.may_give_somewhere(actor=request.actor).or_raise()
    source, first = _source_named(request)

    def act(data: dict[str, Any]) -> str:
        given = operations.give_goals(
            units=data["chosen"],
            asked=data["asked"],
            actor=request.actor,
            at=clock.now(),
            source=source,
        )
        return _given(request, len(given), given[0].pk)

    unit = request.GET.get("unit", "")
    initial = {"units": [unit], "unit": f"#{unit}"} if unit.isdigit() else {}
    form = partial(forms.GiveGoal, actor=request.actor, initial=first | initial)
    return form_page(request, "goals/give.html", form=form, act=act)


def _source_named(request: Request) -> tuple[Ref | None, dict[str, Any]]:
    """What the address names as the source, and its words.

    It is the resolution of a meeting, or a motion that a vote passed.
    """
    resolved, motion = (request.GET.get(key, "") for key in ("resolution", "motion"))
    if NUMBER.fullmatch(resolved):
        resolution = records.resolution_visible_to(request.actor, int(resolved))
        return records.resolution_ref(resolution), {"text": resolution.text}
    if NUMBER.fullmatch(motion):
        passed = polls.motion_visible_to(request.actor, int(motion))
        return polls.motion_ref(passed), {"text": passed.text}
    return None, {}


def pass_on(request: Request, pk: int) -> HttpResponse:
    """Give units below what one's own unit was given, in words for them."""
    shown = queries.goal_visible_to(request.actor, pk)
    policy.may_pass_on(shown, actor=request.actor).or_raise()

    def act(data: dict[str, Any]) -> str:
        given = operations.pass_on(
            shown,
            units=data["chosen"],
            asked=data["asked"],
            actor=request.actor,
            at=clock.now(),
        )
        return _given(request, len(given), pk)

    form = partial(forms.GiveGoal, actor=request.actor, initial=forms.initial_of(shown))
    return form_page(
        request, "goals/pass_on.html", form=form, act=act, context={"goal": shown}
    )


def draft(request: Request) -> HttpResponse:
    """Draft a goal of one's own unit, for the unit above to agree to."""
    unit = queries.own_unit_of(request.actor)
    policy.may_draft(unit, actor=request.actor).or_raise()
    source, first = _source_named(request)

    def act(data: dict[str, Any]) -> str:
        drafted = operations.draft_own_goal(
            unit,
            kind=OwnKind(data["own_kind"]),
            asked=data["asked"],
            actor=request.actor,
            at=clock.now(),
            source=source,
        )
        words = _("The draft is stored. Send it when it is ready.")
        return done(request, drafted.pk, words)

    return form_page(
        request,
        "goals/draft.html",
        form=partial(forms.DraftOwnGoal, initial=first),
        act=act,
        context={"unit": unit, "above": queries.unit_that_agrees(unit)},
    )


def redraft(request: Request, pk: int) -> HttpResponse:
    """Change a draft that was not sent yet, or that was returned."""
    shown = queries.goal_visible_to(request.actor, pk)
    policy.may_draft(shown.unit, actor=request.actor).or_raise()

    def act(data: dict[str, Any]) -> str:
        operations.redraft_own_goal(
            shown,
            asked=data["asked"],
            version=data["version"],
            actor=request.actor,
            at=clock.now(),
        )
        return done(request, pk, _("The draft is stored."))

    first = {"version": shown.version, **forms.initial_of(shown)}
    return form_page(
        request,
        "goals/redraft.html",
        form=partial(forms.RedraftOwnGoal, initial=first),
        act=act,
        context={"goal": shown},
    )


def propose(request: Request, pk: int) -> HttpResponse:
    """Send a draft to the unit above, which agrees to it or returns it."""
    shown = queries.goal_visible_to(request.actor, pk)
    policy.may_draft(shown.unit, actor=request.actor).or_raise()

    def act(_data: dict[str, Any]) -> str:
        operations.propose_own_goal(shown, actor=request.actor, at=clock.now())
        words = _("Sent. %(giver)s decides on it.") % {"giver": shown.giver.name}
        return done(request, pk, words)

    return form_page(
        request,
        "goals/propose.html",
        form=forms.Nothing,
        act=act,
        context={"goal": shown},
    )


def _given(request: Request, number: int, pk: int) -> str:
    said = ngettext(
        "The goal is given to %(number)d unit.",
        "The goal is given to %(number)d units.",
        number,
    )
    messages.success(request, said % {"number": number})
    return panels.address(pk) if number == 1 else reverse("goals:list")
