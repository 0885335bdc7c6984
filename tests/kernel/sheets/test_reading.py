"""What stands in a file comes out cell by cell; what cannot be read is told with a place."""

import io
import zipfile
from datetime import date, datetime
from pathlib import Path

import pytest
import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from lianxin.kernel.sheets import Month, Row, Unreadable, limits, read
from lianxin.kernel.sheets.cells import Fault, Formula, Merged
from lianxin.kernel.sheets.unreadable import SENTENCES
from tests.kernel.sheets.books import of_rows, sheet_of, workbook

OLD = Path(__file__).with_name("旧格式.xls")


def cells(fill: object) -> list[tuple[object, ...]]:
    sheet = read(workbook(fill), "表.xlsx").sheets[0]
    return [row.cells for row in sheet.rows]


def without(data: bytes, part: str) -> bytes:
    return changed(data, {part: None})


def changed(data: bytes, parts: dict[str, bytes | None]) -> bytes:
    """The package with some parts replaced, added, or (None) left out."""
    kept = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        whole = {name: old.read(name) for name in old.namelist()} | parts
        for name, content in whole.items():
            if content is not None:
                new.writestr(name, content)
    return kept.getvalue()


def refusal(data: bytes, name: str) -> str:
    with pytest.raises(Unreadable) as refused:
        read(data, name)
    assert name in str(refused.value)
    return refused.value.code


def test_numbers_are_shown_as_their_format_says() -> None:
    def fill(book: xlsxwriter.Workbook, sheet: Worksheet) -> None:
        at = datetime(2026, 3, 5)  # noqa: DTZ001 -- a cell knows no zone
        for column, shape in enumerate(
            [
                "yyyy-mm-dd",
                'yyyy"年"m"月"',
                '[$-804]yyyy"年"m"月"d"日"',
                "yyyy/m/d hh:mm",
                "[DBNum1]yyyy年m月",
            ]
        ):
            sheet.write_datetime(0, column, at, book.add_format({"num_format": shape}))
        sheet.write_number(1, 0, 42, book.add_format({"num_format": "000000"}))
        sheet.write_number(1, 1, 0.955, book.add_format({"num_format": "0.0%"}))
        sheet.write_number(1, 2, 46086)
        sheet.write_number(1, 3, 1.5)
        sheet.write_boolean(1, 4, True)

    day, month = date(2026, 3, 5), Month(2026, 3)
    assert cells(fill) == [
        (day, month, day, day, month),
        ("000042", "95.5%", 46086, 1.5, True),
    ]


def test_a_formula_has_the_value_last_computed_and_is_told_apart() -> None:
    def fill(book: xlsxwriter.Workbook, sheet: Worksheet) -> None:
        sheet.write_formula(0, 0, "=1+1", None, 2)
        sheet.write_formula(0, 1, '=HYPERLINK("http://example.invalid")', None, "")
        sheet.write_string(0, 2, "=1+1")

    assert cells(fill) == [
        (
            Formula("=1+1", 2),
            Formula('=HYPERLINK("http://example.invalid")', None),
            "=1+1",
        )
    ]


def test_a_cell_with_an_error_says_which() -> None:
    def fill(book: xlsxwriter.Workbook, sheet: Worksheet) -> None:
        sheet.write_formula(0, 0, "=1/0", None, "#DIV/0!")

    assert cells(fill) == [(Formula("=1/0", Fault("#DIV/0!")),)]


def test_merged_cells_say_what_stands_in_the_first() -> None:
    sheet = sheet_of(
        [["甲", None, "1"], [None, None, "2"], ["乙", None, "3"]],
        merged=["A1:B2"],
    )
    down, across = Merged("甲", across=False), Merged("甲", across=True)
    assert sheet.rows == (
        Row(1, ("甲", across, "1")),
        Row(2, (down, across, "2")),
        Row(3, ("乙", None, "3")),
    )


