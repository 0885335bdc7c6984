"""One sheet of a workbook: rows as they come, merged ranges laid over them at the end."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import cast

from lxml import etree

from lianxin.kernel.outline.readers.packages import Stream
from lianxin.kernel.sheets import limits
from lianxin.kernel.sheets.cells import (
    Fault,
    Formula,
    Plain,
    Row,
    Sheet,
    Value,
    column_of,
    letter_of,
)
from lianxin.kernel.sheets.problems import Problem, error, notice
from lianxin.kernel.sheets.readers.formats import as_shown
from lianxin.kernel.sheets.readers.merging import Range, lay_over
from lianxin.kernel.sheets.readers.plainrows import PlainRow, PlainRows, Rest, Shape

RANGE = re.compile(r"([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})")
# Excel writes signs that XML cannot hold as _x000D_.
ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
# So many shapes of rows, and so many numbers, are remembered for a sheet.
SHAPES, NUMBERS = 1000, 50_000
WANTED = ("{*}row", "{*}mergeCell", "{*}col")


@dataclass(frozen=True, slots=True)
class Book:
    """What all sheets of a workbook share."""

    texts: list[str]
    shapes: list[str]
    from_1904: bool
    has_long_texts: bool = False


class _TooMuch(Exception):
    """The sheet is beyond the limits."""


@dataclass(slots=True)
class _Reading:
    book: Book
    room: int
    rows: list[Row] = field(default_factory=list)
    ranges: list[Range] = field(default_factory=list)
    columns: dict[str, int] = field(default_factory=dict)
    places: dict[Shape, Sequence[int]] = field(default_factory=dict)
    numbers: dict[tuple[bytes, bytes], Value] = field(default_factory=dict)
    hidden_columns: list[str] = field(default_factory=list)
    beyond: bool = False
    cut: list[tuple[int, int]] = field(default_factory=list)
    cells: int = 0
    number: int = 0

    def take(self, element: etree._Element) -> None:
        name = str(element.tag).rpartition("}")[2]
        if name == "row":
            self._row(element)
        elif name == "col":
            self._column(element)
        elif len(self.ranges) < limits.MERGED_RANGES:
            found = RANGE.fullmatch(element.get("ref") or "")
            if found:
                left, top, right, bottom = found.groups()
                self.ranges.append(
                    Range(int(top), column_of(left), int(bottom), column_of(right))
                )

    def take_rows(self, fragment: bytes) -> None:
        """Take the rows of a small sheet that was cut out of a large one."""
        for element in etree.fromstring(fragment, _parser()).iter("{*}row"):
            self._row(element)

    def _column(self, element: etree._Element) -> None:
        first, last = element.get("min") or "", element.get("max") or ""
        if (
            element.get("hidden") in {"1", "true"}
            and first.isdigit()
            and last.isdigit()
        ):
            shown = range(int(first), min(int(last), limits.COLUMNS) + 1)
            self.hidden_columns += [letter_of(column - 1) for column in shown]

    def _row(self, element: etree._Element) -> None:
        given = element.get("r") or ""
        self.number = int(given) if given.isdigit() else self.number + 1
        cells: list[Value] = []
        for place, cell in enumerate(element):
            value = self._value(cell)
            if value is None or value == "":
                continue
            letters = (cell.get("r") or "").rstrip("0123456789")
            self._put(cells, self._column_of(letters, place), value)
        self._keep(cells, hidden=element.get("hidden") in {"1", "true"})

    def take_plain(self, row: PlainRow) -> None:
        """Take a row whose cells are digits: numbers, or places of shared texts."""
        self.number = row.number
        shape = row.shape
        places = self.places.get(shape)
        if places is None:
            places = self._places_of(shape)
        cells = list(zip(shape.styles, shape.kinds, row.contents, strict=True))
        texts, known, number = self.book.texts, self.numbers, self._plain_number
        try:
            values: list[Value] = [
                (
                    (texts[int(content)] or None)
                    if kind == b"s"
                    else known.get((style, content)) or number(style, content)
                )
                if content
                else None
                for style, kind, content in cells
            ]
        except IndexError:
            values = [self._plain_value(*cell) for cell in cells]
        if places or self.book.has_long_texts:
            values = self._in_place(places or range(len(values)), values)
        while values and values[-1] is None:
            values.pop()
        self._keep(values, hidden=row.hidden)

    def _in_place(self, places: Sequence[int], values: Sequence[Value]) -> list[Value]:
        """Values in their columns, each with a look at the limits."""
        cells: list[Value] = []
        for column, value in zip(places, values, strict=True):
            if value is not None:
                self._put(cells, column, value)
        return cells

    def _plain_value(self, style: bytes, kind: bytes, content: bytes) -> Value:
        """The value of a cell that may be of a text that is not there."""
        if not content:
            return None
        if kind != b"s":
            return self._plain_number(style, content)
        index, texts = int(content), self.book.texts
        return (texts[index] or None) if index < len(texts) else Fault("#REF!")

    def _places_of(self, shape: Shape) -> Sequence[int]:
        """The columns of a row; empty where they are the first ones in their order."""
        found = [self._column_of(each.decode(), 0) for each in shape.letters]
        usual = found == list(range(len(found))) and len(found) <= limits.COLUMNS
        if len(self.places) >= SHAPES:
            self.places.clear()
        self.places[shape] = () if usual else found
        return self.places[shape]

    def _plain_number(self, style: bytes, content: bytes) -> Value:
        """A number as its style shows it; days come again and again."""
        value = self._number(content.decode(), style.decode())
        if type(value) is not int:
            if len(self.numbers) >= NUMBERS:
                self.numbers.clear()
            self.numbers[style, content] = value
        return value

    def _put(self, cells: list[Value], column: int, value: Value) -> None:
        if column >= limits.COLUMNS:
            self.beyond = True
            return
        if isinstance(value, str) and len(value) > limits.CELL_CHARACTERS:
            value = value[: limits.CELL_CHARACTERS]
            self.cut.append((self.number, column))
        if column == len(cells):
            cells.append(value)
            return
        cells.extend([None] * (column + 1 - len(cells)))
        cells[column] = value

    def _keep(self, cells: list[Value], *, hidden: bool) -> None:
        if not cells:
            return
        self.cells += len(cells)
        if len(self.rows) >= limits.ROWS or self.cells > self.room:
            raise _TooMuch
        self.rows.append(Row(self.number, tuple(cells), hidden))

    def _column_of(self, letters: str, place: int) -> int:
        """The column of a cell; one without a reference follows the one before."""
        column = self.columns.get(letters)
        if column is None:
            right = 0 < len(letters) < 4 and letters.isascii() and letters.isupper()
            if not right:
                return place
            column = self.columns[letters] = column_of(letters)
        return column

    def _value(self, cell: etree._Element) -> Value:
        formula = content = None
        inline = ""
        for part in cell:
            # The namespace is one of two, transitional or strict.
            end = str(part.tag)[-3:]
            if end.endswith("}v"):
                content = part.text
            elif end.endswith("}f"):
                formula = f"={part.text or ''}"
            elif end == "}is":
                inline = text_of(part)
        value = self._plain(cell, content, inline)
        return value if formula is None else Formula(formula, value)

    def _plain(
        self, cell: etree._Element, content: str | None, inline: str
    ) -> Plain | Fault:
        kind = cell.get("t") or "n"
        if kind == "inlineStr":
            return unescaped(inline)
        if content is None:
            return None
        if kind == "n":
            return self._number(content, cell.get("s") or "")
        return self._of_kind(kind, content)

    def _of_kind(self, kind: str, content: str) -> Plain | Fault:
        if kind == "s":
            index = int(content) if content.strip().isdigit() else -1
            known = 0 <= index < len(self.book.texts)
            return self.book.texts[index] if known else Fault("#REF!")
        if kind == "b":
            return content == "1"
        if kind == "e":
            return Fault(content)
        return _iso(content) if kind == "d" else unescaped(content)

    def _number(self, content: str, style: str) -> Plain | Fault:
        try:
            number: int | float = int(content)
        except ValueError:
            try:
                number = float(content)
            except ValueError:
                return content
        if abs(number) >= 10**15:
            return float(number)
        shapes, index = self.book.shapes, int(style) if style.isdigit() else 0
        shape = shapes[index] if index < len(shapes) else ""
        if not shape:
            whole = isinstance(number, float) and number.is_integer()
            return int(number) if whole else number
        return as_shown(number, shape, from_1904=self.book.from_1904)


def read_sheet(
    stream: Stream, name: str, book: Book, *, room: int
) -> tuple[Sheet, int]:
    """Return a sheet and how many cells it takes of the `room` there is.

    A sheet beyond the limits comes back without rows and with a problem that says so.
    """
    reading = _Reading(book, room)
    try:
        rows = PlainRows(stream)
        for row in rows:
            if isinstance(row, PlainRow):
                reading.take_plain(row)
            else:
                reading.take_rows(row)
        for element in _streamed(rows.rest):
            reading.take(element)
    except _TooMuch:
        told = error("too_many_rows", sheet=name, rows=limits.ROWS, cells=limits.CELLS)
        return Sheet(name, problems=(told,)), 0
    laid = lay_over(reading.rows, reading.ranges)
    return Sheet(name, laid, problems=tuple(_told(reading, name))), reading.cells


def _parser() -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )


def _streamed(stream: Rest) -> Iterator[etree._Element]:
    parts = etree.iterparse(
        cast("etree._FileReadSource", stream),
        events=("end",),
        tag=WANTED,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    for _, element in parts:
        yield element
        element.clear()
        parent = element.getparent()
        while parent is not None and element.getprevious() is not None:
            del parent[0]


def _told(reading: _Reading, name: str) -> Iterator[Problem]:
    hidden = sum(row.hidden for row in reading.rows)
    if hidden:
        yield notice("hidden_rows", sheet=name, count=hidden)
    if reading.hidden_columns and reading.rows:
        letters = ", ".join(reading.hidden_columns[:20])
        yield notice("hidden_columns", sheet=name, letters=letters)
    if reading.beyond:
        last = letter_of(limits.COLUMNS - 1)
        yield error("columns_left_out", sheet=name, last=last)
    for row, column in reading.cut[: limits.TOLD]:
        values = (("characters", str(limits.CELL_CHARACTERS)),)
        told = error("text_cut", sheet=name)
        yield Problem(
            told.code, told.severity, name, row, letter_of(column), values=values
        )


def text_of(item: etree._Element) -> str:
    """The text of a string item: its runs, without the reading above them."""
    found = []
    for element in item:
        name = str(element.tag).rpartition("}")[2]
        if name == "t":
            found.append(element.text or "")
        elif name == "r":
            found += [t.text or "" for t in element if str(t.tag).endswith("}t")]
    return "".join(found)


def unescaped(text: str) -> str:
    """A text with the signs that Excel writes as _x000D_."""
    if "_x" not in text:
        return text
    return ESCAPED.sub(lambda found: chr(int(found[1], 16)), text).replace("\r", "")


def _iso(content: str) -> Plain:
    try:
        at = datetime.fromisoformat(content)
    except ValueError:
        return content
    only_day = "T" not in content
    day: date = at.date()
    return day if only_day else at.replace(tzinfo=None)
