"""Rows read from the bytes are those that the XML parser reads; what is odd goes to it."""

import io
import zipfile
from collections.abc import Callable
from datetime import date
from random import Random

import pytest

from lianxin.kernel.sheets.cells import Sheet
from lianxin.kernel.sheets.readers.plainrows import PlainRows
from lianxin.kernel.sheets.reading import read
from lianxin.kernel.sheets.unreadable import Unreadable
from tests.kernel.sheets.books import workbook

SHEET = "xl/worksheets/sheet1.xml"
ROW = b'<row r="9"><c r="A9"><v>1</v></c></row>'


def full(book, sheet) -> None:
    """Rows of every kind that programs write."""
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    zeros = book.add_format({"num_format": "00000"})
    sheet.write_row(0, 0, ["姓名", "入职", "编号", "金额", "说明"])
    for row in range(1, 40):
        sheet.write_row(row, 0, [f"张{row}", None, row, row * -1.25, "a_x000D_b"])
        sheet.write_datetime(row, 1, date(2020, 1, 1).replace(day=row % 28 + 1), day)
        sheet.write_number(row, 2, row, zeros)
    sheet.write_formula(5, 3, "=1+1", None, 2)
    sheet.write_boolean(6, 3, True)
    sheet.write_blank(7, 4, None, day)
    sheet.write_string(8, 300, "beyond")
    sheet.write_string(9, 0, "字" * 32_000)
    sheet.write_number(10, 2, 1e20)
    sheet.merge_range(11, 0, 12, 1, "合并")
    sheet.set_row(13, None, None, {"hidden": True})
    sheet.set_column(3, 3, None, None, {"hidden": True})


def changed(
    data: bytes, change: Callable[[bytes], bytes], *, part: str = SHEET
) -> bytes:
    """The workbook with the XML of its sheet, or of another part, changed."""
    kept = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(kept, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, change(content) if name == part else content)
    return kept.getvalue()


def both(data: bytes, monkeypatch: pytest.MonkeyPatch) -> tuple[Sheet, Sheet]:
    """The sheet as it is read, and as the parser alone reads it."""
    ours = read(data, "表.xlsx").sheets[0]
    with monkeypatch.context() as patch:
        patch.setattr(PlainRows, "__iter__", lambda _self: iter(()))
        return ours, read(data, "表.xlsx").sheets[0]


@pytest.mark.parametrize(
    "change",
    [
        lambda xml: xml,
        lambda xml: xml.replace(b'<row r="4"', b'<!-- </row> --><row r="4"'),
        lambda xml: xml.replace(b"<sheetData>", b"<sheetData>" + b'<row r="1"/>'),
        lambda xml: xml.replace(b"</sheetData>", ROW + b"\n</sheetData>"),
        lambda xml: xml.replace(b'<row r="3" ', b"<row "),
        lambda xml: xml.replace(b' t="s"', b" t='s'"),
        lambda xml: xml.replace(b"<sheetData>", b"<sheetData >"),
    ],
    ids=["as it is", "comment", "empty row", "later row", "no number", "quotes", "tag"],
)
def test_the_parser_alone_reads_the_same(change, monkeypatch) -> None:
    data = changed(workbook(full), change)
    ours, parsed = both(data, monkeypatch)
    assert len(ours.rows) >= 40
    assert ours == parsed


def test_a_plain_register_never_meets_the_parser() -> None:
    class Bytes(io.BytesIO):
        name = "表"

    def plain(_book, sheet) -> None:
        for row in range(50):
            sheet.write_row(row, 0, [f"张{row}", row, "检修车间"])

    with zipfile.ZipFile(io.BytesIO(workbook(plain))) as book:
        rows = PlainRows(Bytes(book.read(SHEET)))  # type: ignore[arg-type]  # bytes of a file, not a member of an archive
    assert [len(row.contents) for row in rows if not isinstance(row, bytes)] == [3] * 50
    assert b"<row" not in rows.rest.read()


@pytest.mark.parametrize(
    "change",
    [
        lambda xml: xml.replace(b"</worksheet>", b""),
        lambda xml: xml.replace(b"</sheetData>", b"<row></sheetData>"),
        lambda xml: xml.replace(b'<row r="4"', b'<!DOCTYPE x><row r="4"'),
    ],
    ids=["no end", "row without end", "declaration"],
)
def test_damage_is_found_behind_plain_rows_too(change) -> None:
    with pytest.raises(Unreadable):
        read(changed(workbook(full), change), "表.xlsx")


def _many_shapes(_book, sheet) -> None:
    random = Random(7)  # noqa: S311 -- the same cells every time
    for row in range(400):
        for column in range(6):
            if random.random() < (0.05 if row < 150 else 0.5):
                continue
            value = random.choice([f"张{row % 7}", row, -row, 20.5, "检修车间"])
            sheet.write(row, column, value)


@pytest.mark.parametrize(
    "change",
    [
        lambda xml: xml,
        lambda xml: xml.replace(b' t="s"><v>3<', b' t="s"><v>99999<'),
        lambda xml: xml.replace(b' t="s"><v>3<', b' t="s"><v>-1<'),
        lambda xml: xml.replace(b' t="s"><v>3<', b' t="s"><v>1.5<'),
        lambda xml: xml.replace(b'<row r="9"', b'<row r="9" hidden="1"'),
    ],
    ids=["as it is", "no such text", "negative", "fraction", "hidden"],
)
def test_rows_of_many_shapes_are_read_the_same(change, monkeypatch) -> None:
    ours, parsed = both(changed(workbook(_many_shapes), change), monkeypatch)
    assert len(ours.rows) >= 390
    assert ours == parsed
