"""The standing that somebody brings from elsewhere."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from lianxin.org.people.operations import take_up_standing
from tests.cast import AT, LONG_AGO, Cast

BEGAN = date(2015, 7, 1)


def take_up(cast: Cast, role: str, standing: str) -> list[tuple[str, date]]:
    take_up_standing(
        cast.people[role],
        standing=standing,
        valid_from=BEGAN,
        unit=cast.units["branch"],
        actor=cast.actor("clerk"),
        at=AT,
    )
    rows = cast.people[role].standings.order_by("pk")
    return [(row.standing, row.valid_from) for row in rows]


def test_where_nothing_said_so(cast: Cast):
    assert take_up(cast, "union_chair", "full") == [("full", BEGAN)]


def test_what_is_entered_stays(cast: Cast):
    assert take_up(cast, "member", "full") == [("full", LONG_AGO)]


def test_another_one_is_ended_first(cast: Cast):
    with pytest.raises(ValidationError, match="end it first"):
        take_up(cast, "employee", "full")
