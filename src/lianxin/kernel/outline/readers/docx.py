"""Word documents as a reader sees them: numbers computed, tables as lines with tabs."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from lianxin.kernel.outline.readers.numbering import LEVELS, Numbering
from lianxin.kernel.outline.readers.packages import Package
from lianxin.kernel.outline.readers.unreadable import Unreadable
from lianxin.kernel.outline.readers.wordxml import (
    attribute,
    child,
    children,
    is_on,
    local_name,
    number_of,
    value_of,
)
from lianxin.kernel.outline.source import Problem

# Parts of a paragraph that are not its text: deleted or moved away, pictures and text
# boxes, notes, the reading above ruby characters, instructions of fields.
LEFT_OUT = frozenset(
    [
        "del",
        "moveFrom",
        "drawing",
        "pict",
        "object",
        "Fallback",
        "footnoteReference",
        "endnoteReference",
        "rt",
        "instrText",
        "delText",
        "delInstrText",
        "pPr",
        "rPr",
        "sdtPr",
        "txbxContent",
    ]
)
SIGNS = {"tab": " ", "ptab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
# Containers of blocks that stand between a body or cell and its paragraphs.
WRAPPERS = frozenset(["sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag"])
CONTENTS_STYLE = re.compile(r"(?i)toc(?: \d| heading)")
SPACES = re.compile(r"\s+")
# Wingdings that stand for characters: circled numbers and boxes to tick.
WINGDINGS = {0xF081 + step: chr(0x2460 + step) for step in range(10)} | {
    0xF08C + step: chr(0x2776 + step) for step in range(10)
}
WINGDINGS |= {0xF0A8: "□", 0xF06F: "□", 0xF0FE: "☑", 0xF052: "☑", 0xF0FD: "☒"}
NESTED_TABLES = 20


def read_docx(data: bytes, *, name: str) -> tuple[str, list[Problem]]:
    """Return the text of a .docx and what was left out of it.

    Automatic numbers are written where Word shows them. A row of a table is one line
    with tabs between its cells; a merged cell has its text once, at its first place,
    and is empty where it goes on. Headers, footers, notes, text boxes, hidden and
    deleted text and tables of contents are left out. Raises Unreadable.
    """
    body, styles, numbering = opened(data, name=name)
    reading = Reading(styles=styles, numbering=numbering, name=name)
    text = "\n".join(reading.lines(body))
    return text, reading.problems()


def opened(data: bytes, *, name: str) -> "tuple[etree._Element, Styles, Numbering]":
    """Return the body of a .docx, its styles and its lists. Raises Unreadable."""
    package = Package(data, name=name, format="a Word document (.docx)")
    main = package.related("", "officeDocument") or "word/document.xml"
    document = package.xml(main)
    body = None if document is None else child(document, "body")
    if body is None:
        raise package.damaged()
    styles = Styles(related_xml(package, main, "styles"))
    return (
        body,
        styles,
        Numbering(related_xml(package, main, "numbering"), styles.lists),
    )


def related_xml(package: Package, main: str, kind: str) -> etree._Element | None:
    """Return a part that the main one names, or the part of its usual name."""
    return package.xml(package.related(main, kind) or f"word/{kind}.xml")


@dataclass(frozen=True, slots=True)
class Style:
    """What of a paragraph style matters to the text."""

    name: str = ""
    based_on: str = ""
    num: str | None = None
    level: int | None = None
    hidden: bool = False


class Styles:
    """The styles of a document, asked by identifier."""

    def __init__(self, root: etree._Element | None) -> None:
        """Read w:styles; a document without them has none."""
        self._styles: dict[str, Style] = {}
        self.lists: dict[str, str] = {}
        self.default = ""
        for element in () if root is None else children(root, "style"):
            self._add(element)

    def _add(self, element: etree._Element) -> None:
        identifier, kind = attribute(element, "styleId"), attribute(element, "type")
        style = _style(element)
        if kind == "numbering":
            self.lists[identifier] = style.num or ""
        elif kind == "paragraph":
            self._styles[identifier] = style
            if attribute(element, "default") in {"1", "true"}:
                self.default = identifier

    def line_of(self, identifier: str) -> Iterator[tuple[str, Style]]:
        """Yield the style and those it is based on, nearest first."""
        seen: set[str] = set()
        while identifier in self._styles and identifier not in seen:
            seen.add(identifier)
            yield identifier, self._styles[identifier]
            identifier = self._styles[identifier].based_on


def _style(element: etree._Element) -> Style:
    properties = child(element, "pPr")
    num, level = (None, None) if properties is None else _numbered(properties)
    runs = child(element, "rPr")
    return Style(
        name=value_of(element, "name"),
        based_on=value_of(element, "basedOn"),
        num=num,
        level=level,
        hidden=runs is not None and is_on(child(runs, "vanish")),
    )


def _numbered(properties: etree._Element) -> tuple[str | None, int | None]:
    """Return the list and the level that w:numPr names, each where it does."""
    numbered = child(properties, "numPr")
    if numbered is None:
        return None, None
    level = child(numbered, "ilvl")
    found = None if level is None else number_of(level, "val", default=0)
    return value_of(numbered, "numId") or None, found


@dataclass(slots=True)
class Reading:
    """One pass through a document; the lists count along."""

    styles: Styles
    numbering: Numbering
    name: str
    text_boxes: int = 0
    contents: int = 0
    pending: str = ""
    depth: int = field(default=0)

    def problems(self) -> list[Problem]:
        """Return what was left out."""
        found = []
        if self.text_boxes:
            values = (("count", str(self.text_boxes)),)
            found.append(Problem("text_boxes_left_out", values=values))
        if self.contents:
            found.append(Problem("contents_left_out"))
        return found

    def lines(self, container: etree._Element) -> Iterator[str]:
        """Yield the lines of a body or a cell."""
        for block in _blocks(container):
            if local_name(block) == "tbl":
                yield from self.table(block)
            else:
                yield from self._paragraph(block)
        if self.pending:
            yield self.pending
            self.pending = ""

    def _paragraph(self, paragraph: etree._Element) -> Iterator[str]:
        properties = child(paragraph, "pPr")
        style = "" if properties is None else value_of(properties, "pStyle")
        line = list(self.styles.line_of(style or self.styles.default))
        if any(CONTENTS_STYLE.fullmatch(each.name) for _, each in line):
            self.contents += 1
            return
        text = self._text(paragraph)
        joined = _mark_is_deleted(properties)
        if joined and not text:
            return
        if any(each.hidden for _, each in line[:1]):
            return
        text = self.pending + self._marker(properties, line) + text
        self.pending = text if joined else ""
        if not joined:
            yield from text.split("\n")

    def _marker(
        self, properties: etree._Element | None, line: list[tuple[str, Style]]
    ) -> str:
        """Return the automatic number, from the paragraph itself or from its style."""
        num, level = (None, None) if properties is None else _numbered(properties)
        if num is None:
            num, tied = self._number_of_style(line)
            level = tied if level is None else level
        if num is None or num == "0":
            return ""
        return self.numbering.marker(num, min(level or 0, LEVELS - 1))

    def _number_of_style(
        self, line: list[tuple[str, Style]]
    ) -> tuple[str | None, int | None]:
        num = next((each.num for _, each in line if each.num is not None), None)
        if num is None:
            return None, None
        for identifier, each in line:
            tied = self.numbering.level_of_style(num, identifier)
            if tied is not None:
                return num, tied
            if each.level is not None:
                return num, each.level
        return num, None

    def _text(self, paragraph: etree._Element) -> str:
        """Return what a reader sees of the runs, line breaks kept."""
        found: list[str] = []
        stack = list(reversed(paragraph))
        while stack:
            element = stack.pop()
            name = local_name(element)
            if name == "t":
                found.append(element.text or "")
            elif name in SIGNS:
                found.append(SIGNS[name])
            elif name == "sym":
                found.append(_symbol(element))
            elif name in LEFT_OUT:
                self._note_text_box(element, name)
            elif not (name == "r" and _is_hidden(element)):
                stack.extend(reversed(element))
        return "".join(found)

    def _note_text_box(self, element: etree._Element, name: str) -> None:
        if name in {"drawing", "pict"}:
            texts = (each.text for each in element.iter("{*}t"))
            self.text_boxes += any(text and text.strip() for text in texts)

    def table(self, table: etree._Element) -> Iterator[str]:
        """Yield the lines of a table."""
        self.depth += 1
        if self.depth > NESTED_TABLES:
            raise Unreadable("too_deep", name=self.name)
        rows = [self._row(row) for row in rows_of(table)]
        self.depth -= 1
        if all(len(row) <= 1 for row in rows):
            # A table of one column is a frame around paragraphs.
            for row in rows:
                for cell in row:
                    yield from cell
            return
        for row in rows:
            cells = (SPACES.sub(" ", " ".join(cell)).strip() for cell in row)
            yield "\t".join(cells).rstrip("\t")

    def _row(self, row: etree._Element) -> list[list[str]]:
        cells: list[list[str]] = []
        for cell in unwrapped(row, {"tc"}):
            properties = child(cell, "tcPr")
            merged, span = merging(properties)
            lines = list(self.lines(cell))
            cells.append([] if merged else lines)
            cells.extend([] for _ in range(span - 1))
        return cells


def _blocks(container: etree._Element) -> Iterator[etree._Element]:
    return unwrapped(container, {"p", "tbl"})


def rows_of(table: etree._Element) -> Iterator[etree._Element]:
    """Yield the rows of a table that are not deleted."""
    for row in unwrapped(table, {"tr"}):
        properties = child(row, "trPr")
        if properties is None or child(properties, "del") is None:
            yield row


def unwrapped(container: etree._Element, wanted: set[str]) -> Iterator[etree._Element]:
    """Yield the wanted descendants, looking through content controls and the like."""
    stack: list[etree._Element] = list(reversed(container))
    while stack:
        element = stack.pop()
        name = local_name(element)
        if name in wanted:
            yield element
        elif name in WRAPPERS:
            stack.extend(reversed(element))


def merging(properties: etree._Element | None) -> tuple[bool, int]:
    """Say whether the cell goes on from above, and over how many columns it spans."""
    if properties is None:
        return False, 1
    vertical = child(properties, "vMerge")
    goes_on = vertical is not None and attribute(vertical, "val") != "restart"
    horizontal = child(properties, "hMerge")
    goes_on |= horizontal is not None and attribute(horizontal, "val") != "restart"
    span = child(properties, "gridSpan")
    wide = 1 if span is None else number_of(span, "val", default=1)
    return goes_on, max(1, min(wide, 63))


def _mark_is_deleted(properties: etree._Element | None) -> bool:
    """Say whether the paragraph's end is a tracked deletion: it runs into the next."""
    mark = None if properties is None else child(properties, "rPr")
    return mark is not None and child(mark, "del") is not None


def _is_hidden(run: etree._Element) -> bool:
    properties = child(run, "rPr")
    return properties is not None and is_on(child(properties, "vanish"))


def _symbol(element: etree._Element) -> str:
    try:
        code = int(attribute(element, "char"), 16)
    except ValueError:
        return ""
    if 0xF000 <= code <= 0xF0FF:
        return WINGDINGS.get(code, "•")
    return chr(code) if 0x20 <= code < 0xD800 else ""
