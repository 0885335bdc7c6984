"""Tables one below another in a sheet: each with a heading of its own, of one kind."""

from collections.abc import Iterator, Sequence

from lianxin.kernel.sheets.cells import Row, Sheet, shown
from lianxin.kernel.sheets.headers import Heading, heading_of
from lianxin.kernel.sheets.kinds import SheetKind, heading

# So many of the first cells of a row are looked at for words of headings.
LOOKED_AT = 4
# A heading further down is known by so many columns.
KNOWN_COLUMNS = 3


def tables_in(sheet: Sheet, found: Heading) -> list[Heading]:
    """All headings of the kind, from the top down; what repeats one of them is none."""
    above = _first_above(sheet, found)
    tables = [found] if above is None else [above]
    begin = tables[0].first + tables[0].lines
    while (below := _next(sheet.rows, begin, tables[-1])) is not None:
        tables.append(below)
        begin = below.first + below.lines
    return tables


def _first_above(sheet: Sheet, found: Heading) -> Heading | None:
    """The first heading above the one that fits best, with rows in between."""
    words, signs = words_of(found.kind)
    for place, row in enumerate(sheet.rows[: max(0, found.first - 1)]):
        if looks_like(row, words, signs):
            other = heading_of(sheet.rows, place, found.kind)
            if is_whole(other, found) and other.first + other.lines < found.first:
                return other
    return None


def _next(rows: Sequence[Row], begin: int, last: Heading) -> Heading | None:
    words, signs = words_of(last.kind)
    again = {
        line
        for row in rows[last.first : last.first + last.lines]
        if (line := said(row))
    }
    for place in range(begin, len(rows)):
        row = rows[place]
        if looks_like(row, words, signs) and said(row) not in again:
            other = heading_of(rows, place, last.kind)
            if is_whole(other, last):
                return other
    return None


def words_of(kind: SheetKind) -> tuple[frozenset[str], frozenset[str]]:
    """The words of all headings of a kind, and the signs with which they begin."""
    words = frozenset(
        word
        for column in kind.columns
        for each in (column.words, column.otherwise, *column.series)
        for word in each
    )
    return words, frozenset(word[0] for word in words)


def looks_like(row: Row, words: frozenset[str], signs: frozenset[str]) -> bool:
    """Whether two of the first cells are headings; asked of every row, so it is short."""
    known = 0
    for cell in row.cells[:LOOKED_AT]:
        if type(cell) is str and cell and cell[0] in signs and heading(cell) in words:
            known += 1
    return known > 1


def said(row: Row) -> tuple[str, ...]:
    """What the cells of a row say, without any space."""
    return tuple(_texts(row))


def _texts(row: Row) -> Iterator[str]:
    return ("".join(shown(cell).split()) for cell in row.cells)


def is_whole(found: Heading, other: Heading) -> bool:
    """Whether it is surely a heading, which lacks no more than the other one does."""
    exact = {column.code for column in found.found if not column.by_likeness}
    return len(exact) >= KNOWN_COLUMNS and set(found.missing) <= set(other.missing)
