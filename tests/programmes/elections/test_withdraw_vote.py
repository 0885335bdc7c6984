"""Wrong candidates are replaced while nobody has voted, and never after."""

import pytest

from lianxin.facts.polls.models import Poll
from lianxin.kernel.actor import Refused
from lianxin.programmes.elections import operations
from lianxin.programmes.elections.models import Election
from tests.cast import AT, Cast
from tests.facts.polls.voting import HOLDER, opened
from tests.programmes.elections.changing import candidates, ready


def withdraw(cast: Cast, election: Election, role: str = HOLDER) -> None:
    operations.withdraw_vote(election, actor=cast.actor(role), at=AT)


def test_another_vote_takes_its_place(cast: Cast) -> None:
    election = ready(cast)
    wrong = candidates(cast, election)
    withdraw(cast, election)
    assert not Poll.objects.filter(pk=wrong.pk).exists()
    right = candidates(cast, Election.objects.get(pk=election.pk))
    assert Election.objects.get(pk=election.pk).vote == right


def test_not_without_a_vote_not_once_it_is_open_and_not_by_others(cast: Cast) -> None:
    election = ready(cast)
    with pytest.raises(Refused, match="No vote is prepared"):
        withdraw(cast, election)
    poll = candidates(cast, election)
    with pytest.raises(Refused, match="keep its records"):
        withdraw(cast, election, "member")
    opened(cast, poll)
    with pytest.raises(Refused, match="is open"):
        withdraw(cast, election)
    assert Election.objects.get(pk=election.pk).vote == poll
