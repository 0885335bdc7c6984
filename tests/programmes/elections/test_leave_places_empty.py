"""Where the votes left a place open, the meeting may agree to have fewer members."""

import pytest
from django.core.exceptions import ValidationError

from lianxin.programmes.elections import operations, queries
from lianxin.programmes.elections.models import Election
from tests.cast import AT, Cast
from tests.facts.polls.voting import HOLDER, declared, opened
from tests.programmes.elections.changing import candidates, ready, voted


def agree(
    cast: Cast, election: Election, words: str = "举手表决，5人中4人同意"
) -> None:
    operations.leave_places_empty(
        election, words=words, actor=cast.actor(HOLDER), at=AT
    )


def test_the_report_follows_though_a_place_is_open(cast: Cast) -> None:
    election = ready(cast)
    poll = opened(cast, candidates(cast, election))
    declared(cast, poll, (4, 1, 0), (1, 4, 0), (2, 3, 0))
    fresh = Election.objects.get(pk=election.pk)
    assert queries.next_step(fresh, queries.votes_of(fresh)) == "vote"
    with pytest.raises(ValidationError, match="how the meeting agreed"):
        agree(cast, election, " ")
    agree(cast, election)
    fresh = Election.objects.get(pk=election.pk)
    first = poll.items.first()
    assert queries.elected(fresh, queries.votes_of(fresh)) == [first]
    assert queries.next_step(fresh, queries.votes_of(fresh)) == "announcement"


def test_not_where_no_place_is_open(cast: Cast) -> None:
    with pytest.raises(ValidationError, match="left no place open"):
        agree(cast, voted(cast))
