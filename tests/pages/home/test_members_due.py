"""Members about whom a rule asks for a decision, on the first page of their branch."""

from datetime import date

import pytest

from lianxin.desks.home import queries as desks
from lianxin.org.people.enums import Circumstance, Standing
from lianxin.org.people.models import PartyStanding, Situation
from tests.cast import PEOPLE, TODAY, Cast


def told(cast: Cast, role: str = "branch_secretary"):
    lines = desks.lines_of(cast.actor(role), today=TODAY)
    return [(line.day, line.pill.word, line.names_people) for line in lines]


def on_probation(cast: Cast, since: date) -> None:
    PartyStanding.objects.filter(person=cast.people["member"]).delete()
    PartyStanding.objects.create(
        person=cast.people["member"],
        standing=Standing.PROBATIONARY,
        valid_from=since,
    )


@pytest.mark.parametrize(
    ("since", "expected"),
    [
        (date(2025, 12, 31), [(date(2026, 12, 31), "Ends soon", True)]),
        (date(2026, 1, 1), []),
        (date(2025, 11, 22), [(date(2026, 11, 22), "Time is over", True)]),
    ],
)
def test_the_end_of_probation_is_told_from_the_month_before(
    cast: Cast, since: date, expected
) -> None:
    on_probation(cast, since)
    assert told(cast) == expected


@pytest.mark.parametrize("what", [Circumstance.SUSPENDED, Circumstance.PROBATION])
def test_two_years_of_suspension_or_of_probation_within_the_party(
    cast: Cast, what: str
) -> None:
    made = Situation.objects.create(
        person=cast.people["member"], circumstance=what, valid_from=date(2024, 12, 1)
    )
    assert told(cast) == [(date(2026, 12, 1), "Ends soon", True)]
    made.valid_to = TODAY
    made.save()
    assert told(cast) == []


def test_a_mobile_member_has_no_such_day(cast: Cast) -> None:
    Situation.objects.create(
        person=cast.people["member"],
        circumstance=Circumstance.MOBILE,
        valid_from=date(2020, 1, 1),
    )
    assert told(cast) == []


def test_only_those_of_the_branch_who_may_see_standings(cast: Cast) -> None:
    on_probation(cast, date(2025, 12, 1))
    reminded = {role for role in PEOPLE if told(cast, role)}
    assert reminded == {"branch_secretary", "branch_member"}
