"""A small table as rows of text, for columns that a person will choose by hand."""

import csv
from collections.abc import Sequence
from pathlib import PurePosixPath

from lianxin.kernel.outline.readers.detect import OLD_OFFICE
from lianxin.kernel.sheets.cells import Merged, Sheet, shown
from lianxin.kernel.sheets.readers.csv import delimiter_of
from lianxin.kernel.sheets.reading import ZIP, read
from lianxin.kernel.sheets.unreadable import Unreadable

TEXTS = (".csv", ".txt", ".tsv")
# A table that is taken in by hand has some hundred rows; what lies beyond is a mistake.
ROWS = 2_000
COLUMNS = 100
CODES = {"empty": "empty", "no_table": "empty", "too_large": "too_large"}


class SheetError(ValueError):
    """A file that is no table. `code` says why.

    ``unknown``: neither a workbook nor a .csv; ``damaged``: it cannot be read;
    ``too_large``: more rows than anybody keeps by hand; ``empty``: no row at all.
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def read_table(data: bytes, *, name: str) -> list[list[str]]:
    """The rows of a workbook's first sheet, or of a CSV, empty ones included.

    The contents decide, not the name; every cell is text, also one that looks like a
    formula. Raises SheetError.
    """
    is_text = not data.startswith((ZIP, OLD_OFFICE))
    if is_text and PurePosixPath(name).suffix.lower() not in TEXTS:
        raise SheetError("unknown")
    try:
        book = read(data, name)
    except Unreadable as error:
        raise SheetError(CODES.get(error.code, "damaged")) from error
    if any(p.code == "too_many_rows" for sheet in book.sheets for p in sheet.problems):
        raise SheetError("too_large")
    return _whole(next((sheet for sheet in book.sheets if sheet.rows), None))


def _whole(sheet: Sheet | None) -> list[list[str]]:
    """All rows from the first on; a cell that a merged range covers is empty."""
    if sheet is None:
        raise SheetError("empty")
    if sheet.rows[-1].number > ROWS:
        raise SheetError("too_large")
    rows: list[list[str]] = [[] for _ in range(sheet.rows[-1].number)]
    for row in sheet.rows:
        rows[row.number - 1] = [
            "" if isinstance(cell, Merged) else shown(cell)
            for cell in row.cells[:COLUMNS]
        ]
    return rows


def read_pasted(text: str) -> list[list[str]]:
    """The rows of a block as spreadsheets copy it, or of a CSV. Raises SheetError."""
    lines = text.splitlines(keepends=True)
    between = delimiter_of(text)
    try:
        return _checked([list(row) for row in csv.reader(lines, delimiter=between)])
    except csv.Error as error:
        raise SheetError("damaged") from error


def _checked(rows: Sequence[Sequence[str]]) -> list[list[str]]:
    if len(rows) > ROWS:
        raise SheetError("too_large")
    found = [[cell.strip() for cell in row[:COLUMNS]] for row in rows]
    if not any(map(any, found)):
        raise SheetError("empty")
    return found
