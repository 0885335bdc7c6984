"""Elections for the tests, made by our own code; and archives taken apart and rebuilt."""

import io
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from lianxin.kernel.ballots import archive, canonical, events, keys
from lianxin.kernel.ballots.ballots import check_ballot, seal
from lianxin.kernel.ballots.credentials import (
    Credentials,
    public_of,
    secret_of,
    write_credentials,
)
from lianxin.kernel.ballots.election import Election, elected
from lianxin.kernel.ballots.hashes import hex_hash
from lianxin.kernel.ballots.proofs import Ciphertext
from lianxin.kernel.ballots.refusals import Refused
from lianxin.kernel.ballots.tally import (
    ciphertexts_of,
    read_decryption,
    result_of,
    tally_of,
)
from lianxin.kernel.ballots.trustees import Trustees, read_trustees
from lianxin.kernel.ballots.verifier import Verdict, verify

UUID = "Lianxin1111111"
SECONDS = 1_700_000_000
MOTION = {"answers": ["Yes", "No", "Abstain"], "min": 1, "max": 1, "question": "M?"}
CHOICE = {"answers": ["A", "B"], "blank": True, "min": 1, "max": 2, "question": "C?"}
VOTES = (((1, 0, 0), (0, 1, 1)), ((0, 1, 0), (1, 0, 0)), ((1, 0, 0), (0, 0, 1)))
Votes = Sequence[Sequence[Sequence[int]]]


@dataclass(frozen=True)
class World:
    """An election with all its secrets."""

    election: Election
    trustees: Trustees
    credentials: Credentials
    codes: tuple[str, ...]
    keys: tuple[keys.Key, ...]

    def secret(self, voter: int) -> int:
        return secret_of(self.codes[voter], UUID)

    def ballot(self, voter: int, votes: Sequence[Sequence[int]]) -> bytes:
        return seal(self.election, self.secret(voter), votes).record


CODES = (
    "nt2-PDC-ai1-r52-MrQ",
    "c7w-3St-MWL-KYV-NW6",
    "3VA-wAU-TYF-wBR-4oU",
    "FuC-yMu-UfA-tyy-FtC",
    "9ru-pUC-adt-grh-jw7",
)


@cache
def trustees_of(threshold: int, size: int) -> tuple[tuple[keys.Key, ...], bytes]:
    """The key files of trustees, the same each time, and their record."""
    return new_trustees(threshold, size)


def new_trustees(threshold: int, size: int) -> tuple[tuple[keys.Key, ...], bytes]:
    """The key files of trustees after all three rounds, and their record."""
    first = [keys.made_key(n, size, threshold) for n in range(1, size + 1)]
    certificates = [certificate for _, certificate in first]
    second = [keys.dealt(key, certificates) for key, _ in first]
    dealings = [dealing for _, dealing in second]
    third = [keys.finished(key, dealings) for key, _ in second]
    record = keys.group_record(certificates, dealings, [shown for _, shown in third])
    return tuple(key for key, _ in third), record


def world(*questions: dict[str, Any], threshold: int = 2, size: int = 3) -> World:
    """An election of these questions with five voters."""
    files, record = trustees_of(threshold, size)
    people = read_trustees(record)
    template = {"description": "d", "name": "n", "questions": list(questions)}
    return World(
        elected(template, UUID, people.public_key),
        people,
        write_credentials([public_of(code, UUID) for code in CODES]),
        CODES,
        files,
    )


def sums_of(one: World, ballots: Sequence[bytes]) -> list[list[Ciphertext]]:
    return [
        ciphertexts_of(check_ballot(one.election, one.credentials, ballot))
        for ballot in ballots
    ]


def archive_of(
    one: World,
    ballots: Sequence[bytes],
    *,
    until: str = "Result",
    by: Sequence[int] = (1, 3),
) -> bytes:
    """An honest archive with these ballots, up to an event."""
    content, head = events.begun(one.election, one.trustees, one.credentials, SECONDS)
    for ballot in ballots:
        more, head = events.with_ballot(head, ballot)
        content += more
    if until == "Ballot":
        return content
    more, head = events.with_end(head)
    content += more
    tally = tally_of(one.election, sums_of(one, ballots))
    more, head = events.with_tally(head, tally)
    content += more
    factors = {}
    for place in by:
        _, owner, record = keys.decrypted(
            one.keys[place - 1],
            opened(content),
            least=0,
            credentials=one.credentials.fingerprint,
        )
        key = one.trustees.keys[owner - 1]
        factors[owner] = read_decryption(
            one.election, tally, key, record, foreign=False
        )
        more, head = events.with_decryption(head, owner, record)
        content += more
    if until == "PartialDecryption":
        return content
    more, head = events.with_result(head, result_of(tally, one.trustees, factors))
    return content + more


def opened(content: bytes, *, foreign: bool = False, workers: int = 1) -> Verdict:
    """The verdict on an archive; Refused where it is not correct."""
    return verify(io.BytesIO(content), foreign=foreign, workers=workers)


def refusal_of(content: bytes, *, foreign: bool = False) -> tuple[str, str]:
    """Code and place of the refusal of an archive; ("", "") where it is correct."""
    try:
        opened(content, foreign=foreign)
    except Refused as refusal:
        return refusal.code, refusal.where
    return "", ""


# Taking archives apart


def records_of(content: bytes) -> list[archive.Record]:
    file = io.BytesIO(content)
    return list(archive.records_in(file, archive.read_header(file)))


def steps_of(content: bytes) -> list[tuple[str, list[bytes]]]:
    """The archive as kinds of event, each with the records before it."""
    steps, waiting = [], []
    for record in records_of(content):
        if record.is_event:
            steps.append((json.loads(record.body)["type"], waiting))
            waiting = []
        else:
            waiting.append(record.body)
    return steps


def rebuilt(steps: Sequence[tuple[str, list[bytes]]], seconds: int = SECONDS) -> bytes:
    """An archive of these steps with all hashes made anew, right or wrong."""
    content, parent = archive.header(seconds), ""
    for height, (kind, records) in enumerate(steps):
        event: dict[str, Any] = {"parent": parent} if parent else {}
        event |= {"height": height, "type": kind}
        if records:
            event["payload"] = hex_hash(records[-1])
        last = canonical.write(event)
        parent = hex_hash(last)
        for record in records:
            content += archive.packed(hex_hash(record) + archive.DATA, record, seconds)
        content += archive.packed(parent + archive.EVENT, last, seconds)
    return content


def relinked(kind: str, records: Sequence[bytes]) -> list[bytes]:
    """The records of a step, the last naming the others as they are now."""
    *parts, last = records
    value = json.loads(last)
    if kind == "Setup":
        names = ("election", "trustees", "credentials")
        value = dict(zip(names, map(hex_hash, parts), strict=True))
    elif kind == "EncryptedTally":
        value["encrypted_tally"] = hex_hash(parts[0])
    elif kind == "PartialDecryption":
        value["payload"] = hex_hash(parts[0])
    return [*parts, canonical.write(value)]


def changed(
    content: bytes, step: int, record: int, change: Callable[[Any], object]
) -> bytes:
    """The archive with one record changed as JSON, and all hashes made anew."""
    steps = steps_of(content)
    kind, records = steps[step]
    value = json.loads(records[record])
    change(value)
    records[record] = canonical.write(value)
    if record < len(records) - 1:
        records[:] = relinked(kind, records)
    return rebuilt(steps)
