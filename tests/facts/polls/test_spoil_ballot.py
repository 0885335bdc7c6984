"""A ballot that was opened to check it is spoilt: it is never taken."""

import re
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lianxin.base.journal.models import Entry
from lianxin.facts.polls import operations, queries
from lianxin.facts.polls.models import (
    BoardEvent,
    Credential,
    Poll,
    SpoiltBallot,
    SpoiltCiphertext,
    Voter,
)
from lianxin.kernel.actor import Refused as Forbidden
from lianxin.kernel.ballots import canonical
from lianxin.kernel.ballots.arithmetic import power_of_generator, random_scalar
from lianxin.kernel.ballots.ballots import base_of, sealed_answer, signed_record
from lianxin.kernel.ballots.credentials import secret_of
from lianxin.kernel.ballots.hashes import short_hash
from lianxin.kernel.ballots.proofs import Opening
from lianxin.kernel.ballots.refusals import Refused
from tests.cast import AT, Cast
from tests.facts.polls.sealed import AGAINST, FOR, VOTERS, Sealed, begun, closed, vote
from tests.kernel.ballots.booth import sealed_by_booth

Opened = list[Opening]
OR_IGNORE = "OR IGNORE " if connection.vendor == "sqlite" else ""


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


def sealed_in_the_booth(sealed: Sealed, folder: Path) -> tuple[bytes, list[Opened]]:
    """A ballot of the real booth, and what it shows where it is opened instead of cast."""
    asked = (sealed.board.election.encode(), sealed.codes[0], [FOR, AGAINST])
    (made,), _printed = sealed_by_booth([asked], folder=folder)
    shown = [
        [Opening(int(one["value"]), int(one["nonce"])) for one in row]
        for row in made["openings"]
    ]
    return made["record"].encode(), shown


def signed_anew(sealed: Sealed, voter: int, openings: list[Opened]) -> bytes:
    """A ballot of these ciphertexts with new proofs, signed with a voter's code."""
    election = queries.election_of(sealed.board)
    secret = secret_of(sealed.codes[voter], sealed.uuid)
    base = base_of(election, str(power_of_generator(secret)))
    answers = [
        sealed_answer(question, shown, base, election.public_key).as_json()
        for question, shown in zip(election.questions, openings, strict=True)
    ]
    return signed_record(election, secret, answers)


def test_what_was_opened_is_not_taken_though_it_is_signed_anew(
    cast: Cast, tmp_path: Path
) -> None:
    sealed = begun(cast)
    opened, openings = sealed_in_the_booth(sealed, tmp_path)
    spoil(cast, sealed, opened, VOTERS[0])
    election = queries.election_of(sealed.board)
    secret = secret_of(sealed.codes[0], sealed.uuid)
    same = signed_record(election, secret, canonical.read(opened)["answers"])
    fresh = [[Opening(one.value, random_scalar()) for one in row] for row in openings]
    for voter, record in (
        (0, same),
        (0, signed_anew(sealed, 0, openings)),
        (1, signed_anew(sealed, 1, openings)),
        (0, signed_anew(sealed, 0, [fresh[0], openings[1]])),
        (0, signed_anew(sealed, 0, [fresh[0], [*fresh[1][:2], openings[1][2]]])),
    ):
        assert short_hash(record) != short_hash(opened)
        with pytest.raises(Refused) as refusal:
            taken(cast, sealed, record, VOTERS[voter])
        assert refusal.value.code == "ballot_opened"
    assert BoardEvent.objects.count() == 1
    record = signed_anew(sealed, 0, fresh)
    assert taken(cast, sealed, record, VOTERS[0]) == short_hash(record)
    assert sealed.verdict().ballots == 1


def test_nothing_says_who_opened_it(cast: Cast) -> None:
    sealed = begun(cast)
    record, entries = sealed.ballot(0, [FOR, FOR]), Entry.objects.count()
    with CaptureQueriesContext(connection) as asked:
        spoil(cast, sealed, record, VOTERS[0])
    told = [q["sql"] or "" for q in asked]
    written = [sql for sql in told if sql.startswith(("INSERT", "UPDATE", "DELETE"))]
    assert [sql.partition("(")[0] for sql in written] == [
        'INSERT INTO "polls_spoiltballot" ',
        f'INSERT {OR_IGNORE}INTO "polls_spoiltciphertext" ',
    ]
    rows = list(SpoiltBallot.objects.values_list("board", "tracker"))
    assert rows == [(sealed.board.pk, short_hash(record))]
    kept = [f.name for f in SpoiltCiphertext._meta.get_fields()]
    assert kept == ["id", "board", "mark"]
    # Of each of the six ciphertexts, which has each but its own nonce.
    alphas = re.findall(r'"alpha":"(\d+)"', record.decode())
    marks = SpoiltCiphertext.objects.values_list("mark", flat=True)
    assert sorted(marks) == sorted(short_hash(alpha.encode()) for alpha in alphas)
    assert len(alphas) == 6
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
    assert not SpoiltCiphertext.objects.exists()
