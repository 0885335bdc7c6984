"""The sum of the ballots, its decryption by the trustees, and the result."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from lianxin.kernel.ballots import canonical
from lianxin.kernel.ballots.arithmetic import is_member, power, power_of_generator
from lianxin.kernel.ballots.ballots import Ballot
from lianxin.kernel.ballots.election import Election
from lianxin.kernel.ballots.hashes import hex_hash
from lianxin.kernel.ballots.proofs import (
    Ciphertext,
    logarithm,
    prove_decryption,
    quotient,
    read_proof,
    shows_decryption,
    sum_of,
)
from lianxin.kernel.ballots.refusals import Refused
from lianxin.kernel.ballots.trustees import Trustees

Rows = tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class Tally:
    """For each answer of each question the ciphertext of its votes."""

    rows: tuple[tuple[Ciphertext, ...], ...]
    ballots: int
    record: bytes

    @property
    def sized_record(self) -> bytes:
        """The record that says of how many ballots this is the tally."""
        return canonical.write(
            {
                "num_tallied": self.ballots,
                "total_weight": self.ballots,
                "encrypted_tally": hex_hash(self.record),
            }
        )


def tally_of(election: Election, ballots: Sequence[Sequence[Ciphertext]]) -> Tally:
    """The tally of ballots, each given as all its ciphertexts in order."""
    columns = zip(*ballots, strict=True) if ballots else iter([()] * _places(election))
    sums = iter([sum_of(column) for column in columns])
    rows = tuple(
        tuple(next(sums) for _ in range(question.places))
        for question in election.questions
    )
    record = canonical.write([[one.as_json() for one in row] for row in rows])
    return Tally(rows, len(ballots), record)


def ciphertexts_of(ballot: Ballot) -> list[Ciphertext]:
    """All ciphertexts of a ballot in order."""
    return [choice for answer in ballot.answers for choice in answer.choices]


def _places(election: Election) -> int:
    return sum(question.places for question in election.questions)


def check_tally(tally: Tally, sized: bytes, record: bytes) -> None:
    """Refuse a published tally that is not `tally`, found anew from the ballots."""
    count, weight, name = canonical.members(
        canonical.read(sized),
        "the tally",
        "num_tallied",
        "total_weight",
        "encrypted_tally",
    )
    if canonical.count(count, "num_tallied") != tally.ballots:
        raise Refused("wrong_number_tallied", found=count, expected=tally.ballots)
    if canonical.count(weight, "total_weight") != tally.ballots:
        raise Refused("wrong_weight_tallied", found=weight, expected=tally.ballots)
    if canonical.hexadecimal(name, "encrypted_tally") != hex_hash(record):
        raise Refused("missing_record")
    if record != tally.record:
        raise Refused("wrong_tally")


# Partial decryption


def _headings(
    election: Election, tally: Tally, key: int, factors: object
) -> "_Heading":
    bound = f"{hex_hash(tally.record)}|{hex_hash(canonical.write(factors))}|{key}"
    return _Heading(
        f"decrypt|{election.fingerprint}|{key}|",
        f"strong-decrypt|{election.fingerprint}|{bound}|",
    )


@dataclass(frozen=True, slots=True)
class _Heading:
    """What the hashes of a trustee's proofs begin with.

    The protocol's own heading leaves open which ciphertext the proof is about, and
    what it claims; the strong one binds the tally, all factors and the place.
    """

    plain: str
    start: str

    def strong(self, question: int, choice: int) -> str:
        return f"{self.start}{question},{choice}|"


def decrypt(election: Election, tally: Tally, secret: int) -> bytes:
    """A trustee's part of the decryption, with proofs plain and strong."""
    key = power_of_generator(secret)
    factors = [[str(power(one.alpha, secret)) for one in row] for row in tally.rows]
    heading = _headings(election, tally, key, factors)
    plain = [
        [prove_decryption(heading.plain, one.alpha, secret).as_json() for one in row]
        for row in tally.rows
    ]
    strong = [
        [
            prove_decryption(heading.strong(i, j), one.alpha, secret).as_json()
            for j, one in enumerate(row)
        ]
        for i, row in enumerate(tally.rows)
    ]
    return canonical.write(
        {
            "decryption_factors": factors,
            "decryption_proofs": plain,
            "strong_proofs": strong,
        }
    )


