"""Voting on line by name, and ending it."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _

from lianxin.base.ui import clock
from lianxin.base.ui.forms import PageForm, form_page
from lianxin.base.ui.requests import Request
from lianxin.facts.polls import forms, operations, panels, policy, queries


def vote(request: Request, pk: int) -> HttpResponse:
    """Give one's vote by name, or change it while the vote is open."""
    shown = queries.poll_visible_to(request.actor, pk)
    policy.takes_named_votes(shown).or_raise()
    me = queries.own_vote(shown, actor=request.actor)
    policy.is_voter(me).or_raise()
    before = queries.own_named_votes(me) if me else {}
    made: list[forms.NamedVoteForm] = []

    def form(**given: Any) -> forms.NamedVoteForm:  # noqa: ANN401 -- whatever Django's form takes
        first = forms.voted_before(before)
        made.append(forms.NamedVoteForm(poll=shown, initial=first, **given))
        return made[-1]

    def act(data: dict[str, Any]) -> str:
        operations.vote_by_name(
            shown, votes=made[-1].votes(data), actor=request.actor, at=clock.now()
        )
        messages.success(request, _("Your vote is given."))
        return panels.address(pk)

    context = {"poll": shown, "has_voted": bool(me and me.has_voted)}
    return form_page(request, "polls/vote.html", form=form, act=act, context=context)


def end(request: Request, pk: int) -> HttpResponse:
    """End a vote by name; its result is declared."""
    shown = queries.poll_visible_to(request.actor, pk)
    policy.may_hold(shown.unit, actor=request.actor).or_raise()
    policy.takes_named_votes(shown).or_raise()

    def act(_data: dict[str, Any]) -> str:
        operations.end_named_vote(shown, actor=request.actor, at=clock.now())
        messages.success(request, _("The result is declared."))
        return panels.address(pk)

    context = {"poll": shown}
    return form_page(request, "polls/end.html", form=PageForm, act=act, context=context)
