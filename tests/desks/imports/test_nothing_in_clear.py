"""Wherever a number stands in a workbook, it reaches no table in clear."""

from collections.abc import Mapping

import pytest

from tests.cast import Cast
from tests.desks.imports.books import (
    MEMBERS,
    dropped,
    identity,
    member,
    members_book,
    staff,
    staff_book,
)
from tests.held_in_clear import dumped
from tests.kernel.sheets.books import of_rows

PHONE, IDENTITY = "13900000099", identity(7)
ROW = member(1, "赵明", identity=IDENTITY, phone=PHONE)
TITLE = ["党员花名册"]
BOOKS: Mapping[str, bytes] = {
    "no heading": of_rows([ROW, member(2, "钱强", identity=IDENTITY)]),
    "title": of_rows([[f"党员花名册 {PHONE} {IDENTITY}"], MEMBERS, ROW]),
    "heading": of_rows([TITLE, [*MEMBERS[:-1], f"手机号{PHONE}"], ROW]),
    "another column": of_rows(
        [TITLE, MEMBERS, ["1", IDENTITY, "男", "赵明", PHONE, PHONE, IDENTITY, PHONE]]
    ),
    "a row above": of_rows([TITLE, ROW, MEMBERS, ROW]),
    "a footnote": of_rows([TITLE, MEMBERS, ROW, [f"联系电话：{PHONE}"]]),
    "units": of_rows(
        [
            ["党组织一览表"],
            ["组织名称", "上级组织", "类别"],
            [IDENTITY, PHONE, IDENTITY],
        ]
    ),
    "posts": of_rows(
        [["姓名", "职务", "所在组织", "任职时间"], [IDENTITY, PHONE, PHONE, IDENTITY]]
    ),
    "meetings": of_rows(
        [["支部", "类别", "时间", "主题"], [IDENTITY, PHONE, IDENTITY, PHONE]]
    ),
    "wrong values": members_book(
        member(3, "孙一", branch=PHONE, kind=IDENTITY, sex=PHONE, joined=IDENTITY)
    ),
    "employee number": staff_book([IDENTITY, *staff(2, "孙三")[1:]]),
    "staff": staff_book(
        staff(1, "孙二", unit=IDENTITY, job="检" * 300 + PHONE, hired=PHONE)
    ),
}


@pytest.mark.parametrize("place", BOOKS)
def test_no_number_is_in_clear_wherever_it_stood(cast: Cast, place: str) -> None:
    dropped(cast, BOOKS[place], name="花名册.xlsx")
    held = dumped()
    assert "花名册.xlsx" in held
    assert [
        line for line in held.splitlines() if PHONE in line or IDENTITY in line
    ] == []
