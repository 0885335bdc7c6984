"""The board of a secret vote on line: setting up, booth, casting, decryption, archive."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, JsonResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from lianxin.base.ui import clock
from lianxin.base.ui.forms import PageForm, form_page
from lianxin.base.ui.requests import Request
from lianxin.facts.polls import forms, operations, panels, policy, queries
from lianxin.facts.polls.enums import said
from lianxin.kernel import actor as actors
from lianxin.kernel.ballots.refusals import Refused

DONE = 200


def set_up(request: Request, pk: int) -> HttpResponse:
    """Open a secret vote on line with its trustees and its codes."""
    shown = queries.poll_visible_to(request.actor, pk)
    policy.may_hold(shown.unit, actor=request.actor).or_raise()
    policy.is_prepared(shown).or_raise()
    policy.is_sealed(shown).or_raise()
    people = queries.entitled_people(
        queries.kind_of(shown), shown.unit, today=shown.held_on
    )

    def act(data: dict[str, Any]) -> str:
        operations.set_up_board(
            shown,
            parties=operations.Parties(**data),
            actor=request.actor,
            at=clock.now(),
        )
        messages.success(request, _("The vote is open."))
        return panels.address(pk)

    context = {
        "poll": shown,
        "number": people.count(),
        "least": queries.least_ballots(shown),
        "without_rights": queries.people_without_rights(shown, actor=request.actor),
        "address": request.build_absolute_uri(panels.address(pk)),
    }
    return form_page(
        request, "polls/set_up.html", form=forms.SetUpForm, act=act, context=context
    )


@require_GET
@never_cache
def booth(request: Request, pk: int) -> HttpResponse:
    """The booth: one question a screen; the ballot is sealed in the browser."""
    shown, board = queries.board_visible_to(request.actor, pk)
    policy.is_taking_ballots(board).or_raise()
    policy.may_vote(queries.own_vote(shown, actor=request.actor)).or_raise()
    election = queries.election_of(board)
    return render(
        request,
        "polls/booth.html",
        {
            "poll": shown,
            "election": election.record.decode(),
            "questions": election.questions,
        },
    )


@require_POST
def cast(request: Request, pk: int) -> HttpResponse:
    """Take a sealed ballot; answers its tracker and a signed receipt, or why not.

    A phone may lose the answer to a ballot that was taken: the very same ballot sent
    again is refused, but with the receipt that it was given.
    """
    shown, board = queries.board_visible_to(request.actor, pk)

    def act() -> dict[str, str]:
        taken = operations.cast_ballot(
            shown, record=request.body, actor=request.actor, at=clock.now()
        )
        return {"tracker": taken.tracker, "receipt": taken.receipt}

    told, status = _told(act)
    again = {} if status == DONE else queries.receipt_again(board, request.body)
    return JsonResponse({**told, **again}, status=status)


@require_POST
def spoil(request: Request, pk: int) -> HttpResponse:
    """Note that a sealed ballot is opened instead of cast, before the booth opens it."""
    shown, _board = queries.board_visible_to(request.actor, pk)

    def act() -> dict[str, str]:
        tracker = operations.spoil_ballot(
            shown, record=request.body, actor=request.actor, at=clock.now()
        )
        return {"spoilt": tracker}

    told, status = _told(act)
    return JsonResponse(told, status=status)


def _told(act: Callable[[], dict[str, str]]) -> tuple[dict[str, str], int]:
    """What the booth is told, and how it went."""
    try:
        return act(), DONE
    except actors.Refused as refusal:
        return {"refused": refusal.reason}, 403
    except Refused as refusal:
        return {"refused": said(refusal), "code": refusal.code}, 422


def close(request: Request, pk: int) -> HttpResponse:
    """End the voting."""
    shown, board = queries.board_visible_to(request.actor, pk)
    policy.may_hold(shown.unit, actor=request.actor).or_raise()
    policy.is_taking_ballots(board).or_raise()

    def act(_data: dict[str, Any]) -> str:
        operations.close_board(shown, actor=request.actor, at=clock.now())
        messages.success(request, _("The voting has ended."))
        return panels.address(pk)

    context = {"poll": shown}
    return form_page(
        request, "polls/close.html", form=PageForm, act=act, context=context
    )


def decrypt(request: Request, pk: int) -> HttpResponse:
    """Add a trustee's part of the decryption."""
    shown, board = queries.board_visible_to(request.actor, pk)
    policy.may_hold(shown.unit, actor=request.actor).or_raise()
    policy.is_decrypted(board).or_raise()

    def act(data: dict[str, Any]) -> str:
        number = operations.add_decryption(
            shown, shown=data["shown"], actor=request.actor, at=clock.now()
        )
        messages.success(
            request,
            _("The part of trustee %(number)d is on the board.") % {"number": number},
        )
        return panels.address(pk)

    context = {
        "poll": shown,
        "board": board,
        "persons": queries.kind_of(shown).persons,
        "parts": queries.decryptions_on(board),
        "needed": queries.trustees_needed(board),
    }
    return form_page(
        request,
        "polls/decrypt.html",
        form=forms.DecryptionForm,
        act=act,
        context=context,
    )


