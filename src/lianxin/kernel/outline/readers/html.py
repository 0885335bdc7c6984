"""Web pages, and the HTML that programs save as Word files: blocks become lines."""

import re
from dataclasses import dataclass, field

from lxml import etree
from lxml import html as lxml_html

from lianxin.kernel.outline.readers.encodings import decode
from lianxin.kernel.outline.readers.htmllists import (
    OrderedList,
    integer,
    ordered_list,
)
from lianxin.kernel.outline.readers.htmltables import Grid, columns_of
from lianxin.kernel.outline.readers.unreadable import Unreadable
from lianxin.kernel.outline.readers.wordxml import tag_of

# What no reader of the page sees as its text.
LEFT_OUT = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "head",
        "iframe",
        "object",
        "embed",
        "svg",
        "math",
        "canvas",
        "audio",
        "video",
        "nav",
        "button",
        "select",
        "option",
        "textarea",
        "input",
        "datalist",
        "rt",
        "rp",
        "del",
    ]
)
BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "html",
        "legend",
        "li",
        "main",
        "menu",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "tfoot",
        "thead",
        "tr",
        "ul",
    ]
)
DECLARED = re.compile(
    rb"""(?i)<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?([\w-]+)"""
)
XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
HIDDEN = re.compile(
    r"(?i)(?:display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all)"
)
BLANKS = re.compile(r"[ \t\r\n\f]+")
RESOURCE_LIMIT = "ERR_RESOURCE_LIMIT"
# An em space is what indents a paragraph on the web, as U+3000 does in plain text.
SPACES = {0x2003: "\u3000", 0x2002: " ", 0x2009: " ", 0x200A: " ", 0x200B: ""}


def read_html(data: bytes, *, name: str) -> str:
    """Return the text of a web page, one line for each block a reader sees.

    Items of ordered lists carry the number the browser shows. A row of a table is one
    line with tabs between its cells. Scripts, styles, navigation and what is hidden are
    left out. Raises Unreadable.
    """
    declared = DECLARED.search(data[:4096])
    charset = declared[1].decode("ascii") if declared else None
    return text_of_html(decode(data, name=name, declared=charset).text, name=name)


def text_of_html(page: str, *, name: str) -> str:
    """Return the text of HTML that has been decoded already."""
    page = XML_DECLARATION.sub("", page).replace("\0", "")
    if not page.strip():
        return ""
    parser = lxml_html.HTMLParser(
        encoding="utf-8",
        remove_comments=True,
        remove_pis=True,
        no_network=True,
        huge_tree=True,
    )
    try:
        root = etree.fromstring(page.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError as error:
        raise _refusal(parser, name) from error
    # The parser leaves out, without an exception, what is nested too deeply for it.
    if any(entry.type_name == RESOURCE_LIMIT for entry in parser.error_log):
        raise _refusal(parser, name)
    return "" if root is None else _Page(name=name).text(root)


def _refusal(parser: lxml_html.HTMLParser, name: str) -> Unreadable:
    if any(entry.type_name == RESOURCE_LIMIT for entry in parser.error_log):
        return Unreadable("too_deep", name=name)
    return Unreadable("damaged", name=name, format="a web page (.html)")


@dataclass(slots=True)
class _Page:
    """One pass through a page, collecting its lines."""

    name: str
    lines: list[str] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    lists: list[OrderedList | None] = field(default_factory=list)
    grids: list[Grid] = field(default_factory=list)
    marker: str = ""
    verbatim: int = 0

    def text(self, root: etree._Element) -> str:
        """Walk without recursion: pages may nest deeper than Python's stack."""
        stack: list[tuple[etree._Element, bool]] = [(root, True)]
        while stack:
            element, entering = stack.pop()
            if not entering:
                self._leave(element)
                self._add(element.tail)
                continue
            if _is_left_out(element):
                self._add(element.tail)
                continue
            self._enter(element)
            self._add(element.text)
            stack.append((element, False))
            stack.extend((child, True) for child in reversed(element))
        self._end_line()
        self._write_bare_marker()
        return "\n".join(self.lines)

    def _add(self, text: str | None) -> None:
        if text:
            text = text.translate(SPACES)
            self.parts.append(text if self.verbatim else BLANKS.sub(" ", text))

    def _enter(self, element: etree._Element) -> None:
        tag = element.tag
        if tag == "br":
            self.parts.append(" " if self._rows() else "\n")
        elif tag in {"td", "th"}:
            self._enter_cell(element)
        elif tag in BLOCKS:
            self._end_line()
            self._enter_block(element)

    def _enter_block(self, element: etree._Element) -> None:
        tag = element.tag
        if tag == "table":
            self.grids.append(Grid(wide=columns_of(element) > 1))
        elif tag == "tr" and self.grids:
            self.grids[-1].begin_row()
        elif tag == "ol":
            self.lists.append(ordered_list(element))
        elif tag in {"ul", "menu"}:
            self.lists.append(None)
        elif tag == "li":
            self._begin_item(element)
        elif tag == "pre":
            self.verbatim += 1

    def _enter_cell(self, element: etree._Element) -> None:
        """Part the cells of a row with tabs; a table within a cell gets spaces."""
        rows = self._rows()
        if rows and self.grids[-1].in_row:
            tabs = self.grids[-1].begin_cell(element)
            self.parts.append(tabs if rows == 1 else " ")
        else:
            self._end_line()

    def _leave(self, element: etree._Element) -> None:
        tag = element.tag
        if tag == "tr" and self.grids:
            self.grids[-1].end_row()
        if tag in BLOCKS:
            self._end_line()
            self._leave_block(element)

    def _leave_block(self, element: etree._Element) -> None:
        tag = element.tag
        if tag in {"ol", "ul", "menu"} and self.lists:
            self.lists.pop()
        elif tag == "li":
            self._write_bare_marker()
        elif tag == "pre":
            self.verbatim -= 1
        elif tag == "table" and self.grids:
            self.grids.pop()

    def _begin_item(self, element: etree._Element) -> None:
        """Keep the marker for the first line of the item, which may be a block of its own."""
        self._write_bare_marker()
        marker = self._marker_of(element)
        if self._rows():
            self.parts.append(marker)
        else:
            self.marker = marker

    def _marker_of(self, element: etree._Element) -> str:
        current = self.lists[-1] if self.lists else None
        if current is None:
            return "• " if self.lists else ""
        given = integer(element.get("value"))
        if given is not None:
            current.number = given
        return current.next()

    def _write_bare_marker(self) -> None:
        """Write the marker of an item without text."""
        if self.marker:
            self.lines.append(self.marker.rstrip(" "))
            self.marker = ""

    def _rows(self) -> int:
        """Return how many rows of cells the walk stands in, one within the other."""
        return sum(grid.in_row for grid in self.grids)

    def _end_line(self) -> None:
        """Close the line; within a row of cells it only becomes a space."""
        if self._rows():
            self.parts.append(" ")
            return
        text = "".join(self.parts)
        self.parts.clear()
        if not text.strip():
            return
        if not self.verbatim:
            text = "\n".join(_tidy(line) for line in text.split("\n"))
        self.lines.append(self.marker + text.strip("\n"))
        self.marker = ""


def _tidy(line: str) -> str:
    cells = [BLANKS.sub(" ", cell).strip(" ") for cell in line.split("\t")]
    return "\t".join(cells).rstrip("\t")


def _is_left_out(element: etree._Element) -> bool:
    tag = tag_of(element)
    if not isinstance(tag, str) or tag in LEFT_OUT:
        return True
    if "hidden" in element.attrib:
        return True
    style = element.get("style")
    return bool(style and HIDDEN.search(style))
