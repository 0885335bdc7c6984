"""Whether enough of those entitled were at a meeting."""

from datetime import date

from lianxin.facts.records import queries
from lianxin.facts.records.enums import Mark
from lianxin.facts.records.models import Record
from lianxin.org.people.models import PartyStanding
from lianxin.org.units.models import Unit
from tests.cast import Cast
from tests.facts.records.meetings import DAY, MEMBERS, meeting


def numbers(cast: Cast, **values) -> tuple[int, int, int] | None:
    found = queries.quorum_of(meeting(cast, **values))
    return found and (found.entitled, found.present, found.needed)


def test_members_with_a_vote_are_counted(cast: Cast):
    assert numbers(cast, kind="general_meeting") == (5, 3, 3)


def test_a_probationary_member_is_expected_but_not_entitled(cast: Cast):
    PartyStanding.objects.filter(person=cast.people["member"]).update(
        standing="probationary"
    )
    everybody = {cast.people[role].pk: Mark.PRESENT for role in MEMBERS}
    found = numbers(cast, kind="general_meeting", attendance=everybody)
    assert found == (4, 4, 2)


def test_the_seats_of_a_committee_are_counted(cast: Cast):
    marks = {cast.people["branch_secretary"].pk: Mark.PRESENT}
    marks[cast.people["branch_member"].pk] = Mark.ABSENT
    found = numbers(cast, kind="branch_committee_meeting", attendance=marks)
    assert found == (2, 1, 1)


def test_a_party_day_asks_for_none(cast: Cast):
    assert numbers(cast) is None


def test_where_no_rule_says_who_could_vote_nothing_is_said(cast: Cast):
    assert (
        numbers(cast, kind="general_meeting", took_place_on=date(2020, 7, 12)) is None
    )
    assert numbers(cast, kind="general_meeting", took_place_on=date(2020, 7, 13)) == (
        5,
        3,
        3,
    )


def test_of_a_general_branch_that_has_ended_nobody_is_expected(cast: Cast):
    ended = Unit(kind="general_branch", path=None, name="第一总支")
    found = queries.expected_people("general_meeting", ended, today=DAY)
    assert list(found) == []
    held = Record(kind="general_meeting", unit=ended, took_place_on=DAY)
    assert queries.quorum_of(held) is None


def test_nothing_was_asked_before_the_rule(cast: Cast):
    assert (
        queries.quorum_for(
            "general_meeting",
            entitled=frozenset(),
            there=frozenset(),
            on=date(2018, 1, 1),
        )
        is None
    )
