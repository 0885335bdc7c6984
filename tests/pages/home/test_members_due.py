"""Members about whom a rule asks for a decision, on the first page of their branch."""

from datetime import date

import pytest

from lianxin.desks.home import queries as desks
from lianxin.org.people.enums import Circumstance, Standing
from lianxin.org.people.models import PartyStanding, Situation, Touch
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


@pytest.mark.parametrize(
    ("until", "expected"),
    [
        (date(2027, 6, 1), []),
        (date(2026, 12, 1), [(date(2026, 12, 1), "Ends soon", True)]),
    ],
)
def test_an_extended_probation_ends_as_it_was_extended(
    cast: Cast, until: date, expected
) -> None:
    on_probation(cast, date(2025, 6, 1))
    assert told(cast) == [(date(2026, 6, 1), "Time is over", True)]
    PartyStanding.objects.filter(person=cast.people["member"]).update(
        extended_on=date(2026, 6, 1), extended_until=until
    )
    assert told(cast) == expected


@pytest.mark.parametrize("what", [Circumstance.ABROAD, Circumstance.MOBILE])
def test_one_is_in_touch_every_half_year_with_who_is_elsewhere(
    cast: Cast, what: str
) -> None:
    member = cast.people["member"]
    made = Situation.objects.create(
        person=member, circumstance=what, valid_from=date(2026, 5, 1)
    )
    assert told(cast) == [(date(2026, 11, 1), "Long out of touch", True)]
    Touch.objects.create(person=member, touched_on=date(2026, 6, 10))
    assert told(cast) == [(date(2026, 12, 10), "Due soon", True)]
    Touch.objects.create(person=member, touched_on=TODAY)
    assert told(cast) == []
    Touch.objects.all().delete()
    Touch.objects.create(person=member, touched_on=date(2026, 4, 30))
    assert told(cast) == [(date(2026, 11, 1), "Long out of touch", True)]
    made.valid_to = TODAY
    made.save()
    assert told(cast) == []


def test_of_somebody_mobile_and_abroad_one_line(cast: Cast) -> None:
    for day, what in ((1, Circumstance.ABROAD), (2, Circumstance.MOBILE)):
        Situation.objects.create(
            person=cast.people["member"],
            circumstance=what,
            valid_from=date(2026, 5, day),
        )
    assert told(cast) == [(date(2026, 11, 1), "Long out of touch", True)]


def test_only_those_of_the_branch_who_may_see_standings(cast: Cast) -> None:
    on_probation(cast, date(2025, 12, 1))
    reminded = {role for role in PEOPLE if told(cast, role)}
    assert reminded == {"branch_secretary", "branch_member"}
