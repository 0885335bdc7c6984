"""What a person chose of a sheet goes before what was recognised in it."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from lianxin.kernel.sheets import limits
from lianxin.kernel.sheets.cells import Sheet, letter_of, shown
from lianxin.kernel.sheets.headers import (
    FoundColumn,
    Heading,
    find_heading,
    heading_at,
)
from lianxin.kernel.sheets.kinds import SheetKind, heading


@dataclass(frozen=True, slots=True)
class Chosen:
    """The kind of a sheet, the number of its heading's row, what its columns mean.

    What is not chosen is recognised. `columns` maps letters to codes; an empty code
    leaves the column out.
    """

    kind: str = ""
    header: int | None = None
    columns: Mapping[str, str] = field(default_factory=dict)


def heading_by(
    sheet: Sheet, kinds: Sequence[SheetKind], chosen: Chosen
) -> Heading | None:
    """The heading as it was chosen; None where nothing was, or nothing looks like one."""
    possible = [kind for kind in kinds if chosen.kind in ("", kind.code)]
    if not possible:
        return None
    found = find_heading(sheet, possible)
    first = None if chosen.header is None else _place_of(sheet, chosen.header)
    if first is not None:
        ends = None if found is None else found.first + found.lines - 1
        if ends != first:
            found = heading_at(sheet, possible[0], first)
    elif found is None and chosen.kind:
        found = heading_at(sheet, possible[0], likeliest_row(sheet))
    if found is not None:
        _apply(found, chosen.columns)
    return found


def likeliest_row(sheet: Sheet) -> int:
    """The place of the row that is most like a heading: full of different short texts."""
    best, best_score = 0, 0
    for place, row in enumerate(sheet.rows[: limits.HEADER_ROWS]):
        texts = {shown(cell) for cell in row.cells if type(cell) is str} - {""}
        score = sum(1 for text in texts if len(text) <= 12)
        if score > best_score:
            best, best_score = place, score
    return best


def fingerprint_of(columns: Sequence[FoundColumn]) -> str:
    """The same for two sheets whose headings say the same, column by column."""
    ordered = sorted({column.index: column for column in columns}.items())
    text = "\n".join(f"{index} {heading(column.header)}" for index, column in ordered)
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()


def columns_at(sheet: Sheet, place: int) -> list[FoundColumn]:
    """The columns of a row that nobody has given a meaning yet."""
    return [
        FoundColumn("", letter_of(index), " ".join(text.split()), index)
        for index, cell in enumerate(sheet.rows[place].cells)
        if (text := shown(cell))
    ]


def _place_of(sheet: Sheet, number: int) -> int | None:
    return next((i for i, row in enumerate(sheet.rows) if row.number == number), None)


def _apply(found: Heading, columns: Mapping[str, str]) -> None:
    """Let the chosen columns mean what was chosen; others lose a meaning taken away."""
    known = {column.code for column in found.kind.columns}
    wanted = {k: code for k, code in columns.items() if not code or code in known}
    whole = [*found.found, *found.left, *(second for second, _ in found.twice)]
    by_letter = {column.letter: column for column in whole}
    single = {c.code for c in found.kind.columns if not c.is_many}
    moved = {wanted[k] for k in wanted if k in by_letter} & single
    # Columns of two numbers keep both.
    numbers: dict[str, dict[str, FoundColumn]] = {}
    for column in found.found:
        numbers.setdefault(column.letter, {})[column.code] = column
    found.found, found.left, found.twice, found.double = [], [], [], []
    for letter, column in sorted(by_letter.items(), key=lambda pair: pair[1].index):
        code = wanted.get(letter, "" if column.code in moved else column.code)
        if not code:
            found.left.append(_meaning(column, ""))
            continue
        if column.part is not None and code in numbers[letter]:
            found.found += numbers[letter].values()
            continue
        if code in {other.code for other in found.found} & single:
            first = next(each for each in found.found if each.code == code)
            found.twice.append((_meaning(column, code), first))
            continue
        same = code == column.code and letter not in wanted
        found.found.append(
            column if same else _meaning(column, code, step=_step(found, column, code))
        )


def _step(found: Heading, column: FoundColumn, code: str) -> int:
    """The place in a series: what it had, or the first that is free."""
    if column.code == code:
        return column.step
    taken = {other.step for other in found.found if other.code == code}
    kind = found.kind.column(code)
    length = len(kind.series) or (len(taken) + 1 if kind.is_many else 1)
    return next((step for step in range(length) if step not in taken), length - 1)


def _meaning(column: FoundColumn, code: str, *, step: int = 0) -> FoundColumn:
    return FoundColumn(code, column.letter, column.header, column.index, step)