def test_a_range_over_the_whole_sheet_costs_nothing() -> None:
    data = changed(
        of_rows([["甲"], ["乙"]]),
        {},
    )
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        xml = package.read("xl/worksheets/sheet1.xml")
    huge = b'<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    xml = xml.replace(b"</sheetData>", b"</sheetData>" + huge)
    data = changed(data, {"xl/worksheets/sheet1.xml": xml})
    rows = read(data, "表.xlsx").sheets[0].rows
    assert [len(row.cells) for row in rows] == [limits.COLUMNS, limits.COLUMNS]


def test_hidden_sheets_are_told_and_not_read_and_hidden_rows_are_read_and_told() -> (
    None
):
    def fill(book: xlsxwriter.Workbook, sheet: Worksheet) -> None:
        sheet.write(0, 0, "甲")
        sheet.write(1, 0, "乙")
        sheet.set_row(1, None, None, {"hidden": True})
        sheet.set_column(2, 3, None, None, {"hidden": True})
        other = book.add_worksheet("旧表（勿用）")
        other.write(0, 0, "丙")
        other.hide()

    first, second = read(workbook(fill), "表.xlsx").sheets
    assert [row.hidden for row in first.rows] == [False, True]
    assert [(p.code, dict(p.values)) for p in first.problems] == [
        ("hidden_rows", {"count": "1"}),
        ("hidden_columns", {"letters": "C, D"}),
    ]
    assert (second.rows, [p.code for p in second.problems]) == ((), ["sheet_hidden"])


def test_cells_far_to_the_right_are_told_and_not_read() -> None:
    def fill(book: xlsxwriter.Workbook, sheet: Worksheet) -> None:
        sheet.write(0, 0, "甲")
        sheet.write(0, 16_000, "乙")

    sheet = read(workbook(fill), "表.xlsx").sheets[0]
    assert sheet.rows == (Row(1, ("甲",)),)
    assert [p.code for p in sheet.problems] == ["columns_left_out"]


def test_a_cell_in_the_last_row_keeps_its_number_and_costs_nothing() -> None:
    def fill(book: xlsxwriter.Workbook, sheet: Worksheet) -> None:
        sheet.write(0, 0, "甲")
        sheet.write(1_048_575, 0, "乙")

    sheet = read(workbook(fill), "表.xlsx").sheets[0]
    assert sheet.rows == (Row(1, ("甲",)), Row(1_048_576, ("乙",)))


