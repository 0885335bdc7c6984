"""The wrong rows as a workbook to mend, which says all that the file said elsewhere."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from lianxin.base.exports.operations import Sheet
from lianxin.base.imports.models import ImportSheet
from lianxin.desks.imports.exports.sentences import problem_in_words, title_of
from lianxin.desks.imports.queries import ShownColumn, columns_of, kind_of
from lianxin.kernel.sheets.headers import PARTED
from lianxin.kernel.sheets.kinds import SheetKind, Type, heading
from lianxin.kernel.sheets.staging import StagedRow

# The heading of the last column, in each language.
REASONS = frozenset({"原因", "reasons"})
# Said by the rows above, which are not there.
FROM_ELSEWHERE = frozenset(
    [
        "carried_blank",
        "carried_ditto",
        "carried_merged",
        "taken_from_group",
        "year_from_title",
    ]
)


def mending_sheet(sheet: ImportSheet, rows: Sequence[StagedRow]) -> Sheet:
    """The wrong rows as they stood, with a last column of reasons, to be dropped in anew.

    A column that was taken for something has the usual heading of it, so that it is
    recognised again. What was taken from the row above, the group's line or the title
    stands in the row itself, as those are not there.
    """
    kind = kind_of(sheet)
    kept = _kept(sheet, kind, rows)
    return Sheet(
        title=sheet.name,
        columns=[*(each.header for each in kept), _("Reasons")],
        rows=([*_filled(row, kept), _reasons(row, kind)] for row in rows),
    )


@dataclass(frozen=True, slots=True)
class _Kept:
    """A column to give back: its place in the file, and whether to say what was understood.

    What was understood of one of several columns cannot be told from it.
    """

    place: int
    code: str
    header: str
    is_one: bool
    is_ticked: bool


def is_of_reasons(columns: Sequence[ShownColumn], column: ShownColumn) -> bool:
    """Whether the column is the one that was given back with the rows to mend."""
    is_last = column is columns[-1] and not column.code
    return is_last and heading(column.header) in REASONS


def _kept(
    sheet: ImportSheet, kind: SheetKind | None, rows: Sequence[StagedRow]
) -> Sequence[_Kept]:
    columns = columns_of(sheet)
    often = Counter(column.code for column in columns)
    ticked = {c.code for c in kind.columns if c.ticked} if kind else set()
    kept: dict[str, _Kept] = {}
    for place, column in enumerate(columns):
        if is_of_reasons(columns, column):
            continue
        code = column.code
        is_ticked = code in ticked and often[code] > 1
        is_one = bool(code) and often[code] == 1
        header = _header(column.header, code, kind)
        # Of the columns of ticks the first says what is ticked.
        key = code if is_ticked else column.letter
        kept.setdefault(key, _Kept(place, code, header, is_one, is_ticked))
    group = kind.group if kind and kind.group not in often else ""
    if kind is not None and group and any(row.values.get(group) for row in rows):
        header = kind.column(group).title.hans
        kept["group"] = _Kept(len(columns), group, header, is_one=True, is_ticked=True)
    return list(kept.values())


def _header(header: str, code: str, kind: SheetKind | None) -> str:
    if kind is None or not code:
        return header
    column = kind.column(code)
    words = heading(header)
    known = words in column.words or column.step_of(words) is not None
    if column.type is Type.NUMBER and len(PARTED.split(header)) > 1:
        return header  # 应到/实到: two numbers
    return header if known else column.title.hans


def _filled(row: StagedRow, kept: Sequence[_Kept]) -> list[str]:
    """What stood in the cells; where it was repaired, what it was understood as."""
    wrong = {p["field"] for p in row.problems if p["severity"] == "error"}
    repaired = {p["field"] for p in row.read} - wrong
    repaired |= {p["field"] for p in row.read if p["code"] in FROM_ELSEWHERE}
    cells = []
    for each in kept:
        cell = row.cells[each.place] if each.place < len(row.cells) else ""
        understood = _as_typed(row.values.get(each.code))
        has_more = each.code in repaired or not cell
        is_said = each.is_one and has_more and understood
        cells.append(understood if is_said or each.is_ticked else cell)
    return cells


def _as_typed(value: object) -> str:
    """A value as it is written into a cell."""
    if isinstance(value, list):
        return "、".join(str(each) for each in value)
    return "" if value is None else str(value)


def _reasons(row: StagedRow, kind: SheetKind | None) -> str:
    errors = [p for p in row.problems if p["severity"] == "error"]
    return " ".join(
        f"{title_of(kind, p['field'])}：{problem_in_words(p, kind)}".lstrip("：")
        for p in errors
    )
