"""A secret vote on line begins with its trustees, its codes and its electorate."""

from dataclasses import replace

import pytest
from django.core.exceptions import ValidationError

from lianxin.facts.polls import operations, queries
from lianxin.facts.polls.models import Board, Credential
from lianxin.kernel.actor import Refused
from lianxin.kernel.ballots import canonical
from lianxin.kernel.ballots.trustees import prove_key
from tests.cast import AT, Cast
from tests.facts.polls.sealed import HOLDER, MOTIONS, VOTERS, begun, planned
from tests.facts.polls.voting import opened, prepared
from tests.kernel.ballots.elections import trustees_of


def test_the_board_begins_with_what_is_asked(cast: Cast) -> None:
    sealed = begun(cast)
    verdict = sealed.verdict()
    assert [q.text for q in verdict.election.questions] == list(MOTIONS)
    assert {(q.answers, q.least, q.most) for q in verdict.election.questions} == {
        (("For", "Against", "Abstain"), 1, 1)
    }
    assert (verdict.is_closed, verdict.ballots) == (False, 0)
    assert len(verdict.credentials.numbers) == sealed.poll.voters.count() == len(VOTERS)
    stored = list(Credential.objects.order_by("pk").values_list("public", flat=True))
    assert stored == sorted(stored, key=int)


@pytest.mark.parametrize(
    ("changed", "field", "words"),
    [
        ({"credentials": b"[]"}, "credentials", "list of credentials is empty"),
        ({"credentials": b"\xff"}, "credentials", "not written in UTF-8"),
        ({"trustees": b"[]"}, "trustees", ""),
        ({"trustees": b"{"}, "trustees", "not JSON"),
        ({"uuid": "short"}, "uuid", ""),
    ],
)
def test_what_was_not_shown_rightly_is_refused_at_its_field(
    cast: Cast, changed, field, words
) -> None:
    sealed = planned(cast)
    with pytest.raises(ValidationError) as error:
        operations.set_up_board(
            sealed.poll,
            parties=replace(sealed.parties, **changed),
            actor=cast.actor(HOLDER),
            at=AT,
        )
    assert set(error.value.message_dict) == {field}
    assert words in error.value.message_dict[field][0]
    assert not Board.objects.exists()


def single(secret: int) -> list[object]:
    return ["Single", prove_key(secret)]


def pedersen(threshold: int, size: int) -> list[object]:
    _keys, record = trustees_of(threshold, size)
    return canonical.read(record)[0]


@pytest.mark.parametrize(
    "entries",
    [
        [single(77)],
        [single(77), single(78), single(79)],
        [pedersen(1, 1)],
        [pedersen(1, 3)],
        [pedersen(2, 2)],
        [single(77), pedersen(2, 3)],
    ],
    ids=["one key", "three keys", "1 of 1", "1 of 3", "2 of 2", "a key and a group"],
)
def test_no_trustee_could_open_ballots_alone_or_lose_them_alone(
    cast: Cast, entries: list[object]
) -> None:
    sealed = planned(cast)
    with pytest.raises(ValidationError) as error:
        operations.set_up_board(
            sealed.poll,
            parties=replace(sealed.parties, trustees=canonical.write(entries)),
            actor=cast.actor(HOLDER),
            at=AT,
        )
    assert error.value.message_dict == {
        "trustees": [
            "The trustees must be one group of at least 3 people, of whom at least 2 are "
            "needed to open the result: nobody may be able to open ballots alone."
        ]
    }
    assert not Board.objects.exists()


def test_the_trustees_make_new_keys_for_each_vote(cast: Cast) -> None:
    first, second = begun(cast), planned(cast)
    old = replace(second.parties, trustees=first.parties.trustees)
    with pytest.raises(ValidationError) as error:
        operations.set_up_board(
            second.poll, parties=old, actor=cast.actor(HOLDER), at=AT
        )
    assert error.value.message_dict == {
        "trustees": [
            "These keys belong to another vote. The trustees make new ones for each "
            "vote: with the old ones nobody could open the result."
        ]
    }
    assert Board.objects.get() == first.board


def test_there_are_as_many_codes_as_voters(cast: Cast) -> None:
    sealed = planned(cast, codes=9)
    with pytest.raises(ValidationError, match="9 credentials, but 8 people"):
        operations.set_up_board(
            sealed.poll, parties=sealed.parties, actor=cast.actor(HOLDER), at=AT
        )


def test_only_who_holds_it_and_only_for_a_vote_on_line(cast: Cast) -> None:
    sealed = planned(cast)
    with pytest.raises(Refused):
        operations.set_up_board(
            sealed.poll, parties=sealed.parties, actor=cast.actor("clerk"), at=AT
        )
    with pytest.raises(Refused, match="not on line"):
        operations.set_up_board(
            prepared(cast),
            parties=sealed.parties,
            actor=cast.actor("branch_secretary"),
            at=AT,
        )
    with pytest.raises(ValidationError, match="with its trustees and its codes"):
        operations.open_poll(sealed.poll, actor=cast.actor(HOLDER), at=AT)
    assert opened(cast, prepared(cast)).opened_at == AT


def test_the_server_signs_receipts_with_the_key_that_the_record_names(
    cast: Cast,
) -> None:
    board = begun(cast).board
    record = canonical.read(board.election.encode())
    assert list(record)[-1] == "receipt_key"
    assert queries.head_of(board).height == 0
