"""The papers of a vote: how many may be written in follows from the places."""

import pytest

from lianxin.facts.polls import exports
from lianxin.facts.polls.models import Poll
from tests.cast import Cast
from tests.facts.polls.voting import election, opened, prepared

THREE = ("branch_secretary", "branch_member", "sub_clerk")


@pytest.mark.parametrize("seats", [1, 2])
def test_for_each_place_somebody_may_be_written_in(cast: Cast, seats: int) -> None:
    poll = election(cast, candidates=THREE, seats=seats)
    rows = list(exports.ballot(poll).rows)
    names = [row[0] for row in rows]
    assert names[:3] == [item.text for item in poll.items.all()]
    assert rows[3:] == [["Somebody else: ____________", "", "", ""]] * seats


def test_tellers_sign_by_name_once_the_vote_is_open(cast: Cast) -> None:
    poll = prepared(cast)
    rows = [row[0] for row in exports.count_sheet(poll).rows]
    assert rows[-2:] == ["Teller (signature)", "Scrutineer (signature)"]
    opened(cast, poll)
    poll = Poll.objects.get(pk=poll.pk)
    rows = [row[0] for row in exports.count_sheet(poll).rows]
    assert rows[-3:] == [
        f"Teller {cast.people['member'].name} (signature)",
        f"Teller {cast.people['discipline_officer'].name} (signature)",
        "Scrutineer (signature)",
    ]


def test_nobody_is_written_in_where_a_motion_is_voted_on(cast: Cast) -> None:
    assert [row[0] for row in exports.ballot(prepared(cast)).rows] == ["同意年度计划"]
