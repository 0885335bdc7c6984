"""Noting that somebody who was not there made the study up."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from lianxin.facts.records import queries
from lianxin.facts.records.operations import note_made_up
from lianxin.kernel.actor import Refused
from tests.cast import AT, Cast
from tests.facts.records.meetings import DAY, meeting


def note(cast: Cast, record, *, who: str = "member", role="branch_secretary", **values):
    given = {"studied_on": date(2026, 11, 22), "how": "与组长一起学习"} | values
    return note_made_up(
        record, person=cast.people[who], actor=cast.actor(role), at=AT, **given
    )


def test_who_had_leave_makes_it_up(cast: Cast):
    record = meeting(cast)
    note(cast, record)
    made = queries.made_up_in(record)[cast.people["member"].pk]
    assert (made.studied_on, made.how) == (date(2026, 11, 22), "与组长一起学习")
    assert queries.missed_by(record) == [cast.people["discipline_officer"].pk]


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"who": "branch_secretary"}, "person"),
        ({"who": "outsider"}, "person"),
        ({"studied_on": date(2026, 11, 19)}, "studied_on"),
        ({"studied_on": date(2026, 11, 24)}, "studied_on"),
    ],
)
def test_what_cannot_be(cast: Cast, values, field: str):
    with pytest.raises(ValidationError) as error:
        note(cast, meeting(cast), **values)
    assert list(error.value.message_dict) == [field]


def test_once_is_enough(cast: Cast):
    record = meeting(cast)
    note(cast, record, studied_on=DAY)
    with pytest.raises(ValidationError):
        note(cast, record)


def test_nobody_else_notes_it(cast: Cast):
    with pytest.raises(Refused):
        note(cast, meeting(cast), role="clerk")
