"""How many of those entitled are enough."""

from datetime import date
from fractions import Fraction

import pytest

from lianxin.kernel.rules.book import Title
from lianxin.kernel.rules.quorums import quorum
from lianxin.kernel.rules.shapes import Share, Than
from lianxin.kernel.rules.values import Regulation, Source, Sure

NAME = Regulation("R", "条例", "條例", "r", Title("all", "全体", "全體"))
SOURCE = Source(NAME, "11", Sure.READ, date(2026, 11, 23))
HALF = Share(Than.AT_LEAST, Fraction(1, 2), "entitled")
MORE = Share(Than.MORE_THAN, Fraction(1, 2), "entitled")


@pytest.mark.parametrize(
    ("share", "entitled", "present", "needed", "is_met"),
    [
        (HALF, 10, 5, 5, True),
        (HALF, 11, 5, 6, False),
        (HALF, 11, 6, 6, True),
        (HALF, 1, 0, 1, False),
        (HALF, 0, 0, 0, False),
        (MORE, 10, 5, 6, False),
        (MORE, 10, 6, 6, True),
        (MORE, 0, 0, 1, False),
    ],
)
def test_how_it_stands(share, entitled, present, needed, is_met):
    found = quorum(share, SOURCE, entitled=entitled, present=present)
    assert (found.needed, found.is_met) == (needed, is_met)
