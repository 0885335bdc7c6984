"""A sheet that holds several tables: side by side, or of several kinds one below another.

Each becomes a sheet of its own, which keeps the numbers of its rows and the letters of
its columns. Tables of one kind one below another stay together: see `stacked`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from lianxin.kernel.sheets.cells import (
    Merged,
    Row,
    Sheet,
    Value,
    Workbook,
    letter_of,
    shown,
)
from lianxin.kernel.sheets.headers import Heading, find_heading, heading_of
from lianxin.kernel.sheets.kinds import SheetKind, heading
from lianxin.kernel.sheets.limits import HEADER_ROWS
from lianxin.kernel.sheets.stacked import (
    is_title,
    is_whole,
    looking_like,
    said,
    words_of,
)

# Of so many headings a table beside another consists at least.
LEAST_COLUMNS = 2
# So many lines a title above a heading further down has at most.
TITLE_LINES = 3
# So many headings that differ are looked at for tables of other kinds.
MOST_KINDS = 40


def parted(workbook: Workbook, kinds: Sequence[SheetKind]) -> Workbook:
    """The workbook with each table that is read by itself as a sheet."""
    parts = [words_of(kind) for kind in kinds]
    words = frozenset().union(*(words for words, _ in parts))
    signs = frozenset().union(*(signs for _, signs in parts))
    sheets: list[Sheet] = []
    for sheet in workbook.sheets:
        places = _headings(sheet.rows, words, signs)
        for part in _below(sheet, places, kinds):
            sheets += _beside(part, kinds)
    return replace(workbook, sheets=tuple(sheets))


def _headings(
    rows: Sequence[Row], words: frozenset[str], signs: frozenset[str]
) -> list[int]:
    """Where lines look like a heading that has not been there yet; of several the first."""
    seen: set[tuple[str, ...]] = set()
    places: list[int] = []
    last = -2
    for place in looking_like(rows, 0, words, signs):
        line = said(rows[place])
        if line not in seen and place != last + 1:
            places.append(place)
        seen.add(line)
        last = place
    return places


def _below(
    sheet: Sheet, places: Sequence[int], kinds: Sequence[SheetKind]
) -> Iterator[Sheet]:
    """Parts that begin with a heading of another kind than the one above."""
    may_be = 1 < len(places) <= MOST_KINDS
    begins = _begins(sheet, places, kinds) if may_be else []
    if not begins:
        yield sheet
        return
    yield replace(sheet, rows=sheet.rows[: begins[0]])
    for begin, end in pairwise([*begins, len(sheet.rows)]):
        rows = sheet.rows[begin:end]
        name = f"{sheet.name}（第{rows[0].number}行起）"
        yield Sheet(name, rows, title=sheet.title)


def _begins(
    sheet: Sheet, places: Sequence[int], kinds: Sequence[SheetKind]
) -> list[int]:
    begins: list[int] = []
    names = [name for kind in kinds for name in kind.names]
    last: Heading | None = None
    for place, after in pairwise([*places, len(sheet.rows)]):
        begin = 0 if last is None else _title_above(sheet.rows, place, names)
        part = Sheet("" if last else sheet.name, sheet.rows[begin:after])
        found = find_heading(part, kinds)
        if found is None or len(found.codes) <= LEAST_COLUMNS:
            continue
        if last is not None and found.kind != last.kind:
            goes_on = heading_of(sheet.rows, place, last.kind)
            if is_whole(goes_on, last) and not _is_named(part, found):
                continue
            begins.append(begin)
        last = found
    return begins


def _title_above(rows: Sequence[Row], place: int, names: Sequence[str]) -> int:
    begin = place
    while begin and place - begin < TITLE_LINES and is_title(rows[begin - 1], names):
        begin -= 1
    return begin


def _is_named(part: Sheet, found: Heading) -> bool:
    above = "".join("".join(said(row)) for row in part.rows[: found.first])
    return any(name in heading(above) for name in found.kind.names)


def _beside(sheet: Sheet, kinds: Sequence[SheetKind]) -> Iterator[Sheet]:
    """Parts side by side under a heading that says the same again from left to right."""
    may_be = any(_repeats(row) for row in sheet.rows[:HEADER_ROWS])
    found = find_heading(sheet, kinds) if may_be else None
    begins = _repeats(sheet.rows[found.first + found.lines - 1]) if found else []
    if not found or not found.twice or not begins:
        yield sheet
        return
    above, below = sheet.rows[: found.first], sheet.rows[found.first :]
    ends = [*begins[1:], max(len(row.cells) for row in sheet.rows)]
    for begin, end in zip(begins, ends, strict=True):
        rows = (*above, *_masked(below, begin, end))
        if begin == begins[0]:
            yield replace(sheet, rows=rows)
        else:
            name = f"{sheet.name}（{letter_of(begin)}列起）"
            yield Sheet(name, rows, title=sheet.title)


def _repeats(row: Row) -> list[int]:
    """Where each table begins: what the first says, each says; the last may add a remark."""
    filled = [
        (i, heading(text)) for i, cell in enumerate(row.cells) if (text := shown(cell))
    ]
    texts = [text for _, text in filled]
    starts = [place for place, text in enumerate(texts) if text == texts[0]]
    width = starts[1] if len(starts) > 1 else 0
    if width < LEAST_COLUMNS:
        return []
    blocks = [
        texts[a:b] for a, b in zip(starts, [*starts[1:], len(texts)], strict=True)
    ]
    *whole, last = blocks
    if any(block != blocks[0] for block in whole) or last[:width] != blocks[0]:
        return []
    return [filled[start][0] for start in starts] if len(last) <= width + 1 else []


def _masked(rows: Sequence[Row], begin: int, end: int) -> Iterator[Row]:
    """The rows with the cells of one table; a line over all of them is in each."""
    for row in rows:
        own = [
            cell for cell in row.cells if not isinstance(cell, Merged) and shown(cell)
        ]
        cells: list[Value] = [None] * begin + list(row.cells[begin:end])
        if len(own) == 1 and begin:
            after = row.at(begin)
            spans = isinstance(after, Merged) and after.across
            cells = [None] * begin + [
                own[0],
                *([Merged(own[0], across=True)] if spans else []),
            ]
        if any(shown(cell) for cell in cells):
            yield replace(row, cells=tuple(cells))
