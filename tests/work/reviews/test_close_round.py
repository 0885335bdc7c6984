"""Closing a quarterly review."""

import pytest

from lianxin.kernel.actor import Refused
from lianxin.work.reviews.operations import close_round
from tests.cast import AT, Cast
from tests.work.goals.given import give
from tests.work.reviews.rounds import opened


def test_it_is_closed_once(cast: Cast):
    give(cast)
    found = close_round(opened(cast), actor=cast.actor("sub_clerk"), at=AT)
    assert found.closed_at == AT
    with pytest.raises(Refused):
        close_round(found, actor=cast.actor("sub_clerk"), at=AT)


def test_only_by_who_may_open(cast: Cast):
    give(cast)
    with pytest.raises(Refused):
        close_round(opened(cast), actor=cast.actor("branch_secretary"), at=AT)
