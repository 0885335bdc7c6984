"""After the end a vote by name is counted, and who voted how is read by its voters."""

import pytest

from lianxin.facts.polls import operations, queries
from lianxin.facts.polls.models import Poll
from lianxin.kernel.actor import Refused
from tests.cast import AT, Cast
from tests.facts.polls.named import named_poll, vote
from tests.facts.polls.sealed import HOLDER


def test_it_is_counted_and_names_stand_beside_the_votes(cast: Cast) -> None:
    poll = named_poll(cast)
    vote(cast, poll, "clerk", "for", "against")
    vote(cast, poll, "leader", "for", "for")
    operations.end_named_vote(poll, actor=cast.actor(HOLDER), at=AT)
    shown = queries.poll_visible_to(cast.actor("outsider"), poll.pk)
    view = queries.result_view(shown, actor=cast.actor("outsider"))
    assert [tuple(line.numbers) for line in view.lines] == [(2, 0, 0), (1, 1, 0)]
    assert dict(view.turnout)["People who may vote"] == 8
    clerk, leader = (cast.people[role].name for role in ("clerk", "leader"))
    (_first, both), (_second, apart) = queries.who_voted_how(shown)
    assert [(title, set(names.split(", "))) for title, names in both] == [
        ("For", {clerk, leader})
    ]
    assert apart == [("For", leader), ("Against", clerk)]


def test_once_and_only_by_who_holds_it(cast: Cast) -> None:
    poll = named_poll(cast)
    with pytest.raises(Refused):
        operations.end_named_vote(poll, actor=cast.actor("clerk"), at=AT)
    operations.end_named_vote(poll, actor=cast.actor(HOLDER), at=AT)
    for late in (
        lambda: operations.end_named_vote(poll, actor=cast.actor(HOLDER), at=AT),
        lambda: vote(cast, Poll.objects.get(pk=poll.pk), "clerk", "for", "for"),
    ):
        with pytest.raises(Refused, match="has ended"):
            late()
