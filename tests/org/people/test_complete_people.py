"""Adding to many entries at once what they do not say yet."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from lianxin.base.journal.models import Entry
from lianxin.kernel.actor import Refused
from lianxin.org.people import queries
from lianxin.org.people.enums import Belonging, Standing
from lianxin.org.people.models import Affiliation, Contact, Person
from lianxin.org.people.operations import (
    Completion,
    Place,
    Since,
    complete_people,
    edit_person,
    set_contact,
    withdraw_people,
)
from lianxin.org.people.operations.completing import WaitingCompletions
from tests.cast import AT, TODAY, Cast

SINCE = date(2026, 3, 1)
IDENTITY = "110101199003079972"


def completion(cast: Cast, role: str = "union_chair", **values) -> Completion:
    return Completion(person=cast.people[role].pk, **values)


def test_what_is_empty_is_filled_and_the_rest_stays(cast: Cast) -> None:
    person = cast.people["union_chair"]
    Person.objects.filter(pk=person.pk).update(job="主席")
    row = completion(
        cast,
        places=(Place(cast.units["other"], Belonging.PARTY, SINCE),),
        standings=(
            Since(standing=Standing.PROBATIONARY, valid_from=date(2020, 7, 1)),
            Since(standing=Standing.FULL, valid_from=date(2021, 7, 1)),
        ),
        fields={"nation": "汉族", "job": "干事", "birth_on": date(1990, 3, 7)},
        identity_number=IDENTITY,
    )
    done = complete_people([row], actor=cast.actor("clerk"), at=AT)
    person.refresh_from_db()
    assert (person.nation, person.job, person.version) == ("汉族", "主席", 2)
    assert (len(done.affiliations), len(done.standings)) == (1, 2)
    assert done.fields == {person.pk: ["birth_on", "nation", "identity_number"]}
    held = person.standings.order_by("valid_from").values_list("standing", "valid_to")
    assert list(held) == [("probationary", date(2021, 7, 1)), ("full", None)]
    assert Contact.objects.get(person=person).identity_number == IDENTITY
    assert Entry.objects.get(code="people.many_completed").after == {"people": 1}


def test_nobody_gets_a_second_unit_or_standing(cast: Cast) -> None:
    place = Place(cast.units["other"], Belonging.PARTY, SINCE)
    full = Since(standing=Standing.FULL, valid_from=SINCE)
    for row in (
        completion(cast, "member", places=(place,)),
        completion(cast, "member", standings=(full,)),
    ):
        with pytest.raises(ValidationError):
            complete_people([row], actor=cast.actor("clerk"), at=AT)


def test_only_within_reach(cast: Cast) -> None:
    row = completion(cast, fields={"nation": "汉族"})
    with pytest.raises(Refused):
        complete_people([row], actor=cast.actor("sub_clerk"), at=AT)
    numbered = completion(cast, "member", identity_number=IDENTITY)
    with pytest.raises(Refused):
        complete_people([numbered], actor=cast.actor("administrator"), at=AT)


def test_a_phone_joins_the_number_that_is_there(cast: Cast) -> None:
    person = cast.people["union_chair"]
    actor = cast.actor("clerk")
    set_contact(person, phone="", identity_number=IDENTITY, actor=actor, at=AT)
    row = completion(cast, phone="13900000011", identity_number="110101199003070011")
    done = complete_people([row], actor=actor, at=AT)
    assert done.fields == {person.pk: ["phone"]}
    contact = Contact.objects.get(person=person)
    assert (contact.phone, contact.identity_number) == ("13900000011", IDENTITY)
    found = queries.found_by_number("13900000011", actor=actor, today=TODAY)
    assert list(found) == [person]


def _edited(cast: Cast) -> None:
    person = Person.objects.get(pk=cast.people["union_chair"].pk)
    edit_person(
        person,
        name=person.name,
        employee_number=person.employee_number,
        version=person.version,
        actor=cast.actor("clerk"),
        at=AT,
        gender="f",
    )


def _numbered(cast: Cast) -> None:
    set_contact(
        cast.people["union_chair"],
        phone="13900000012",
        identity_number="",
        actor=cast.actor("clerk"),
        at=AT,
    )


def _moved(cast: Cast) -> None:
    Affiliation.objects.create(
        person=cast.people["union_chair"],
        unit=cast.units["other"],
        belonging=Belonging.PARTY,
        valid_from=SINCE,
    )


@pytest.mark.parametrize("change", [_edited, _numbered, _moved])
def test_whoever_was_changed_while_it_waited_keeps_all_out(cast: Cast, change) -> None:
    actor = cast.actor("clerk")
    row = completion(cast, fields={"nation": "汉族"}, phone="13900000011")
    waiting = WaitingCompletions()
    waiting.add([row], actor=actor, at=AT)
    change(cast)
    with pytest.raises(ValidationError):
        waiting.enter(actor=actor, at=AT)
    waiting.clear()
    assert Person.objects.get(pk=row.person).nation == ""


def test_nobody_stands_in_two_rows(cast: Cast) -> None:
    row = completion(cast, fields={"nation": "汉族"})
    with pytest.raises(ValidationError):
        complete_people([row, row], actor=cast.actor("clerk"), at=AT)


@pytest.mark.parametrize("change", [_edited, _numbered])
def test_what_was_changed_since_is_not_taken_back(cast: Cast, change) -> None:
    actor = cast.actor("clerk")
    row = completion(cast, fields={"nation": "汉族"}, identity_number=IDENTITY)
    done = complete_people([row], actor=actor, at=AT)
    change(cast)
    with pytest.raises(ValidationError):
        withdraw_people([], done, actor=actor, at=AT)
    assert Person.objects.get(pk=row.person).nation == "汉族"


def test_a_filled_contact_goes_with_what_was_filled(cast: Cast) -> None:
    actor = cast.actor("clerk")
    row = completion(cast, fields={"nation": "汉族"}, identity_number=IDENTITY)
    done = complete_people([row], actor=actor, at=AT)
    withdraw_people([], done, actor=actor, at=AT)
    assert Person.objects.get(pk=row.person).nation == ""
    assert not Contact.objects.filter(person=row.person).exists()
