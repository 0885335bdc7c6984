"""Excel papers: a title across the page, the table framed, ready to be printed."""

from collections.abc import Sequence
from io import BytesIO

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from lianxin.base.exports.operations.excel import (
    CELL,
    LIKE_A_FORMULA,
    add_print_lines,
    tab_name,
)
from lianxin.base.exports.operations.papers.grid import Grid
from lianxin.base.exports.operations.papers.layouts import Column
from lianxin.base.exports.operations.sheet import width

TITLE, FACTS, HEADS, FIRST = range(4)
_PAPERS = {"A4": 9, "A3": 8}
_MILLIMETRES_A_LETTER = 1.9
_POINTS_A_LINE = 13.5
_PADDING = 4
_HIGHEST = 409  # what Excel allows


class _Styles:
    def __init__(self, book: Workbook) -> None:
        cell = {"border": 1, "border_color": "#7F7F7F", "text_wrap": True}
        cell |= {"valign": "vcenter", "font_size": 10, "font_name": "SimSun"}
        self.title = book.add_format(
            {"bold": True, "font_size": 18, "font_name": "SimHei"}
            | {"align": "center", "valign": "vcenter", "text_wrap": True}
        )
        self.fact = book.add_format({"font_size": 10, "font_name": "SimSun"})
        self.day = book.add_format(
            {"font_size": 10, "font_name": "SimSun", "align": "right"}
        )
        self.head = book.add_format(
            cell | {"bold": True, "bg_color": "#EFEBE3", "align": "center"}
        )
        self.cells = {
            (is_centred, is_quoted): book.add_format(
                cell
                | {"align": "center" if is_centred else "left"}
                | {"quote_prefix": is_quoted}
            )
            for is_centred in (True, False)
            for is_quoted in (True, False)
        }


def write_grid(grid: Grid) -> bytes:
    """A workbook of one page: title, unit, number and day, table, note."""
    out = BytesIO()
    with xlsxwriter.Workbook(out) as book:
        book.set_properties({"title": grid.title})
        page = book.add_worksheet(tab_name(grid.title))
        styles = _Styles(book)
        _set_page(page, grid)
        _write_head(page, grid, styles)
        row = FIRST
        for group in grid.groups():
            _write_group(page, grid, row, group, styles)
            row += len(group)
        if grid.note:
            _write(page, row, 0, grid.note, styles.fact)
    return out.getvalue()


def _set_page(page: Worksheet, grid: Grid) -> None:
    for place, column in enumerate(grid.layout.columns):
        page.set_column(place, place, _letters(column))
    add_print_lines(page, grid.title)
    page.set_paper(_PAPERS[grid.layout.page])
    page.set_header("")  # the title stands on the page already
    page.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
    page.center_horizontally()
    page.repeat_rows(HEADS)
    page.freeze_panes(FIRST, 0)


def _write_head(page: Worksheet, grid: Grid, styles: _Styles) -> None:
    last = len(grid.heads) - 1
    page.set_row(TITLE, 36)
    page.set_row(FACTS, 18)
    page.set_row(HEADS, 32)
    page.merge_range(TITLE, 0, TITLE, last, "", styles.title)
    _write(page, TITLE, 0, grid.title, styles.title)
    _write(page, FACTS, 0, grid.unit, styles.fact)
    _write(page, FACTS, last, grid.facts, styles.day)
    for place, head in enumerate(grid.heads):
        _write(page, HEADS, place, head, styles.head)


def _write_group(
    page: Worksheet,
    grid: Grid,
    first: int,
    group: Sequence[Sequence[str]],
    styles: _Styles,
) -> None:
    last = first + len(group) - 1
    for row, texts in enumerate(group, first):
        for place, (column, text) in enumerate(
            zip(grid.layout.columns, texts, strict=True)
        ):
            style = styles.cells[column.is_centred, text.startswith(LIKE_A_FORMULA)]
            if column.is_merged and last > first:
                if row == first:
                    page.merge_range(first, place, last, place, "", style)
                    _write(page, row, place, text, style)
            else:
                _write(page, row, place, text, style)
    _give_room(page, grid, first, group)


def _give_room(
    page: Worksheet, grid: Grid, first: int, group: Sequence[Sequence[str]]
) -> None:
    """Set the heights: not every program fits rows to their text, none to merged text.

    The merged text of a group is spread over the group's rows.
    """
    for row, texts in enumerate(group, first):
        lines = max(
            -(-_lines(text, column) // (len(group) if column.is_merged else 1))
            for text, column in zip(texts, grid.layout.columns, strict=True)
        )
        page.set_row(row, min(lines * _POINTS_A_LINE + _PADDING, _HIGHEST))


def _lines(text: str, column: Column) -> int:
    """How many lines the text takes in the column, rather one too many."""
    fit = int(_letters(column)) - 1
    return sum(1 + (width(line) - 1) // fit for line in text.splitlines())


def _letters(column: Column) -> float:
    return column.wide / _MILLIMETRES_A_LETTER


def _write(page: Worksheet, row: int, place: int, text: str, style: Format) -> None:
    page.write_string(row, place, text[:CELL], style)
