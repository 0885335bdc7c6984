"""Trustees: any few of them decrypt, fewer cannot, and none is led to decrypt twice."""

import json
from dataclasses import replace
from itertools import combinations
from typing import Any

import pytest

from lianxin.kernel.ballots import canonical, events, keys, messages
from lianxin.kernel.ballots.arithmetic import power_of_generator
from lianxin.kernel.ballots.refusals import Refused
from lianxin.kernel.ballots.tally import decrypt, read_decryption, result_of, tally_of
from lianxin.kernel.ballots.trustees import sign_message
from lianxin.kernel.ballots.verifier import Verdict
from tests.kernel.ballots.elections import (
    CHOICE,
    MOTION,
    VOTES,
    World,
    archive_of,
    opened,
    rebuilt,
    steps_of,
    sums_of,
    trustees_of,
    world,
)


@pytest.fixture(scope="module")
def one() -> World:
    return world(MOTION, threshold=2, size=3)


@pytest.fixture(scope="module")
def ballots(one: World) -> list[bytes]:
    return [one.ballot(n, [vote[0]]) for n, vote in enumerate(VOTES)]


@pytest.fixture(scope="module")
def closed(one: World, ballots: list[bytes]) -> Verdict:
    return opened(archive_of(one, ballots, until="PartialDecryption", by=()))


def asked(
    key: keys.Key, board: Verdict, *, least: int = 3, credentials: str = ""
) -> tuple[keys.Key, int, bytes]:
    listed = credentials or board.credentials.fingerprint
    return keys.decrypted(key, board, least=least, credentials=listed)


def refusal(key: keys.Key, board: Verdict, **options: Any) -> str:
    with pytest.raises(Refused) as caught:
        asked(key, board, **options)
    return caught.value.code


def test_every_two_of_three_find_the_same_and_one_alone_nothing(
    one: World, ballots: list[bytes]
) -> None:
    tally = tally_of(one.election, sums_of(one, ballots))
    factors = {}
    for key in one.keys:
        assert key.share is not None
        record = decrypt(one.election, tally, key.share)
        public = one.trustees.keys[key.place - 1]
        factors[key.place] = read_decryption(
            one.election, tally, public, record, foreign=False
        )
    for few in combinations((1, 2, 3), 2):
        chosen = {place: factors[place] for place in few}
        assert result_of(tally, one.trustees, chosen) == ((2, 1, 0),)
    for place in (1, 2, 3):
        with pytest.raises(Refused, match="before enough trustees"):
            result_of(tally, one.trustees, {place: factors[place]})


def test_a_share_is_no_key_of_the_election(one: World) -> None:
    public = [power_of_generator(key.share or 0) for key in one.keys]
    assert public == one.trustees.keys
    assert one.election.public_key not in public


def test_the_trustee_decrypts_once_and_remembers(one: World, closed: Verdict) -> None:
    key, owner, record = asked(one.keys[1], closed)
    assert owner == 2
    assert sorted(canonical.read(record)) == [
        "decryption_factors",
        "decryption_proofs",
        "strong_proofs",
    ]
    assert key.events == closed.events
    assert key.uuid == closed.election.uuid
    again = keys.read_key(key.as_record())
    assert again == key
    assert asked(again, closed)[0] == key


def test_too_few_ballots_are_not_decrypted(one: World, closed: Verdict) -> None:
    assert refusal(one.keys[0], closed, least=4) == "too_few_ballots"


def test_an_open_board_is_not_decrypted(one: World, ballots: list[bytes]) -> None:
    board = opened(archive_of(one, ballots, until="Ballot"))
    assert refusal(one.keys[0], board) == "not_closed"


def test_a_board_without_a_tally_is_not_decrypted(
    one: World, ballots: list[bytes]
) -> None:
    steps = steps_of(archive_of(one, ballots))
    board = opened(rebuilt(steps[:5]))
    assert refusal(one.keys[0], board) == "no_tally"


def test_a_second_tally_is_not_decrypted(
    one: World, ballots: list[bytes], closed: Verdict
) -> None:
    """The server leaves out a ballot, to find its vote from the difference."""
    key, _, _ = asked(one.keys[0], closed)
    fewer = opened(archive_of(one, ballots[:2], until="PartialDecryption", by=()))
    assert refusal(key, fewer, least=2) == "history_changed"
    forgetful = replace(key, events=())
    assert refusal(forgetful, fewer, least=2) == "other_tally"


def test_a_board_seen_before_must_be_continued(
    one: World, ballots: list[bytes], closed: Verdict
) -> None:
    early = opened(archive_of(one, ballots[:2], until="Ballot"))
    key = keys.looked(one.keys[0], early)
    assert asked(key, closed)[1] == 1
    other = opened(archive_of(one, [ballots[1]], until="Ballot"))
    assert refusal(keys.looked(one.keys[0], other), closed) == "history_changed"


def test_the_list_of_credentials_must_be_the_registrars(
    one: World, closed: Verdict
) -> None:
    code = refusal(one.keys[0], closed, credentials="another fingerprint")
    assert code == "other_credentials"


