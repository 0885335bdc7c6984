"""A ballot that was opened to check it is spoilt: it is never taken."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lianxin.base.journal.models import Entry
from lianxin.facts.polls import operations
from lianxin.facts.polls.models import BoardEvent, Credential, Poll, SpoiltBallot, Voter
from lianxin.kernel.actor import Refused as Forbidden
from lianxin.kernel.ballots.hashes import short_hash
from lianxin.kernel.ballots.refusals import Refused
from tests.cast import AT, Cast
from tests.facts.polls.sealed import AGAINST, FOR, VOTERS, Sealed, begun, closed, vote


def spoil(cast: Cast, sealed: Sealed, record: bytes, role: str) -> str:
    poll = Poll.objects.get(pk=sealed.poll.pk)
    actor = cast.actor(role)
    return operations.spoil_ballot(poll, record=record, actor=actor, at=AT)


def taken(cast: Cast, sealed: Sealed, record: bytes, role: str) -> str:
    poll = Poll.objects.get(pk=sealed.poll.pk)
    actor = cast.actor(role)
    return operations.cast_ballot(poll, record=record, actor=actor, at=AT).tracker


def test_an_opened_ballot_is_not_taken_but_a_new_one_is(cast: Cast) -> None:
    sealed = begun(cast)
    opened, fresh = (sealed.ballot(0, [FOR, AGAINST]) for _ in range(2))
    assert spoil(cast, sealed, opened, VOTERS[0]) == short_hash(opened)
    assert spoil(cast, sealed, opened, VOTERS[0]) == short_hash(opened)
    for role in VOTERS[:2]:  # whoever sends it
        with pytest.raises(Refused) as refusal:
            taken(cast, sealed, opened, role)
        assert refusal.value.code == "ballot_opened"
    assert BoardEvent.objects.count() == 1
    assert not Voter.objects.filter(has_voted=True).exists()
    assert not Credential.objects.filter(is_used=True).exists()
    tracker = taken(cast, sealed, fresh, VOTERS[0])
    assert sealed.verdict().trackers == (tracker,) == (short_hash(fresh),)


def test_nothing_says_who_opened_it(cast: Cast) -> None:
    sealed = begun(cast)
    record, entries = sealed.ballot(0, [FOR, FOR]), Entry.objects.count()
    with CaptureQueriesContext(connection) as asked:
        spoil(cast, sealed, record, VOTERS[0])
    told = [q["sql"] or "" for q in asked]
    written = [sql for sql in told if sql.startswith(("INSERT", "UPDATE", "DELETE"))]
    assert [sql.partition("(")[0] for sql in written] == [
        'INSERT INTO "polls_spoiltballot" '
    ]
    rows = list(SpoiltBallot.objects.values_list("board", "tracker"))
    assert rows == [(sealed.board.pk, short_hash(record))]
    assert Entry.objects.count() == entries


def test_only_a_voter_s_signed_ballot_is_noted_and_only_while_it_is_open(
    cast: Cast,
) -> None:
    sealed = begun(cast)
    mine = sealed.ballot(0, [FOR, FOR])
    with pytest.raises(Forbidden, match="not among those who may vote"):
        spoil(cast, sealed, mine, "member")
    with pytest.raises(Refused, match="not JSON"):
        spoil(cast, sealed, b"tracker", VOTERS[0])
    forged = mine.replace(b'"response":"', b'"response":"1', 1)
    with pytest.raises(Refused, match="hash is not that of its contents"):
        spoil(cast, sealed, forged, VOTERS[0])
    vote(cast, sealed, 0, [FOR, FOR])
    with pytest.raises(Refused, match="with this code stands on the board already"):
        spoil(cast, sealed, mine, VOTERS[1])
    late = closed(cast)
    with pytest.raises(Forbidden, match="no more ballots are taken"):
        spoil(cast, late, late.ballot(6, [FOR, FOR]), VOTERS[6])
    assert not SpoiltBallot.objects.exists()
