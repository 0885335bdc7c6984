"""The unit was in touch with a member who is elsewhere."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from lianxin.base.journal.models import Entry
from lianxin.kernel.actor import Refused
from lianxin.org.people import queries
from lianxin.org.people.models import Affiliation, Person, Situation, Touch
from lianxin.org.people.operations import merge_people, note_touch, undo_merging
from tests.cast import AT, TODAY, Cast

LEFT = TODAY - timedelta(days=100)


@pytest.fixture(params=["mobile", "abroad"])
def away(cast: Cast, request) -> Situation:
    return Situation.objects.create(
        person=cast.people["member"],
        circumstance=request.param,
        valid_from=LEFT,
        place="江城市",
    )


def note(cast: Cast, day=TODAY, by: str = "branch_secretary"):
    return note_touch(
        cast.people["member"], touched_on=day, actor=cast.actor(by), at=AT
    )


def test_the_day_is_kept_and_shown_to_those_who_see_the_standing(cast: Cast, away):
    made = note(cast)
    shown = {
        role
        for role in ("secretary", "branch_member", "member", "employee", "outsider")
        if queries.touches_during(
            queries.past_situations_of(
                cast.people["member"], actor=cast.actor(role), today=TODAY
            )
        )
        == [TODAY]
    }
    assert shown == {"secretary", "branch_member", "member"}
    assert made.person == cast.people["member"]
    entry = Entry.objects.get(code="people.touched")
    assert entry.after == {"touched_on": "2026-11-23"}


@pytest.mark.parametrize("day", [LEFT - timedelta(days=1), TODAY + timedelta(days=1)])
def test_not_before_leaving_and_not_to_come(cast: Cast, away, day):
    with pytest.raises(ValidationError) as refused:
        note(cast, day)
    assert list(refused.value.message_dict) == ["touched_on"]
    assert not Touch.objects.exists()


def test_not_of_somebody_who_is_here(cast: Cast):
    with pytest.raises(ValidationError, match="was not elsewhere"):
        note(cast)


def test_once_a_day(cast: Cast, away):
    note(cast)
    with pytest.raises(ValidationError, match="already"):
        note(cast)


@pytest.mark.parametrize("role", ["branch_member", "member", "administrator"])
def test_only_the_secretary_and_the_clerk(cast: Cast, away, role):
    with pytest.raises(Refused):
        note(cast, by=role)


def test_it_follows_where_two_entries_become_one(cast: Cast, away):
    given = {"actor": cast.actor("sub_clerk"), "at": AT}
    double = Person.objects.create(name="何秋实", employee_number="T901")
    Affiliation.objects.create(
        person=double,
        unit=cast.units["workshop"],
        belonging="staff",
        valid_from=LEFT,
    )
    made = note(cast)
    merging = merge_people(double, cast.people["member"], **given)
    made.refresh_from_db()
    assert made.person == double
    undo_merging(merging, **given)
    made.refresh_from_db()
    assert made.person == cast.people["member"]
