"""The chain of events of an election: each names the one before it by its hash."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from lianxin.kernel.ballots import archive, canonical
from lianxin.kernel.ballots.ballots import Sealed
from lianxin.kernel.ballots.credentials import Credentials
from lianxin.kernel.ballots.election import Election
from lianxin.kernel.ballots.hashes import hex_hash
from lianxin.kernel.ballots.refusals import Refused
from lianxin.kernel.ballots.tally import Rows, Tally, owned_record, write_result
from lianxin.kernel.ballots.trustees import Trustees


class Kind(StrEnum):
    """What happened."""

    SETUP = "Setup"
    BALLOT = "Ballot"
    END = "EndBallots"
    TALLY = "EncryptedTally"
    DECRYPTION = "PartialDecryption"
    RESULT = "Result"


# After which events each may come; "" is the beginning.
FOLLOWS: dict[Kind, frozenset[str]] = {
    Kind.SETUP: frozenset({""}),
    Kind.BALLOT: frozenset({Kind.SETUP, Kind.BALLOT}),
    Kind.END: frozenset({Kind.SETUP, Kind.BALLOT}),
    Kind.TALLY: frozenset({Kind.END}),
    Kind.DECRYPTION: frozenset({Kind.TALLY, Kind.DECRYPTION}),
    Kind.RESULT: frozenset({Kind.DECRYPTION}),
}
# How many records stand before the event; it refers to the last of them.
RECORDS: dict[Kind, int] = {
    Kind.SETUP: 4,
    Kind.BALLOT: 1,
    Kind.END: 0,
    Kind.TALLY: 2,
    Kind.DECRYPTION: 2,
    Kind.RESULT: 1,
}


@dataclass(frozen=True, slots=True)
class Head:
    """The last event of a chain: what the next one continues."""

    height: int
    name: str
    seconds: int


def read_event(record: bytes, parent: str, height: int) -> tuple[Kind, str | None]:
    """Kind and payload of the event that continues the chain at `height`."""
    before, found, kind, payload = canonical.members(
        canonical.read(record), "the event", "?parent", "height", "type", "?payload"
    )
    if before != (parent or None):
        raise Refused("wrong_parent")
    if canonical.count(found, "the height") != height:
        raise Refused("wrong_height", found=found, expected=height)
    if kind not in tuple(Kind):
        raise Refused("unknown_event", type=str(kind)[:40])
    if (payload is None) is not (kind == Kind.END):
        code = "missing_record" if payload is None else "no_payload_wanted"
        raise Refused(code, type=kind)
    if payload is not None:
        canonical.hexadecimal(payload, "the payload")
    return Kind(kind), payload


def begun(
    election: Election, trustees: Trustees, credentials: Credentials, seconds: int
) -> tuple[bytes, Head]:
    """A new archive up to its first event."""
    parts = (election.record, trustees.record, credentials.record)
    names = ("election", "trustees", "credentials")
    hashes = {name: hex_hash(part) for name, part in zip(names, parts, strict=True)}
    setup = canonical.write(hashes)
    start = Head(-1, "", seconds)
    more, head = _continued(start, Kind.SETUP, [*parts, setup])
    return archive.header(seconds) + more, head


def with_ballot(head: Head, ballot: Sealed | bytes) -> tuple[bytes, Head]:
    """What a ballot adds to the archive, and the new head."""
    record = ballot if isinstance(ballot, bytes) else ballot.record
    return _continued(head, Kind.BALLOT, [record])


def with_end(head: Head) -> tuple[bytes, Head]:
    """What the end of voting adds."""
    return _continued(head, Kind.END, [])


def with_tally(head: Head, tally: Tally) -> tuple[bytes, Head]:
    """What the encrypted tally adds."""
    return _continued(head, Kind.TALLY, [tally.record, tally.sized_record])


def with_decryption(head: Head, owner: int, record: bytes) -> tuple[bytes, Head]:
    """What a trustee's part of the decryption adds."""
    owned = owned_record(owner, record)
    return _continued(head, Kind.DECRYPTION, [record, owned])


def with_result(head: Head, result: Rows) -> tuple[bytes, Head]:
    """What the result adds."""
    return _continued(head, Kind.RESULT, [write_result(result)])


def _continued(head: Head, kind: Kind, records: Sequence[bytes]) -> tuple[bytes, Head]:
    event: dict[str, object] = {"parent": head.name} if head.name else {}
    event |= {"height": head.height + 1, "type": str(kind)}
    if records:
        event["payload"] = hex_hash(records[-1])
    last = canonical.write(event)
    name = hex_hash(last)
    parts = [
        archive.packed(hex_hash(one) + archive.DATA, one, head.seconds)
        for one in records
    ]
    parts.append(archive.packed(name + archive.EVENT, last, head.seconds))
    return b"".join(parts), Head(head.height + 1, name, head.seconds)
