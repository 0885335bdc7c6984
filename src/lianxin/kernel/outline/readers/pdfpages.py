"""The pages of a PDF put together to one text: what pages add or cut is undone."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lianxin.kernel.outline.readers.pdflines import Line
from lianxin.kernel.outline.source import Problem

# Lines this near to the top or the bottom of a page may be running heads.
EDGE_LINES = 2
# Points by which the same place may differ from page to page.
SAME_PLACE = 4.0
DIGITS = re.compile(r"[0-9０-９〇一二三四五六七八九十]+")
NUMBER_LINE = re.compile(r"[\W_]*(?:第|共|页|頁|[Pp]age|of|#|[\W_])*")
SENTENCE_END = "。；！？.;!?"


def without_running_heads(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """Return the pages without the lines that most of them repeat at the same place."""
    repeated = _running_heads(pages)
    return [[line for line in page if not repeated(line)] for page in pages]


def one_text(pages: Sequence[Sequence[Line]]) -> list[Line]:
    """Join the pages; tables that go on over several become whole again.

    The title row that a table repeats on every page is read once, and a row that the
    end of a page cut in two becomes one line.
    """
    titles: set[str] = set()
    lines: list[Line] = []
    for page in pages:
        rest = list(page)
        top = next((line for line in page[:EDGE_LINES] if line.row), None)
        if top and top.text in titles:
            rest.remove(top)
        _mend_cut_row(lines, rest)
        lines.extend(rest)
        titles.update(_titles(page))
    return lines


def _titles(page: Sequence[Line]) -> Iterator[str]:
    """Yield the first row of each table."""
    before: Line | None = None
    for line in page:
        if line.row and not (before and before.row):
            yield line.text
        before = line


def _mend_cut_row(lines: list[Line], page: list[Line]) -> None:
    """Put the first row of a page to the last one before it if the page cut that row."""
    above = next((n for n in range(-1, -EDGE_LINES - 2, -1) if _is_row(lines, n)), None)
    below = next((n for n in range(EDGE_LINES) if _is_row(page, n)), None)
    if above is None or below is None or not _is_cut(lines[above], page[below]):
        return
    lines[above] = lines[above].with_cells(
        [
            one + other
            for one, other in zip(lines[above].cells, page[below].cells, strict=True)
        ]
    )
    del page[below]


def _is_row(lines: Sequence[Line], place: int) -> bool:
    inside = -len(lines) <= place < len(lines)
    return inside and lines[place].row


def _is_cut(above: Line, below: Line) -> bool:
    """Say whether a row goes on in the other.

    It does where the columns are the same and the other has no number of its own, and
    words only below cells that are full and do not end a sentence.
    """
    same = len(above.cells) == len(below.cells) and all(
        abs(one - other) < SAME_PLACE
        for one, other in zip(above.edges, below.edges, strict=True)
    )
    if not same or below.cells[0]:
        return False
    return all(
        full and cell[-1] not in SENTENCE_END
        for cell, full, more in zip(above.cells, above.full, below.cells, strict=True)
        if more
    )


@dataclass(frozen=True, slots=True)
class _Heads:
    """The running heads of a document: their words, and where on the page they stand."""

    places: frozenset[tuple[str, int]]

    def __call__(self, line: Line) -> bool:
        return not line.row and bool(self.places & set(_places(line)))


def _places(line: Line) -> Iterator[tuple[str, int]]:
    """Yield the line without its numbers at its height and, for rounding, the next one."""
    words = DIGITS.sub("#", "".join(line.text.split()))
    yield words, round(line.y / SAME_PLACE)


def _running_heads(pages: Sequence[Sequence[Line]]) -> _Heads:
    """Find lines at the edge of most pages that say the same but for numbers.

    Lines that are nothing but a page number are not among them: the recogniser knows
    those, and drops them only where they interrupt.
    """
    counted: Counter[tuple[str, int]] = Counter()
    for page in pages:
        lines = [line for line in page if not line.row]
        edge = {*lines[:EDGE_LINES], *lines[-EDGE_LINES:]}
        counted.update({place for line in edge for place in _places(line)})
    needed = max(2, len(pages) / 2 - 1)
    return _Heads(
        frozenset(
            place
            for place, count in counted.items()
            if count >= needed and not NUMBER_LINE.fullmatch(place[0])
        )
    )


def heads_left_out(
    pages: Sequence[Sequence[Line]], kept: Sequence[Sequence[Line]]
) -> list[Problem]:
    """Report the lines that were left out, each once with the pages it stood on."""
    found: dict[str, int] = {}
    for before, after in zip(pages, kept, strict=True):
        staying = set(map(id, after))
        for line in before:
            if id(line) not in staying:
                found[line.text] = found.get(line.text, 0) + 1
    return [
        Problem("running_head", values=(("found", text), ("count", str(count))))
        for text, count in found.items()
    ]
