"""Feeds for the tests."""

from datetime import date

from lianxin.kernel.sheets.feed import Feed, Told
from lianxin.org.personnel.models import Difference, Update
from lianxin.org.personnel.operations import take_update
from tests.cast import AT, Cast


def told(cast: Cast, role: str, name: str = "", **values) -> Told:
    person = cast.people[role]
    return Told(1, person.employee_number, name or person.name, **values)


def take(
    cast: Cast, *rows: Told, role="sub_clerk", unit="sub", complete=False, faults=()
) -> Update:
    return take_update(
        Feed(rows=list(rows), faults=list(faults), is_complete=complete),
        unit=cast.units[unit],
        actor=cast.actor(role),
        at=AT,
    )


def newcomer(unit: str = "检修车间", **values) -> Told:
    return Told(1, "N001", "新来", birth_on=date(2000, 1, 2), unit=unit, **values)


def only() -> Difference:
    return Difference.objects.get(settled_at=None)
