"""How polls appear on other pages, and what their own page shows of count and board."""

from collections.abc import Iterable, Mapping
from datetime import date

from django.urls import reverse

from lianxin.base.ui.refs import Link
from lianxin.facts.polls import policy, queries
from lianxin.facts.polls.models import Board, Poll
from lianxin.kernel.actor import Actor
from lianxin.kernel.rules.poll_files import Mode


def links(ids: Iterable[int], *, actor: Actor, today: date) -> Mapping[int, Link]:
    """Title and address of each of these polls that `actor` may see."""
    rows = queries.visible_to(actor).filter(pk__in=list(ids))
    return {
        pk: Link(title, address(pk)) for pk, title in rows.values_list("pk", "title")
    }


def motion_links(
    ids: Iterable[int], *, actor: Actor, today: date
) -> Mapping[int, Link]:
    """Unit, day and title of the vote on each of these motions, and its place there."""
    rows = queries.motions_visible_to(actor).filter(pk__in=list(ids))
    return {
        row.pk: Link(
            f"{row.poll.unit.short_name} {row.poll.held_on.isoformat()} "
            f"{row.poll.title}",
            f"{address(row.poll_id)}#item-{row.pk}",
        )
        for row in rows
    }


def address(pk: int) -> str:
    """The address of a poll's page."""
    return reverse("polls:poll", args=[pk])


def count_of_tellers(shown: Poll, *, actor: Actor, holds: bool) -> Mapping[str, object]:
    """Who has counted, and where the counts differ; numbers only for those who count."""
    counts = policy.is_counted_by_tellers(shown)
    mine = policy.may_count(shown, actor=actor)
    if not counts or not (mine or holds):
        return {"is_counting": False}
    views = queries.both_counts(shown)
    entered = {view.teller.pk for view in views}
    return {
        "is_counting": True,
        "may_count": bool(mine),
        "is_paper": shown.mode == Mode.PAPER,
        "tellers": [(t.person.name, t.pk in entered) for t in shown.tellers.all()],
        "both": len(views) == len(shown.tellers.all()),
        "differences": queries.disagreements(shown, views),
    }


def named_votes_of(shown: Poll, *, actor: Actor) -> Mapping[str, object]:
    """Of a vote by name: whether oneself may vote, and after the end who voted how."""
    if shown.mode != Mode.NAMED:
        return {"is_named": False}
    voter = queries.own_vote(shown, actor=actor)
    return {
        "is_named": True,
        "takes_named_votes": bool(policy.takes_named_votes(shown)),
        "named_voter": voter,
        "who_voted_how": queries.who_voted_how(shown),
    }


def _decryption(board: Board | None) -> Mapping[str, object]:
    """How many trustees have decrypted, of how many who are needed."""
    if board is None or not policy.is_decrypted(board):
        return {"may_decrypt": False}
    return {
        "may_decrypt": True,
        "parts": queries.decryptions_on(board),
        "needed": queries.trustees_needed(board),
    }


def board_of(shown: Poll, *, actor: Actor) -> Mapping[str, object]:
    """The board of a secret vote on line, and whether oneself has voted."""
    if shown.mode != Mode.SEALED:
        return {"is_sealed": False}
    board = queries.board_of(shown)
    voter = queries.own_vote(shown, actor=actor)
    return {
        "is_sealed": True,
        "board": board,
        "voter": voter,
        "may_vote": bool(
            board and policy.is_taking_ballots(board) and policy.may_vote(voter)
        ),
        **_decryption(board),
        "tells": bool(board and queries.tells_participation(board)),
        "cast": queries.trackers_of(board).count() if board else 0,
        "least": queries.least_ballots(shown),
    }
