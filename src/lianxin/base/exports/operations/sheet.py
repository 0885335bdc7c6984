"""What an export is given: a titled table; and how its values become text."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import islice

from django.utils import timezone
from django.utils.translation import gettext as _

from lianxin.kernel.actor import Refused

# What XML cannot hold, and lone halves of a surrogate pair.
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
_NARROWEST, _WIDEST = 6, 48
# In halves of a Chinese character: a day with its margins, and a line of a page.
_UNBROKEN, _LINE = 13, 140
PAGED_ROWS = 5000


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table to hand out: its title, the columns' titles, the rows, and a note.

    A value is text, a date, a time, an instant, a number, yes or no, or None.
    `rows` is read once. `note` says what was left out or which filters were set;
    `foot` stands beside the page numbers. What is filled in `by_hand` stands upright in
    large type, with room in each cell.
    """

    title: str
    columns: Sequence[str]
    rows: Iterable[Sequence[object]]
    note: str = ""
    foot: str = ""
    by_hand: bool = False


def as_text(value: object) -> str:
    """A value as people read it: days as 2026-11-23, instants in the local time."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, datetime):
        return f"{local(value):%Y-%m-%d %H:%M}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return f"{value:%H:%M}"
    return printable(str(value))


def printable(text: str) -> str:
    """The text without characters that no file format can hold."""
    return _UNPRINTABLE.sub("", text)


def local(instant: datetime) -> datetime:
    """The instant on the clock of the wall; a naive one is on it already."""
    return instant if timezone.is_naive(instant) else timezone.localtime(instant)


def width(text: str) -> int:
    """How many Latin letters wide the widest line is; a Han character counts two."""
    return max((_line_width(line) for line in text.splitlines()), default=0)


def _line_width(line: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in line)


def bounded_width(text: str) -> int:
    """The width that a column should have for this text."""
    return min(max(width(text) + 2, _NARROWEST), _WIDEST)


def paged_rows(sheet: Sheet) -> list[list[str]]:
    """All rows as text; Refused where they are too many to be laid out in pages."""
    rows = [[as_text(v) for v in row] for row in islice(sheet.rows, PAGED_ROWS + 1)]
    if len(rows) > PAGED_ROWS:
        raise Refused(
            _(
                "Word and PDF take at most %(rows)d rows. Choose Excel, or narrow "
                "the list with its filters."
            )
            % {"rows": PAGED_ROWS}
        )
    return rows


def column_widths(sheet: Sheet, rows: Sequence[Sequence[str]]) -> list[int]:
    """The share of each column that its title and its contents ask for.

    Where they ask for more than a line holds, days, names and numbers stay whole and
    the columns of longer words give way.
    """
    asked = [
        max(bounded_width(as_text(cell)) for cell in column)
        for column in zip(sheet.columns, *rows, strict=True)
    ]
    short = sum(wide + 1 for wide in asked if wide <= _UNBROKEN)
    long = sum(wide for wide in asked if wide > _UNBROKEN)
    left = _LINE - short
    if short + long <= _LINE or left < _LINE // 3:
        return asked
    return [
        wide + 1 if wide <= _UNBROKEN else max(wide * left // long, _UNBROKEN)
        for wide in asked
    ]
