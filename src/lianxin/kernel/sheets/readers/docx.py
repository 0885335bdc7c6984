"""Tables of Word documents as sheets: each is one, its heading the line above it."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree
from typing_extensions import override

from lianxin.kernel.outline.readers.docx import (
    Reading,
    merging,
    opened,
    rows_of,
    unwrapped,
)
from lianxin.kernel.outline.readers.wordxml import child, number_of
from lianxin.kernel.sheets import limits
from lianxin.kernel.sheets.cells import Merged, Row, Sheet, Value, Workbook
from lianxin.kernel.sheets.problems import error
from lianxin.kernel.sheets.unreadable import Unreadable

# A heading is a line; what is longer is a paragraph that happens to stand there.
LONGEST_TITLE = 80


def read_docx_tables(data: bytes, *, name: str) -> Workbook:
    """Return the tables of a .docx in their order; automatic numbers are written out.

    A table within a table is text of its cell. Raises Unreadable.
    """
    body, styles, numbering = opened(data, name=name)
    reading = _Tables(styles=styles, numbering=numbering, name=name)
    for line in reading.lines(body):
        reading.before = line.strip() or reading.before
    if not reading.found:
        raise Unreadable("no_table", name=name)
    return Workbook(name, "docx", tuple(reading.found))


@dataclass(slots=True)
class _Tables(Reading):
    """Reads through the document, so that its lists count along, and keeps the tables."""

    found: list[Sheet] = field(default_factory=list)
    before: str = ""

    @override
    def table(self, table: etree._Element) -> Iterator[str]:
        """Keep an outer table as a sheet; give the lines of one within a cell."""
        if self.depth:
            yield from Reading.table(self, table)
            return
        self.depth += 1
        grid = [list(self._cells(row)) for row in rows_of(table)]
        self.depth -= 1
        title = self.before if len(self.before) <= LONGEST_TITLE else ""
        self.before = ""
        name = str(len(self.found) + 1)
        if len(grid) > limits.ROWS or len(self.found) >= limits.SHEETS:
            told = error(
                "too_many_rows", sheet=name, rows=limits.ROWS, cells=limits.CELLS
            )
            self.found.append(Sheet(name, title=title, problems=(told,)))
        else:
            self.found.append(Sheet(name, tuple(_laid(grid)), title=title))

    def _cells(self, row: etree._Element) -> Iterator["_Cell"]:
        properties = child(row, "trPr")
        before = None if properties is None else child(properties, "gridBefore")
        for _ in range(0 if before is None else number_of(before, "val", default=0)):
            yield _Cell("")
        for cell in unwrapped(row, {"tc"}):
            goes_on, span = merging(child(cell, "tcPr"))
            text = "\n".join(self.lines(cell)).strip()
            yield _Cell("" if goes_on else text, down=goes_on)
            for _ in range(span - 1):
                yield _Cell("", down=goes_on, across=True)


@dataclass(frozen=True, slots=True)
class _Cell:
    """A place of the table's grid: its text, or where it belongs to."""

    text: str
    down: bool = False
    across: bool = False


def _laid(grid: list[list[_Cell]]) -> Iterator[Row]:
    """Yield the rows that are not empty, merged cells with what they show."""
    above: list[Value] = []
    for number, row in enumerate(grid, 1):
        cells: list[Value] = []
        for column, cell in enumerate(row[: limits.COLUMNS]):
            cells.append(_value(cell, column, above, cells))
        above = cells
        if any(cell is not None for cell in cells):
            yield Row(number, tuple(cells))


def _value(cell: _Cell, column: int, above: list[Value], before: list[Value]) -> Value:
    if cell.down:
        value = above[column] if column < len(above) else None
        across = cell.across
    elif cell.across:
        value, across = before[-1], True
    else:
        return cell.text or None
    if isinstance(value, Merged):
        return Merged(value.value, across=across or value.across)
    return None if value is None else Merged(value, across=across)
