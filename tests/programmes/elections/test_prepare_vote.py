"""The vote comes after the notice, once, with enough candidates."""

import pytest
from django.core.exceptions import ValidationError

from lianxin.facts.polls import operations as polls
from lianxin.facts.polls.models import Poll
from tests.cast import AT, Cast
from tests.facts.polls.voting import HOLDER
from tests.programmes.elections.changing import begun, candidates, ready


def test_after_the_notice_and_once(cast: Cast) -> None:
    with pytest.raises(ValidationError, match="not the time"):
        candidates(cast, begun(cast))
    assert not Poll.objects.exists()


def test_it_is_an_election_on_paper_for_the_seats(cast: Cast) -> None:
    election = ready(cast)
    poll = candidates(cast, election)
    assert (poll.kind, poll.mode, poll.seats) == ("committee_election", "paper", 2)
    with pytest.raises(ValidationError, match="not the time"):
        candidates(cast, election)


def test_it_is_not_thrown_away_from_under_the_election(cast: Cast) -> None:
    poll = candidates(cast, ready(cast))
    with pytest.raises(ValidationError, match="part of an election"):
        polls.discard_poll(poll, actor=cast.actor(HOLDER), at=AT)
    assert poll.items.count() == len(poll.items.all()) > 0
