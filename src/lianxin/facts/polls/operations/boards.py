"""A secret vote on line: set up, closed, decrypted by its trustees, published."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils.translation import gettext as _

from lianxin.base.journal import operations as journal
from lianxin.base.sqlite.durable import durably
from lianxin.facts.polls import policy, queries
from lianxin.facts.polls.enums import said
from lianxin.facts.polls.events import (
    BoardClosed,
    DecryptionAdded,
    PollOpened,
    ResultDeclared,
)
from lianxin.facts.polls.models import (
    Board,
    BoardEvent,
    Credential,
    Poll,
    Result,
    Voter,
)
from lianxin.facts.polls.operations.counting import frozen, unopened
from lianxin.kernel.actor import Actor, Ref
from lianxin.kernel.ballots import canonical, events, receipts
from lianxin.kernel.ballots.credentials import Credentials, read_credentials
from lianxin.kernel.ballots.election import Election, elected, read_election
from lianxin.kernel.ballots.events import Head, Kind
from lianxin.kernel.ballots.hashes import short_hash
from lianxin.kernel.ballots.refusals import Refused
from lianxin.kernel.ballots.tally import (
    Rows,
    owned_record,
    read_decryption,
    read_owner,
    result_of,
)
from lianxin.kernel.ballots.trustees import Trustees, check_shared, read_trustees
from lianxin.kernel.rules.counting import Ending, Turnout
from lianxin.org.people.queries import person_of

Found = TypeVar("Found")


@dataclass(frozen=True, slots=True, kw_only=True)
class Parties:
    """What the trustees and the registrar have shown, as their programs wrote it."""

    uuid: str
    trustees: bytes
    credentials: bytes


@transaction.atomic
def set_up_board(poll: Poll, *, parties: Parties, actor: Actor, at: datetime) -> Board:
    """Open a secret vote on line: fix who may vote and begin the public board.

    Raises ValidationError where one trustee could decrypt alone, where the registrar's
    list has more or fewer codes than there are voters, where there are so few that
    nothing would be decrypted, and where the trustees' keys are those of another vote.
    """
    poll = _locked(poll)
    policy.may_hold(poll.unit, actor=actor).or_raise()
    policy.is_prepared(poll).or_raise()
    policy.is_sealed(poll).or_raise()
    voters = list(
        queries.entitled_people(queries.kind_of(poll), poll.unit, today=poll.held_on)
    )
    people = _read("trustees", _shared, parties.trustees)
    listed = _read("credentials", read_credentials, parties.credentials)
    _check_numbers(poll, voters=len(voters), codes=len(listed.numbers))
    _check_fresh(people)
    secret = receipts.new_key()
    election = _election(poll, parties.uuid, people, secret)
    board = Board.objects.create(
        poll=poll,
        uuid=election.uuid,
        seconds=int(at.timestamp()),
        election=election.record.decode(),
        trustees=people.record.decode(),
        credentials=listed.fingerprint,
        receipt_key=secret,
    )
    _begin(board, election, people, listed)
    Voter.objects.bulk_create(Voter(poll=poll, person=person) for person in voters)
    poll.opened_at = at
    poll.save(update_fields=["opened_at"])
    journal.write(
        PollOpened(
            subject=queries.ref(poll),
            unit=Ref("units.unit", poll.unit_id),
            actor=actor,
            at=at,
            after={"voters": len(voters), "fingerprint": election.fingerprint},
        )
    )
    return board


@durably(connection)
def close_board(poll: Poll, *, actor: Actor, at: datetime) -> Board:
    """End the voting: no ballot is taken any more, and the sum of all stands sealed.

    The trustees refuse a second tally, so that not even a power cut may undo it.
    """
    poll = _locked(poll)
    policy.may_hold(poll.unit, actor=actor).or_raise()
    board = locked_board(poll)
    policy.is_taking_ballots(board).or_raise()
    election = queries.election_of(board)
    tally = queries.tally_on(board, election)
    head = queries.head_of(board)
    content, head = events.with_end(head)
    append(board, Kind.END, content, head)
    content, head = events.with_tally(head, tally)
    append(board, Kind.TALLY, content, head, short_hash(tally.record))
    board.closed_at = at
    board.save(update_fields=["closed_at"])
    journal.write(
        BoardClosed(
            subject=queries.ref(poll),
            unit=Ref("units.unit", poll.unit_id),
            actor=actor,
            at=at,
            after={"ballots": queries.trackers_of(board).count()},
        )
    )
    return board


@transaction.atomic
def add_decryption(poll: Poll, *, shown: bytes, actor: Actor, at: datetime) -> int:
    """Put a trustee's part of the decryption on the board, once its proofs hold.

    Returns the trustee's number; ValidationError says which proof does not hold, or
    that there are so few ballots that single votes could be inferred.
    """
    poll = _locked(poll)
    policy.may_hold(poll.unit, actor=actor).or_raise()
    board = locked_board(poll)
    policy.is_decrypted(board).or_raise()
    election, people = queries.election_of(board), queries.trustees_of(board)
    try:
        _check_ballots(poll, board)
        number, record = _decryption(board, election, people, shown.strip())
    except Refused as refusal:
        raise ValidationError({"shown": said(refusal)}) from refusal
    content, head = events.with_decryption(queries.head_of(board), number, record)
    append(board, Kind.DECRYPTION, content, head, str(number))
    journal.write(
        DecryptionAdded(
            subject=queries.ref(poll),
            unit=Ref("units.unit", poll.unit_id),
            actor=actor,
            at=at,
            after={"trustee": number},
        )
    )
    return number


@transaction.atomic
def publish_result(poll: Poll, *, actor: Actor, at: datetime) -> Result:
    """Publish what the trustees' parts come to, and freeze it with the archive's hash."""
    poll = _locked(poll)
    policy.may_hold(poll.unit, actor=actor).or_raise()
    board = locked_board(poll)
    policy.is_decrypted(board).or_raise()
    try:
        rows = _result(board)
    except Refused as refusal:
        raise ValidationError(said(refusal)) from refusal
    content, head = events.with_result(queries.head_of(board), rows)
    append(board, Kind.RESULT, content, head)
    cast = queries.trackers_of(board).count()
    turnout = Turnout(poll.voters.count(), cast, cast, cast, 0)
    digest = _digest(board)
    figures = frozen(poll, turnout, queries.votes_by_item(poll, rows))
    result = Result.objects.create(
        poll=poll,
        figures={**figures, "archive": digest},
        declared_by=person_of(actor),
        declared_at=at,
    )
    journal.write(
        ResultDeclared(
            subject=queries.ref(poll),
            unit=Ref("units.unit", poll.unit_id),
            actor=actor,
            at=at,
            after={
                "endings": [one["ending"] for one in figures["decisions"]],
                "archive": digest,
            },
        )
    )
    return result


@transaction.atomic
def end_unopened(poll: Poll, *, actor: Actor, at: datetime) -> Result:
    """End a vote of which so few ballots came that nobody may open them.

    Its result says so and is fixed; the next vote on the same matter may be prepared.
    """
    poll = _locked(poll)
    policy.may_hold(poll.unit, actor=actor).or_raise()
    board = locked_board(poll)
    policy.is_decrypted(board).or_raise()
    cast, least = queries.trackers_of(board).count(), queries.least_ballots(poll)
    if cast >= least:
        raise ValidationError(
            _("Enough ballots came: the trustees decrypt them and you publish.")
        )
    turnout = Turnout(poll.voters.count(), cast, cast, cast, 0)
    figures = unopened(poll, turnout)
    result = Result.objects.create(
        poll=poll,
        figures={**figures, "archive": _digest(board)},
        declared_by=person_of(actor),
        declared_at=at,
    )
    journal.write(
        ResultDeclared(
            subject=queries.ref(poll),
            unit=Ref("units.unit", poll.unit_id),
            actor=actor,
            at=at,
            after={"endings": [Ending.UNOPENED]},
        )
    )
    return result


def append(
    board: Board, kind: Kind, content: bytes, head: Head, payload: str = ""
) -> None:
    """Append an event to a board whose row is locked."""
    BoardEvent.objects.create(
        board=board,
        height=head.height,
        kind=kind,
        name=head.name,
        payload=payload,
        content=content,
    )


def locked_board(poll: Poll) -> Board:
    """The board, so that one event after another is appended."""
    policy.is_sealed(poll).or_raise()
    board = Board.objects.select_for_update().filter(poll=poll).first()
    policy.is_set_up(board).or_raise()
    assert board is not None  # noqa: S101 -- the policy has refused it
    return board


def _digest(board: Board) -> str:
    digest = hashlib.sha256()
    for part in queries.archive_of(board):
        digest.update(part)
    return digest.hexdigest()


def _begin(
    board: Board, election: Election, people: Trustees, listed: Credentials
) -> None:
    content, head = events.begun(election, people, listed, board.seconds)
    append(board, Kind.SETUP, content, head)
    # In the list's own order, which is by number: it says nothing about the voters.
    Credential.objects.bulk_create(
        Credential(board=board, public=public) for public in listed.numbers
    )


def _election(poll: Poll, uuid: str, people: Trustees, secret: str) -> Election:
    template = {
        "description": poll.text,
        "name": poll.title,
        "questions": queries.questions_of(poll),
    }
    try:
        made = elected(template, uuid.strip(), people.public_key)
    except Refused as refusal:
        raise ValidationError({"uuid": said(refusal)}) from refusal
    if Board.objects.filter(uuid=made.uuid).exists():
        raise ValidationError({"uuid": _("Another vote has this name already.")})
    more = {**canonical.read(made.record), "receipt_key": receipts.public_key(secret)}
    return read_election(canonical.write(more))


def _read(field: str, reader: Callable[[bytes], Found], record: bytes) -> Found:
    try:
        return reader(record.strip())
    except Refused as refusal:
        raise ValidationError({field: said(refusal)}) from refusal


def _shared(record: bytes) -> Trustees:
    people = read_trustees(record)
    check_shared(people)
    return people


def _check_numbers(poll: Poll, *, voters: int, codes: int) -> None:
    least = queries.least_ballots(poll)
    if voters < least:
        refusal = Refused("too_few_voters", found=voters, least=least)
        raise ValidationError({"__all__": said(refusal)})
    if voters != codes:
        refusal = Refused("number_of_credentials", found=codes, expected=voters)
        raise ValidationError({"credentials": said(refusal)})


def _check_fresh(people: Trustees) -> None:
    """A trustee's program decrypts one vote with a key, so no other could be opened."""
    if Board.objects.filter(trustees=people.record.decode()).exists():
        words = _(
            "These keys belong to another vote. The trustees make new ones for each "
            "vote: with the old ones nobody could open the result."
        )
        raise ValidationError({"trustees": words})


