"""Rows that wait, as a page shows them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import QueryDict
from django.utils.translation import get_language
from typing_extensions import override

from lianxin.base.imports import queries as staged
from lianxin.base.imports.models import ImportSheet
from lianxin.base.ui.wording import Pill
from lianxin.desks.imports.exports.mending import is_of_reasons
from lianxin.desks.imports.exports.sentences import problem_in_words
from lianxin.desks.imports.exports.standing import (
    EFFECTS,
    STANDINGS,
    TONES,
)
from lianxin.desks.imports.queries import columns_of, kind_of
from lianxin.kernel.sheets.kinds import SheetKind, Type
from lianxin.kernel.sheets.staging import StagedRow
from lianxin.kernel.sheets.typedrows import Standing
from lianxin.kernel.zh.masking import masked, without_numbers

PER_PAGE = 25
PRIVATE = (Type.IDENTITY, Type.PHONE)


class StandingRows(Sequence[StagedRow]):
    """The rows of a sheet that stand in one way, read as they are asked for."""

    def __init__(self, sheet: ImportSheet, standing: Standing, count: int) -> None:
        self._sheet, self._standing, self._count = sheet, standing, count

    @override
    def __len__(self) -> int:
        return self._count

    @override
    def __getitem__(self, place: Any) -> Any:
        first, last, _step = place.indices(self._count)
        return staged.rows_of(
            self._sheet, self._standing, first=first, number=last - first
        )


@dataclass(frozen=True, slots=True)
class Leaves:
    """The pages of rows, as the component `pager` leafs through them."""

    page: "Page[StagedRow]"
    address: QueryDict

    @classmethod
    def of(cls, rows: StandingRows, address: QueryDict) -> "Leaves":
        """The page that the address asks for, or the nearest there is."""
        return cls(Paginator(rows, PER_PAGE).get_page(address.get("page")), address)

    @property
    def number(self) -> str:
        """The number of this page."""
        return str(self.page.number)

    @property
    def pages(self) -> list[tuple[str, str]]:
        """The pages to choose from, each with its address; ("…", "") for a gap."""
        elided = self.page.paginator.get_elided_page_range(
            self.page.number, on_each_side=2, on_ends=1
        )
        return [(str(n), self._to(n) if str(n).isdigit() else "") for n in elided]

    @property
    def previous(self) -> str:
        """The address of the page before this one."""
        return self._to(self.page.previous_page_number())

    @property
    def following(self) -> str:
        """The address of the page after this one."""
        return self._to(self.page.next_page_number())

    def _to(self, number: int | str) -> str:
        address = self.address.copy()
        address["page"] = str(number)
        return f"?{address.urlencode()}"


@dataclass(frozen=True, slots=True)
class ShownProblem:
    """A sentence, the cell that it is about, and whether it keeps the row out."""

    place: str
    words: str
    is_error: bool


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A row as the page shows it; numbers of a person's own are masked."""

    number: int
    title: str
    pill: Pill
    effect: str
    cells: Sequence[tuple[str, str]]
    problems: Sequence[ShownProblem]


def shown_row(sheet: ImportSheet, row: StagedRow) -> ShownRow:
    """A row with its problems in words."""
    kind = kind_of(sheet)
    letters = {c.code: c.letter for c in columns_of(sheet) if c.code}
    effect = EFFECTS.get(row.effect, "") if row.can_be_taken else ""
    return ShownRow(
        number=row.row,
        title=str(row.values.get("name") or ""),
        pill=Pill(str(STANDINGS[row.standing]), TONES[row.standing]),
        effect=str(effect),
        cells=[
            (title, text) for title, text in _cells(sheet, row, kind) if text.strip()
        ],
        problems=[
            ShownProblem(
                _place_of(p["column"] or letters.get(p["field"], ""), row),
                without_numbers(problem_in_words(p, kind)),
                p["severity"] == "error",
            )
            for p in row.problems
        ],
    )


def _cells(
    sheet: ImportSheet, row: StagedRow, kind: SheetKind | None
) -> list[tuple[str, str]]:
    """What a row says, column by column: as it was understood, else as it stood there."""
    private = {c.code for c in kind.columns if c.type in PRIVATE} if kind else set()
    columns = columns_of(sheet)
    codes = {column.code for column in columns}
    found = []
    for column, cell in zip(columns, row.cells, strict=False):
        value = row.values.get(column.code)
        single = isinstance(value, str | int | float)
        text = str(value) if single else cell
        is_private = column.code in private
        # In columns that were taken for nothing there may be numbers, too.
        text = masked(text) if is_private else without_numbers(text)
        if column.code != "name" and not is_of_reasons(columns, column):
            found.append((column.title or column.header, text))
    if kind is not None and kind.group and kind.group not in codes:
        # What a group's line fills in has no column.
        title = kind.column(kind.group).title.into(get_language() or "")
        found.append((title, str(row.values.get(kind.group) or "")))
    return found


def _place_of(letter: str, row: StagedRow) -> str:
    """The name of the cell; nothing where what is told has no column in the sheet."""
    return f"{letter}{row.row}" if letter else ""