def test_a_sheet_beyond_the_limit_is_refused_whole(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(limits, "ROWS", 3)
    book = read(of_rows([[n] for n in range(4)]), "表.xlsx")
    assert book.sheets[0].rows == ()
    assert [p.code for p in book.sheets[0].problems] == ["too_many_rows"]
    table = read(b"a,b\n" * 4, "t.csv")
    assert table.sheets[0].rows == ()
    assert [p.code for p in table.sheets[0].problems] == ["too_many_rows"]


def test_macros_and_links_are_told_and_left_alone() -> None:
    data = changed(
        of_rows([["甲"]]),
        {
            "xl/vbaProject.bin": b"\xd0\xcf",
            "xl/externalLinks/externalLink1.xml": b"<externalLink/>",
        },
    )
    book = read(data, "表.xlsm")
    assert [p.code for p in book.problems] == ["macros_ignored", "external_links"]
    assert book.sheets[0].rows == (Row(1, ("甲",)),)


def test_a_bomb_is_refused_before_it_is_unpacked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(limits, "SHEET_MEGABYTES", 8)
    monkeypatch.setattr(limits, "TEXT_MEGABYTES", 8)
    data = of_rows([["甲"]])
    many = b"<row></row>" * 900_000
    sheet = b"<worksheet><sheetData>" + many + b"</sheetData></worksheet>"
    bomb = changed(data, {"xl/worksheets/sheet1.xml": sheet})
    assert len(bomb) < 1_000_000
    assert refusal(bomb, "炸弹.xlsx") == "too_large"
    texts = b"<sst>" + b"<si><t>1</t></si>" * 700_000 + b"</sst>"
    assert refusal(changed(data, {"xl/sharedStrings.xml": texts}), "炸弹.xlsx") == (
        "too_large"
    )


@pytest.mark.parametrize("part", ["xl/sharedStrings.xml", "xl/worksheets/sheet1.xml"])
def test_declarations_are_refused(part: str) -> None:
    laughs = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha">]><x>&a;</x>'
    assert refusal(changed(of_rows([["甲"]]), {part: laughs}), "表.xlsx") == (
        "forbidden_content"
    )


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("空.xlsx", b"", "empty"),
        ("空.csv", b"\r\n  \n", "empty"),
        ("坏.xlsx", of_rows([["甲"]])[:-400], "damaged"),
        ("坏.xls", OLD.read_bytes()[:3000], "damaged"),
        ("图.xlsx", b"\x89PNG\r\n\x1a\n" + bytes(100), "other_format"),
        ("文.pdf", b"%PDF-1.7\n" + bytes(100), "other_format"),
        ("页.xls", b"<html><table><tr><td>1</td></tr></table>", "other_format"),
        ("包.xlsx", changed(b"PK\x05\x06" + bytes(18), {"a.txt": b"x"}), "other_format"),
        (
            "锁.xlsx",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "locked",
        ),
        ("乱.csv", bytes(range(256)) * 20, "binary"),
        ("无表.xlsx", of_rows([]), "no_table"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_says_why_and_what_to_do(
    name: str, data: bytes, code: str
) -> None:
    assert refusal(data, name) == code
    assert code in SENTENCES


@pytest.mark.parametrize(
    "part", ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/workbook.xml"]
)
def test_a_part_that_is_no_xml_is_damage(part: str) -> None:
    data = changed(of_rows([["甲"]]), {part: b"<x><y></x>"})
    assert refusal(data, "表.xlsx") == "damaged"


@pytest.mark.parametrize(
    ("encoding", "told"),
    [
        ("utf-8", []),
        ("utf-8-sig", []),
        ("gb18030", ["GB18030"]),
        ("utf-16", ["UTF-16"]),
        ("big5", ["Big5"]),
    ],
)
def test_every_encoding_of_a_text_is_found_and_told(
    encoding: str, told: list[str]
) -> None:
    text = '序號,姓名,備註\r\n1,"王, 磊","他說\r\n好"\r\n\r\n3,=1+1,-2+3的啟示\r\n'
    book = read(text.encode(encoding), "名冊.csv")
    assert book.sheets[0].name == "名冊"
    assert book.sheets[0].rows == (
        Row(1, ("序號", "姓名", "備註")),
        Row(2, ("1", "王, 磊", "他說\r\n好")),
        Row(4, ("3", "=1+1", "-2+3的啟示")),
    )
    assert [dict(p.values)["encoding"] for p in book.problems] == told


@pytest.mark.parametrize("sign", [",", "\t", ";", "|"])
def test_the_sign_between_the_cells_is_found(sign: str) -> None:
    text = f"党员花名册\n姓名{sign}部门\n王磊{sign}办公室\n"
    rows = read(text.encode(), "名册.txt").sheets[0].rows
    assert [row.cells for row in rows] == [
        ("党员花名册",),
        ("姓名", "部门"),
        ("王磊", "办公室"),
    ]


def test_an_old_workbook_is_read_as_a_new_one_is() -> None:
    book = read(OLD.read_bytes(), "旧.xls")
    first, second = book.sheets
    title = Merged("花名册", across=True)
    assert (book.format, first.name) == ("xls", "在册党员")
    assert [row.cells[:4] for row in first.rows] == [
        ("花名册", title, title, title),
        ("序号", "姓名", "身份证号", "入党时间"),
        (1, "赵立新", "110101197805129979", date(2003, 6, 18)),
        (2, "王磊", 4.4010319820229e17, "2008.6"),
    ]
    assert [p.code for p in second.problems] == ["sheet_hidden"]


def test_texts_of_several_runs_are_one_and_readings_above_them_are_left_out() -> None:
    texts = (
        '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si>'
        "<r><t>赵</t></r><r><t>立新</t></r>"
        '<rPh sb="0" eb="1"><t>ZHAO</t></rPh></si></sst>'
    )
    data = changed(of_rows([["甲"]]), {"xl/sharedStrings.xml": texts.encode()})
    assert read(data, "表.xlsx").sheets[0].rows == (Row(1, ("赵立新",)),)