def test_a_key_serves_one_election(one: World, closed: Verdict) -> None:
    used = replace(one.keys[0], uuid="Another1111111")
    assert refusal(used, closed) == "key_of_other_election"


def test_a_stranger_does_not_decrypt(closed: Verdict) -> None:
    others, _ = trustees_of(1, 2)
    assert refusal(others[0], closed) == "not_a_trustee"


def test_the_group_must_be_the_one_agreed_to(one: World, closed: Verdict) -> None:
    key = replace(one.keys[0], certificates=one.keys[0].certificates[:2])
    assert refusal(key, closed) == "other_certificates"


def test_who_has_decrypted_does_not_again(one: World, ballots: list[bytes]) -> None:
    board = opened(archive_of(one, ballots, until="PartialDecryption", by=(1,)))
    assert refusal(one.keys[0], board) == "already_decrypted"


# Making keys


def first_round(size: int = 2) -> tuple[list[keys.Key], list[bytes]]:
    made = [keys.made_key(n, size, 2) for n in range(1, size + 1)]
    return [key for key, _ in made], [certificate for _, certificate in made]


def code_of(caught: pytest.ExceptionInfo[Refused]) -> str:
    return caught.value.code


def test_a_false_share_names_its_dealer() -> None:
    start, certificates = first_round()
    dealt = [keys.dealt(key, certificates) for key in start]
    value = json.loads(dealt[0][1])
    ekey = canonical.read(json.loads(certificates[1])["message"].encode())
    false = messages.sealed("12345", start[0].seed, int(ekey["encryption"]))
    value["shares"][1] = false
    with pytest.raises(Refused, match="trustee 1 dealt does not fit") as caught:
        keys.finished(dealt[1][0], [canonical.write(value), dealt[1][1]])
    assert code_of(caught) == "wrong_dealing"


def test_shares_are_opened_by_the_one_they_are_for_only() -> None:
    start, certificates = first_round()
    dealt = [keys.dealt(key, certificates) for key in start]
    value = json.loads(dealt[0][1])
    value["shares"].reverse()
    with pytest.raises(Refused) as caught:
        keys.finished(dealt[1][0], [canonical.write(value), dealt[1][1]])
    assert code_of(caught) == "cannot_be_opened"


def test_exchanged_certificates_are_noticed() -> None:
    start, certificates = first_round()
    with pytest.raises(Refused) as caught:
        keys.dealt(start[0], certificates[::-1])
    assert code_of(caught) == "wrong_context"
    _, others = first_round()
    with pytest.raises(Refused) as caught:
        keys.dealt(start[0], [others[0], certificates[1]])
    assert code_of(caught) == "other_certificates"


def test_a_certificate_is_signed() -> None:
    start, certificates = first_round()
    value = json.loads(certificates[1])
    value["signature"] = sign_message(value["message"], 5)
    with pytest.raises(Refused) as caught:
        keys.dealt(start[0], [certificates[0], canonical.write(value)])
    assert code_of(caught) == "wrong_signature"


def test_rounds_come_in_their_order_and_once() -> None:
    start, certificates = first_round()
    key, dealing = keys.dealt(start[0], certificates)
    with pytest.raises(Refused) as caught:
        keys.dealt(key, certificates)
    assert code_of(caught) == "wrong_step"
    with pytest.raises(Refused) as caught:
        keys.finished(start[0], [dealing, dealing])
    assert code_of(caught) == "wrong_step"


@pytest.mark.parametrize(
    ("place", "size", "threshold"), [(0, 3, 2), (4, 3, 2), (1, 3, 4), (1, 3, 0)]
)
def test_an_impossible_group_is_refused(place: int, size: int, threshold: int) -> None:
    with pytest.raises(Refused) as caught:
        keys.made_key(place, size, threshold)
    assert code_of(caught) == "wrong_threshold"


@pytest.mark.parametrize("record", [b"", b"{}", b"not json", b'{"form":"x"}'])
def test_a_damaged_key_file_is_refused(record: bytes) -> None:
    with pytest.raises(Refused) as caught:
        keys.read_key(record)
    assert code_of(caught) == "wrong_key_file"


def test_nothing_secret_is_published(one: World, ballots: list[bytes]) -> None:
    """No private key, share, seed, code or nonce stands in a finished archive."""
    content = archive_of(one, ballots)
    secrets = [str(key.share) for key in one.keys] + [key.seed for key in one.keys]
    secrets += [str(one.secret(n)) for n in range(3)] + list(one.codes)
    assert [secret for secret in secrets if secret.encode() in content] == []


def test_two_groups_and_a_blank_question_decrypt_together() -> None:
    """A single key beside a group, as the tool makes elections."""
    from lianxin.kernel.ballots.trustees import prove_key, read_trustees  # noqa: PLC0415 -- this test only

    group = world(MOTION, CHOICE)
    single = canonical.write(
        [["Single", prove_key(77)], *canonical.read(group.trustees.record)]
    )
    both = read_trustees(single)
    assert both.public_key != group.election.public_key
    assert len(both.keys) == 4
    with pytest.raises(Refused) as caught:
        opened(events.begun(group.election, both, group.credentials, 1)[0])
    assert code_of(caught) == "wrong_public_key"
