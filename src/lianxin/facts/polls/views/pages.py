"""The list of polls, one poll, and the choice of what to vote on."""

from functools import partial

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from lianxin.base.ui import clock
from lianxin.base.ui.requests import Request
from lianxin.base.ui.tables import list_page
from lianxin.facts.polls import exports, forms, panels, policy, queries


@require_GET
def polls(request: Request) -> HttpResponse:
    """The polls one may see, newest first."""
    return list_page(
        request,
        "polls/list.html",
        rows=queries.visible_to(request.actor),
        columns=exports.columns(),
        filters=partial(forms.PollFilter, actor=request.actor),
        caption=_("Votes"),
        empty=_(
            "No vote yet. A unit's secretary prepares one; ballots, count and result "
            "are made here by the rules."
        ),
        export_name=_("votes"),
        context={
            "may_hold": request.actor.holds("records.record"),
            "awaiting": queries.polls_awaiting(request.actor),
            "to_vote_in": queries.polls_to_vote_in(request.actor),
        },
    )


@require_GET
def add(request: Request) -> HttpResponse:
    """Choose for which unit, and what kind of vote is held."""
    policy.may_hold_somewhere(actor=request.actor).or_raise()
    choices = queries.what_to_hold(request.actor)
    return render(request, "polls/add.html", {"choices": choices})


@require_GET
def poll(request: Request, pk: int) -> HttpResponse:
    """One poll: what is asked, who may vote, what was counted, what it means."""
    shown = queries.poll_visible_to(request.actor, pk)
    holds = policy.may_hold(shown.unit, actor=request.actor)
    view = None
    if hasattr(shown, "result"):
        view = queries.result_view(shown, actor=request.actor)
    return render(
        request,
        "polls/poll.html",
        {
            "poll": shown,
            "kind": queries.title_of(shown.kind),
            "mode": queries.name_of_mode(shown.mode),
            "pill": queries.pill_of(shown),
            "holds": holds,
            "result": view,
            "who_may_vote": queries.who_may_vote(shown),
            "voters": shown.voters.filter(excused="").count(),
            "left_open": queries.left_open(shown) if holds else None,
            "follower": getattr(shown, "followed_by", None),
            "grades": queries.grades_view(shown, actor=request.actor),
            "may_grade": holds and policy.is_reviewed(shown),
            "may_begin": holds and queries.awaits_review(shown, today=clock.today()),
            **panels.count_of_tellers(shown, actor=request.actor, holds=bool(holds)),
            **panels.board_of(shown, actor=request.actor),
            **panels.named_votes_of(shown, actor=request.actor),
        },
    )
