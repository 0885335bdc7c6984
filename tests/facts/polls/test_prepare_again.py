"""The vote after a tie, after open places, after a void vote."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from lianxin.facts.polls import operations, queries
from tests.cast import AT, Cast
from tests.facts.polls.voting import HOLDER, declared, election, opened, prepared

LATER = date(2026, 11, 24)
THREE = ("branch_secretary", "branch_member", "sub_clerk")


def again(cast: Cast, poll):
    return operations.prepare_again(
        poll, held_on=LATER, actor=cast.actor(HOLDER), at=AT
    )


def test_a_tie_is_voted_on_among_those_tied_for_the_seat_left(cast: Cast) -> None:
    poll = opened(cast, election(cast, candidates=THREE, seats=2))
    declared(cast, poll, (4, 1, 0), (3, 2, 0), (3, 2, 0))
    poll = queries.poll_visible_to(cast.actor(HOLDER), poll.pk)
    second = again(cast, poll)
    assert (second.follows, second.seats, second.held_on) == (poll, 1, LATER)
    # On the ballot 单雪 stands before 周明远 and 唐小满: by strokes.
    assert [item.person for item in second.items.all()] == [
        cast.people["branch_secretary"],
        cast.people["sub_clerk"],
    ]
    assert second.title == "选举支部委员 (vote on the tie)"
    result = declared(cast, opened(cast, second), (3, 2, 0), (2, 3, 0))
    first = second.items.first()
    assert [d["chosen"] for d in result.figures["decisions"]] == [[first.pk]]
    with pytest.raises(ValidationError, match="prepared already"):
        again(cast, poll)


def test_places_left_open_are_voted_on_among_the_others(cast: Cast) -> None:
    poll = opened(cast, election(cast, candidates=THREE, seats=2))
    declared(cast, poll, (5, 0, 0), (2, 3, 0), (2, 2, 1))
    second = again(cast, queries.poll_visible_to(cast.actor(HOLDER), poll.pk))
    assert (second.seats, second.items.count()) == (1, 2)


def test_nothing_follows_a_vote_that_decided(cast: Cast) -> None:
    poll = opened(cast, prepared(cast))
    with pytest.raises(ValidationError, match="leaves nothing open"):
        again(cast, poll)
    declared(cast, poll, (5, 0, 0))
    with pytest.raises(ValidationError, match="leaves nothing open"):
        again(cast, queries.poll_visible_to(cast.actor(HOLDER), poll.pk))
