"""Whether an archive shows a correct election: a state machine over its events.

Whatever is not listed here is refused. That the foreign program `belenios-tool` finds
no fault is necessary, but it checks less.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field

from lianxin.kernel.ballots import canonical
from lianxin.kernel.ballots.archive import Readable, Record, read_header, records_in
from lianxin.kernel.ballots.checking import Cast, Checked, Checker
from lianxin.kernel.ballots.credentials import Credentials, read_credentials
from lianxin.kernel.ballots.election import Election, read_election
from lianxin.kernel.ballots.events import FOLLOWS, RECORDS, Kind, read_event
from lianxin.kernel.ballots.hashes import hex_hash, short_hash
from lianxin.kernel.ballots.proofs import Ciphertext
from lianxin.kernel.ballots.refusals import Refused
from lianxin.kernel.ballots.tally import (
    Rows,
    Tally,
    check_result,
    check_tally,
    read_decryption,
    read_owner,
    result_of,
    tally_of,
)
from lianxin.kernel.ballots.trustees import Trustees, read_trustees

_MOST_RECORDS = max(RECORDS.values())


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a correct archive says; `result` is None while there is none.

    `events` are the names of all events by height, `trackers` those of all ballots;
    `voted` has the ciphertexts that count by credential; `seconds` is the time stamp.
    """

    election: Election
    trustees: Trustees
    credentials: Credentials
    events: tuple[str, ...]
    trackers: tuple[str, ...]
    voted: dict[str, list[Ciphertext]]
    is_closed: bool
    tally: Tally | None
    decryptions: dict[int, Rows]
    result: Rows | None
    archive: str
    seconds: int

    @property
    def ballots(self) -> int:
        """How many ballots count, which is fewer than were cast by voters who may
        vote again.
        """
        return len(self.voted)

    def refuse_other_history(self, events: tuple[str, ...]) -> None:
        """Refuse a board that does not begin with the events of an older one."""
        for height, name in enumerate(events):
            if self.events[height : height + 1] != (name,):
                raise Refused("not_continued", height=height)


def verify(file: Readable, *, foreign: bool = False, workers: int = 1) -> Verdict:
    """Check a whole archive; Refused says what does not hold and in which event.

    Of archives made elsewhere (`foreign`) two things are not asked: strong proofs of
    decryption, and that each credential has one ballot (the last counts). A board
    that is still open, or not decrypted yet, is correct as far as it goes.
    """
    reader = _Hashing(file)
    machine = _Machine(foreign=foreign, workers=workers)
    try:
        seconds = read_header(reader)
        for record in records_in(reader, seconds):
            machine.take(record)
        return machine.verdict(reader.digest(), seconds)
    finally:
        machine.close()


class _Hashing:
    """Hashes what is read, so that the digest is of the very bytes that were checked."""

    def __init__(self, file: Readable) -> None:
        self._file = file
        self._hash = hashlib.sha256()

    def read(self, size: int, /) -> bytes:
        """The next bytes."""
        found = self._file.read(size)
        self._hash.update(found)
        return found

    def digest(self) -> str:
        """SHA-256 of all that was read."""
        return self._hash.hexdigest()


