"""A workbook as it was read: sheets, rows and what stands in each cell."""

from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal

from lianxin.kernel.sheets.problems import Problem


@dataclass(frozen=True, slots=True)
class Month:
    """A month of a year: all that a cell says of a date."""

    year: int
    month: int

    def isoformat(self) -> str:
        """The month as 2026-03."""
        return f"{self.year:04}-{self.month:02}"


# What repeats the cell above in words, where the others of its row do not.
DITTO = frozenset(["同上", "仝上", "同前", "〃", "″", '"', "''", "”", "“"])

Plain = None | str | int | float | bool | date | datetime | time | Month


@dataclass(frozen=True, slots=True)
class Fault:
    """A cell that shows an error of its formula, such as #REF!."""

    text: str


@dataclass(frozen=True, slots=True)
class Formula:
    """A cell with a formula, and the value that was last computed; nothing is computed here."""

    text: str
    cached: "Plain | Fault" = None


@dataclass(frozen=True, slots=True)
class Merged:
    """A cell that a merged range covers; `value` stands in the range's first cell.

    `across` where that first cell is in another column.
    """

    value: "Plain | Fault | Formula"
    across: bool


Value = Plain | Fault | Formula | Merged


@dataclass(frozen=True, slots=True)
class Row:
    """A row that is not empty, with its number as the program shows it, from 1."""

    number: int
    cells: tuple[Value, ...]
    hidden: bool = False

    def at(self, column: int) -> Value:
        """What stands in a column, counted from 0; nothing beyond the last cell."""
        return self.cells[column] if column < len(self.cells) else None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet, or a table of a Word document, whose heading is `title`.

    A hidden sheet and one beyond the limits have a problem that says so, and no rows.
    """

    name: str
    rows: tuple[Row, ...] = ()
    hidden: bool = False
    title: str = ""
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Workbook:
    """A file as sheets; `format` is one of xlsx, xls, csv and docx."""

    name: str
    format: str
    sheets: tuple[Sheet, ...]
    problems: tuple[Problem, ...] = ()


def letter_of(column: int) -> str:
    """The name of a column counted from 0: A, Z, AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_of(letters: str) -> int:
    """The column, counted from 0, that is called so."""
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return column - 1


def bare(value: Value) -> "Plain | Fault":
    """What a reader sees in the cell itself; a cell that a range covers shows nothing."""
    if isinstance(value, Formula):
        return value.cached
    return None if isinstance(value, Merged) else value


def shown(value: Value) -> str:
    """What a cell shows, as text without the space around it."""
    if type(value) is str:  # nearly all of them
        return value.strip()
    if isinstance(value, Merged):
        value = value.value
    plain = value.cached if isinstance(value, Formula) else value
    return "" if plain is None else _shown(plain)


def texts_of(row: Row) -> list[str]:
    """What the cells of a row say, each text once; empty ones left out."""
    return list(dict.fromkeys(text for cell in row.cells if (text := shown(cell))))


def _shown(plain: "Plain | Fault") -> str:
    if isinstance(plain, Fault):
        return plain.text
    if isinstance(plain, str):
        return plain.strip()
    if isinstance(plain, date | time | Month):
        return plain.isoformat()
    if isinstance(plain, float):
        # Programs of tables show fifteen digits; what lies beyond is binary dust.
        return f"{Decimal(f'{plain:.15g}'):f}"
    return str(plain)
