"""Workbooks made in a test: a few lines say what stands where."""

import io
from collections.abc import Callable, Iterable
from functools import cache

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from lianxin.base.rulebook import queries as rulebook
from lianxin.kernel.sheets import (
    Recognised,
    Sheet,
    SheetKind,
    parse_sheet_kinds,
    read,
    recognise,
)

Fill = Callable[[xlsxwriter.Workbook, Worksheet], object]


def workbook(fill: Fill, *, name: str = "表") -> bytes:
    """A workbook with one sheet, filled by a function."""
    kept = io.BytesIO()
    with xlsxwriter.Workbook(kept) as book:
        fill(book, book.add_worksheet(name))
    return kept.getvalue()


def of_rows(
    rows: Iterable[Iterable[object]], *, merged: Iterable[str] = (), name: str = "表"
) -> bytes:
    """A workbook with these rows; None is an empty cell, `merged` are ranges as A1:B2."""
    given = [list(row) for row in rows]

    def fill(book: xlsxwriter.Workbook, sheet: Worksheet) -> None:
        for number, row in enumerate(given):
            for column, value in enumerate(row):
                if isinstance(value, str):
                    sheet.write_string(number, column, value)
                elif value is not None:
                    sheet.write(number, column, value)
        for range_ in merged:
            first = range_.split(":")[0]
            row, column = int(first[1:]) - 1, ord(first[0]) - 65
            sheet.merge_range(range_, given[row][column])

    return workbook(fill, name=name)


def sheet_of(rows: Iterable[Iterable[object]], **how: object) -> Sheet:
    """The one sheet of a workbook with these rows."""
    return read(of_rows(rows, **how), "表.xlsx").sheets[0]


@cache
def kinds() -> tuple[SheetKind, ...]:
    """The kinds of the rulebook."""
    return parse_sheet_kinds(rulebook.text_of_sheet_kinds(), "sheets.yaml")


def recognised(rows: Iterable[Iterable[object]], **how: object) -> Recognised:
    """The rows of a workbook as typed rows; it must be of a known kind."""
    found = recognise(sheet_of(rows, **how), kinds())
    assert found is not None
    return found


def codes(recognised: Recognised, row: int) -> list[tuple[str, str]]:
    """The problems of a row, as pairs of column and code."""
    return [
        (problem.field, problem.code)
        for each in recognised.rows
        if each.row == row
        for problem in each.problems
    ]
