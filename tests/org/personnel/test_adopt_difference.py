"""Adopting what the personnel system tells."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from lianxin.base.journal.models import Entry
from lianxin.kernel.actor import Refused
from lianxin.org.people.models import Affiliation, Person
from lianxin.org.people.operations import leave
from lianxin.org.personnel.enums import Outcome
from lianxin.org.personnel.operations import adopt_difference
from lianxin.org.posts.models import Appointment
from tests.cast import AT, TODAY, Cast
from tests.org.personnel.feeds import newcomer, only, take, told


def adopt(cast: Cast, on: date = TODAY, role: str = "sub_clerk"):
    return adopt_difference(only(), on=on, actor=cast.actor(role), at=AT)


def test_somebody_new_is_entered(cast: Cast):
    take(cast, newcomer(gender="f", joined_on=date(2026, 11, 1)))
    settled = adopt(cast)
    person = Person.objects.get(employee_number="N001")
    assert (person.name, person.gender) == ("新来", "f")
    assert (person.birth_on, person.joined_on) == (date(2000, 1, 2), date(2026, 11, 1))
    place = Affiliation.objects.get(person=person)
    assert (place.unit, place.valid_from) == (cast.units["workshop"], TODAY)
    assert (settled.outcome, settled.settled_by) == (Outcome.ADOPTED, "唐小满")
    assert settled.person == person
    assert Entry.objects.get(code="personnel.adopted").after == {
        "employee_number": "N001",
        "on": TODAY.isoformat(),
    }


def test_only_what_was_told_is_changed(cast: Cast):
    Person.objects.filter(pk=cast.people["member"].pk).update(gender="m")
    take(cast, told(cast, "member", "何秋石"))
    adopt(cast)
    person = cast.people["member"]
    person.refresh_from_db()
    assert (person.name, person.gender) == ("何秋石", "m")


def test_a_move_at_work_leaves_the_membership_where_it_is(cast: Cast):
    take(cast, told(cast, "member", unit="北川公司党委"))
    adopt(cast)
    places = Affiliation.objects.filter(person=cast.people["member"], valid_to=None)
    found = {place.belonging: place.unit.name for place in places}
    assert found == {"party": "检修一支部", "staff": "北川公司党委"}


def test_who_left_gives_up_posts_too(cast: Cast):
    last = TODAY - timedelta(days=3)
    take(cast, told(cast, "branch_member", left_on=last))
    adopt(cast, on=last)
    person = cast.people["branch_member"]
    person.refresh_from_db()
    assert person.left_on == last
    assert not Appointment.objects.filter(person=person, valid_to=None).exists()


def test_an_unknown_unit_cannot_be_adopted(cast: Cast):
    take(cast, newcomer("没有的部门"))
    with pytest.raises(ValidationError, match="not known here"):
        adopt(cast)
    assert not Person.objects.filter(employee_number="N001").exists()


def test_a_unit_that_was_renamed_meanwhile(cast: Cast):
    take(cast, newcomer())
    workshop = cast.units["workshop"]
    workshop.name = workshop.short_name = "大修车间"
    workshop.save()
    with pytest.raises(ValidationError, match="not called so"):
        adopt(cast)
    assert only().kind == "new"


def test_not_twice(cast: Cast):
    take(cast, newcomer())
    first = adopt(cast)
    with pytest.raises(Refused, match="settled already"):
        adopt_difference(first, on=TODAY, actor=cast.actor("sub_clerk"), at=AT)


def test_the_rights_over_people_hold(cast: Cast):
    """The branch's secretary may settle, but may not change entries."""
    take(cast, told(cast, "member", "何秋石"))
    with pytest.raises(Refused, match="office clerk"):
        adopt(cast, role="branch_secretary")
    assert only().outcome == ""
    with pytest.raises(Refused):
        adopt(cast, role="outsider")


def test_who_had_left_comes_back(cast: Cast):
    person = cast.people["employee"]
    leave(
        person,
        left_on=TODAY - timedelta(days=30),
        version=1,
        actor=cast.actor("clerk"),
        at=AT,
    )
    take(cast, told(cast, "employee", unit="检修车间"))
    adopt(cast)
    person.refresh_from_db()
    place = Affiliation.objects.get(person=person, valid_to=None)
    assert person.left_on is None
    assert (place.unit, place.valid_from) == (cast.units["workshop"], TODAY)
