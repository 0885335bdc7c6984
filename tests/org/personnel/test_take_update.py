"""Holding what is told against what is entered."""

from datetime import date, timedelta

import pytest
from django.db import connection

from lianxin.base.journal.models import Entry
from lianxin.kernel.actor import Refused
from lianxin.kernel.sheets.feed import Fault, Told
from lianxin.org.people.models import Affiliation, Person
from lianxin.org.personnel import queries
from lianxin.org.personnel.enums import Kind, Outcome
from lianxin.org.personnel.models import Difference
from tests.cast import TODAY, Cast
from tests.org.personnel.feeds import newcomer, only, take, told


def kinds() -> list[tuple[str, str]]:
    rows = Difference.objects.order_by("pk")
    return [(row.kind, row.employee_number) for row in rows]


def test_what_is_the_same_makes_no_difference(cast: Cast):
    take(cast, told(cast, "member", unit="检修车间"), told(cast, "employee"))
    assert kinds() == []


def test_a_last_day_that_is_ahead_is_of_somebody_who_stays(cast: Cast):
    ahead = date(9999, 12, 31)
    take(cast, newcomer(left_on=ahead), told(cast, "member", left_on=ahead))
    assert kinds() == [(Kind.NEW, "N001")]


def test_nothing_of_the_entries_changes(cast: Cast):
    before = list(Person.objects.order_by("pk").values())
    places = list(Affiliation.objects.order_by("pk").values())
    take(cast, newcomer(), told(cast, "member", "何秋石", left_on=date(2026, 11, 1)))
    assert list(Person.objects.order_by("pk").values()) == before
    assert list(Affiliation.objects.order_by("pk").values()) == places


def test_each_kind_is_found(cast: Cast):
    number = {role: cast.people[role].employee_number for role in cast.people}
    take(
        cast,
        newcomer(),
        Told(2, "N002", "乙", unit="没有的部门"),
        told(cast, "member", "何秋石"),
        told(cast, "employee", unit="检修一支部"),
        told(cast, "branch_member", left_on=date(2026, 11, 1)),
        told(cast, "branch_secretary", unit="不知何处"),
    )
    assert kinds() == [
        (Kind.NEW, "N001"),
        (Kind.UNCLEAR, "N002"),
        (Kind.CHANGED, number["member"]),
        (Kind.MOVED, number["employee"]),
        (Kind.LEFT, number["branch_member"]),
        (Kind.UNCLEAR, number["branch_secretary"]),
    ]
    assert Entry.objects.get(code="personnel.update_taken").after == {
        "rows": 6,
        "differences": 6,
    }


def test_it_is_filed_with_the_branch_of_a_member_else_with_the_workplace(cast: Cast):
    take(cast, told(cast, "member", "甲"), told(cast, "employee", "乙"), newcomer())
    filed = list(Difference.objects.order_by("pk").values_list("unit__name", flat=True))
    assert filed == ["检修一支部", "检修车间", "检修车间"]


def test_only_what_differs_is_kept_and_not_in_clear(cast: Cast):
    take(cast, told(cast, "member", birth_on=date(1990, 3, 7), gender="f"))
    assert queries.told_by(only()) == {"gender": "f", "birth_on": "1990-03-07"}
    assert queries.held_by(only()) == {"gender": "", "birth_on": ""}
    with connection.cursor() as cursor:
        cursor.execute("SELECT told, held FROM personnel_difference")
        assert "1990" not in str(cursor.fetchall())


def test_who_is_missing_from_a_complete_feed_has_left(cast: Cast):
    staff = [r for r in cast.people if _works_in_workshop(cast, r)]
    take(cast, *(told(cast, role) for role in staff[1:]), complete=True)
    assert kinds() == [(Kind.LEFT, cast.people[staff[0]].employee_number)]
    take(cast, *(told(cast, role) for role in staff[1:]))
    assert Difference.objects.filter(settled_at=None).count() == 1


def test_whose_row_is_wrong_has_not_left(cast: Cast):
    staff = [r for r in cast.people if _works_in_workshop(cast, r)]
    number = cast.people[staff[0]].employee_number
    rows = [told(cast, role) for role in staff[1:]]
    take(cast, *rows, complete=True, faults=[Fault(9, "birth_on", "no_day", number)])
    assert kinds() == []


def test_who_is_told_under_the_number_of_a_merged_entry_has_not_left(cast: Cast):
    staff = [r for r in cast.people if _works_in_workshop(cast, r)]
    kept = cast.people[staff[0]]
    Person.objects.create(name=kept.name, employee_number="M9", merged_into=kept)
    rows = [told(cast, role) for role in staff[1:]]
    take(cast, *rows, Told(9, "M9", kept.name), complete=True)
    assert kinds() == []


def _works_in_workshop(cast: Cast, role: str) -> bool:
    return Affiliation.objects.filter(
        person=cast.people[role], unit=cast.units["workshop"]
    ).exists()


def test_a_later_update_replaces_what_an_earlier_one_told(cast: Cast):
    take(cast, told(cast, "member", "甲"))
    take(cast, told(cast, "member", "乙"))
    assert queries.told_by(only()) == {"name": "乙"}
    assert Difference.objects.get(outcome=Outcome.REPLACED).settled_at is not None
    take(cast, told(cast, "member"))
    assert not Difference.objects.filter(settled_at=None).exists()


def test_nobody_closes_what_lies_outside_their_reach(cast: Cast):
    take(cast, told(cast, "leader", "别名"), role="clerk", unit="root")
    held = only()
    take(cast, told(cast, "leader", "另名"))
    assert only() == held


def test_who_belongs_elsewhere_is_left_alone(cast: Cast):
    take(cast, told(cast, "leader", "别名"))
    assert kinds() == []


def test_the_number_of_queries_does_not_grow(cast: Cast, django_assert_num_queries):
    rows = [told(cast, role, "甲") for role in ("member", "employee", "branch_member")]
    take(cast, rows[0])
    with django_assert_num_queries(12):
        take(cast, *rows)
    with django_assert_num_queries(12):
        take(cast, rows[0])


@pytest.mark.parametrize("role", ["branch_secretary", "secretary", "outsider"])
def test_only_the_clerk(cast: Cast, role: str):
    with pytest.raises(Refused):
        take(cast, newcomer(), role=role)


@pytest.mark.parametrize(
    ("days", "unit", "expected"),
    [
        (-30, "检修车间", ["back"]),
        (-30, "运行二支部", []),  # beyond the sender's reach
        (30, "检修车间", []),  # still here
    ],
)
def test_who_had_left_and_is_told_of_again(cast: Cast, days, unit, expected):
    Affiliation.objects.filter(person=cast.people["employee"]).delete()
    Person.objects.filter(pk=cast.people["employee"].pk).update(
        left_on=TODAY + timedelta(days=days)
    )
    take(cast, told(cast, "employee", unit=unit))
    found = Difference.objects.filter(settled_at=None)
    assert list(found.values_list("kind", flat=True)) == expected
    assert [row.unit for row in found] == [cast.units["workshop"]] * len(expected)
