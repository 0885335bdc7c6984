"""A roster beside the entries, by identity number."""

from datetime import date

import pytest

from lianxin.base.crypto.fields import keyed_hash
from lianxin.desks.statistics import exports, imports, queries
from lianxin.kernel.sheets.unreadable import Unreadable
from lianxin.org.people.models import Contact, PartyStanding, Person
from tests.cast import TODAY, Cast
from tests.desks.imports.books import identity, member, members_book, staff, staff_book

SINCE, FULL = date(2015, 7, 1), date(2016, 7, 1)


def entered(cast: Cast, role: str, number: int) -> None:
    """The person has an identity number, a sex and dates as `member` writes them."""
    person = cast.people[role]
    Person.objects.filter(pk=person.pk).update(gender="m")
    Contact.objects.create(
        person=person,
        identity_number=identity(number),
        identity_hash=keyed_hash(identity(number)),
    )
    person.standings.update(valid_from=FULL)
    PartyStanding.objects.create(
        person=person, standing="probationary", valid_from=SINCE, valid_to=FULL
    )


def compared(cast: Cast, data: bytes) -> queries.Differences:
    unit = cast.units["branch"]
    roster = imports.read_roster(data, name="花名册.xlsx", today=TODAY)
    of = queries.asked_of(unit, on=TODAY, today=TODAY)
    return queries.differences_in(roster.rows, of)


def test_who_is_missing_where_and_what_differs(cast: Cast) -> None:
    for number, role in enumerate(("member", "branch_secretary", "branch_member"), 1):
        entered(cast, role, number)
    found = compared(
        cast,
        members_book(
            member(1, "何秋实"),
            member(2, "周明元", "运行二支部", full="2017-07-01"),
            member(7, "别处人"),
        ),
    )
    assert found.same == 1
    assert [(m.name, m.identity, m.branch) for m in found.missing_here] == [
        ("别处人", f"{identity(7)[:3]}{'*' * 13}{identity(7)[-2:]}", "检修一支部")
    ]
    assert [person.name for person in found.missing_there] == ["单雪"]
    assert sorted(p.name for p in found.numberless) == ["唐小满", "韩正阳"]
    [person] = found.differing
    assert person.person.name == "周明远"
    assert [
        (exports.column_in_words(d), d.here, d.there) for d in person.differences
    ] == [
        ("Name", "周明远", "周明元"),
        ("Became full member", "2016-07-01", "2017-07-01"),
        ("Branch", "检修一支部", "运行二支部"),
    ]


def test_the_longer_name_of_a_branch_is_the_same_branch(cast: Cast) -> None:
    entered(cast, "member", 1)
    found = compared(cast, members_book(member(1, "何秋实", "北川公司党委检修一支部")))
    assert (found.same, found.differing) == (1, [])


def test_rows_without_a_right_number_are_named_and_not_compared(cast: Cast) -> None:
    data = members_book(member(1, "何秋实", identity="123"), member(2, "周明远"))
    roster = imports.read_roster(data, name="r.xlsx", today=TODAY)
    assert [values["name"] for _row, values in roster.rows] == ["周明远"]
    assert roster.unread == [3]


@pytest.mark.parametrize("data", [b"\x00\x01", staff_book(staff(1, "某人"))])
def test_what_is_no_roster_is_refused(data: bytes) -> None:
    with pytest.raises(Unreadable):
        imports.read_roster(data, name="r.xlsx", today=TODAY)
