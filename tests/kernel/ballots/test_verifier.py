"""What the verifier accepts and refuses, each refusal with its own code and place."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lianxin.kernel.ballots import canonical
from lianxin.kernel.ballots.arithmetic import P
from lianxin.kernel.ballots.refusals import Refused
from tests.kernel.ballots.elections import (
    CHOICE,
    MOTION,
    VOTES,
    World,
    archive_of,
    changed,
    opened,
    rebuilt,
    refusal_of,
    relinked,
    steps_of,
    world,
)
from tests.kernel.ballots.shared import VECTORS, manifest, only_archive, vectors


@pytest.fixture(scope="module")
def one() -> World:
    return world(MOTION, CHOICE)


@pytest.fixture(scope="module")
def honest(one: World) -> bytes:
    return archive_of(one, [one.ballot(n, vote) for n, vote in enumerate(VOTES)])


def test_an_honest_archive_gives_its_result(honest: bytes) -> None:
    board = opened(honest)
    assert board.result == ((2, 1, 0), (1, 1, 2))
    assert (board.ballots, board.is_closed) == (3, True)
    assert len(board.events) == 9
    assert sorted(board.decryptions) == [1, 3]


@pytest.mark.parametrize("until", ["Ballot", "PartialDecryption"])
def test_an_unfinished_board_is_correct_so_far(one: World, until: str) -> None:
    board = opened(archive_of(one, [one.ballot(0, VOTES[0])], until=until))
    assert board.result is None
    assert board.is_closed is (until != "Ballot")


def test_nobody_voted(one: World) -> None:
    assert opened(archive_of(one, [])).result == ((0, 0, 0), (0, 0, 0))


@pytest.mark.parametrize("case", manifest(), ids=lambda case: case["case"])
def test_a_tampered_archive_gets_the_strict_verdict(case: dict[str, str]) -> None:
    content = only_archive(f"tampered/{case['case']}").read_bytes()
    code, _ = refusal_of(content, foreign=True)
    assert ("reject" if code else "ACCEPT") == case["strict"], code
    strict, _ = refusal_of(content)
    unfinished = case["case"] == "0b"
    assert bool(strict) is not unfinished


# Of these each credential has one ballot and the trustees have decrypted: nothing else is
# missing than the strong proofs, which only our own programs add.
WITHOUT_STRONG_PROOFS = ("0", "9", "23")


@pytest.mark.parametrize("name", WITHOUT_STRONG_PROOFS)
def test_what_lacks_only_strong_proofs_is_refused_for_want_of_them(name: str) -> None:
    content = only_archive(f"tampered/{name}").read_bytes()
    board = opened(content, foreign=True)
    assert board.ballots == len(board.trackers) > 0
    assert len(board.decryptions) == 3
    assert refusal_of(content)[0] == "missing_strong_proofs"


def test_the_cases_are_there() -> None:
    vectors()
    assert len(manifest()) == 23


@pytest.mark.parametrize("folder", ["single", "threshold", "python_made"])
def test_what_others_made_is_refused_without_foreign(folder: str) -> None:
    content = only_archive(folder).read_bytes()
    assert refusal_of(content)[0] == "second_ballot"


def without(member: str) -> Callable[[dict[str, Any]], object]:
    return lambda value: value.pop(member)


def set_to(member: str, found: object) -> Callable[[Any], None]:
    return lambda value: value.__setitem__(member, found)


def bump(text: str) -> str:
    return str((int(text) + 1) % int(P))


def first_choice(value: dict[str, Any], member: str, to: object) -> None:
    value["answers"][0]["choices"][0][member] = to


def exchange_factors(value: dict[str, Any]) -> None:
    row = value["decryption_factors"][0]
    row[0], row[1] = row[1], row[0]


SETUP, BALLOT, TALLY, DECRYPTION, RESULT = 0, 1, 5, 6, 8
CHANGES: list[tuple[str, int, int, Callable[[Any], object]]] = [
    ("wrong_group", SETUP, 0, set_to("group", "Ed25519")),
    ("wrong_election_version", SETUP, 0, set_to("version", 2)),
    ("wrong_uuid", SETUP, 0, set_to("uuid", "short")),
    ("no_questions", SETUP, 0, set_to("questions", [])),
    ("wrong_public_key", SETUP, 0, set_to("public_key", "4")),
    ("public_key_of_everybody", SETUP, 0, set_to("public_key", "1")),
    ("out_of_range", SETUP, 0, set_to("public_key", str(P))),
    ("missing_member", SETUP, 0, without("uuid")),
    ("other_fingerprint", SETUP, 0, set_to("name", "Another question")),
    ("impossible_bounds", SETUP, 0, lambda v: set_to("max", 4)(v["questions"][0])),
    ("not_homomorphic", SETUP, 0, lambda v: set_to("type", "Lists")(v["questions"][0])),
    ("no_trustees", SETUP, 1, lambda v: v.clear()),
    ("unknown_trustee", SETUP, 1, lambda v: set_to(0, "Quorum")(v[0])),
    ("too_many_trustees", SETUP, 1, lambda v: v[0][1]["certs"].extend([0] * 60)),
    ("too_many_trustees", SETUP, 1, lambda v: v[0][1]["certs"].extend([0] * 10_000)),
    ("wrong_threshold", SETUP, 1, lambda v: set_to("threshold", 4)(v[0][1])),
    ("wrong_context", SETUP, 1, lambda v: set_to("threshold", 3)(v[0][1])),
    ("half_signed", SETUP, 1, lambda v: v[0][1].pop("signatures")),
    ("wrong_length", SETUP, 1, lambda v: v[0][1]["certs"].pop()),
    ("no_credentials", SETUP, 2, lambda v: v.clear()),
    ("credential_twice", SETUP, 2, lambda v: v.append(v[0])),
    ("credential_of_everybody", SETUP, 2, lambda v: v.append("1")),
    ("credential_not_member", SETUP, 2, lambda v: v.append(str(P - 1))),
    ("weighted", SETUP, 2, lambda v: set_to(0, v[0] + ",2")(v)),
    ("not_text", SETUP, 2, lambda v: v.append(4)),
    ("wrong_ballot_hash", BALLOT, 0, set_to("credential", "4")),
    ("other_election", BALLOT, 0, set_to("election_uuid", "Another1111111")),
    ("wrong_ballot_hash", BALLOT, 0, lambda v: first_choice(v, "alpha", "4")),
    ("unknown_member", BALLOT, 0, set_to("note", "hello")),
    ("wrong_number_tallied", TALLY, 1, set_to("num_tallied", 4)),
    ("wrong_weight_tallied", TALLY, 1, set_to("total_weight", 4)),
    ("number_out_of_range", TALLY, 1, set_to("num_tallied", 10**9)),
    ("wrong_tally", TALLY, 0, lambda v: set_to("alpha", "4")(v[0][0])),
    ("wrong_tally", TALLY, 0, lambda v: v.reverse()),
    ("wrong_owner", DECRYPTION, 1, set_to("owner", 4)),
    ("wrong_owner", DECRYPTION, 1, set_to("owner", 0)),
    ("wrong_decryption_proof", DECRYPTION, 1, set_to("owner", 2)),
    ("missing_strong_proofs", DECRYPTION, 0, without("strong_proofs")),
    ("wrong_decryption_proof", DECRYPTION, 0, exchange_factors),
    (
        "factor_not_member",
        DECRYPTION,
        0,
        lambda v: set_to(0, str(P - 1))(v["decryption_factors"][0]),
    ),
    (
        "wrong_strong_proof",
        DECRYPTION,
        0,
        lambda v: v["strong_proofs"][0].reverse(),
    ),
    ("wrong_result", RESULT, 0, lambda v: v["result"][0].reverse()),
    ("unknown_member", RESULT, 0, set_to("note", 1)),
]


@pytest.mark.parametrize(("code", "step", "record", "change"), CHANGES)
def test_a_changed_record_is_refused_by_its_own_name(
    honest: bytes, code: str, step: int, record: int, change: Callable[[Any], object]
) -> None:
    found, where = refusal_of(changed(honest, step, record, change))
    assert found == code
    if code != "other_fingerprint":
        assert where.startswith(f"Event {step} (")


def moved(content: bytes, order: list[int]) -> bytes:
    steps = steps_of(content)
    return rebuilt([steps[n] for n in order])


@pytest.mark.parametrize(
    ("order", "code"),
    [
        ([1, 0, 2, 3, 4, 5, 6, 7, 8], "event_out_of_order"),
        ([0, 1, 2, 3, 5, 6, 7, 8], "event_out_of_order"),
        ([0, 1, 2, 4, 3, 5, 6, 7, 8], "event_out_of_order"),
        ([0, 1, 2, 3, 4, 6, 7, 8], "event_out_of_order"),
        ([0, 1, 2, 3, 4, 5, 8], "event_out_of_order"),
        ([0, 1, 2, 3, 4, 5, 6, 8], "too_few_factors"),
        ([0, 1, 2, 3, 4, 5, 6, 6, 8], "record_twice"),
        ([0, 0], "record_twice"),
        ([0, 1, 2, 3, 4, 5, 6, 7, 8, 8], "record_twice"),
        ([0, 1, 1], "record_twice"),
        ([0, 1, 2, 4, 5, 6, 7, 8], "wrong_number_tallied"),
        ([], "empty_archive"),
    ],
)
def test_events_stand_in_their_order(
    honest: bytes, order: list[int], code: str
) -> None:
    assert refusal_of(moved(honest, order))[0] == code


def test_trustees_may_decrypt_in_any_order_and_more_than_are_needed(
    one: World, honest: bytes
) -> None:
    assert opened(moved(honest, [0, 1, 2, 3, 4, 5, 7, 6, 8])).result
    all_three = archive_of(one, [one.ballot(0, VOTES[0])], by=(2, 3, 1))
    assert opened(all_three).result == ((1, 0, 0), (0, 1, 1))


def test_other_events_are_unknown(honest: bytes) -> None:
    steps = steps_of(honest)
    shuffle = [*steps[:6], ("Shuffle", [b"{}"]), *steps[6:]]
    assert refusal_of(rebuilt(shuffle))[0] == "unknown_event"


def test_the_ballots_of_two_voters_cannot_be_exchanged(honest: bytes) -> None:
    steps = steps_of(honest)
    a, b = (json.loads(steps[n][1][0]) for n in (1, 2))
    a["answers"], b["answers"] = b["answers"], a["answers"]
    steps[1][1][0], steps[2][1][0] = canonical.write(a), canonical.write(b)
    assert refusal_of(rebuilt(steps)) == ("wrong_ballot_hash", "Event 1 (Ballot)")


def test_a_second_ballot_counts_only_where_others_made_the_archive(
    one: World,
) -> None:
    ballots = [one.ballot(0, VOTES[0]), one.ballot(0, VOTES[1])]
    content = archive_of(one, ballots, until="Ballot")
    assert refusal_of(content) == ("second_ballot", "Event 2 (Ballot)")
    board = opened(content, foreign=True)
    assert (board.ballots, len(board.trackers)) == (1, 2)


def test_a_board_does_not_lose_events(one: World, honest: bytes) -> None:
    older = opened(archive_of(one, [], until="Ballot"))
    opened(honest).refuse_other_history(opened(honest).events)
    opened(honest).refuse_other_history(older.events)
    fewer = opened(moved(honest, [0, 2, 3]))
    with pytest.raises(Refused, match="differ from event 1 on"):
        opened(honest).refuse_other_history(fewer.events)


def test_several_processors_find_what_one_finds(one: World) -> None:
    from lianxin.kernel.ballots import checking  # noqa: PLC0415 -- its size is changed

    ballots = [one.ballot(n, VOTES[n % 3]) for n in range(5)]
    content = archive_of(one, ballots)
    wrong = changed(content, 4, 0, lambda v: first_choice(v, "alpha", "4"))
    before, checking.BATCH = checking.BATCH, 2
    try:
        assert opened(content, workers=2).result == opened(content).result
        with pytest.raises(Refused) as caught:
            opened(wrong, workers=2)
    finally:
        checking.BATCH = before
    assert (caught.value.code, caught.value.where) == (
        "wrong_ballot_hash",
        "Event 4 (Ballot)",
    )


def leaves(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    if isinstance(value, dict | list):
        pairs = value.items() if isinstance(value, dict) else enumerate(value)
        return [leaf for key, one in pairs for leaf in leaves(one, (*path, key))]
    return [path]


def mutated(value: Any) -> Any:
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value + 1
    return bump(value) if value.isdigit() else value[::-1] + "x"


def test_no_leaf_of_any_record_can_be_changed() -> None:
    """All hashes are made anew after each change; the record of the setup apart."""
    small = world({**MOTION, "answers": ["Yes", "No"]}, threshold=1, size=1)
    content = archive_of(small, [small.ballot(0, [[1, 0]])], by=(1,))
    accepted, count = [], 0
    for step, (kind, records) in enumerate(steps_of(content)):
        for place, record in enumerate(records):
            value = json.loads(record)
            for path in leaves(value):
                steps = steps_of(content)
                fresh = json.loads(record)
                target = fresh
                for key in path[:-1]:
                    target = target[key]
                target[path[-1]] = mutated(target[path[-1]])
                steps[step][1][place] = canonical.write(fresh)
                if place < len(records) - 1:
                    steps[step][1][:] = relinked(kind, steps[step][1])
                count += 1
                if refusal_of(rebuilt(steps)) == ("", ""):
                    accepted.append((kind, place, path))
    assert accepted == []
    assert count > 70


def test_the_vectors_stand_where_the_tests_look() -> None:
    assert Path(VECTORS).name == "ballot_vectors"


def nodes(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    if not isinstance(value, dict | list):
        return [path]
    pairs = value.items() if isinstance(value, dict) else enumerate(value)
    return [path, *(node for key, one in pairs for node in nodes(one, (*path, key)))]


@settings(max_examples=30, deadline=None)
@given(data=st.data())
def test_whatever_stands_in_a_record_is_refused_in_words(
    honest: bytes, data: st.DataObject
) -> None:
    """Any part of any record becomes something else, and the hashes fit again."""
    steps = steps_of(honest)
    step = data.draw(
        st.sampled_from([n for n, (_, found) in enumerate(steps) if found])
    )
    kind, records = steps[step]
    place = data.draw(st.integers(0, len(records) - 1))
    value = [json.loads(records[place])]
    path = data.draw(st.sampled_from(nodes(value)[1:]))
    target = value
    for key in path[:-1]:
        target = target[key]
    other = data.draw(
        st.sampled_from(
            [None, True, 0, 7, "", "0", "1", "x", [], {}, [[]], ["1"], {"a": 1}]
        )
    )
    is_same = canonical.write(target[path[-1]]) == canonical.write(other)
    target[path[-1]] = other
    records[place] = canonical.write(value[0])
    if place < len(records) - 1:
        records[:] = relinked(kind, records)
    assert (refusal_of(rebuilt(steps)) == ("", "")) is is_same
