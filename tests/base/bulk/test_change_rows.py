"""Rows changed a statement each hold what was given, and no other row is touched."""

from datetime import date

import pytest

from lianxin.base.bulk.rows import change_rows
from lianxin.org.people.models import Person

pytestmark = pytest.mark.django_db
NAMES = ("name", "joined_on", "version", "native_place")


def test_each_row_holds_its_own_values() -> None:
    people = [
        Person.objects.create(name=f"N{n}", employee_number=f"E{n}") for n in range(3)
    ]
    odd = "100% \\ 'x'\t\n𠮷😀"
    change_rows(
        Person,
        NAMES,
        [
            (people[0].pk, (odd, date(2020, 2, 29), 7, "")),
            (people[2].pk, ("N2", None, 2, "%s")),
        ],
    )
    told = Person.objects.order_by("pk").values_list("employee_number", *NAMES)
    assert list(told) == [
        ("E0", odd, date(2020, 2, 29), 7, ""),
        ("E1", "N1", None, 1, ""),
        ("E2", "N2", None, 2, "%s"),
    ]
