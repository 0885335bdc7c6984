"""Whom rows of a table mean: nobody is near who is not even shown."""

import pytest

from lianxin.kernel.actor import Scope
from lianxin.org.people.imports.entered import people_meant
from lianxin.org.people.models import Affiliation
from lianxin.org.units.models import Unit
from tests.cast import TODAY, Cast

EVERYWHERE = Scope(everywhere=True, subtrees=(), units=(), opened=(), opens_all=False)


@pytest.mark.parametrize("is_restricted", [True, False])
def test_who_belongs_to_restricted_units_alone_is_not_near(
    cast: Cast, is_restricted: bool
) -> None:
    person = cast.people["member"]
    there = Affiliation.objects.filter(person=person)
    Unit.objects.filter(pk__in=there.values("unit")).update(is_restricted=is_restricted)
    number = person.employee_number
    found = people_meant([], [number], scope=EVERYWHERE, today=TODAY)
    assert found.by_number[number].is_near is not is_restricted


def test_who_belongs_nowhere_is_near_to_whoever_reaches_all(cast: Cast) -> None:
    person = cast.people["member"]
    Affiliation.objects.filter(person=person).update(valid_to=TODAY)
    number = person.employee_number
    found = people_meant([], [number], scope=EVERYWHERE, today=TODAY)
    assert found.by_number[number].is_near
    nowhere = Scope(everywhere=False, subtrees=(), units=(), opened=(), opens_all=False)
    found = people_meant([], [number], scope=nowhere, today=TODAY)
    assert not found.by_number[number].is_near
