"""Striking out a death that was noted by mistake."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError

from lianxin.kernel.actor import Refused
from lianxin.org.people.models import PartyStanding, Person
from lianxin.org.people.operations import (
    Told,
    begin_situation,
    end_affiliation,
    end_standing,
    leave,
    move_membership,
    strike_out_death,
)
from lianxin.org.units.models import Unit
from tests.cast import AT, TODAY, Cast

DIED = TODAY - timedelta(days=2)
AFTER = DIED + timedelta(days=1)


def die(cast: Cast, role: str = "member") -> Person:
    """As ``posts.operations.note_death`` does it, for somebody without a post."""
    person = Person.objects.get(pk=cast.people[role].pk)
    by = {"actor": replace(cast.actor("sub_clerk"), action=uuid4()), "at": AT}
    begin_situation(person, circumstance="deceased", valid_from=DIED, told=Told(), **by)
    if person.standings.filter(valid_to=None).exists():
        end_standing(person, ended_on=AFTER, **by)
    return leave(person, left_on=DIED, version=person.version, **by)


def strike_out(cast: Cast, person: Person, role="sub_clerk", basis="误录"):
    return strike_out_death(
        person, basis=basis, version=person.version, actor=cast.actor(role), at=AT
    )


def places(person: Person) -> list[tuple[str, date | None]]:
    rows = person.affiliations.order_by("belonging")
    return list(rows.values_list("belonging", "valid_to"))


def test_standing_and_belonging_go_on(cast: Cast):
    person = die(cast)
    noted = strike_out(cast, person)
    assert noted.after == AFTER
    person.refresh_from_db()
    assert (person.left_on, person.version) == (None, 3)
    assert places(person) == [("party", None), ("staff", None)]
    assert person.standings.get().valid_to is None
    assert not person.situations.exists()


def test_a_standing_that_had_ended_that_day_stays_ended(cast: Cast):
    by = {"actor": cast.actor("sub_clerk"), "at": AT}
    end_standing(cast.people["member"], ended_on=AFTER, **by)
    person = die(cast)
    strike_out(cast, person)
    assert person.standings.get().valid_to == AFTER


def test_an_end_of_belonging_that_was_told_before_is_to_come_again(cast: Cast):
    later, person = TODAY + timedelta(days=30), cast.people["employee"]
    by = {"actor": cast.actor("sub_clerk"), "at": AT}
    end_affiliation(person.affiliations.get(), ended_on=later, **by)
    strike_out(cast, die(cast, "employee"))
    assert places(person) == [("staff", later)]


def test_belonging_that_had_ended_that_day_stays_ended(cast: Cast):
    staff = cast.people["member"].affiliations.get(belonging="staff")
    by = {"actor": cast.actor("sub_clerk"), "at": AT}
    end_affiliation(staff, ended_on=AFTER, **by)
    person = die(cast)
    strike_out(cast, person)
    assert places(person) == [("party", None), ("staff", AFTER)]


def test_who_worked_in_the_branch_is_still_a_member_of_it(cast: Cast):
    staff = cast.people["member"].affiliations.get(belonging="staff")
    staff.unit = cast.units["branch"]
    staff.save()
    by = {"actor": cast.actor("sub_clerk"), "at": AT}
    end_affiliation(staff, ended_on=AFTER, **by)
    person = die(cast)
    strike_out(cast, person)
    assert places(person) == [("party", None), ("staff", AFTER)]


def test_who_had_gone_elsewhere_that_day_is_elsewhere(cast: Cast):
    move_membership(
        cast.people["member"],
        from_unit=cast.units["branch"],
        to_unit=None,
        on=AFTER,
        actor=cast.actor("sub_clerk"),
        at=AT,
    )
    person = die(cast)
    strike_out(cast, person)
    assert places(person) == [("party", AFTER), ("staff", None)]


def test_a_standing_entered_meanwhile_stays_the_only_one(cast: Cast):
    person = die(cast)
    PartyStanding.objects.create(person=person, standing="applicant", valid_from=TODAY)
    strike_out(cast, person)
    rows = person.standings.order_by("valid_from").values_list("standing", "valid_to")
    assert list(rows) == [("full", AFTER), ("applicant", None)]


def test_into_a_unit_that_has_ended_nobody_comes_back(cast: Cast):
    person = die(cast)
    Unit.objects.filter(pk=cast.units["branch"].pk).update(
        dissolved_on=TODAY, path=None
    )
    with pytest.raises(ValidationError, match="检修一支部 ends on 2026-11-23"):
        strike_out(cast, person)
    person.refresh_from_db()
    assert person.left_on == DIED
    assert places(person) == [("party", AFTER), ("staff", AFTER)]


def test_what_an_earlier_mistake_ended_is_not_taken_for_an_end(cast: Cast):
    strike_out(cast, die(cast))
    person = die(cast)
    strike_out(cast, person)
    assert places(person) == [("party", None), ("staff", None)]
    assert person.standings.get().valid_to is None


def test_not_without_saying_why(cast: Cast):
    with pytest.raises(ValidationError) as refused:
        strike_out(cast, die(cast), basis=" ")
    assert list(refused.value.message_dict) == ["basis"]


def test_only_where_a_death_is_noted(cast: Cast):
    with pytest.raises(ValidationError, match="No death"):
        strike_out(cast, cast.people["member"])


@pytest.mark.parametrize("role", ["branch_secretary", "secretary", "outsider"])
def test_others_may_not(cast: Cast, role):
    with pytest.raises(Refused):
        strike_out(cast, die(cast), role)
