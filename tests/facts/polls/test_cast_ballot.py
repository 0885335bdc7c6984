"""A ballot is taken once from each voter; whatever is wrong leaves the board as it was."""

import json
from collections.abc import Callable

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lianxin.base.journal.models import Entry
from lianxin.facts.polls import operations, queries
from lianxin.facts.polls.models import BoardEvent, Credential, Poll, Voter
from lianxin.kernel.actor import Refused as Forbidden
from lianxin.kernel.ballots import canonical
from lianxin.kernel.ballots.arithmetic import P
from lianxin.kernel.ballots.ballots import seal, signed_record
from lianxin.kernel.ballots.credentials import make_code, secret_of
from lianxin.kernel.ballots.receipts import check_receipt
from lianxin.kernel.ballots.refusals import Refused
from tests.cast import AT, Cast
from tests.facts.polls.sealed import (
    AGAINST,
    FOR,
    VOTERS,
    Sealed,
    begun,
    closed,
    vote,
)


def cast_record(cast: Cast, sealed: Sealed, record: bytes, role: str):
    return operations.cast_ballot(
        Poll.objects.get(pk=sealed.poll.pk),
        record=record,
        actor=cast.actor(role),
        at=AT,
    )


def test_it_lies_on_the_board_under_its_tracker_with_a_receipt(cast: Cast) -> None:
    sealed = begun(cast)
    entries = Entry.objects.count()
    taken = vote(cast, sealed, 0, [FOR, AGAINST])
    verdict = sealed.verdict()
    assert verdict.trackers == (taken.tracker,)
    public = canonical.read(sealed.board.election.encode())["receipt_key"]
    found = check_receipt(
        taken.receipt.encode(), public, verdict.events, verdict.trackers
    )
    assert found == taken.tracker
    assert Entry.objects.count() == entries
    with pytest.raises(Refused, match="the board was changed"):
        check_receipt(taken.receipt.encode(), public, verdict.events[:1], ())
    forged = taken.receipt.replace('"height":1', '"height":2').encode()
    with pytest.raises(Refused, match="not one of this board"):
        check_receipt(forged, public, verdict.events, verdict.trackers)


def test_nobody_votes_twice_by_account_or_by_code(cast: Cast) -> None:
    sealed = begun(cast)
    vote(cast, sealed, 0, [FOR, FOR])
    with pytest.raises(Forbidden, match="You have voted already"):
        cast_record(cast, sealed, sealed.ballot(1, [FOR, FOR]), VOTERS[0])
    with pytest.raises(Refused, match="with this code stands on the board already"):
        cast_record(cast, sealed, sealed.ballot(0, [FOR, FOR]), VOTERS[1])
    assert sealed.verdict().ballots == 1
    assert Voter.objects.filter(has_voted=True).count() == 1
    assert Credential.objects.filter(is_used=True).count() == 1


def test_rows_of_the_electorate_do_not_tell_whose_ballot_came_when(
    cast: Cast,
) -> None:
    sealed = begun(cast)
    vote(cast, sealed, 5, [FOR, FOR])
    with CaptureQueriesContext(connection) as asked:
        vote(cast, sealed, 2, [FOR, FOR])
    # What was prepared leaves no words behind; nothing that writes is.
    told = [q["sql"] or "" for q in asked]
    written = [sql for sql in told if 'UPDATE "polls_voter"' in sql]
    assert [sql.partition("WHERE")[2].strip() for sql in written] == [
        f'"polls_voter"."poll_id" = {sealed.poll.pk}'
    ]
    marked = sealed.poll.voters.filter(has_voted=True)
    people = {cast.people[VOTERS[n]].pk for n in (2, 5)}
    assert set(marked.values_list("person", flat=True)) == people
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT DISTINCT xmin::text FROM polls_voter")
            assert len(cursor.fetchall()) == 1


def test_only_voters_and_only_while_it_is_open(cast: Cast) -> None:
    sealed = begun(cast)
    with pytest.raises(Forbidden, match="not among those who may vote"):
        cast_record(cast, sealed, sealed.ballot(0, [FOR, FOR]), "member")
    sealed = closed(cast)
    with pytest.raises(Forbidden, match="no more ballots are taken"):
        cast_record(cast, sealed, sealed.ballot(6, [FOR, FOR]), VOTERS[6])
    sealed.verdict()


def changed(change: Callable[[dict], None]) -> Callable[[Sealed], bytes]:
    def made(sealed: Sealed) -> bytes:
        value = json.loads(sealed.ballot(0, [FOR, AGAINST]))
        change(value)
        return canonical.write(value)

    return made


def strange_element(value: dict) -> None:
    value["answers"][0]["choices"][0]["alpha"] = str(P - 1)


def stranger(sealed: Sealed) -> bytes:
    election = queries.election_of(sealed.board)
    return seal(election, secret_of(make_code(), sealed.uuid), [FOR, FOR]).record


def of_another_vote(sealed: Sealed) -> bytes:
    return sealed.ballot(0, [FOR, FOR]).replace(
        sealed.uuid.encode(), sealed.uuid[::-1].encode()
    )


WRONG: dict[str, Callable[[Sealed], bytes]] = {
    "no JSON": lambda _sealed: b"{",
    "not canonical": lambda s: s.ballot(0, [FOR, FOR]).replace(b":", b": ", 1),
    "too long": lambda s: b" " * 10_000_000,
    "another vote": of_another_vote,
    "unknown code": stranger,
    "a further member": changed(lambda v: v.update(more=1)),
    "answers swapped": changed(lambda v: v["answers"].reverse()),
    "an answer left out": changed(lambda v: v["answers"].pop()),
    "an element outside the group": changed(strange_element),
    "another's fingerprint": changed(lambda v: v.update(election_hash="x" * 43)),
}


@pytest.mark.parametrize("name", sorted(WRONG))
def test_what_is_wrong_leaves_the_board_as_it_was(cast: Cast, name: str) -> None:
    sealed = begun(cast)
    with pytest.raises(Refused):
        cast_record(cast, sealed, WRONG[name](sealed), VOTERS[0])
    assert BoardEvent.objects.count() == 1
    assert not Voter.objects.filter(has_voted=True).exists()
    assert not Credential.objects.filter(is_used=True).exists()


def test_a_copied_ballot_under_ones_own_code_is_refused(cast: Cast) -> None:
    """Another's ciphertexts, signed anew, prove nothing for this credential."""
    sealed = begun(cast)
    theirs = json.loads(sealed.ballot(0, [FOR, FOR]))
    election = queries.election_of(sealed.board)
    mine = secret_of(sealed.codes[1], sealed.uuid)
    record = signed_record(election, mine, theirs["answers"])
    with pytest.raises(Refused, match="proof"):
        cast_record(cast, sealed, record, VOTERS[1])
    assert BoardEvent.objects.count() == 1


def test_no_table_has_a_time_or_a_person_beside_a_ballot() -> None:
    fields = {
        model: {
            field.name for field in apps.get_model("polls", model)._meta.get_fields()
        }
        for model in ("BoardEvent", "Credential", "SpoiltBallot", "Voter")
    }
    assert fields == {
        "BoardEvent": {"id", "board", "height", "kind", "name", "payload", "content"},
        "Credential": {"id", "board", "public", "is_used"},
        "SpoiltBallot": {"id", "board", "tracker"},
        # `named` are the votes given by name, in polls that have no board.
        "Voter": {"id", "poll", "person", "excused", "has_voted", "named"},
    }
