"""What is no valid ballot, though signed by a voter who tries (test A6)."""

import time
from collections.abc import Sequence
from typing import Any

import pytest

from lianxin.kernel.ballots import canonical
from lianxin.kernel.ballots.arithmetic import P, Q, random_scalar
from lianxin.kernel.ballots.ballots import (
    base_of,
    check_ballot,
    longest_record,
    seal,
    sealed_answer,
    signed_record,
    votes_in,
)
from lianxin.kernel.ballots.hashes import short_hash
from lianxin.kernel.ballots.proofs import Opening
from lianxin.kernel.ballots.refusals import Refused
from tests.kernel.ballots.elections import CHOICE, MOTION, VOTES, World, world


@pytest.fixture(scope="module")
def one() -> World:
    return world(MOTION, CHOICE)


def answers_for(one: World, voter: int, votes: Sequence[Sequence[int]]) -> list[Any]:
    """Answers made with all proofs as well as they can be, whatever the votes are."""
    ballot = canonical.read(one.ballot(voter, VOTES[0]))
    credential = ballot["credential"]
    return [
        sealed_answer(
            question,
            [Opening(value, random_scalar()) for value in vote],
            base_of(one.election, credential),
            one.election.public_key,
        ).as_json()
        for question, vote in zip(one.election.questions, votes, strict=True)
    ]


def refusal(one: World, record: bytes) -> str:
    with pytest.raises(Refused) as caught:
        check_ballot(one.election, one.credentials, record)
    return caught.value.code


@pytest.mark.parametrize(
    ("votes", "code"),
    [
        (((1, 1, 0), (0, 1, 0)), "wrong_overall_proof"),
        (((0, 0, 0), (0, 1, 0)), "wrong_overall_proof"),
        (((2, 0, 0), (0, 1, 0)), "wrong_individual_proof"),
        (((2, -1, 0), (0, 1, 0)), "wrong_individual_proof"),
        (((1, 0, 0), (0, 0, 0)), "wrong_overall_proof"),
        (((1, 0, 0), (1, 1, 0)), "wrong_blank_proof"),
        (((1, 0, 0), (0, 2, 0)), "wrong_individual_proof"),
    ],
)
def test_votes_that_the_rules_forbid_cannot_be_proved(
    one: World, votes: Sequence[Sequence[int]], code: str
) -> None:
    with pytest.raises(Refused, match="must be chosen, each once"):
        seal(one.election, one.secret(0), votes)
    record = signed_record(one.election, one.secret(0), answers_for(one, 0, votes))
    assert refusal(one, record) == code


def test_each_honest_ballot_is_valid_and_opens_for_its_voter(one: World) -> None:
    sealed = seal(one.election, one.secret(1), VOTES[1])
    ballot = check_ballot(one.election, one.credentials, sealed.record)
    assert ballot.tracker == sealed.tracker
    found = votes_in(one.election, sealed.record, sealed.openings)
    assert found == [list(vote) for vote in VOTES[1]]
    first, second = sealed.openings
    lie = [[Opening(1, first[0].nonce), *first[1:]], second]
    with pytest.raises(Refused, match="do not open"):
        votes_in(one.election, sealed.record, lie)


def test_the_same_vote_twice_looks_different(one: World) -> None:
    assert one.ballot(0, VOTES[0]) != one.ballot(0, VOTES[0])


def test_ciphertexts_copied_from_another_voter_prove_nothing(one: World) -> None:
    copied = canonical.read(one.ballot(0, VOTES[0]))["answers"]
    record = signed_record(one.election, one.secret(1), copied)
    assert refusal(one, record) == "wrong_individual_proof"


def test_a_ballot_of_another_election_is_refused(one: World) -> None:
    other = world(MOTION, {**CHOICE, "question": "Another?"})
    assert refusal(one, other.ballot(0, VOTES[0])) == "other_fingerprint"


def test_a_credential_that_is_not_in_the_list_is_refused(one: World) -> None:
    record = seal(one.election, random_scalar(), VOTES[0]).record
    assert refusal(one, record) == "unknown_credential"


def test_nobody_signs_for_another(one: World) -> None:
    value = canonical.read(one.ballot(0, VOTES[0]))
    other = canonical.read(one.ballot(1, VOTES[1]))
    value["credential"] = other["credential"]
    del value["signature"]
    forged = canonical.write(
        {
            **value,
            "signature": {
                "hash": short_hash(canonical.write(value)),
                "proof": other["signature"]["proof"],
            },
        }
    )
    assert refusal(one, forged) == "wrong_ballot_signature"


def in_choice(answers: list[Any], member: str, to: object) -> None:
    answers[0]["choices"][0][member] = to


