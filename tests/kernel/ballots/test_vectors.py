"""Every value of vectors.json comes out again; what the tool made is understood."""

import json
from collections.abc import Sequence
from functools import cache
from typing import Any

import pytest

from lianxin.kernel.ballots import messages
from lianxin.kernel.ballots.arithmetic import G, P, Q, power, power_of_generator
from lianxin.kernel.ballots.ballots import (
    base_of,
    check_ballot,
    is_zero_or_one,
    read_ballot,
)
from lianxin.kernel.ballots.credentials import public_of, secret_of
from lianxin.kernel.ballots.hashes import hex_hash
from lianxin.kernel.ballots.proofs import Ciphertext, Proof, shows_knowledge
from lianxin.kernel.ballots.verifier import Verdict
from tests.kernel.ballots.elections import opened
from tests.kernel.ballots.shared import only_archive, values, vectors

KINDS = ("single", "threshold")


@pytest.fixture(params=KINDS)
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def expected(kind: str) -> dict[str, Any]:
    return dict(values()[kind])


@cache
def board_of(kind: str) -> Verdict:
    return opened(only_archive(kind).read_bytes(), foreign=True)


@pytest.fixture
def board(kind: str) -> Verdict:
    return board_of(kind)


def test_what_an_independent_program_made_is_correct() -> None:
    board = board_of("python_made")
    assert board.result == (
        (2, 2, 1),
        (2, 2, 1, 1, 2),
        (3, 1, 0, 1),
        (0, 3, 1, 1),
        (1, 0, 1, 2),
    )


def test_the_election_and_its_result(board: Verdict, expected: dict[str, Any]) -> None:
    election = board.election
    assert election.uuid == expected["uuid"]
    assert hex_hash(election.record) == expected["election_sha256_hex"]
    assert election.fingerprint == expected["election_fingerprint_b64"]
    assert board.result == tuple(tuple(row) for row in expected["result"])
    assert len(board.trackers) == 6
    assert board.ballots == 5


def test_credentials(board: Verdict, expected: dict[str, Any]) -> None:
    for one in expected["credentials"]:
        secret = secret_of(one["private"], expected["uuid"])
        assert str(secret) == one["secret_exponent"]
        assert str(public_of(one["private"], expected["uuid"])) == one["public"]
    assert sorted(board.credentials.numbers) == sorted(
        one["public"] for one in expected["credentials"]
    )


def commitments(sealed: Ciphertext, proofs: Sequence[Proof], key: int) -> str:
    """A and B of section 2.5 for each of the numbers 0, 1 that may be hidden."""
    found = []
    for value, proof in enumerate(proofs):
        rest = sealed.beta * power(G, Q - value) % P
        first = power(G, proof.response) * power(sealed.alpha, proof.challenge) % P
        second = power(key, proof.response) * power(rest, proof.challenge) % P
        found += [str(first), str(second)]
    return ",".join(found)


def test_the_first_ballot(board: Verdict, kind: str, expected: dict[str, Any]) -> None:
    wanted = expected["ballot1"]
    record = vectors().joinpath(kind, "ballot1.json").read_bytes().strip()
    ballot = check_ballot(board.election, board.credentials, record)
    assert ballot.digest == wanted["hash_of_unsigned"]
    assert ballot.tracker == wanted["tracker_b64"] == board.trackers[0]
    assert hex_hash(record) == wanted["payload_hash_hex"]
    answer = ballot.answers[0]
    total = sum(proof.challenge for proof in answer.individual[0])
    base = base_of(board.election, ballot.credential)
    statement = is_zero_or_one(answer.choices[0], base)
    shown = commitments(
        answer.choices[0], answer.individual[0], board.election.public_key
    )
    hashed, order = f"{statement.heading}{shown}", int(Q)
    assert wanted["first_individual_proof"] == {
        "hash_input": hashed,
        "sha256": hex_hash(hashed.encode()),
        "sum_of_challenges_mod_q": str(total % order),
    }
    assert int(hex_hash(hashed.encode()), 16) % order == total % order
    public = board.credentials.numbers[ballot.credential]
    signed = ballot.signature
    commitment = power(G, signed.response) * power(public, signed.challenge) % P
    hashed = f"sig|{ballot.digest}|{commitment}"
    assert wanted["signature"] == {
        "hash_input": hashed,
        "sha256": hex_hash(hashed.encode()),
    }
    assert shows_knowledge(f"sig|{ballot.digest}|", public, ballot.signature)


def test_private_keys_belong_to_the_public_ones(
    board: Verdict, expected: dict[str, Any]
) -> None:
    (single,) = expected["trustee_private_keys"]
    assert board.trustees.keys[0] == power_of_generator(int(single))


def test_the_share_that_the_tool_sealed_opens_with_the_seed() -> None:
    expected = values()["threshold"]
    board = board_of("threshold")
    folder = vectors() / "threshold"
    seeds = {key.partition(".")[0]: seed for key, seed in expected["pki_seeds"].items()}
    found = set()
    for path in folder.glob("*.dkey"):
        seed = seeds[path.stem]
        signer = power_of_generator(messages.signing_key(seed))
        text = messages.opened(path.read_text().strip(), seed, signer, "the share")
        found.add(str(power_of_generator(int(json.loads(text)["decryption_key"]))))
    assert found == {str(key) for key in board.trustees.keys[1:]}


def test_ballots_of_the_other_language_are_valid() -> None:
    board = board_of("single")
    lines = vectors().joinpath("js", "ballots.jsons").read_bytes().splitlines()
    read = [read_ballot(board.election, line) for line in lines]
    for line in lines:
        check_ballot(board.election, board.credentials, line)
    assert len({ballot.credential for ballot in read}) == len(lines) == 5
