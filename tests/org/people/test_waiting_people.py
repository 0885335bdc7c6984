"""People of a table wait beside the tables, and go in as one or not at all."""

from collections.abc import Iterator

import pytest
from django.core.exceptions import ValidationError

from lianxin.org.people.enums import Belonging
from lianxin.org.people.models import Person
from lianxin.org.people.operations import NewPerson, Place, add_person, set_contact
from lianxin.org.people.operations.bulk import WaitingPeople, ready_people
from tests.cast import AT, TODAY, Cast

IDENTITY = "110101199003079972"


@pytest.fixture
def waiting(cast: Cast) -> Iterator[WaitingPeople]:
    place = Place(cast.units["workshop"], Belonging.STAFF, TODAY)
    rows = [
        NewPerson(
            name=name, employee_number=number, places=(place,), identity_number=identity
        )
        for name, number, identity in (("赵明", "W1", IDENTITY), ("孙强", "W2", ""))
    ]
    found = WaitingPeople()
    for row in rows:
        found.add(ready_people([row]))
    yield found
    found.clear()


def entered() -> list[str]:
    found = Person.objects.filter(name__in=["赵明", "孙强"]).order_by("pk")
    return list(found.values_list("employee_number", flat=True))


def test_nothing_is_entered_before_all_are(cast: Cast, waiting: WaitingPeople) -> None:
    assert entered() == []
    numbers = waiting.enter(actor=cast.actor("clerk"), at=AT)
    assert entered() == ["W1", "W2"]
    found = Person.objects.filter(employee_number__in=["W1", "W2"]).order_by("pk")
    assert list(numbers) == list(found.values_list("pk", flat=True))


def test_not_where_one_was_entered_meanwhile(
    cast: Cast, waiting: WaitingPeople
) -> None:
    actor = cast.actor("clerk")
    place = Place(cast.units["workshop"], Belonging.STAFF, TODAY)
    person = add_person(
        name="赵明", employee_number="Z9", places=[place], actor=actor, at=AT
    )
    set_contact(person, phone="", identity_number=IDENTITY, actor=actor, at=AT)
    with pytest.raises(ValidationError):
        waiting.enter(actor=cast.actor("clerk"), at=AT)
    assert entered() == ["Z9"]


def test_whoever_was_let_go_is_not_entered(cast: Cast, waiting: WaitingPeople) -> None:
    waiting.clear()
    fresh = WaitingPeople()
    assert list(fresh.enter(actor=cast.actor("clerk"), at=AT)) == []
    fresh.clear()
    assert entered() == []
