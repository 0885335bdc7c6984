"""Which column of a table a cell of a web page stands in."""

from dataclasses import dataclass, field

from lxml import etree

from lianxin.kernel.outline.readers.htmllists import integer

WIDEST_SPAN = 100
LONGEST_SPAN = 10_000


@dataclass(slots=True)
class Grid:
    """A table while its rows pass: which columns are still taken by cells from above."""

    wide: bool
    column: int = 0
    written: int = 0
    taken: dict[int, int] = field(default_factory=dict)
    in_row: bool = False

    def begin_row(self) -> None:
        """Go to the first column of the next row."""
        self.column = self.written = 0
        self.in_row = self.wide

    def begin_cell(self, cell: etree._Element) -> str:
        """Return the tabs up to the column where the cell stands."""
        self._pass_taken()
        tabs = "\t" * (self.column - self.written)
        self.written = self.column
        width = _span(cell, "colspan", WIDEST_SPAN)
        height = _span(cell, "rowspan", LONGEST_SPAN)
        for column in range(self.column, self.column + width):
            self.taken[column] = height - 1
        self.column += width
        return tabs

    def end_row(self) -> None:
        """Count down the cells from above that stand behind the last cell of the row."""
        for column in [each for each in self.taken if each >= self.column]:
            self.taken[column] -= self.taken[column] > 0
        self.in_row = False

    def _pass_taken(self) -> None:
        while self.taken.get(self.column, 0) > 0:
            self.taken[self.column] -= 1
            self.column += 1


def columns_of(table: etree._Element) -> int:
    """Return how many cells the widest row has, without looking into inner tables."""
    groups = [each for each in table if each.tag in {"tbody", "thead", "tfoot"}]
    rows = [row for group in [table, *groups] for row in group if row.tag == "tr"]
    return max((sum(_is_cell(each) for each in row) for row in rows), default=0)


def _is_cell(element: etree._Element) -> bool:
    return element.tag in {"td", "th"}


def _span(cell: etree._Element, name: str, most: int) -> int:
    number = integer(cell.get(name))
    return 1 if number is None else max(1, min(number, most))
