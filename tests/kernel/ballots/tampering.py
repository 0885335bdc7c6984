"""How an archive is changed with care: what the tests of tampering are made of."""

import dataclasses
import json
from collections.abc import Callable
from functools import cache
from typing import Any

from lianxin.kernel.ballots import archive, canonical
from lianxin.kernel.ballots import tally as sums
from lianxin.kernel.ballots.arithmetic import P, Q, power, power_of_generator, product
from lianxin.kernel.ballots.ballots import signed_record
from lianxin.kernel.ballots.credentials import read_credentials
from lianxin.kernel.ballots.hashes import challenge, hex_hash, short_hash
from lianxin.kernel.ballots.proofs import read_ciphertext
from lianxin.kernel.ballots.trustees import Trustees, prove_key
from tests.kernel.ballots.elections import (
    CHOICE,
    MOTION,
    SECONDS,
    VOTES,
    Votes,
    World,
    archive_of,
    changed,
    rebuilt,
    relinked,
    steps_of,
    world,
)

SETUP, BALLOT, END, TALLY, DECRYPTION, RESULT = 0, 1, 4, 5, 6, 8
KEY = prove_key(1_234_567)


@cache
def one() -> World:
    return world(MOTION, CHOICE)


@cache
def ballots() -> tuple[bytes, ...]:
    return tuple(one().ballot(n, vote) for n, vote in enumerate(VOTES))


@cache
def honest() -> bytes:
    return archive_of(one(), ballots())


def asked(
    change: Callable[[dict[str, Any]], object],
    votes: Votes = VOTES,
    people: Trustees | None = None,
) -> Callable[[], bytes]:
    """An open board whose election was changed before anybody voted."""

    def made() -> bytes:
        value = json.loads(one().election.record)
        change(value)
        record = canonical.write(value)
        election = dataclasses.replace(
            one().election, record=record, fingerprint=short_hash(record)
        )
        there = dataclasses.replace(
            one(), election=election, trustees=people or one().trustees
        )
        sealed = [there.ballot(n, vote) for n, vote in enumerate(votes)]
        return archive_of(there, sealed, until="Ballot")

    return made


def decrypted_by(*shown: dict[str, Any]) -> Callable[[], bytes]:
    """An open board without ballots, whose trustees have shown single keys."""
    entries = [["Single", key] for key in shown]
    people = Trustees((), canonical.write(entries))
    key = str(product([int(one["public_key"]) for one in shown]))
    return asked(lambda value: value.update(public_key=key), (), people)


def events_with(change: Callable[[dict[str, Any]], object]) -> Callable[[], bytes]:
    """The honest board with its events changed, each naming the one before it."""

    def made() -> bytes:
        content, parent = archive.header(SECONDS), ""
        for height, (kind, records) in enumerate(steps_of(honest())):
            event: dict[str, Any] = {"parent": parent} if parent else {}
            event |= {"height": height, "type": kind}
            if records:
                event["payload"] = hex_hash(records[-1])
            change(event)
            last = canonical.write(event)
            parent = hex_hash(last)
            for record in records:
                content += packed(record)
            content += archive.packed(parent + archive.EVENT, last, SECONDS)
        return content

    return made


def packed(record: bytes) -> bytes:
    return archive.packed(hex_hash(record) + archive.DATA, record, SECONDS)


def of(kind: str, **members: object) -> Callable[[dict[str, Any]], object]:
    return lambda event: event["type"] == kind and event.update(members)


def capitals(event: dict[str, Any]) -> None:
    if event["type"] == "Result":
        event["payload"] = event["payload"].upper()


def first(**members: object) -> Callable[[dict[str, Any]], object]:
    def change(event: dict[str, Any]) -> None:
        if event["height"] == 0:
            later = dict(event)
            event.clear()
            event.update({**members, **later})

    return change


def signed(change: Callable[[list[Any]], object]) -> Callable[[], bytes]:
    """The first voter signs answers of another form; the rest is as it was."""

    def made() -> bytes:
        answers = canonical.read(ballots()[0])["answers"]
        change(answers)
        steps = steps_of(honest())
        steps[BALLOT][1][0] = signed_record(one().election, one().secret(0), answers)
        return rebuilt(steps)

    return made


def at(step: int, record: int, change: Callable[[Any], object]) -> Callable[[], bytes]:
    return lambda: changed(honest(), step, record, change)


def as_bytes(step: int, record: int, old: bytes, new: bytes) -> Callable[[], bytes]:
    """A record written otherwise, the hashes of the others fitting it again."""

    def made() -> bytes:
        steps = steps_of(honest())
        kind, records = steps[step]
        before, found, after = records[record].rpartition(old)
        assert found
        records[record] = before + new + after
        if record < len(records) - 1:
            records[:] = relinked(kind, records)
        return rebuilt(steps)

    return made


