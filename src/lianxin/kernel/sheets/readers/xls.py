"""Workbooks of Excel 97 to 2003 (.xls), read by calamine."""

import io
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetMetadata,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from lianxin.kernel.sheets import limits
from lianxin.kernel.sheets.cells import Plain, Row, Sheet, Workbook, letter_of
from lianxin.kernel.sheets.problems import Problem, error, notice
from lianxin.kernel.sheets.readers.merging import Range, lay_over
from lianxin.kernel.sheets.unreadable import Unreadable

FORMAT = "an old workbook (.xls)"
MACROS = "_VBA_PROJECT_CUR".encode("utf-16-le")
Given = int | float | str | bool | time | date | datetime | timedelta


def read_xls(data: bytes, *, name: str) -> Workbook:
    """Return the sheets of a workbook; formulas have the values last computed.

    Of this format the reader cannot tell a formula from a value. Raises Unreadable.
    """
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
            if len(book.sheets_metadata) > limits.SHEETS:
                raise Unreadable("too_many_sheets", name=name, sheets=limits.SHEETS)
            sheets = tuple(_sheets(book))
    except PasswordError as fault:
        raise Unreadable("locked", name=name) from fault
    except (CalamineError, OSError, ValueError) as fault:
        if isinstance(fault, Unreadable):
            raise
        raise Unreadable("damaged", name=name, format=FORMAT) from fault
    problems = (notice("macros_ignored"),) if MACROS in data else ()
    return Workbook(name, "xls", sheets, problems)


def _sheets(book: CalamineWorkbook) -> Iterator[Sheet]:
    left = limits.CELLS
    for index, described in enumerate(book.sheets_metadata):
        refused = _not_read(described)
        if refused is not None:
            yield refused
            continue
        sheet = book.get_sheet_by_index(index)
        size = sheet.total_height * sheet.total_width
        if size > left or sheet.total_height > limits.ROWS:
            told = error(
                "too_many_rows",
                sheet=described.name,
                rows=limits.ROWS,
                cells=limits.CELLS,
            )
            yield Sheet(described.name, problems=(told,))
            continue
        left -= size
        yield _sheet(sheet, described.name)


def _not_read(described: SheetMetadata) -> Sheet | None:
    if described.visible != SheetVisibleEnum.Visible:
        told = (notice("sheet_hidden", sheet=described.name),)
        return Sheet(described.name, hidden=True, problems=told)
    if described.typ != SheetTypeEnum.WorkSheet:
        told = (notice("sheet_without_cells", sheet=described.name),)
        return Sheet(described.name, problems=told)
    return None


def _sheet(sheet: CalamineSheet, name: str) -> Sheet:
    problems: list[Problem] = []
    rows: list[Row] = []
    for number, given in enumerate(sheet.to_python(skip_empty_area=False), 1):
        cells = tuple(_plain(value) for value in given)
        if any(cell is not None for cell in cells[limits.COLUMNS :]) and not problems:
            last = letter_of(limits.COLUMNS - 1)
            problems.append(error("columns_left_out", sheet=name, last=last))
        if any(cell is not None for cell in cells):
            rows.append(Row(number, cells[: limits.COLUMNS]))
    ranges = [
        Range(top + 1, left, bottom + 1, right)
        for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()
    ]
    merged = lay_over(rows, ranges[: limits.MERGED_RANGES])
    return Sheet(name, merged, problems=tuple(problems))


def _plain(value: Given) -> Plain:
    if value == "":
        return None
    if isinstance(value, float) and value.is_integer() and abs(value) < 10**15:
        return int(value)
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) >= 10**15:
        return float(value)
    if isinstance(value, timedelta):
        return str(value)
    if isinstance(value, datetime) and value.time() == time():
        return value.date()
    return value