def owned_record(owner: int, record: bytes) -> bytes:
    """The record that says whose partial decryption another record is."""
    return canonical.write({"owner": owner, "payload": hex_hash(record)})


def read_owner(record: bytes, decryption: bytes, trustees: Trustees) -> int:
    """The number of the trustee whose decryption it is."""
    owner, name = canonical.members(
        canonical.read(record), "the partial decryption", "owner", "payload"
    )
    if canonical.hexadecimal(name, "payload") != hex_hash(decryption):
        raise Refused("missing_record")
    size = len(trustees.keys)
    if not 1 <= canonical.count(owner, "owner") <= size:
        raise Refused("wrong_owner", owner=owner, trustees=size)
    return int(owner)


def read_decryption(
    election: Election, tally: Tally, key: int, record: bytes, *, foreign: bool
) -> Rows:
    """The factors of a trustee's record; Refused unless every proof holds.

    Archives made elsewhere (`foreign`) may lack the strong proofs; where there are
    any, they are checked.
    """
    factors, plain, strong = canonical.members(
        canonical.read(record),
        "the partial decryption",
        "decryption_factors",
        "decryption_proofs",
        "?strong_proofs",
    )
    if strong is None and not foreign:
        raise Refused("missing_strong_proofs")
    heading = _headings(election, tally, key, factors)
    found = _table(tally, factors, "the decryption factors")
    proofs = _table(tally, plain, "the decryption proofs")
    strongs = None if strong is None else _table(tally, strong, "the strong proofs")
    result = []
    for i, row in enumerate(tally.rows):
        result.append(tuple(_factor(found[i][j], i, j) for j in range(len(row))))
        for j, one in enumerate(row):
            question, choice = i + 1, j + 1
            proof = read_proof(proofs[i][j], "a decryption proof")
            args = (one.alpha, result[i][j], key)
            if not shows_decryption(heading.plain, *args, proof):
                raise Refused(
                    "wrong_decryption_proof", question=question, choice=choice
                )
            if strongs is None:
                continue
            proof = read_proof(strongs[i][j], "a strong proof")
            if not shows_decryption(heading.strong(i, j), *args, proof):
                raise Refused("wrong_strong_proof", question=question, choice=choice)
    return tuple(result)


def _table(tally: Tally, value: object, what: str) -> list[list[Any]]:
    rows = canonical.listed(value, what, len(tally.rows))
    return [
        canonical.listed(entry, what, len(row))
        for entry, row in zip(rows, tally.rows, strict=True)
    ]


def _factor(value: object, question: int, choice: int) -> int:
    factor = canonical.element(value, "a decryption factor")
    if not is_member(factor):
        raise Refused("factor_not_member", question=question + 1, choice=choice + 1)
    return factor


# Result


def result_of(tally: Tally, trustees: Trustees, factors: Mapping[int, Rows]) -> Rows:
    """The number of votes for each answer, from the factors of enough trustees."""
    return tuple(
        tuple(_totals(tally, trustees, factors, i, row))
        for i, row in enumerate(tally.rows)
    )


def _totals(
    tally: Tally,
    trustees: Trustees,
    factors: Mapping[int, Rows],
    question: int,
    row: Sequence[Ciphertext],
) -> Iterator[int]:
    for j, one in enumerate(row):
        parts = {owner: rows[question][j] for owner, rows in factors.items()}
        hidden = quotient(one.beta, trustees.combined(parts))
        total = logarithm(hidden, tally.ballots)
        if total is None:
            raise Refused("no_such_total", question=question + 1, choice=j + 1)
        yield total


def write_result(result: Rows) -> bytes:
    """The record of a result."""
    return canonical.write({"result": [list(row) for row in result]})


def check_result(result: Rows, record: bytes) -> None:
    """Refuse a published result that is not `result`, found anew."""
    if record != write_result(result):
        canonical.members(canonical.read(record), "the result", "result")
        raise Refused("wrong_result")
