"""Tables one below another in a sheet: each with a heading of its own, of one kind."""

import re
from collections.abc import Iterable, Iterator, Sequence

from lianxin.kernel.sheets.cells import Merged, Row, Sheet, shown
from lianxin.kernel.sheets.headers import Heading, heading_of
from lianxin.kernel.sheets.kinds import SheetKind, heading

# So many of the first cells of a row are looked at for words of headings.
LOOKED_AT = 4
TEXTS_IN_A_TITLE = 2
# More tables in a sheet nobody keeps.
MOST_TABLES = 200
LIKE_A_TITLE = re.compile(
    r"[:：]|(?:19|20)\d{2}\s*年|(?:[表册冊]|名单|名單|台账|台賬)$"
)
# A heading further down is known by so many columns.
KNOWN_COLUMNS = 3


def tables_in(sheet: Sheet, found: Heading, *, is_first: bool) -> list[Heading]:
    """All headings of the kind, from the top down; what repeats one of them is none.

    `is_first` where a person chose the heading: nothing is looked for above it.
    """
    above = None if is_first else _first_above(sheet, found)
    tables = [found] if above is None else [above]
    begin = tables[0].first + tables[0].lines
    while len(tables) < MOST_TABLES:
        below = _next(sheet.rows, begin, tables[-1])
        if below is None:
            break
        tables.append(below)
        begin = below.first + below.lines
    return tables


def _first_above(sheet: Sheet, found: Heading) -> Heading | None:
    """The first heading above the one that fits best, with rows in between."""
    rows = sheet.rows[: max(0, found.first - 1)]
    for place in looking_like(rows, 0, *words_of(found.kind)):
        other = heading_of(sheet.rows, place, found.kind)
        if is_whole(other, found) and other.first + other.lines < found.first:
            return other
    return None


def _next(rows: Sequence[Row], begin: int, last: Heading) -> Heading | None:
    again = {said(row) for row in rows[last.first : last.first + last.lines]}
    for place in looking_like(rows, begin, *words_of(last.kind)):
        if said(rows[place]) not in again:
            other = heading_of(rows, place, last.kind)
            if is_whole(other, last) and _meanings(other) != _meanings(last):
                return other
    return None


def _meanings(found: Heading) -> set[tuple[int, str, int]]:
    return {(column.index, column.code, column.step) for column in found.found}


def words_of(kind: SheetKind) -> tuple[frozenset[str], frozenset[str]]:
    """The words of all headings of a kind, and the signs with which they begin."""
    words = frozenset(
        word
        for column in kind.columns
        for each in (column.words, column.otherwise, *column.series)
        for word in each
    )
    return words, frozenset(word[0] for word in words)


def looking_like(
    rows: Sequence[Row], begin: int, words: frozenset[str], signs: frozenset[str]
) -> Iterator[int]:
    """The places of rows that begin like a heading; nearly all are passed over at once."""
    for place in range(begin, len(rows)):
        cells = rows[place].cells
        first = cells[0] if cells else None
        # Most rows begin with a number or a name.
        if first is not None and not (
            type(first) is str and first and first[0] in signs
        ):
            continue
        known = 0
        for cell in cells[:LOOKED_AT]:
            if type(cell) is str and cell and cell[0] in signs:
                known += heading(cell) in words
        if known > 1:
            yield place


def said(row: Row) -> tuple[str, ...]:
    """What the cells of a row say, without any space, up to the last that says something."""
    texts = list(_texts(row))
    while texts and not texts[-1]:
        texts.pop()
    return tuple(texts)


def _texts(row: Row) -> Iterator[str]:
    return ("".join(shown(cell).split()) for cell in row.cells)


def is_whole(found: Heading, other: Heading) -> bool:
    """Whether it is surely a heading, which lacks no more than the other one does."""
    exact = {column.code for column in found.found if not column.by_likeness}
    return len(exact) >= KNOWN_COLUMNS and set(found.missing) <= set(other.missing)


def is_title(row: Row, names: Iterable[str]) -> bool:
    """Whether a line above a heading is its title, or says whose table it is.

    A line over the whole width is; another one only by what it says, so that no row of
    data above the heading is taken for one.
    """
    own = [text for c in row.cells if not isinstance(c, Merged) and (text := shown(c))]
    spans = any(isinstance(cell, Merged) and cell.across for cell in row.cells)
    if len(own) == 1 and spans:
        return True
    named = tuple(names)
    return 0 < len(own) <= TEXTS_IN_A_TITLE and all(
        LIKE_A_TITLE.search(text) or any(name in heading(text) for name in named)
        for text in own
    )
