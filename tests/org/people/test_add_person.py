"""Entering somebody."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from lianxin.base.journal.models import Entry
from lianxin.kernel.actor import Refused
from lianxin.org.people.enums import Belonging, Standing
from lianxin.org.people.models import PartyStanding, Person
from lianxin.org.people.operations import Place, add_person
from tests.cast import AT, TODAY, Cast

SINCE = date(2026, 3, 1)


def add(cast: Cast, role: str = "clerk", **values):
    given = {
        "name": "单雪芹",
        "employee_number": "N1",
        "places": [Place(cast.units["workshop"], Belonging.STAFF, SINCE)],
        "actor": cast.actor(role),
        "at": AT,
    }
    return add_person(**given | values)


def test_a_person_has_pinyin_places_and_a_standing(cast: Cast):
    places = [
        Place(cast.units["workshop"], Belonging.STAFF, SINCE),
        Place(cast.units["branch"], Belonging.PARTY, date(2026, 4, 1)),
    ]
    person = add(cast, places=places, standing=Standing.PROBATIONARY)
    assert person.pinyin == "shanxueqin sxq"
    assert [(a.unit.name, a.belonging) for a in person.affiliations.order_by("pk")] == [
        ("检修车间", "staff"),
        ("检修一支部", "party"),
    ]
    held = PartyStanding.objects.get(person=person)
    assert (held.standing, held.valid_from) == ("probationary", SINCE)


def test_the_journal_keeps_no_personal_value(cast: Cast):
    add(cast, birth_on=date(1990, 1, 2))
    entry = Entry.objects.get(code="people.added")
    assert entry.after == {
        "name": "•",
        "employee_number": "•",
        "gender": "",
        "birth_on": "•",
    }
    assert entry.unit_id == cast.units["workshop"].pk


def test_an_employee_number_is_given_once(cast: Cast):
    with pytest.raises(ValidationError) as refused:
        add(cast, employee_number="T001")
    assert list(refused.value.message_dict) == ["employee_number"]


@pytest.mark.parametrize(
    ("unit", "belonging", "since", "field"),
    [
        ("workshop", Belonging.PARTY, SINCE, "unit"),
        ("branch", Belonging.UNION, SINCE, "unit"),
        ("union", Belonging.LEAGUE, SINCE, "unit"),
        ("union", Belonging.PARTY, SINCE, "unit"),
        ("workshop", Belonging.STAFF, date(2019, 12, 31), "valid_from"),
        ("workshop", "guest", SINCE, "belonging"),
    ],
)
def test_a_place_must_be_possible(cast: Cast, unit, belonging, since, field):
    with pytest.raises(ValidationError) as refused:
        add(cast, places=[Place(cast.units[unit], belonging, since)])
    assert list(refused.value.message_dict) == [field]
    assert not Person.objects.filter(employee_number="N1").exists()


def test_nobody_is_in_two_units_in_one_way(cast: Cast):
    staff = [
        Place(cast.units[key], Belonging.STAFF, SINCE)
        for key in ("workshop", "department")
    ]
    with pytest.raises(ValidationError):
        add(cast, places=staff)


@pytest.mark.parametrize(
    "role", ["secretary", "branch_secretary", "member", "employee", "outsider"]
)
def test_others_may_not(cast: Cast, role):
    with pytest.raises(Refused):
        add(cast, role)


def test_a_clerk_may_not_outside_the_subtree(cast: Cast):
    places = [Place(cast.units["department"], Belonging.STAFF, SINCE)]
    with pytest.raises(Refused):
        add(cast, "sub_clerk", places=places)


def test_the_administrator_sets_no_standing(cast: Cast):
    with pytest.raises(Refused):
        add(cast, "administrator", standing=Standing.FULL)


def test_nobody_works_before_birth(cast: Cast):
    with pytest.raises(ValidationError) as refused:
        add(cast, birth_on=TODAY, joined_on=TODAY)
    assert list(refused.value.message_dict) == ["joined_on"]


@pytest.mark.parametrize("number", ["110101199001019968", "110101 19900101 9968"])
def test_an_identity_number_is_no_employee_number(cast: Cast, number: str):
    """It would stand in clear there, and in the journal."""
    with pytest.raises(ValidationError, match="kept encrypted"):
        add(cast, employee_number=number)


def test_the_number_of_somebody_who_left_tells_of_coming_back(cast: Cast):
    Person.objects.filter(employee_number="T001").update(left_on=date(2026, 3, 31))
    with pytest.raises(ValidationError) as refused:
        add(cast, employee_number="T001")
    assert "they come back" in str(refused.value)
    assert "2026-03-31" in str(refused.value)
