"""Ruled tables on a PDF page: strokes to a grid, letters into its cells, rows to lines."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from lianxin.kernel.outline.readers.pdflines import Line, lines_of
from lianxin.kernel.outline.readers.pdfpage import Drawn, Letter, Stroke

# Strokes that meet within this distance, in points, belong together.
NEAR = 3.0
# The last letter of a full line stands this near to the edge, in letter heights.
FULL = 2.2
CELLS = 20_000


@dataclass(frozen=True, slots=True)
class Table:
    """A grid of at least two columns: its lines, and which cells are one."""

    columns: tuple[float, ...]  # edges from left to right
    rows: tuple[float, ...]  # edges from top to bottom
    home: dict[tuple[int, int], tuple[int, int]]  # cell -> first cell of its merger
    letters: dict[tuple[int, int], list[Letter]] = field(default_factory=dict)

    def place(self, letter: Letter) -> bool:
        """Take a letter into its cell; say whether it stands inside the table."""
        x, y = letter.middle, letter.y + letter.size * 0.35
        column = bisect_right(self.columns, x) - 1
        row = bisect_right([-edge for edge in self.rows], -y) - 1
        if not (0 <= column < len(self.columns) - 1 and 0 <= row < len(self.rows) - 1):
            return False
        self.letters.setdefault(self.home[row, column], []).append(letter)
        return True

    def lines(self) -> list[Line]:
        """Return one line a row; a merged cell has its text at its first place."""
        return [line for row in range(len(self.rows) - 1) if (line := self._row(row))]

    def _row(self, row: int) -> Line | None:
        found = [self._cell(row, column) for column in range(len(self.columns) - 1)]
        cells = [text for text, _ in found]
        if not any(cells):
            return None
        height = self.rows[row] - self.rows[row + 1]
        place = Line("", self.columns[0], self.columns[-1], self.rows[row], height)
        full = tuple(full for _, full in found)
        return replace(place, edges=self.columns, full=full).with_cells(cells)

    def _cell(self, row: int, column: int) -> tuple[str, bool]:
        """Return a cell's text, and whether it fills the last of several lines.

        Its lines are joined without a space where the paper broke a full one.
        """
        if self.home[row, column] != (row, column):
            return "", False
        text, full = "", False
        lines = lines_of(self.letters.get((row, column), []))
        for line in lines:
            text += line.text if full or not text else f" {line.text}"
            full = self._right_edge(row, column) - line.right < FULL * line.size
        return text, full and len(lines) > 1

    def _right_edge(self, row: int, column: int) -> float:
        end = column + 1
        while self.home.get((row, end)) == (row, column):
            end += 1
        return self.columns[end]


def tables_of(drawn: Drawn) -> list[Table]:
    """Return the ruled tables of a page from top to bottom, letters in their cells."""
    tables = []
    for across, down in _connected(drawn.across, drawn.down):
        table = _table(across, down)
        if table:
            tables.append(table)
    return sorted(tables, key=lambda table: -table.rows[0])


def outside(tables: Sequence[Table], letters: Iterable[Letter]) -> list[Letter]:
    """Place letters in the tables and return those that stand in none."""
    return [
        letter for letter in letters if not any(table.place(letter) for table in tables)
    ]


def _connected(
    across: Sequence[Stroke], down: Sequence[Stroke]
) -> list[tuple[list[Stroke], list[Stroke]]]:
    """Group strokes that touch: each group may be a table."""
    groups: list[tuple[list[Stroke], list[Stroke]]] = []
    strokes = [(stroke, True) for stroke in across] + [(s, False) for s in down]
    for stroke, lies in strokes:
        touching = [group for group in groups if _touches(group, stroke, lies=lies)]
        merged: tuple[list[Stroke], list[Stroke]] = ([], [])
        for group in touching:
            merged[0].extend(group[0])
            merged[1].extend(group[1])
            groups.remove(group)
        merged[0 if lies else 1].append(stroke)
        groups.append(merged)
    return groups


def _touches(
    group: tuple[list[Stroke], list[Stroke]], stroke: Stroke, *, lies: bool
) -> bool:
    crossing, along = (group[1], group[0]) if lies else group
    return any(_cross(stroke, other) for other in crossing) or any(
        _goes_on(stroke, other) for other in along
    )


def _cross(one: Stroke, other: Stroke) -> bool:
    return (
        other.low - NEAR <= one.at <= other.high + NEAR
        and one.low - NEAR <= other.at <= one.high + NEAR
    )


def _goes_on(one: Stroke, other: Stroke) -> bool:
    return (
        abs(one.at - other.at) <= NEAR
        and one.low <= other.high + NEAR
        and other.low <= one.high + NEAR
    )


def _table(across: Sequence[Stroke], down: Sequence[Stroke]) -> Table | None:
    columns = _edges(stroke.at for stroke in down)
    rows = _edges(stroke.at for stroke in across)[::-1]
    cells = (len(columns) - 1) * (len(rows) - 1)
    if len(columns) < 3 or len(rows) < 2 or cells > CELLS:
        return None
    return Table(tuple(columns), tuple(rows), _mergers(columns, rows, across, down))


def _edges(places: Iterable[float]) -> list[float]:
    """Return places from low to high, those nearer than NEAR as one."""
    found: list[float] = []
    for place in sorted(places):
        if not found or place - found[-1] > NEAR:
            found.append(place)
    return found


def _mergers(
    columns: Sequence[float],
    rows: Sequence[float],
    across: Sequence[Stroke],
    down: Sequence[Stroke],
) -> dict[tuple[int, int], tuple[int, int]]:
    """Map each cell to the first of those that no stroke parts from it."""
    home: dict[tuple[int, int], tuple[int, int]] = {}
    for row in range(len(rows) - 1):
        middle_y = (rows[row] + rows[row + 1]) / 2
        for column in range(len(columns) - 1):
            middle_x = (columns[column] + columns[column + 1]) / 2
            home[row, column] = (row, column)
            if column and not _is_ruled(down, columns[column], middle_y):
                home[row, column] = home[row, column - 1]
            elif row and not _is_ruled(across, rows[row], middle_x):
                home[row, column] = home[row - 1, column]
    return home


def _is_ruled(strokes: Sequence[Stroke], at: float, through: float) -> bool:
    return any(
        abs(stroke.at - at) <= NEAR and stroke.low <= through <= stroke.high
        for stroke in strokes
    )
