"""Bytes of a file, or a pasted block, to rows of text."""

import csv
from collections.abc import Sequence
from pathlib import PurePosixPath

from lianxin.kernel.outline.readers.encodings import decode
from lianxin.kernel.outline.readers.unreadable import Unreadable
from lianxin.kernel.sheets.limits import COLUMNS, ROWS
from lianxin.kernel.sheets.workbook import rows_of_workbook

ZIP = b"PK\x03\x04"
TEXTS = (".csv", ".txt", ".tsv")


class SheetError(ValueError):
    """A file that is no table. `code` says why.

    ``unknown``: neither .xlsx nor .csv; ``damaged``: it cannot be read; ``too_large``:
    more rows than anybody keeps by hand; ``empty``: no row at all.
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def read_table(data: bytes, *, name: str) -> list[list[str]]:
    """The rows of a workbook's first sheet, or of a CSV, empty ones included.

    The contents decide, not the name; every cell is text, also one that looks like a
    formula. Raises SheetError.
    """
    try:
        if data.startswith(ZIP):
            return _checked(rows_of_workbook(data, name=name))
        if PurePosixPath(name).suffix.lower() not in TEXTS:
            raise SheetError("unknown")
        return read_pasted(decode(data, name=name).text)
    except Unreadable as error:
        code = "too_large" if error.code == "too_large" else "damaged"
        raise SheetError(code) from error


def read_pasted(text: str) -> list[list[str]]:
    """The rows of a block as spreadsheets copy it, or of a CSV. Raises SheetError."""
    lines = text.splitlines(keepends=True)
    first = next((line for line in lines if line.strip()), "")
    between = max("\t,;", key=first.count)
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