def publish(request: Request, pk: int) -> HttpResponse:
    """Publish what the trustees' parts come to."""
    shown, board = queries.board_visible_to(request.actor, pk)
    policy.may_hold(shown.unit, actor=request.actor).or_raise()
    policy.is_decrypted(board).or_raise()

    def act(_data: dict[str, Any]) -> str:
        operations.publish_result(shown, actor=request.actor, at=clock.now())
        messages.success(request, _("The result is declared."))
        return panels.address(pk)

    context = {"poll": shown}
    return form_page(
        request, "polls/publish.html", form=PageForm, act=act, context=context
    )


def end_unopened(request: Request, pk: int) -> HttpResponse:
    """End a vote of which too few ballots came to be opened."""
    shown, board = queries.board_visible_to(request.actor, pk)
    policy.may_hold(shown.unit, actor=request.actor).or_raise()
    policy.is_decrypted(board).or_raise()

    def act(_data: dict[str, Any]) -> str:
        operations.end_unopened(shown, actor=request.actor, at=clock.now())
        messages.success(request, _("The vote has ended; its ballots stay sealed."))
        return panels.address(pk)

    context = {
        "poll": shown,
        "cast": queries.trackers_of(board).count(),
        "least": queries.least_ballots(shown),
    }
    return form_page(
        request, "polls/end_unopened.html", form=PageForm, act=act, context=context
    )


@require_GET
def board(request: Request, pk: int) -> HttpResponse:
    """How anybody of the electorate checks the vote, and what is promised."""
    shown, found = queries.board_visible_to(request.actor, pk)
    groups = queries.trustees_of(found).groups
    view, digest = None, ""
    trackers = list(queries.trackers_of(found))
    if hasattr(shown, "result"):
        view = queries.result_view(shown, actor=request.actor)
        digest = shown.result.figures["archive"]
    return render(
        request,
        "polls/board.html",
        {
            "poll": shown,
            "board": found,
            "election": queries.election_of(found),
            "result": view,
            "digest": digest,
            "threshold": sum(group.threshold for group in groups),
            "size": sum(len(group.keys) for group in groups),
            "trackers": trackers,
            "participation": queries.participation_on(found, cast=len(trackers)),
        },
    )


@require_GET
def archive(request: Request, pk: int) -> StreamingHttpResponse:
    """The archive, for whoever may see the vote."""
    _shown, found = queries.board_visible_to(request.actor, pk)
    policy.may_take_archive(found, actor=request.actor).or_raise()
    response = StreamingHttpResponse(
        queries.archive_of(found), content_type="application/octet-stream"
    )
    response["Content-Disposition"] = content_disposition_header(
        as_attachment=True, filename=f"{found.uuid}.bel"
    )
    return response
