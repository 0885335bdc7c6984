"""Casting a secret ballot: all of it checked, then one event on the board; or opening it.

Nothing is journalled and no time is kept: nobody shall learn from the database who
cast which ballot. What a voter is told of is on the disk by then: a receipt outlasts a
power cut, and so does that a ballot was opened.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db import connection
from django.db.models import Case, F, Value, When

from lianxin.base.sqlite.durable import durably
from lianxin.facts.polls import policy, queries
from lianxin.facts.polls.models import (
    Board,
    Credential,
    Poll,
    SpoiltBallot,
    SpoiltCiphertext,
    Voter,
)
from lianxin.facts.polls.operations.boards import append, locked_board
from lianxin.kernel.actor import Actor
from lianxin.kernel.ballots import events
from lianxin.kernel.ballots.ballots import (
    Ballot,
    check_credential,
    check_proofs,
    read_ballot,
    refuse_strangers,
)
from lianxin.kernel.ballots.credentials import Credentials
from lianxin.kernel.ballots.election import Election
from lianxin.kernel.ballots.events import Kind
from lianxin.kernel.ballots.refusals import Refused
from lianxin.kernel.ballots.tally import ciphertexts_of


@dataclass(frozen=True, slots=True)
class Taken:
    """The tracker of a ballot on the board, and the signed receipt for it."""

    tracker: str
    receipt: str


def cast_ballot(poll: Poll, *, record: bytes, actor: Actor, at: datetime) -> Taken:
    """Put a sealed ballot on the board; the ballots' `Refused` says what is wrong with it.

    The cheap checks come first, and all of them before the board is locked. One
    transaction then marks the account as having voted and the credential as used.
    """
    del at  # a ballot bears no time
    board = _open_to(poll, actor=actor)
    election = queries.election_of(board)
    ballot = _signed(board, election, record)
    refuse_strangers(ballot)
    check_proofs(election, ballot)
    return _taken(poll, ballot, actor=actor)


def spoil_ballot(poll: Poll, *, record: bytes, actor: Actor, at: datetime) -> str:
    """Note that a sealed ballot is opened to check it, so that it is never taken.

    Nor is any other ballot with one of its ciphertexts, signed by whomever: who has
    seen it opened would know what that one holds. Returns its tracker. Only ballots
    signed with a code of the list are noted; whose code it is, and who asked, is not.
    """
    del at  # a ballot bears no time
    board = _open_to(poll, actor=actor)
    ballot = _signed(board, queries.election_of(board), record)
    return _spoilt(poll, ballot)


def _open_to(poll: Poll, *, actor: Actor) -> Board:
    board = queries.board_of(poll)
    policy.is_set_up(board).or_raise()
    assert board is not None  # noqa: S101 -- the policy has refused it
    policy.is_taking_ballots(board).or_raise()
    policy.may_vote(queries.own_vote(poll, actor=actor)).or_raise()
    return board


def _signed(board: Board, election: Election, record: bytes) -> Ballot:
    ballot = read_ballot(election, record)
    row = Credential.objects.filter(board=board, public=ballot.credential).first()
    if row is not None and row.is_used:
        raise Refused("credential_used")
    numbers = {row.public: int(row.public)} if row else {}
    check_credential(ballot, Credentials(numbers, board.credentials, b""))
    return ballot


@durably(connection)
def _spoilt(poll: Poll, ballot: Ballot) -> str:
    board = locked_board(poll)
    policy.is_taking_ballots(board).or_raise()
    mine = Credential.objects.filter(board=board, public=ballot.credential)
    if mine.filter(is_used=True).exists():
        raise Refused("credential_used")
    SpoiltBallot.objects.get_or_create(board=board, tracker=ballot.tracker)
    SpoiltCiphertext.objects.bulk_create(
        (SpoiltCiphertext(board=board, mark=mark) for mark in _marks_of(ballot)),
        ignore_conflicts=True,
    )
    return ballot.tracker


@durably(connection)
def _taken(poll: Poll, ballot: Ballot, *, actor: Actor) -> Taken:
    board = locked_board(poll)
    policy.is_taking_ballots(board).or_raise()
    me = queries.own_vote(poll, actor=actor)
    policy.may_vote(me).or_raise()
    if _is_opened(board, ballot):
        raise Refused("ballot_opened")
    used = Credential.objects.filter(
        board=board, public=ballot.credential, is_used=False
    ).update(is_used=True)
    if not used:
        raise Refused("credential_used")
    _mark(poll, me)
    content, head = events.with_ballot(queries.head_of(board), ballot.record)
    append(board, Kind.BALLOT, content, head, ballot.tracker)
    receipt = queries.receipt_for(board, ballot.tracker, head.height, head.name)
    return Taken(ballot.tracker, receipt)


def _is_opened(board: Board, ballot: Ballot) -> bool:
    """Whether this ballot, or one of its ciphertexts, was opened to check it."""
    return (
        board.spoilt.filter(tracker=ballot.tracker).exists()
        or board.spoilt_ciphertexts.filter(mark__in=_marks_of(ballot)).exists()
    )


def _marks_of(ballot: Ballot) -> list[str]:
    return sorted({one.mark for one in ciphertexts_of(ballot)})


def _mark(poll: Poll, voter: Voter | None) -> None:
    """Note that the account has voted, by writing every row of the electorate anew.

    PostgreSQL keeps with each row which transaction wrote it last, and puts what was
    written last behind the rest: one row written alone would lie beside its ballot.
    """
    marked = When(pk=voter.pk if voter else 0, then=Value(True))  # noqa: FBT003 -- Value has no name for it
    Voter.objects.filter(poll=poll).update(
        has_voted=Case(marked, default=F("has_voted"))
    )
