"""Closing a board ends the voting and publishes the encrypted sum."""

from datetime import timedelta

import pytest

from lianxin.facts.polls import operations
from lianxin.facts.polls.models import Poll
from lianxin.kernel.actor import Refused
from tests.cast import AT, Cast
from tests.facts.polls.sealed import FOR, HOLDER, VOTERS, begun, closed


def test_the_archive_is_right_as_far_as_it_goes(cast: Cast) -> None:
    verdict = closed(cast).verdict()
    assert (verdict.is_closed, verdict.ballots, verdict.result) == (True, 6, None)


def test_once_and_only_by_who_holds_it(cast: Cast) -> None:
    sealed = begun(cast)
    with pytest.raises(Refused):
        operations.close_board(sealed.poll, actor=cast.actor("clerk"), at=AT)
    operations.close_board(sealed.poll, actor=cast.actor(HOLDER), at=AT)
    with pytest.raises(Refused, match="The voting has ended"):
        operations.close_board(sealed.poll, actor=cast.actor(HOLDER), at=AT)


def test_a_clock_that_is_set_back_or_ahead_changes_nothing(cast: Cast) -> None:
    sealed = begun(cast)
    moments = (AT - timedelta(days=400), AT + timedelta(days=400), AT)
    for voter, at in enumerate(moments):
        operations.cast_ballot(
            Poll.objects.get(pk=sealed.poll.pk),
            record=sealed.ballot(voter, [FOR, FOR]),
            actor=cast.actor(VOTERS[voter]),
            at=at,
        )
    earlier = AT - timedelta(days=800)
    operations.close_board(sealed.poll, actor=cast.actor(HOLDER), at=earlier)
    verdict = sealed.verdict()
    assert (verdict.is_closed, verdict.ballots) == (True, len(moments))
