"""Rows from workbooks, CSV files and pasted blocks."""

from datetime import date
from io import BytesIO

import openpyxl
import pytest

from lianxin.kernel.sheets import SheetError, read_pasted, read_table


def workbook(rows, *, formats=None) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    for cell in (cell for row in book.active for cell in row):
        if cell.data_type == "f":  # text that looks like a formula stays text
            cell.data_type = "s"
    for place, code in (formats or {}).items():
        book.active[place].number_format = code
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_workbook_gives_text_as_it_is_seen():
    data = workbook(
        [
            ["指标", "日期", "值", "率", "说"],
            [],
            ["返工率", date(2026, 6, 30), 1.8, 0.855, "=1+1"],
        ],
        formats={"D3": "0.0%"},
    )
    assert read_table(data, name="表.xlsx") == [
        ["指标", "日期", "值", "率", "说"],
        [],
        ["返工率", "2026-06-30", "1.8", "85.5%", "=1+1"],
    ]


def test_numbers_are_written_plainly():
    data = workbook([[1e15, 0.1 + 0.2, 1200, None, -3.5]])
    assert read_table(data, name="表.xlsx") == [
        ["1000000000000000", "0.3", "1200", "", "-3.5"]
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_csv_is_read_in_its_encoding(encoding: str):
    text = '指标名称,备注\n返工率,"甲,乙"\n'
    assert read_table(text.encode(encoding), name="表.csv") == [
        ["指标名称", "备注"],
        ["返工率", "甲,乙"],
    ]


def test_a_block_from_a_spreadsheet_is_parted_by_tabs():
    assert read_pasted("指标\t值\n甲, 乙\t=2\n") == [["指标", "值"], ["甲, 乙", "=2"]]


@pytest.mark.parametrize(
    ("data", "name", "code"),
    [
        (b"", "a.csv", "empty"),
        (b"\n,,\n", "a.csv", "empty"),
        (b"PK\x03\x04broken", "a.xlsx", "damaged"),
        (b"abc", "a.exe", "unknown"),
        (b"a,b\n" * 2001, "a.csv", "too_large"),
        (b'a,"' + b"x" * 200_000 + b'"\n', "a.csv", "damaged"),
    ],
)
def test_what_is_no_table_is_refused(data: bytes, name: str, code: str):
    with pytest.raises(SheetError) as error:
        read_table(data, name=name)
    assert error.value.code == code


def test_a_row_far_below_is_too_much():
    book = openpyxl.Workbook()
    book.active["A900000"] = "x"
    out = BytesIO()
    book.save(out)
    with pytest.raises(SheetError) as error:
        read_table(out.getvalue(), name="a.xlsx")
    assert error.value.code == "too_large"
