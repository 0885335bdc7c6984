"""Tables as text (.csv, .tsv, .txt): the encoding and the delimiter are found out."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import PurePath

from lianxin.kernel.outline.readers.encodings import decode
from lianxin.kernel.sheets import limits
from lianxin.kernel.sheets.cells import Formula, Row, Sheet, Value, Workbook, letter_of
from lianxin.kernel.sheets.problems import Problem, error, notice
from lianxin.kernel.sheets.unreadable import Unreadable

FORMAT = "a table as text (.csv)"
# In the order of preference where several part the lines equally well.
DELIMITERS = ",\t;|，"
SAMPLE_LINES = 50
KEPT = re.compile(r'=\s*"([^"]*)"')
SAMPLE_CHARACTERS = 200_000


def read_csv(data: bytes, *, name: str) -> Workbook:
    """Return the one sheet of a text; every cell is text. Raises Unreadable."""
    decoded = decode(data, name=name)
    sheet_name = PurePath(name).stem
    text = decoded.text.replace("\0", "")
    problems: list[Problem] = []
    if decoded.encoding != "UTF-8":
        problems.append(notice("encoding", encoding=decoded.encoding))
    lost = text.count("\ufffd")
    if lost:
        problems.append(notice("lost_characters", count=lost))
    rows: list[Row] = []
    told: list[Problem] = []
    cells = 0
    for row, problem in _rows(text, sheet_name, name):
        cells += len(row.cells)
        if len(rows) >= limits.ROWS or cells > limits.CELLS:
            beyond = error(
                "too_many_rows",
                sheet=sheet_name,
                rows=limits.ROWS,
                cells=limits.CELLS,
            )
            return Workbook(
                name, "csv", (Sheet(sheet_name, problems=(beyond,)),), tuple(problems)
            )
        rows.append(row)
        if problem is not None and len(told) < limits.TOLD:
            told.append(problem)
    sheet = Sheet(sheet_name, tuple(rows), problems=tuple(told))
    return Workbook(name, "csv", (sheet,), tuple(problems))


def _rows(text: str, sheet: str, name: str) -> Iterator[tuple[Row, Problem | None]]:
    """Yield the rows that are not empty, numbered as a program of tables would."""
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter_of(text))
    has_kept = '="' in text
    for number, given in enumerate(_parted(lines, name), 1):
        cells: tuple[Value, ...] = tuple(
            cell if cell.strip() else None for cell in given
        )
        if has_kept:
            cells = tuple(map(_kept, cells))
        problem = None
        if any(cell is not None for cell in cells[limits.COLUMNS :]):
            last = letter_of(limits.COLUMNS - 1)
            problem = error("columns_left_out", sheet=sheet, last=last)
        if any(cell is not None for cell in cells[: limits.COLUMNS]):
            yield Row(number, cells[: limits.COLUMNS]), problem


def _kept(cell: Value) -> Value:
    """A number that was written as ="0123" so that a program of tables keeps its digits."""
    found = KEPT.fullmatch(cell) if isinstance(cell, str) else None
    return Formula(cell, found[1]) if found and isinstance(cell, str) else cell


def _parted(lines: Iterator[list[str]], name: str) -> Iterator[list[str]]:
    """Yield the lines; a quotation mark that is never closed swallows the rest."""
    try:
        yield from lines
    except csv.Error as error:
        raise Unreadable("damaged", name=name, format=FORMAT) from error


def delimiter_of(text: str) -> str:
    """Return what parts the cells: the sign that gives most lines one width above one."""
    sample = text[:SAMPLE_CHARACTERS]
    best, best_score = ",", 0
    for delimiter in DELIMITERS:
        reader = csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter)
        score = _most_alike(reader)
        if score > best_score:
            best, best_score = delimiter, score
    return best


def _most_alike(lines: Iterator[list[str]]) -> int:
    """How many of the first lines have one and the same width above one."""
    try:
        sample = [len(cells) for cells in islice(lines, SAMPLE_LINES)]
    except csv.Error:
        return 0
    return max(Counter(width for width in sample if width > 1).values(), default=0)
