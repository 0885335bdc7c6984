"""Excel workbooks: rows go to the disk one by one, so that memory stays flat."""

import re
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO

import xlsxwriter
from django.utils.translation import gettext as _
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from lianxin.base.exports.operations.sheet import (
    Sheet,
    as_text,
    bounded_width,
    local,
    printable,
)
from lianxin.kernel.actor import Refused

EXCEL_ROWS = 1_048_576
CELL = 32_767
_NOT_IN_A_TAB = re.compile(r"[\[\]:*?/\\']")
# Where a program may take text for a formula: on re-saving as CSV, or on pasting.
LIKE_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


class _Styles:
    def __init__(self, book: Workbook) -> None:
        text = {"valign": "top", "text_wrap": True}
        self.header = book.add_format(
            {"bold": True, "bg_color": "#EFEBE3", "bottom": 1, "text_wrap": True}
        )
        self.text = book.add_format(text)
        self.quoted = book.add_format(text | {"quote_prefix": True})
        self.number = book.add_format({"valign": "top"})
        self.day = book.add_format({"valign": "top", "num_format": "yyyy-mm-dd"})
        self.instant = book.add_format(
            {"valign": "top", "num_format": "yyyy-mm-dd hh:mm"}
        )


def write_excel(sheet: Sheet) -> bytes:
    """A workbook: the table with filters and a fixed head, then a page about it."""
    out = BytesIO()
    with xlsxwriter.Workbook(out, {"constant_memory": True}) as book:
        book.set_properties({"title": printable(sheet.title)})
        styles = _Styles(book)
        _add_table(book, sheet, styles)
        if sheet.note:
            _add_note(book, sheet, styles)
    return out.getvalue()


def _add_table(book: Workbook, sheet: Sheet, styles: _Styles) -> None:
    page = book.add_worksheet(tab_name(sheet.title))
    add_print_lines(page, sheet.title, sheet.foot)
    page.freeze_panes(1, 0)
    page.repeat_rows(0)
    widths = [bounded_width(title) for title in sheet.columns]
    for place, title in enumerate(sheet.columns):
        _write_text(page, 0, place, title, styles.header)
    last = _write_rows(page, sheet, styles, widths)
    for place, wide in enumerate(widths):
        page.set_column(place, place, wide)
    if sheet.columns:
        page.autofilter(0, 0, last, len(sheet.columns) - 1)


def _write_rows(
    page: Worksheet, sheet: Sheet, styles: _Styles, widths: list[int]
) -> int:
    """Write all rows, widening `widths` on the way; the number of the last row."""
    last = 0
    for last, row in enumerate(sheet.rows, start=1):
        if last >= EXCEL_ROWS:
            raise Refused(
                _("Excel takes no more than a million rows. Narrow the list first.")
            )
        _write_row(page, last, row, styles, widths)
    return last


def _write_row(
    page: Worksheet,
    number: int,
    row: Sequence[object],
    styles: _Styles,
    widths: list[int],
) -> None:
    for place, value in enumerate(row):
        text = as_text(value)
        widths[place] = max(widths[place], bounded_width(text))
        if isinstance(value, datetime):
            page.write_datetime(
                number, place, local(value).replace(tzinfo=None), styles.instant
            )
        elif isinstance(value, date):
            page.write_datetime(number, place, value, styles.day)
        elif isinstance(value, int | float | Decimal) and not isinstance(value, bool):
            page.write_number(number, place, value, styles.number)
        elif text.startswith(LIKE_A_FORMULA):
            _write_text(page, number, place, text, styles.quoted)
        else:
            _write_text(page, number, place, text, styles.text)


def _write_text(
    page: Worksheet, row: int, place: int, text: str, style: Format
) -> None:
    page.write_string(row, place, printable(text)[:CELL], style)


def tab_name(title: str) -> str:
    """The title as the name of a sheet, without what Excel forbids there."""
    return _NOT_IN_A_TAB.sub(" ", printable(title)).strip()[:31] or "1"


def add_print_lines(page: Worksheet, title: str, foot: str = "") -> None:
    """On paper: A4 across, as wide as the page, its title above, its number below."""
    page.set_landscape()
    page.set_paper(9)  # A4
    page.fit_to_pages(1, 0)
    page.set_header(f"&C{printable(title).replace('&', '&&')[:200]}")
    words = printable(foot).replace("&", "&&")[:180]
    page.set_footer(f"&L&8{words}&R&P / &N" if words else "&C&P / &N")


def _add_note(book: Workbook, sheet: Sheet, styles: _Styles) -> None:
    name = tab_name(_("About this table"))
    taken = name.lower() == tab_name(sheet.title).lower()
    page = book.add_worksheet(f"{name[:29]} 2" if taken else name)
    page.set_column(0, 0, 100)
    _write_text(page, 0, 0, sheet.title, styles.header)
    _write_text(page, 1, 0, sheet.note, styles.text)