def in_order(*order: int) -> Callable[[], bytes]:
    def made() -> bytes:
        steps = steps_of(honest())
        return rebuilt([steps[n] for n in order])

    return made


def in_block(start: int, put: bytes) -> Callable[[], bytes]:
    """The block before the first record changed, its sum being right."""

    def made() -> bytes:
        content = bytearray(honest())
        block = content[1024:1536]
        block[start : start + len(put)] = put
        block[148:156] = b" " * 8
        block[148:156] = b"%06o\0 " % sum(block)
        content[1024:1536] = block
        return bytes(content)

    return made


def swap(entries: list[Any]) -> None:
    entries[0], entries[1] = entries[1], entries[0]


def of_order_two(answers: list[Any]) -> None:
    """The ciphertext times -1, which a proof with an even challenge does not see."""
    choice = answers[0]["choices"][0]
    for member in ("alpha", "beta"):
        choice[member] = str(int(P) - int(choice[member]))


def with_tally(change: Callable[[list[list[dict[str, str]]]], object]) -> bytes:
    """The tally changed before the trustees decrypt it, who do so honestly."""
    steps = steps_of(honest())
    rows = json.loads(steps[TALLY][1][0])
    change(rows)
    record = canonical.write(rows)
    found = tuple(tuple(read_ciphertext(c, "") for c in row) for row in rows)
    tally = sums.Tally(found, 3, record)
    steps[TALLY][1][:] = [record, tally.sized_record]
    factors = {}
    for step, owner in ((DECRYPTION, 1), (DECRYPTION + 1, 3)):
        share = one().keys[owner - 1].share
        assert share is not None
        part = sums.decrypt(one().election, tally, share)
        steps[step][1][:] = [part, sums.owned_record(owner, part)]
        key = one().trustees.keys[owner - 1]
        factors[owner] = sums.read_decryption(
            one().election, tally, key, part, foreign=False
        )
    result = sums.result_of(tally, one().trustees, factors)
    steps[RESULT][1][:] = [sums.write_result(result)]
    return rebuilt(steps)


def one_vote_more(rows: list[list[dict[str, str]]]) -> None:
    beta = int(rows[0][0]["beta"])
    rows[0][0]["beta"] = str(beta * power_of_generator(1) % P)


def hidden_anew(rows: list[list[dict[str, str]]]) -> None:
    cell, key = rows[0][0], one().election.public_key
    cell["alpha"] = str(int(cell["alpha"]) * power_of_generator(7) % P)
    cell["beta"] = str(int(cell["beta"]) * power(key, 7) % P)


def invented_factor(value: dict[str, Any]) -> None:
    """A factor that a trustee chose after the challenge: the plain proof holds."""
    election, share = one().election, one().keys[0].share
    assert share is not None
    alpha = int(json.loads(steps_of(honest())[TALLY][1][0])[0][0]["alpha"])
    key = one().trustees.keys[0]
    witness, second = 12_345, power_of_generator(99)
    commitments = f"{power_of_generator(witness)},{second}"
    found = challenge(f"decrypt|{election.fingerprint}|{key}|{commitments}")
    response = (witness - share * found) % Q
    rest = second * power(power(alpha, response), P - 2) % P
    factor = power(rest, pow(int(found), -1, int(Q)))
    value["decryption_factors"][0][0] = str(factor)
    value["decryption_proofs"][0][0] = {
        "challenge": str(found),
        "response": str(response),
    }


def listed(change: Callable[[list[str]], object]) -> Callable[[], bytes]:
    def made() -> bytes:
        found = json.loads(one().credentials.record)
        change(found)
        there = read_credentials(canonical.write(found))
        return archive_of(dataclasses.replace(one(), credentials=there), ballots())

    return made


def with_records(
    step: int, change: Callable[[list[bytes]], object]
) -> Callable[[], bytes]:
    """The records of one step in another order, or more, or fewer."""

    def made() -> bytes:
        steps = steps_of(honest())
        change(steps[step][1])
        return rebuilt(steps)

    return made


def event_first() -> bytes:
    """The first ballot's event stands before its record."""
    steps = steps_of(honest())
    whole, before = rebuilt(steps[:2]), rebuilt(steps[:1])
    record = packed(steps[BALLOT][1][0])
    event = whole[len(before) + len(record) :]
    return before + event + record + honest()[len(whole) :]


def with_blank(value: object) -> Callable[[dict[str, Any]], None]:
    """The first question says of blank answers what it would without saying it."""

    def change(election: dict[str, Any]) -> None:
        question = election["questions"][0]
        answers = question.pop("answers")
        rest = dict(question)
        question.clear()
        question.update({"answers": answers, "blank": value, **rest})

    return change


def thousands_of_questions(value: dict[str, Any]) -> None:
    value["questions"] *= 1_500
