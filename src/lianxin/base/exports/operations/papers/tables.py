"""A paper's table as text, handed to the writer of its format."""

from collections.abc import Sequence
from typing import Literal

from lianxin.base.exports.operations.papers.contents import Paper
from lianxin.base.exports.operations.papers.grid import Grid
from lianxin.base.exports.operations.papers.layouts import Layout
from lianxin.base.exports.operations.papers.templates import fill_template

Kind = Literal["xlsx", "docx"]


def write_table(
    kind: Kind, layout: Layout, paper: Paper, rows: Sequence[object]
) -> bytes:
    """The paper in this format; Refused where it has more rows than pages can take."""
    grid = Grid.of(layout, paper, rows)
    if kind == "xlsx":
        from lianxin.base.exports.operations.papers.spreadsheet import (  # noqa: PLC0415 -- its library is slow to load; see site/urls
            write_grid,
        )

        return write_grid(grid)
    return fill_template(layout.name, grid.title, grid.context())