def in_proof(answers: list[Any], member: str, to: object) -> None:
    answers[0]["individual_proofs"][0][0][member] = to


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda a: in_choice(a, "alpha", "0x4"), "not_decimal"),
        (lambda a: in_choice(a, "alpha", "+4"), "not_decimal"),
        (lambda a: in_choice(a, "alpha", " 4"), "not_decimal"),
        (lambda a: in_choice(a, "alpha", "4_0"), "not_decimal"),
        (lambda a: in_choice(a, "alpha", "-4"), "not_decimal"),
        (lambda a: in_choice(a, "alpha", "٤"), "not_decimal"),
        (lambda a: in_choice(a, "alpha", ""), "not_decimal"),
        (lambda a: in_choice(a, "alpha", "04"), "leading_zero"),
        (lambda a: in_choice(a, "alpha", "0"), "out_of_range"),
        (lambda a: in_choice(a, "alpha", str(P)), "out_of_range"),
        (lambda a: in_choice(a, "alpha", "9" * 5_000), "out_of_range"),
        (lambda a: in_choice(a, "alpha", 4), "not_text"),
        (lambda a: in_choice(a, "alpha", None), "not_text"),
        (lambda a: in_choice(a, "beta", str(P - 1)), "not_in_group"),
        (lambda a: in_choice(a, "beta", "2"), "not_in_group"),
        (lambda a: in_proof(a, "challenge", str(Q)), "out_of_range"),
        (lambda a: in_proof(a, "response", "0"), "wrong_individual_proof"),
        (lambda a: a[0]["choices"].pop(), "wrong_length"),
        (lambda a: a[0]["individual_proofs"].pop(), "wrong_length"),
        (lambda a: a[0]["individual_proofs"][0].pop(), "wrong_length"),
        (
            lambda a: a[0]["overall_proof"].append(a[0]["overall_proof"][0]),
            "wrong_length",
        ),
        (lambda a: a[0].update(blank_proof=[]), "needless_blank_proof"),
        (lambda a: a[1].pop("blank_proof"), "missing_blank_proof"),
        (lambda a: a[0].update(note="x"), "unknown_member"),
        (lambda a: a[0].pop("overall_proof"), "missing_member"),
        (lambda a: a.pop(), "wrong_length"),
        (lambda a: a.reverse(), "needless_blank_proof"),
        (lambda a: a[0].update(choices={}), "not_an_array"),
        (lambda a: a.__setitem__(0, []), "not_an_object"),
        (lambda a: a[0].update(choices=a[0].pop("choices")), "order_of_members"),
    ],
)
def test_a_signed_ballot_of_another_form_is_refused(
    one: World, change: Any, code: str
) -> None:
    answers = canonical.read(one.ballot(0, VOTES[0]))["answers"]
    change(answers)
    assert refusal(one, signed_record(one.election, one.secret(0), answers)) == code


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda r: r + b" ", "not_canonical"),
        (lambda r: r + b"\n", "not_canonical"),
        (lambda r: r.replace(b":", b": ", 1), "not_canonical"),
        (lambda r: r.replace(b"alpha", b"\\u0061lpha", 1), "not_canonical"),
        (lambda r: b"\xef\xbb\xbf" + r, "not_json"),
        (lambda r: r[:-1], "not_json"),
        (lambda r: b"\xff" + r, "not_utf8"),
        (lambda r: b'"\\ud800"', "not_utf8"),
        (lambda r: b"[" * 40_000, "too_deep"),
        (lambda r: b"[" * 40_000 + b"]" * 40_000, "too_long"),
        (lambda r: b'{"a":1,"a":1}', "member_twice"),
        (lambda r: b'{"a":1.5}', "not_whole"),
        (lambda r: b'{"a":NaN}', "not_whole"),
        (lambda r: b'{"a":-1}', "number_out_of_range"),
        (lambda r: b'{"a":' + b"9" * 5_000 + b"}", "number_out_of_range"),
        (lambda r: b"[]", "not_an_object"),
        (lambda r: b"null", "not_an_object"),
        (lambda r: b"", "not_json"),
    ],
)
def test_a_record_that_is_not_canonical_json_is_refused(change: Any, code: str) -> None:
    large = world(*[{**MOTION, "question": f"{n}?"} for n in range(10)])
    record = large.ballot(0, [[1, 0, 0]] * 10)
    assert refusal(large, change(record)) == code


def test_many_members_of_one_name_are_refused_at_once() -> None:
    names = [f'"{n}":1' for n in range(150_000)]
    record = "{" + ",".join([*names, names[-1]]) + "}"
    began = time.process_time()
    with pytest.raises(Refused, match="'149999' stands twice"):
        canonical.read(record.encode())
    assert time.process_time() - began < 3


def test_ten_megabytes_are_refused_before_they_are_read(one: World) -> None:
    assert refusal(one, b"[" * 10_000_000) == "too_long"


def test_a_thousand_candidates_can_be_voted_on() -> None:
    names = [f"Candidate {n}" for n in range(1_000)]
    wide = world({"answers": names, "min": 0, "max": 2, "question": "Who?"})
    record = wide.ballot(0, [[1, 1] + [0] * 998])
    assert 1_600_000 < len(record) < longest_record(wide.election)
    ballot = check_ballot(wide.election, wide.credentials, record)
    assert len(ballot.answers[0].choices) == 1_000