@dataclass(slots=True)
class _Machine:
    """What has been read so far."""

    foreign: bool
    workers: int
    events: list[str] = field(default_factory=list)
    last: str = ""
    names: set[str] = field(default_factory=set)
    pending: list[Record] = field(default_factory=list)
    setup: tuple[Election, Trustees, Credentials] | None = None
    checker: Checker | None = None
    trackers: list[str] = field(default_factory=list)
    counted: dict[str, list[Ciphertext]] = field(default_factory=dict)
    tally: Tally | None = None
    decryptions: dict[int, Rows] = field(default_factory=dict)
    result: Rows | None = None

    def take(self, record: Record) -> None:
        """Go on by one record."""
        if record.name in self.names:
            raise Refused("record_twice", where=record.where)
        self.names.add(record.name)
        if not record.is_event:
            self.pending.append(record)
            if len(self.pending) > _MOST_RECORDS:
                raise Refused("stray_record", where=self.pending[0].where)
            return
        where = f"Event {len(self.events)} (record {record.place})"
        try:
            parent = self.events[-1] if self.events else ""
            kind, payload = read_event(record.body, parent, len(self.events))
            where = f"Event {len(self.events)} ({kind})"
            if self.last not in FOLLOWS[kind]:
                previous = self.last or "nothing"
                raise Refused("event_out_of_order", type=kind, previous=previous)
            self._match(kind, payload)
            bodies = [one.body for one in self.pending]
            self._steps()[kind](where, *bodies)
        except Refused as refusal:
            raise refusal.at(where) from refusal
        self.events.append(record.name)
        self.pending = []
        self.last = kind

    def close(self) -> None:
        """Let go of the workers."""
        if self.checker:
            self.checker.close()

    def verdict(self, digest: str, seconds: int) -> Verdict:
        """What the archive says, once it is read to its end."""
        if self.pending:
            raise Refused("stray_record", where=self.pending[0].where)
        self._count_the_rest()
        election, trustees, credentials = self._started()
        return Verdict(
            election,
            trustees,
            credentials,
            tuple(self.events),
            tuple(self.trackers),
            self.counted,
            self.last not in {Kind.SETUP, Kind.BALLOT},
            self.tally,
            self.decryptions,
            self.result,
            digest,
            seconds,
        )

    def _match(self, kind: Kind, payload: str | None) -> None:
        """Refuse records before an event other than those that belong to it."""
        expected = RECORDS[kind]
        if len(self.pending) > expected:
            raise Refused("stray_record", where=self.pending[0].where)
        if len(self.pending) < expected:
            raise Refused("missing_record")
        if self.pending and self.pending[-1].name != payload:
            raise Refused("missing_record")

    def _steps(self) -> dict[Kind, Callable[..., None]]:
        return {
            Kind.SETUP: self._begin,
            Kind.BALLOT: self._ballot,
            Kind.END: self._end,
            Kind.TALLY: self._tally,
            Kind.DECRYPTION: self._decryption,
            Kind.RESULT: self._result,
        }

    def _started(self) -> tuple[Election, Trustees, Credentials]:
        if self.setup is None:
            raise Refused("empty_archive")
        return self.setup

    def _begin(
        self,
        where: str,
        election: bytes,
        trustees: bytes,
        credentials: bytes,
        setup: bytes,
    ) -> None:
        names = canonical.members(
            canonical.read(setup), "the setup", "election", "trustees", "credentials"
        )
        if names != [hex_hash(one) for one in (election, trustees, credentials)]:
            raise Refused("missing_record")
        self.setup = (
            read_election(election),
            read_trustees(trustees),
            read_credentials(credentials),
        )
        chosen, people, listed = self.setup
        if chosen.public_key == 1:
            raise Refused("public_key_of_everybody")
        if chosen.public_key != people.public_key:
            raise Refused("wrong_public_key")
        self.checker = Checker(chosen, listed, self.workers)

    def _ballot(self, where: str, record: bytes) -> None:
        self.trackers.append(short_hash(record))
        if self.checker:
            for ballot in self.checker.add(Cast(where, record)):
                self._count(ballot)

    def _count(self, ballot: Checked) -> None:
        if ballot.credential in self.counted and not self.foreign:
            raise Refused("second_ballot", where=ballot.where)
        self.counted[ballot.credential] = ballot.ciphertexts

    def _count_the_rest(self) -> None:
        if self.checker:
            for ballot in self.checker.rest():
                self._count(ballot)

    def _end(self, where: str) -> None:
        self._count_the_rest()

    def _tally(self, where: str, record: bytes, sized: bytes) -> None:
        election, _, _ = self._started()
        self.tally = tally_of(election, list(self.counted.values()))
        check_tally(self.tally, sized, record)

    def _decryption(self, where: str, record: bytes, owned: bytes) -> None:
        election, trustees, _ = self._started()
        owner = read_owner(owned, record, trustees)
        if owner in self.decryptions:
            raise Refused("owner_twice", owner=owner)
        if self.tally:
            self.decryptions[owner] = read_decryption(
                election,
                self.tally,
                trustees.keys[owner - 1],
                record,
                foreign=self.foreign,
            )

    def _result(self, where: str, record: bytes) -> None:
        _, trustees, _ = self._started()
        if self.tally:
            self.result = result_of(self.tally, trustees, self.decryptions)
            check_result(self.result, record)
