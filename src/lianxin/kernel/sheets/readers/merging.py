"""Merged ranges: the cells they cover say what stands in their first cell."""

from collections.abc import Sequence
from dataclasses import dataclass

from lianxin.kernel.sheets import limits
from lianxin.kernel.sheets.cells import Merged, Row, Value


@dataclass(frozen=True, slots=True)
class Range:
    """A merged range: rows from 1, columns from 0, both ends within."""

    top: int
    left: int
    bottom: int
    right: int


def lay_over(rows: Sequence[Row], ranges: Sequence[Range]) -> tuple[Row, ...]:
    """Return the rows with a Merged value in each cell that a range covers.

    Empty rows within a range stay away, and a range that starts in an empty cell
    covers nothing.
    """
    places = {row.number: index for index, row in enumerate(rows)}
    changed: dict[int, list[Value]] = {}
    left = limits.MERGED_CELLS
    for each in ranges:
        first = places.get(each.top)
        value = None if first is None else rows[first].at(each.left)
        if first is None or value is None or isinstance(value, Merged):
            continue
        right = min(each.right, limits.COLUMNS - 1)
        bottom = min(each.bottom, rows[-1].number)
        index = first
        while index < len(rows) and rows[index].number <= bottom and left > 0:
            cells = changed.setdefault(index, list(rows[index].cells))
            cells.extend([None] * (right + 1 - len(cells)))
            for column in range(each.left, right + 1):
                if (index, column) != (first, each.left):
                    cells[column] = Merged(value, across=column > each.left)
            left -= right + 1 - each.left
            index += 1
    return tuple(
        Row(row.number, tuple(changed[index]), row.hidden) if index in changed else row
        for index, row in enumerate(rows)
    )
