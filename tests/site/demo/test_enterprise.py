"""The invented enterprise: the same every time, consistent, and nobody real."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import pytest
from django.db import transaction
from django.utils import translation

from lianxin.base.crypto.fields import keyed_hash
from lianxin.kernel.zh.identity import identity_fault
from lianxin.org.people.models import Affiliation, Contact, Person
from lianxin.org.units.models import Unit
from lianxin.site.demo.enterprise import Enterprise

# On PostgreSQL the demo makes one (test_story.py).
pytestmark = [pytest.mark.xdist_group("enterprise"), pytest.mark.no_database]
DAY = date(2026, 11, 23)
People = list[tuple[str, date, str]]


@pytest.fixture(scope="module")
def people_before(django_db_setup: None, django_db_blocker: Any) -> People:
    """The people of an enterprise that was made before, and undone."""
    with django_db_blocker.unblock(), _an_enterprise():
        return _people()


@pytest.fixture(scope="module")
def made(people_before: People, django_db_blocker: Any) -> Iterator[Enterprise]:
    """The enterprise, made once for all tests of this file."""
    with django_db_blocker.unblock(), _an_enterprise() as made:
        yield made


@pytest.fixture
def enterprise(made: Enterprise, db: None) -> Enterprise:
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


def test_the_same_enterprise_comes_out_every_time(
    enterprise: Enterprise, people_before: People
) -> None:
    assert len(people_before) > 600
    assert _people() == people_before


@contextmanager
def _an_enterprise() -> Iterator[Enterprise]:
    with translation.override("en"), transaction.atomic():
        made = Enterprise(people=700, today=DAY)
        made.make()
        yield made
        transaction.set_rollback(True)


def _people() -> People:
    return list(Person.objects.order_by("id").values_list("name", "birth_on", "pinyin"))
