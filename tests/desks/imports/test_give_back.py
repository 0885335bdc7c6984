"""Wrong rows are given back to be mended, and come in again."""

import pytest

from lianxin.base.exports import operations as files
from lianxin.desks.imports import exports
from lianxin.desks.imports.operations import give_back
from lianxin.kernel.actor import Refused
from tests.cast import AT, Cast
from tests.desks.imports.books import dropped, identity, member, members_book, taken
from tests.kernel.sheets.books import of_rows


def test_mended_rows_are_recognised_again(cast: Cast) -> None:
    rows = [member(1, "赵明"), member(2, "孙强", "检修1支部")]
    sheet = taken(cast, dropped(cast, members_book(*rows)))
    (row,) = given = give_back(sheet, actor=cast.actor("sub_clerk"), at=AT)
    assert row.values["name"] == "孙强"
    row.cells[4] = "检修一支部"
    data = files.write("xlsx", exports.mending_sheet(sheet, given))
    again = taken(cast, dropped(cast, data, name="改好.xlsx"))
    assert (again.kind, again.rows_taken) == ("members", 1)


def test_others_are_given_nothing(cast: Cast) -> None:
    sheet = dropped(cast, members_book(member(1, "赵明", "无"))).sheets.get()
    with pytest.raises(Refused):
        give_back(sheet, actor=cast.actor("member"), at=AT)


def test_so_are_those_of_kinds_that_are_only_looked_through(cast: Cast) -> None:
    """Dues and delegates are entered by no programme yet; their faults are told alike."""
    months = [f"{n}月" for n in range(1, 13)]
    dues = of_rows(
        [
            ["2026年党费收缴表"],
            ["姓名", "月应缴", *months, "合计"],
            ["何秋实", 10, *[10] * 12, 120],
            ["单雪", 10, *[10] * 12, 130],
            ["合计", None, *[20] * 12, 250],
        ]
    )
    delegates = of_rows(
        [
            ["职工代表名册"],
            ["姓名", "身份证号", "代表类别"],
            ["第一代表团（2人）"],
            ["赵明", identity(1), "一线职工"],
            ["孙强", identity(2), None],
        ]
    )
    for data, kind, name, reason in (
        (dues, "dues", "单雪", "120.00"),
        (delegates, "delegates", "孙强", "is empty"),
    ):
        sheet = dropped(cast, data).sheets.get()
        assert sheet.kind == kind
        given = give_back(sheet, actor=cast.actor("sub_clerk"), at=AT)
        assert [row.values["name"] for row in given] == [name]
        written = exports.mending_sheet(sheet, given)
        told = " ".join(str(cell) for cell in next(iter(written.rows)))
        assert name in told
        assert reason in told
        again = dropped(cast, files.write("xlsx", written), name="改.xlsx")
        assert again.sheets.get().kind == kind


def test_a_day_to_come_is_told_beside_what_is_entered(cast: Cast) -> None:
    rows = [member(1, "赵明", joined="2026-12-01", full="")]
    sheet = dropped(cast, members_book(*rows)).sheets.get()
    (row,) = give_back(sheet, actor=cast.actor("sub_clerk"), at=AT)
    assert [problem["code"] for problem in row.problems if problem["severity"] == "error"][:1] == ["date_in_future"]  # fmt: skip
