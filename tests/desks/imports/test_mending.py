"""What the file said above a row stands in the row that is given back."""

from lianxin.base.exports import operations as files
from lianxin.desks.imports import exports
from lianxin.desks.imports.operations import give_back
from tests.cast import AT, Cast
from tests.desks.imports.books import dropped, identity
from tests.kernel.sheets.books import of_rows


def given_back(cast: Cast, data: bytes) -> tuple[list[str], list[list[str]], bytes]:
    """The headings and rows of the workbook to mend, without the reasons; and the file."""
    sheet = dropped(cast, data).sheets.get()
    rows = give_back(sheet, actor=cast.actor("sub_clerk"), at=AT)
    written = exports.mending_sheet(sheet, rows)
    content = files.write("xlsx", exports.mending_sheet(sheet, rows))
    cells = [[str(cell) for cell in row[:-1]] for row in written.rows]
    return list(written.columns[:-1]), cells, content


def test_a_branch_from_the_line_above_and_a_ditto_sign(cast: Cast) -> None:
    data = of_rows(
        [
            ["2024年党员花名册"],
            ["姓名", "身份证号", "入党时间", "手机"],
            ["检修支部（2人）"],
            ["赵明", identity(1), "3月5日", "13900000001"],
            ["孙强", identity(2), "同上", "139"],
        ],
        merged=["A1:D1", "A3:D3"],
    )
    columns, rows, _content = given_back(cast, data)
    assert columns == ["姓名", "身份证号", "入党时间", "手机", "所在支部"]
    assert rows[-1] == ["孙强", identity(2), "2024-03-05", "139", "检修支部"]


def test_ticks_come_back_as_what_they_mean(cast: Cast) -> None:
    data = of_rows(
        [
            ["职工代表名册"],
            ["姓名", "代表构成", None, "身份证号"],
            [None, "一线职工", "管理人员", None],
            ["赵明", None, "√", "1234"],
        ],
        merged=["A2:A3", "B2:C2", "D2:D3"],
    )
    columns, rows, content = given_back(cast, data)
    assert (columns, rows) == (
        ["姓名", "代表类别", "身份证号"],
        [["赵明", "管理人员", "1234"]],
    )
    again = dropped(cast, content, name="改.xlsx").sheets.get()
    assert (again.kind, again.columns[1][2]) == ("delegates", "category")


def test_two_numbers_in_one_column_stay_there(cast: Cast) -> None:
    rows = [
        ["检修一支部2026年会议台账"],
        ["会议类型", "时间", "应到/实到", "主题"],
        ["党课", "3月5日", "20/21", "学习"],
    ]
    columns, cells, content = given_back(cast, of_rows(rows))
    assert columns == ["会议类型", "时间", "应到/实到", "主题", "所在支部"]
    assert cells[0][1:4] == ["2026-03-05", "20/21", "学习"]
    again = dropped(cast, content, name="改.xlsx").sheets.get()
    assert [code for _letter, _header, code, _like in again.columns][2] == "expected"


def test_the_reasons_of_before_do_not_come_back_again(cast: Cast) -> None:
    data = of_rows([["姓名", "身份证号", "入党时间"], ["赵明", "1234", "2003-06-18"]])
    columns, _rows, content = given_back(cast, data)
    again, rows, _content = given_back(cast, content)
    assert (again, rows) == (columns, [["赵明", "1234", "2003-06-18"]])
