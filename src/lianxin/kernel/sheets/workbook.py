"""The first sheet of an .xlsx workbook (ECMA-376 part 1, SpreadsheetML)."""

import posixpath
import re
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation

from lxml import etree

from lianxin.kernel.outline.readers.packages import Package
from lianxin.kernel.outline.readers.wordxml import attribute
from lianxin.kernel.sheets.limits import COLUMNS, ROWS

# Formats of days that every workbook knows without naming them (18.8.30).
DAY_FORMATS = frozenset([*range(14, 18), 22, *range(27, 32), 36, *range(50, 59)])
PERCENT_FORMATS = frozenset([9, 10])
# Words in quotes and colours in brackets are no part of a format's letters.
NO_LETTERS = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.')
LETTERS = re.compile(r"[A-Z]{1,3}")
FIRST_DAY, FIRST_DAY_1904 = date(1899, 12, 30), date(1904, 1, 1)
LAST_DAY_NUMBER = 400_000


def rows_of_workbook(data: bytes, *, name: str) -> list[list[str]]:
    """The rows of the first sheet; raises Unreadable where it is no workbook."""
    package = Package(data, name=name, format="xlsx")
    book_part = package.related("", "officeDocument") or ""
    book = package.xml(book_part)
    sheet = (
        None if book is None else package.xml(_first_sheet(package, book_part, book))
    )
    if book is None or sheet is None:
        raise package.damaged()
    reader = _Cells(package, book_part, book)
    rows: list[list[str]] = []
    for row in _children(sheet, "row"):
        number = attribute(row, "r")
        # Rows that hold nothing are not written; they count all the same.
        wanted = int(number) if number.isdigit() else len(rows) + 1
        rows += [[] for _ in range(min(wanted, ROWS + 1) - 1 - len(rows))]
        rows.append(reader.row(row))
        if len(rows) > ROWS:
            break
    return rows


class _Cells:
    """Turns cells into text, with the words and formats that the workbook shares."""

    def __init__(self, package: Package, part: str, book: etree._Element) -> None:
        self._shared = [
            _words(item) for item in _shared(package, part, "sharedStrings", "si")
        ]
        self._days, self._percents = _formats(package, part)
        settings = next(_children(book, "workbookPr"), None)
        late = settings is not None and attribute(settings, "date1904") in ("1", "true")
        self._first_day = FIRST_DAY_1904 if late else FIRST_DAY

    def row(self, row: etree._Element) -> list[str]:
        """The cells of a row, each in the place of its column."""
        found: list[str] = []
        for cell in _children(row, "c"):
            place = _column(attribute(cell, "r"), len(found))
            if place >= COLUMNS:
                break
            found += [""] * (place + 1 - len(found))
            found[place] = self._text(cell)
        return found

    def _text(self, cell: etree._Element) -> str:
        kind = attribute(cell, "t")
        if kind == "inlineStr":
            return _words(cell)
        value = next(_children(cell, "v"), None)
        text = "" if value is None else value.text or ""
        if kind == "s":
            known = text.isdigit() and int(text) < len(self._shared)
            return self._shared[int(text)] if known else ""
        return text if kind in ("str", "b", "e", "d") else self._number(text, cell)

    def _number(self, text: str, cell: etree._Element) -> str:
        try:
            # Spreadsheets show fifteen digits; what lies beyond is binary dust.
            number = Decimal(f"{float(text):.15g}")
        except (ValueError, InvalidOperation):
            return text
        if not number.is_finite():
            return text
        style = attribute(cell, "s")
        if style in self._days and 0 < number < LAST_DAY_NUMBER:
            return (self._first_day + timedelta(days=int(number))).isoformat()
        if style in self._percents:
            return f"{_plain(number * 100)}%"
        return _plain(number)


def _first_sheet(package: Package, part: str, book: etree._Element) -> str:
    sheet = next(_children(book, "sheet"), None)
    wanted = "" if sheet is None else attribute(sheet, "id")
    folder, file = posixpath.split(part)
    links = package.xml(posixpath.join(folder, "_rels", f"{file}.rels"))
    for link in () if links is None else links:
        if wanted and attribute(link, "Id") == wanted:
            target = attribute(link, "Target")
            return posixpath.normpath(posixpath.join("/", folder, target))[1:]
    return ""


def _shared(package: Package, part: str, kind: str, tag: str) -> list[etree._Element]:
    root = package.xml(package.related(part, kind) or "")
    return [] if root is None else list(_children(root, tag))


def _formats(package: Package, part: str) -> tuple[frozenset[str], frozenset[str]]:
    """The numbers of the styles that show days, and of those that show percents."""
    codes = {
        attribute(own, "numFmtId"): NO_LETTERS.sub("", attribute(own, "formatCode"))
        for own in _shared(package, part, "styles", "numFmt")
    }
    days = {str(n) for n in DAY_FORMATS} | {
        number for number, code in codes.items() if re.search("[yYdD]", code)
    }
    percents = {str(n) for n in PERCENT_FORMATS} | {
        number for number, code in codes.items() if "%" in code
    }
    used = [
        attribute(style, "numFmtId")
        for group in _shared(package, part, "styles", "cellXfs")
        for style in group
    ]
    return (
        frozenset(str(n) for n, number in enumerate(used) if number in days),
        frozenset(str(n) for n, number in enumerate(used) if number in percents),
    )


def _children(root: etree._Element, tag: str) -> Iterator[etree._Element]:
    return root.iter(f"{{*}}{tag}")


def _words(item: etree._Element) -> str:
    """The text of an item, without the small signs that say how it is read."""
    return "".join(
        text.text or ""
        for text in _children(item, "t")
        if not any(
            etree.QName(above).localname == "rPh" for above in text.iterancestors()
        )
    )


def _column(place: str, following: int) -> int:
    letters = LETTERS.match(place)
    if letters is None:
        return following
    number = 0
    for letter in letters[0]:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _plain(number: Decimal) -> str:
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
