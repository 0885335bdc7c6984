"""Applicants, activists and development targets: judged by the rules of admission."""

from datetime import date

from lianxin.org.people.models import Affiliation, PartyStanding, Person
from tests.cast import Cast
from tests.desks.imports.books import dropped, identity, staff, staff_book, taken
from tests.desks.imports.test_read_import import errors_of
from tests.kernel.sheets.books import of_rows

HEADING = ["姓名", "身份证号", "出生年月", "所在支部", "申请入党时间", "列为积极分子时间", "列为发展对象时间", "培养联系人"]  # fmt: skip


def activist(number: int, name: str, *days: str, mentors: str = "") -> list[str]:
    return [name, identity(number), "1990-03", "检修一支部", *days, mentors]


def book(*rows: list[str]) -> bytes:
    return of_rows([["入党积极分子名册"], HEADING, *rows])


def test_standings_are_added_to_those_who_are_entered(cast: Cast) -> None:
    taken(cast, dropped(cast, staff_book(staff(1, "赵明"))))
    days = ("2022-07-01", "2023-07-01", "2024-07-01")
    made = dropped(cast, book(activist(1, "赵明", *days)))
    assert taken(cast, made).rows_taken == 1
    person = Person.objects.get(name="赵明")
    held = PartyStanding.objects.filter(person=person).order_by("valid_from")
    assert list(held.values_list("standing", "valid_from", "valid_to")) == [
        ("applicant", date(2022, 7, 1), date(2023, 7, 1)),
        ("activist", date(2023, 7, 1), date(2024, 7, 1)),
        ("development_target", date(2024, 7, 1), None),
    ]
    assert not Affiliation.objects.filter(person=person, belonging="party").exists()


def test_what_the_rules_do_not_allow_is_told(cast: Cast) -> None:
    taken(cast, dropped(cast, staff_book(*(staff(n, "赵明") for n in range(1, 5)))))
    rows = [
        activist(1, "赵明", "2006-07-01", "", ""),
        activist(2, "赵明", "2022-07-01", "2023-07-01", "2023-12-01"),
        activist(3, "赵明", "2022-07-01", "", "", mentors="钱一、孙二、李三"),
        activist(9, "周涛", "2022-07-01", "", ""),
    ]
    assert errors_of(dropped(cast, book(*rows))) == [
        (3, "span_short", "applied"),
        (4, "span_short", "candidate"),
        (5, "too_many", "contacts"),
        (6, "enter_first", "name"),
    ]
