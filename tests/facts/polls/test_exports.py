"""The papers of a vote: how many may be written in follows from the places."""

import pytest

from lianxin.facts.polls import exports
from tests.cast import Cast
from tests.facts.polls.voting import election, prepared

THREE = ("branch_secretary", "branch_member", "sub_clerk")


@pytest.mark.parametrize("seats", [1, 2])
def test_for_each_place_somebody_may_be_written_in(cast: Cast, seats: int) -> None:
    poll = election(cast, candidates=THREE, seats=seats)
    rows = list(exports.ballot(poll).rows)
    names = [row[0] for row in rows]
    assert names[:3] == [item.text for item in poll.items.all()]
    assert names[3:] == [""] * seats
    assert [row[1] for row in rows[3:]] == ["Written in", *[""] * (seats - 1)]


def test_nobody_is_written_in_where_a_motion_is_voted_on(cast: Cast) -> None:
    assert [row[0] for row in exports.ballot(prepared(cast)).rows] == ["同意年度计划"]
