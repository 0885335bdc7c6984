"""Letters on paper put into lines: which stand beside each other, and where spaces are."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from lianxin.kernel.outline.readers.pdfpage import Letter

# Distances are in letter heights.
SAME_LINE = 0.45
BACKWARDS = 0.6
LATIN_GAP = 0.16
WORD_GAP = 0.8
COLUMN_GAP = 1.6
# Two columns: this share of the lines of a page, and at least so many, has one gutter.
COLUMN_LINES = 8
COLUMN_SHARE = 0.5
LATIN = re.compile(r"[!-~]")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text with its place on the page, in points.

    A row of a table has `cells`, the `edges` of its columns, and says of each cell if
    it is `full` to the end of the last of its lines, so that its text may go on.
    """

    text: str
    left: float
    right: float
    y: float
    size: float
    cells: tuple[str, ...] = ()
    edges: tuple[float, ...] = ()
    full: tuple[bool, ...] = ()

    @property
    def row(self) -> bool:
        """Say whether this is a row of a table."""
        return bool(self.cells)

    def with_cells(self, cells: Sequence[str]) -> "Line":
        """Return the row with other words in its cells."""
        text = "\t".join(cells).rstrip("\t")
        return replace(self, text=text, cells=tuple(cells))


def lines_of(letters: Sequence[Letter]) -> list[Line]:
    """Return the lines from top to bottom, columns one after the other."""
    rows: list[list[Letter]] = []
    for run in sorted(_runs(letters), key=lambda run: -run[0].y):
        if rows and _beside(rows[-1][0], run[0]):
            rows[-1].extend(run)
        else:
            rows.append(list(run))
    for row in rows:
        row.sort(key=lambda letter: letter.middle)
    gutter = _gutter(rows, letters)
    if gutter is not None:
        return [*_column(rows, gutter, right=False), *_column(rows, gutter, right=True)]
    return [_line(row) for row in rows if _line(row).text]


def text_of(row: Sequence[Letter]) -> str:
    """Return letters of one line, sorted from the left, with the spaces a reader sees."""
    parts: list[str] = []
    before: Letter | None = None
    for letter in row:
        if before and _is_drawn_twice(before, letter):
            continue
        if before and _is_apart(before, letter):
            parts.append(" ")
        parts.append(letter.text)
        before = letter
    return "".join(parts).strip()


def _runs(letters: Sequence[Letter]) -> Iterator[list[Letter]]:
    """Yield letters that follow each other in the file and on the same line."""
    run: list[Letter] = []
    for letter in letters:
        if run and not (
            _beside(run[-1], letter)
            and letter.left > run[-1].left - BACKWARDS * letter.size
        ):
            yield run
            run = []
        run.append(letter)
    if run:
        yield run


def _beside(one: Letter, other: Letter) -> bool:
    return abs(one.y - other.y) < SAME_LINE * max(one.size, other.size)


def _is_drawn_twice(before: Letter, letter: Letter) -> bool:
    """Some programs make bold letters by drawing them again a hair's breadth beside.

    At the very same place stand the parts of a ligature, such as those of a long dash.
    """
    beside = 0.01 < abs(before.middle - letter.middle) < 0.25 * letter.size
    return beside and before.text == letter.text and letter.text != " "


def _is_apart(before: Letter, letter: Letter) -> bool:
    if " " in (before.text, letter.text):
        return False
    gap = (letter.left - before.right) / max(letter.size, before.size)
    latin = LATIN.match(before.text) and LATIN.match(letter.text)
    return gap > (LATIN_GAP if latin else WORD_GAP)


def _line(row: Sequence[Letter]) -> Line:
    drawn = [letter for letter in row if not letter.text.isspace()] or list(row)
    return Line(
        text_of(row),
        drawn[0].left,
        max(letter.right for letter in drawn),
        drawn[0].y,
        sorted(letter.size for letter in drawn)[len(drawn) // 2],
    )


def _gutter(
    rows: Sequence[Sequence[Letter]], letters: Sequence[Letter]
) -> float | None:
    """Return the middle of the gutter of a page set in two columns.

    A table without rules has gutters too; but its file goes on from cell to cell, while
    a page in columns goes down the first column before it begins the second.
    """
    gaps = [gap for row in rows for gap in _wide_gaps(row)]
    if len(gaps) < COLUMN_LINES:
        return None
    middles = sorted((low + high) / 2 for low, high in gaps)
    gutter = middles[len(middles) // 2]
    split = sum(low <= gutter <= high for low, high in gaps)
    if split < max(COLUMN_LINES, COLUMN_SHARE * len(rows)):
        return None
    sides = [letter.middle > gutter for letter in letters]
    crossings = sum(one != other for one, other in pairwise(sides))
    return gutter if crossings <= split / 2 else None


def _wide_gaps(row: Sequence[Letter]) -> Iterator[tuple[float, float]]:
    for before, letter in pairwise(row):
        if letter.left - before.right > COLUMN_GAP * letter.size:
            yield before.right, letter.left


def _column(
    rows: Sequence[Sequence[Letter]], gutter: float, *, right: bool
) -> Iterator[Line]:
    """Yield the lines on one side; lines across the gutter belong to the left."""
    for row in rows:
        across = not any(low <= gutter <= high for low, high in _wide_gaps(row))
        starts_right = row[0].left > gutter
        if across and not starts_right:
            side = [] if right else list(row)
        else:
            side = [letter for letter in row if (letter.middle > gutter) == right]
        if side:
            yield _line(side)
