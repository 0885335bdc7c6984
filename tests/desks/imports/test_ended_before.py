"""Rows about somebody who belonged elsewhere, or was something else, until a later day."""

from collections.abc import Sequence
from datetime import date

from lianxin.base.imports import queries as staged
from lianxin.base.imports.models import Import
from lianxin.kernel.sheets.staging import StagedRow
from lianxin.kernel.sheets.typedrows import Standing
from lianxin.org.people.models import Affiliation, PartyStanding, Person
from tests.cast import Cast
from tests.desks.imports.books import (
    dropped,
    member,
    members_book,
    staff,
    staff_book,
    taken,
)
from tests.desks.imports.test_activists import activist, book


def wrong_rows(made: Import) -> Sequence[StagedRow]:
    return staged.rows_of(made.sheets.get(), Standing.WRONG, first=0, number=9)


def told(made: Import) -> list[tuple[str, str]]:
    return [(p["code"], p["field"]) for row in wrong_rows(made) for p in row.problems]


def entered(cast: Cast) -> Person:
    taken(cast, dropped(cast, staff_book(staff(1, "赵明"))))
    return Person.objects.get(name="赵明")


def test_a_membership_that_ended_later(cast: Cast) -> None:
    person = entered(cast)
    Affiliation.objects.create(
        person=person,
        unit=cast.units["other"],
        belonging="party",
        valid_from=date(2021, 1, 1),
        valid_to=date(2035, 5, 1),
    )
    assert told(dropped(cast, members_book(member(1, "赵明")))) == [
        ("ended_later", "branch")
    ]


def test_a_standing_that_ended_later(cast: Cast) -> None:
    person = entered(cast)
    PartyStanding.objects.create(
        person=person,
        standing="full",
        valid_from=date(2010, 1, 1),
        valid_to=date(2016, 1, 1),
    )
    wrong = [member(1, "赵明")]
    assert told(dropped(cast, members_book(*wrong))) == [("ended_later", "")]
    listed = book(activist(1, "赵明", "2015-07-01", "", ""))
    assert told(dropped(cast, listed)) == [("ended_later", "")]


def test_nobody_new_comes_to_a_unit_that_ends(cast: Cast) -> None:
    taken(cast, dropped(cast, staff_book(staff(1, "赵明"))))
    unit = cast.units["workshop"]
    unit.dissolved_on = date(2027, 3, 31)
    unit.save()
    again = staff_book(staff(1, "赵明"), staff(2, "钱亮"))
    made = dropped(cast, again, name="再来.xlsx")
    assert told(made) == [("unit_ends", "unit")]
    assert [row.values["name"] for row in wrong_rows(made)] == ["钱亮"]


def test_one_that_had_ended_by_then(cast: Cast) -> None:
    person = entered(cast)
    PartyStanding.objects.create(
        person=person,
        standing="applicant",
        valid_from=date(2010, 1, 1),
        valid_to=date(2015, 7, 1),
    )
    made = dropped(cast, members_book(member(1, "赵明")))
    assert told(made) == []
    assert taken(cast, made).rows_taken == 1
    held = PartyStanding.objects.filter(person=person).order_by("valid_from")
    assert [row.standing for row in held] == ["applicant", "probationary", "full"]
