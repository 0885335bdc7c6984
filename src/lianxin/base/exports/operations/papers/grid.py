"""A paper's head and table, turned into text once for both formats."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.utils.translation import gettext as _

from lianxin.base.exports.operations.papers.contents import Paper
from lianxin.base.exports.operations.papers.layouts import Layout
from lianxin.base.exports.operations.sheet import Sheet, as_text, paged_rows, printable


@dataclass(frozen=True, slots=True)
class Grid:
    """All that a table shows, as text."""

    layout: Layout
    title: str
    unit: str
    facts: str
    note: str
    heads: Sequence[str]
    rows: Sequence[Sequence[str]]

    @classmethod
    def of(cls, layout: Layout, paper: Paper, rows: Sequence[object]) -> "Grid":
        """The paper as text; Refused where its rows are too many for pages."""
        heads = [str(column.title) for column in layout.columns]
        values = (_values(layout, row, order) for order, row in enumerate(rows, 1))
        return cls(
            layout,
            printable(paper.title),
            unit_line(paper),
            facts_line(paper),
            printable(paper.note),
            heads,
            paged_rows(Sheet(paper.title, heads, values)),
        )

    def groups(self) -> Iterator[Sequence[Sequence[str]]]:
        """Neighbouring rows that share their merged cell; else each row alone."""
        place = next((i for i, c in enumerate(self.layout.columns) if c.is_merged), 0)
        for shared, group in groupby(self.rows, key=lambda row: row[place]):
            if shared:
                yield list(group)
            else:
                yield from ([row] for row in group)

    def context(self) -> dict[str, object]:
        """What the Word template of the layout is given."""
        return {
            "title": self.title,
            "unit": self.unit,
            "facts": self.facts,
            "note": self.note,
            "heads": self.heads,
            "groups": list(self.groups()),
        }


def unit_line(paper: Paper) -> str:
    """Who issues the paper."""
    return printable(_("Issued by: %(unit)s") % {"unit": paper.unit})


def facts_line(paper: Paper) -> str:
    """The paper's number and day, as far as it has them."""
    facts = [paper.number, as_text(paper.day)]
    return printable("    ".join(fact for fact in facts if fact))


def _values(layout: Layout, row: object, order: int) -> list[str]:
    return [
        str(order) if column.name == "order" else _text(getattr(row, column.name))
        for column in layout.columns
    ]


def _text(value: object) -> str:
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "、".join(as_text(part) for part in value)
    return as_text(value)
