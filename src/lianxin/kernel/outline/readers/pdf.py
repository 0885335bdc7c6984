"""PDFs with a text layer: pages to lines in reading order, ruled tables to tabs."""

from collections import Counter
from collections.abc import Iterator, Sequence

import pypdfium2
import pypdfium2.raw as pdfium

from lianxin.kernel.outline.readers import limits
from lianxin.kernel.outline.readers.pdflines import Line, lines_of
from lianxin.kernel.outline.readers.pdfpage import Drawn, read_page
from lianxin.kernel.outline.readers.pdfpages import (
    heads_left_out,
    one_text,
    without_running_heads,
)
from lianxin.kernel.outline.readers.pdftable import outside, tables_of
from lianxin.kernel.outline.readers.unreadable import Unreadable
from lianxin.kernel.outline.source import Problem

# A page with fewer letters than this is a picture with a stamp on it.
LETTERS_OF_A_SCAN = 8
# Of the letters of a readable page at least this share says which character it is.
MEANINGFUL = 0.7
DEEPEST_INDENT = 30
# The left margin is where at least this share of the lines begins.
MARGIN_SHARE = 0.1


def read_pdf(data: bytes, *, name: str) -> tuple[str, list[Problem]]:
    """Return the text of a PDF line by line as printed, and what was left out of it.

    Indents become full-width spaces; rows of ruled tables become lines with tabs; lines
    that repeat at the same place of most pages are left out and reported. Raises
    Unreadable for scans, locked files and fonts without meaning.
    """
    document = _open(data, name)
    try:
        if len(document) > limits.PAGES:
            raise Unreadable("too_many_pages", name=name, pages=limits.PAGES)
        drawn = [_drawn(document, index, name) for index in range(len(document))]
    finally:
        document.close()
    _refuse_pictures(drawn, name)
    pages = [list(_lines(page)) for page in drawn]
    kept = without_running_heads(pages)
    text = "\n".join(_indented(one_text(kept)))
    return text, [*heads_left_out(pages, kept), *_blank_pages(drawn)]


def _open(data: bytes, name: str) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        locked = getattr(error, "err_code", None) in {
            pdfium.FPDF_ERR_PASSWORD,
            pdfium.FPDF_ERR_SECURITY,
        }
        if locked:
            raise Unreadable("locked", name=name) from error
        raise Unreadable("damaged", name=name, format="a PDF") from error


def _drawn(document: pypdfium2.PdfDocument, index: int, name: str) -> Drawn:
    try:
        page = document[index]
        try:
            return read_page(page)
        finally:
            page.close()
    except pypdfium2.PdfiumError as error:
        raise Unreadable("damaged", name=name, format="a PDF") from error


def _refuse_pictures(drawn: Sequence[Drawn], name: str) -> None:
    letters = [letter.text for page in drawn for letter in page.letters]
    if len(letters) < LETTERS_OF_A_SCAN * len(drawn):
        pictures = any(page.has_picture for page in drawn)
        if pictures or not letters:
            raise Unreadable("scanned" if pictures else "no_text", name=name)
    meaningful = sum(map(_has_meaning, letters))
    if meaningful < MEANINGFUL * len(letters):
        raise Unreadable("letters_without_meaning", name=name)


def _has_meaning(letter: str) -> bool:
    return letter != "\ufffd" and not "\ue000" <= letter <= "\uf8ff"


def _lines(drawn: Drawn) -> Iterator[Line]:
    """Yield text and tables of a page from top to bottom."""
    tables = tables_of(drawn)
    rest = lines_of(outside(tables, drawn.letters))
    for table in tables:
        yield from (line for line in rest if line.y > table.rows[0])
        yield from table.lines()
        rest = [line for line in rest if line.y <= table.rows[0]]
    yield from rest


def _indented(lines: Sequence[Line]) -> Iterator[str]:
    """Yield lines with their indent as full-width spaces, as it is typed in plain text."""
    starts = Counter(round(line.left) for line in lines if not line.row)
    often = MARGIN_SHARE * starts.total()
    margin = min((left for left in starts if starts[left] >= often), default=0)
    for line in lines:
        steps = 0 if line.row else round((line.left - margin) / line.size)
        yield "\u3000" * max(0, min(steps, DEEPEST_INDENT)) + line.text


def _blank_pages(drawn: Sequence[Drawn]) -> list[Problem]:
    """Report pages that are pictures among pages of text."""
    blank = [
        str(number)
        for number, page in enumerate(drawn, start=1)
        if page.has_picture and len(page.letters) < LETTERS_OF_A_SCAN
    ]
    if not blank:
        return []
    return [Problem("pages_without_text", values=(("pages", ", ".join(blank)),))]
