"""The invented enterprise: the same every time, consistent, and nobody real."""

from datetime import date

import pytest
from django.db import transaction

from lianxin.base.crypto.fields import keyed_hash
from lianxin.kernel.zh.identity import identity_fault
from lianxin.org.people.models import Affiliation, Contact, Person
from lianxin.org.units.models import Unit
from lianxin.site.demo.enterprise import Enterprise

DAY = date(2026, 11, 23)


@pytest.fixture
def enterprise(db: None) -> Enterprise:
    made = Enterprise(people=700, today=DAY)
    made.make()
    return made


def test_it_has_as_many_people_as_asked(enterprise: Enterprise) -> None:
    assert abs(Person.objects.count() - 700) <= 10


def test_every_branch_has_a_secretary_who_belongs_to_it(enterprise) -> None:
    branches = set(Unit.objects.filter(kind="branch").values_list("id", flat=True))
    assert set(enterprise.secretaries) == branches
    for branch, person in enterprise.secretaries.items():
        assert Affiliation.objects.filter(
            person=person, unit=branch, belonging="party"
        ).exists()


def test_paths_say_what_the_parents_say(enterprise: Enterprise) -> None:
    for unit in Unit.objects.select_related("parent"):
        above = unit.path[:-10]
        assert above == (unit.parent.path if unit.parent else "")


def test_nobody_has_an_identity_number_that_a_person_can_have(enterprise) -> None:
    for contact in Contact.objects.all():
        number = contact.identity_number
        assert number[14:17] in {"996", "997", "998", "999"}
        assert identity_fault(number) == ""
        assert contact.identity_hash == keyed_hash(number)
    assert len({c.identity_number for c in Contact.objects.all()}) + 1 == (
        Contact.objects.count()
    )


def test_the_same_enterprise_comes_out_every_time(db: None) -> None:
    assert _people_made() == _people_made()


def _people_made() -> list[tuple[str, date, str]]:
    with transaction.atomic():
        Enterprise(people=700, today=DAY).make()
        people = list(
            Person.objects.order_by("id").values_list("name", "birth_on", "pinyin")
        )
        transaction.set_rollback(True)
    return people
