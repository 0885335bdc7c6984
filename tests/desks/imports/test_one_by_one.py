"""Whichever way people are entered, as one set or one by one, the tables hold the same."""

from datetime import date
from typing import Any

from lianxin.org.people.enums import Belonging, Standing
from lianxin.org.people.models import Affiliation, Contact, PartyStanding, Person
from lianxin.org.people.operations import Place, add_person, set_contact, set_standing
from tests.cast import AT, TODAY, Cast
from tests.desks.imports.books import dropped, identity, member, members_book, taken

NAMES = {1: "赵明", 2: "欧阳晓", 3: "单雪芹"}


def held() -> list[dict[str, Any]]:
    """All that is entered of these people, without the keys of the rows."""
    found = []
    for person in Person.objects.filter(name__in=NAMES.values()).order_by("pk"):
        rows = {"person": Person.objects.filter(pk=person.pk)}
        for model in (Affiliation, PartyStanding, Contact):
            rows[model.__name__] = model.objects.filter(person=person).order_by("pk")
        told: dict[str, Any] = {
            name: list(each.values()) for name, each in rows.items()
        }
        told["keys"] = sorted(person.keys.values_list("key", flat=True))
        found.append(told)
    for each in found:
        number = each["person"][0].pop("employee_number").lower()
        each["keys"].remove(number)
        for row in (row for name in each if name != "keys" for row in each[name]):
            row.pop("id")
            row.pop("person_id", None)
    return found


def entered_one_by_one(cast: Cast, number: int) -> None:
    actor = cast.actor("clerk")
    born = date(1990, 3, 7)
    person = add_person(
        name=NAMES[number],
        employee_number=f"E{number}",
        places=[Place(cast.units["branch"], Belonging.PARTY, TODAY)],
        gender="m",
        birth_on=born,
        standing=Standing.PROBATIONARY,
        standing_from=date(2015, 7, 1),
        actor=actor,
        at=AT,
    )
    set_standing(
        person, standing="full", valid_from=date(2016, 7, 1), actor=actor, at=AT
    )
    set_contact(
        person,
        phone=f"139000000{number:02}",
        identity_number=identity(number),
        actor=actor,
        at=AT,
    )


def test_a_table_enters_what_people_would_enter_one_by_one(cast: Cast) -> None:
    book = members_book(*(member(number, name) for number, name in NAMES.items()))
    assert taken(cast, dropped(cast, book)).rows_taken == len(NAMES)
    by_table = held()
    numbers = list(Person.objects.filter(name__in=NAMES.values()).values("pk"))
    for model in (Affiliation, PartyStanding, Contact):
        model.objects.filter(person__in=[n["pk"] for n in numbers]).delete()
    for person in Person.objects.filter(name__in=NAMES.values()):
        person.keys.all().delete()
        person.delete()
    for number in NAMES:
        entered_one_by_one(cast, number)
    assert len(by_table) == len(NAMES)
    assert by_table == held()
