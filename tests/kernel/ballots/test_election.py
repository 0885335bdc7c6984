"""The record of an election, and the codes with which one votes in it."""

import json

import pytest

from lianxin.kernel.ballots import canonical
from lianxin.kernel.ballots.credentials import (
    make_code,
    make_uuid,
    public_of,
    read_code,
    write_credentials,
)
from lianxin.kernel.ballots.election import BASE58, Election, read_election
from lianxin.kernel.ballots.refusals import SENTENCES, Refused
from tests.kernel.ballots.elections import CHOICE, CODES, MOTION, UUID, world


@pytest.fixture(scope="module")
def election() -> Election:
    return world(MOTION, CHOICE).election


def test_further_members_may_follow_and_are_bound_too(election: Election) -> None:
    value = json.loads(election.record)
    more = read_election(canonical.write({**value, "opens": "2026-11-25T09:00"}))
    assert more.questions == election.questions
    assert more.fingerprint != election.fingerprint
    with pytest.raises(Refused) as caught:
        read_election(canonical.write({"opens": "2026-11-25T09:00", **value}))
    assert caught.value.code == "order_of_members"


def test_the_members_have_one_order(election: Election) -> None:
    value = json.loads(election.record)
    turned = {"name": value["name"], **value}
    with pytest.raises(Refused) as caught:
        read_election(canonical.write(turned))
    assert caught.value.code == "order_of_members"


def test_a_code_is_read_as_it_may_be_typed() -> None:
    for typed in ("nt2PDCai1r52MrQ", " nt2 PDC ai1 r52 MrQ\n", CODES[0]):
        assert read_code(typed) == CODES[0]


def test_a_character_typed_as_its_neighbour_is_noticed() -> None:
    # Not every other one: of 58 characters, five pairs are alike to a check by 53.
    code = make_code()
    assert read_code(code) == code
    for place, character in enumerate(code):
        if character == "-":
            continue
        other = BASE58[(BASE58.index(character) + 1) % len(BASE58)]
        with pytest.raises(Refused, match="mistyped"):
            read_code(code[:place] + other + code[place + 1 :])


def test_codes_and_names_are_not_made_twice() -> None:
    assert len({make_code() for _ in range(200)}) == 200
    assert len({make_uuid() for _ in range(200)}) == 200


def test_a_code_means_another_credential_in_each_election() -> None:
    assert public_of(CODES[0], UUID) != public_of(CODES[0], "Another1111111")


def test_the_order_of_the_list_says_nothing_of_the_voters() -> None:
    public = [public_of(code, UUID) for code in CODES]
    listed = write_credentials(public)
    assert listed == write_credentials(public[::-1])
    assert list(listed.numbers.values()) == sorted(public)


def test_every_refusal_has_a_sentence_of_its_own() -> None:
    assert len(set(SENTENCES.values())) == len(SENTENCES)
    assert [code for code, words in SENTENCES.items() if not words.endswith(".")] == []
