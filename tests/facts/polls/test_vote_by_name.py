"""Votes by name: one for each voter, changed until the end, told to nobody before."""

import pytest
from django.core.exceptions import ValidationError

from lianxin.base.journal.models import Entry
from lianxin.facts.polls import operations, queries
from lianxin.facts.polls.models import NamedVote, Poll
from lianxin.kernel.actor import Refused
from tests.cast import AT, Cast
from tests.facts.polls.named import named_poll, planned_poll, vote
from tests.facts.polls.sealed import HOLDER


def test_a_second_vote_replaces_the_first_and_nobody_is_told(cast: Cast) -> None:
    poll = named_poll(cast)
    entries = Entry.objects.count()
    assert list(queries.polls_to_vote_in(cast.actor("clerk"))) == [poll]
    vote(cast, poll, "clerk", "for", "against")
    vote(cast, poll, "clerk", "for", "abstain")
    assert list(queries.polls_to_vote_in(cast.actor("clerk"))) == []
    kept = NamedVote.objects.order_by("item__order")
    assert list(kept.values_list("voter__person", "column")) == [
        (cast.people["clerk"].pk, "for"),
        (cast.people["clerk"].pk, "abstain"),
    ]
    assert queries.who_voted_how(Poll.objects.get(pk=poll.pk)) == ()
    assert Entry.objects.count() == entries


def test_what_is_no_vote(cast: Cast) -> None:
    poll = named_poll(cast)
    for columns, words in (
        (("for", ""), "Vote on each"),
        (("for", "perhaps"), "not voted on"),
    ):
        with pytest.raises(ValidationError, match=words):
            vote(cast, poll, "clerk", *columns)
    with pytest.raises(Refused, match="not among those"):
        vote(cast, poll, "member", "for", "for")
    with pytest.raises(Refused, match="not open yet"):
        vote(cast, planned_poll(cast), "clerk", "for", "for")
    assert not NamedVote.objects.exists()


def test_of_a_choice_no_more_than_may_be_chosen(cast: Cast) -> None:
    poll = named_poll(cast, kind="recommendation", lines=["甲", "乙", "丙"], seats=1)
    with pytest.raises(ValidationError, match="at most 1"):
        vote(cast, poll, "clerk", "for", "for", "")
    vote(cast, poll, "clerk", "", "", "for")
    vote(cast, poll, "leader", "", "", "")
    result = operations.end_named_vote(poll, actor=cast.actor(HOLDER), at=AT)
    assert [sorted(row.items()) for row in result.figures["votes"].values()] == [
        [("for", 0)],
        [("for", 0)],
        [("for", 1)],
    ]
    assert result.figures["turnout"]["returned"] == 2


def test_by_name_only_where_the_rules_allow_it(cast: Cast) -> None:
    with pytest.raises(ValidationError, match="secret"):
        planned_poll(cast, kind="team_review", lines=["班子"])
