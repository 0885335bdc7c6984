"""A trustee's part is taken after the end, once, and only with its proofs."""

import json

import pytest
from django.core.exceptions import ValidationError

from lianxin.facts.polls import operations
from lianxin.kernel.actor import Refused
from lianxin.kernel.ballots import canonical, keys, refusals
from tests.cast import AT, Cast
from tests.facts.polls.sealed import HOLDER, Sealed, begun, closed


def add(cast: Cast, sealed: Sealed, shown: bytes) -> int:
    return operations.add_decryption(
        sealed.poll, shown=shown, actor=cast.actor(HOLDER), at=AT
    )


def test_it_stands_on_the_board_once(cast: Cast) -> None:
    sealed = closed(cast)
    shown = sealed.shown(2)
    assert add(cast, sealed, shown + b"\n") == 2
    assert set(sealed.verdict().decryptions) == {2}
    with pytest.raises(ValidationError):
        add(cast, sealed, shown)


def test_not_before_the_end(cast: Cast) -> None:
    with pytest.raises(Refused, match="has not ended yet"):
        add(cast, begun(cast), b"{}")


@pytest.mark.parametrize(
    "part", ["decryption_proofs", "strong_proofs", "decryption_factors"]
)
def test_without_its_proofs_it_is_refused(cast: Cast, part: str) -> None:
    sealed = closed(cast)
    value = json.loads(sealed.shown(1))
    rows = value["decryption"][part]
    rows[0][0], rows[0][1] = rows[0][1], rows[0][0]
    with pytest.raises(ValidationError):
        add(cast, sealed, canonical.write(value))
    del value["decryption"][part]
    with pytest.raises(ValidationError):
        add(cast, sealed, canonical.write(value))
    assert sealed.verdict().decryptions == {}


def test_a_trustee_refuses_a_board_with_too_few_ballots(cast: Cast) -> None:
    sealed = closed(cast, ballots=4)
    with pytest.raises(refusals.Refused, match="4 ballots"):
        sealed.shown(1)


def test_the_board_takes_no_part_either_of_so_few_ballots(cast: Cast) -> None:
    sealed = closed(cast, ballots=4)
    board = sealed.verdict()
    _, owner, record = keys.decrypted(
        sealed.keys[0], board, least=1, credentials=board.credentials.fingerprint
    )
    shown = canonical.write({"owner": owner, "decryption": canonical.read(record)})
    with pytest.raises(ValidationError, match="4 ballots were cast"):
        add(cast, sealed, shown)
    assert sealed.verdict().decryptions == {}