def _check_ballots(poll: Poll, board: Board) -> None:
    """The trustees' program refuses it as well; another program might not."""
    found, least = queries.trackers_of(board).count(), queries.least_ballots(poll)
    if found < least:
        raise Refused("too_few_ballots", found=found, least=least)


def _decryption(
    board: Board, election: Election, people: Trustees, shown: bytes
) -> tuple[int, bytes]:
    owner, value = canonical.members(
        canonical.read(shown), "the file", "owner", "decryption"
    )
    record = canonical.write(value)
    number = read_owner(owned_record(owner, record), record, people)
    if board.events.filter(kind=Kind.DECRYPTION, payload=str(number)).exists():
        raise Refused("owner_twice", owner=number)
    tally = queries.tally_on(board, election)
    read_decryption(election, tally, people.keys[number - 1], record, foreign=False)
    return number, record


def _result(board: Board) -> Rows:
    election, people = queries.election_of(board), queries.trustees_of(board)
    tally = queries.tally_on(board, election)
    factors = {}
    for event in board.events.filter(kind=Kind.DECRYPTION):
        record = queries.record_in(bytes(event.content))
        owner = int(event.payload)
        key = people.keys[owner - 1]
        factors[owner] = read_decryption(election, tally, key, record, foreign=False)
    return result_of(tally, people, factors)


def _locked(poll: Poll) -> Poll:
    return (
        Poll.objects.select_for_update(of=("self",))
        .select_related("unit")
        .prefetch_related("items")
        .get(pk=poll.pk)
    )
