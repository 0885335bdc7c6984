"""Very many numbers are asked for in few questions, and mean the same rows."""

import pytest

from lianxin.base.journal.queries import among
from lianxin.org.people.models import Person
from tests.cast import Cast


def test_long_runs_are_ranges_and_the_rest_comes_together() -> None:
    numbers = [*range(1000, 1200), 3, 5, 7]
    found = [dict(q.children) for q in among("person", numbers)]
    assert found == [
        {"person__gte": 1000, "person__lte": 1199},
        {"person__in": [3, 5, 7]},
    ]


@pytest.mark.parametrize("length", [0, 1, 40])
def test_exactly_the_rows_meant(cast: Cast, length: int) -> None:
    made = Person.objects.bulk_create(
        Person(name="甲", employee_number=f"A{n}") for n in range(60)
    )
    wanted = [person.pk for person in made[10 : 10 + length]]
    found = [
        pk
        for some in among("pk", wanted)
        for pk in Person.objects.filter(some).values_list("pk", flat=True)
    ]
    assert sorted(found) == wanted
