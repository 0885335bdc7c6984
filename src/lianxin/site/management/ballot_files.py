"""The files of a secret ballot: archives that grow, keys that stay private."""

import hashlib
import json
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from lianxin.kernel.ballots import canonical, events, keys
from lianxin.kernel.ballots.ballots import check_ballot, seal
from lianxin.kernel.ballots.credentials import (
    make_code,
    public_of,
    read_credentials,
    secret_of,
    write_credentials,
)
from lianxin.kernel.ballots.election import Election, elected
from lianxin.kernel.ballots.refusals import Refused
from lianxin.kernel.ballots.tally import (
    owned_record,
    read_decryption,
    read_owner,
    result_of,
    tally_of,
)
from lianxin.kernel.ballots.trustees import read_trustees
from lianxin.kernel.ballots.verifier import Verdict, verify

PRIVATE, PUBLIC = 0o600, 0o644
Step = Callable[[events.Head], tuple[bytes, events.Head]]


@dataclass(frozen=True, slots=True)
class Parts:
    """The files that an election begins with."""

    template: Path
    trustees: Path
    credentials: Path


def processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0))


def checked(path: Path, *, foreign: bool = False) -> Verdict:
    """What a correct archive says; Refused where it is not."""
    with path.open("rb") as file:
        return verify(file, foreign=foreign, workers=processors())


def write_new(
    path: Path, record: bytes, mode: int = PUBLIC, ending: bytes = b"\n"
) -> None:
    """Write a file that must not be there yet: nothing is ever overwritten."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    with os.fdopen(handle, "wb") as file:
        file.write(record + ending)
        file.flush()
        os.fsync(file.fileno())


def read_record(path: Path) -> bytes:
    """A record from a file, without the line break at its end."""
    return path.read_bytes().removesuffix(b"\n")


def _replace(path: Path, content: bytes, mode: int) -> None:
    beside = path.with_name(f".{path.name}.new")
    beside.unlink(missing_ok=True)
    handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)


# The registrar


def make_credentials(uuid: str, count: int, codes: Path, public: Path) -> str:
    """Make codes and their public list; return the fingerprint of the list."""
    if count < 1:
        raise Refused("too_few_credentials")
    made = [make_code() for _ in range(count)]
    listed = write_credentials([public_of(code, uuid) for code in made])
    write_new(codes, "\n".join(made).encode(), PRIVATE)
    write_new(public, listed.record)
    return listed.fingerprint


# Trustees


def new_key(place: int, size: int, threshold: int, file: Path, shown: Path) -> None:
    """First round: a private key file and a certificate for the others."""
    key, certificate = keys.made_key(place, size, threshold)
    write_new(file, key.as_record(), PRIVATE)
    write_new(shown, certificate)


def gather(
    shown: Path, certificates: Sequence[Path], rounds: Sequence[Sequence[Path]]
) -> None:
    """The record of trustees from the files of all three rounds."""
    dealings, public = rounds
    record = keys.group_record(
        [read_record(path) for path in certificates],
        [read_record(path) for path in dealings],
        [read_record(path) for path in public],
    )
    write_new(shown, record)


def next_round(
    file: Path,
    others: Sequence[Path],
    shown: Path,
    step: Callable[[keys.Key, Sequence[bytes]], tuple[keys.Key, bytes]],
) -> None:
    """Second and third round: from what all have shown, the key goes on a step."""
    key = keys.read_key(file.read_bytes())
    key, record = step(key, [read_record(path) for path in others])
    _replace(file, key.as_record() + b"\n", PRIVATE)
    write_new(shown, record)


def look(archive: Path, file: Path) -> Verdict:
    """Check an archive and let the key remember the board as it is."""
    board = checked(archive)
    key = keys.looked(keys.read_key(file.read_bytes()), board)
    _replace(file, key.as_record() + b"\n", PRIVATE)
    return board


def decrypt(
    archive: Path, file: Path, shown: Path, *, least: int, credentials: str
) -> Verdict:
    """Check an archive and decrypt its tally; the key remembers before it is told."""
    board = checked(archive)
    key = keys.read_key(file.read_bytes())
    key, owner, record = keys.decrypted(
        key, board, least=least, credentials=credentials
    )
    _replace(file, key.as_record() + b"\n", PRIVATE)
    value = {"owner": owner, "decryption": canonical.read(record)}
    write_new(shown, canonical.write(value))
    return board


# The board


def begin(archive: Path, parts: Parts, uuid: str, seconds: int) -> Election:
    """Begin an archive: what is asked, who decrypts, who may vote."""
    people = read_trustees(read_record(parts.trustees))
    listed = read_credentials(read_record(parts.credentials))
    template = json.loads(parts.template.read_text(encoding="utf-8"))
    election = elected(template, uuid, people.public_key)
    content, _ = events.begun(election, people, listed, seconds)
    write_new(archive, content, ending=b"")
    return election


def vote(archive: Path, code: str, votes: Sequence[Sequence[int]]) -> str:
    """Seal a ballot and append it; return its tracker."""
    board = checked(archive)
    if board.is_closed:
        raise Refused("not_open")
    secret = secret_of(code, board.election.uuid)
    ballot = seal(board.election, secret, votes)
    valid = check_ballot(board.election, board.credentials, ballot.record)
    if valid.credential in board.voted:
        raise Refused("second_ballot")
    _append(archive, board, lambda head: events.with_ballot(head, ballot))
    return ballot.tracker


def close(archive: Path) -> Verdict:
    """End the voting and append the encrypted tally."""
    board = checked(archive)
    if board.is_closed:
        raise Refused("not_open")
    tally = tally_of(board.election, list(board.voted.values()))
    _append(
        archive, board, events.with_end, lambda head: events.with_tally(head, tally)
    )
    return board


def add_decryption(archive: Path, shown: Path) -> int:
    """Append what a trustee has decrypted; return the trustee's number."""
    board = checked(archive)
    if board.tally is None:
        raise Refused("no_tally")
    owner, value = canonical.members(
        canonical.read(read_record(shown)), "the file", "owner", "decryption"
    )
    record = canonical.write(value)
    owned = owned_record(owner, record)
    number = read_owner(owned, record, board.trustees)
    if number in board.decryptions:
        raise Refused("owner_twice", owner=number)
    key = board.trustees.keys[number - 1]
    read_decryption(board.election, board.tally, key, record, foreign=False)
    _append(archive, board, lambda head: events.with_decryption(head, number, record))
    return number


def finish(archive: Path) -> Verdict:
    """Append the result, and return what the finished archive says."""
    board = checked(archive)
    if board.result is not None:
        raise Refused("not_open")
    if board.tally is None:
        raise Refused("no_tally")
    result = result_of(board.tally, board.trustees, board.decryptions)
    _append(archive, board, lambda head: events.with_result(head, result))
    return checked(archive)


def _append(archive: Path, board: Verdict, *steps: Step) -> None:
    """Append events to an archive that is still the one that was checked.

    It is written anew beside and put in its place, so that a power cut leaves the old
    one or the new one.
    """
    before = archive.read_bytes()
    if hashlib.sha256(before).hexdigest() != board.archive:
        raise Refused("changed_meanwhile")
    head = events.Head(len(board.events) - 1, board.events[-1], board.seconds)
    for step in steps:
        added, head = step(head)
        before += added
    _replace(archive, before, PUBLIC)
