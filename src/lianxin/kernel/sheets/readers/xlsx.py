"""Workbooks of Excel and WPS (.xlsx, .xlsm), streamed: memory holds the rows, not the XML."""

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import cast

from lxml import etree

from lianxin.kernel.outline.readers.packages import Package, Stream
from lianxin.kernel.outline.readers.unreadable import Unreadable
from lianxin.kernel.outline.readers.wordxml import (
    attribute,
    child,
    children,
)
from lianxin.kernel.sheets import limits
from lianxin.kernel.sheets.cells import Sheet, Workbook
from lianxin.kernel.sheets.problems import Problem, notice
from lianxin.kernel.sheets.readers.formats import shape_of
from lianxin.kernel.sheets.readers.plainrows import Rest
from lianxin.kernel.sheets.readers.plaintexts import PlainTexts
from lianxin.kernel.sheets.readers.sheetxml import Book, read_sheet, text_of, unescaped
from lianxin.kernel.sheets.unreadable import Unreadable as Refused

FORMAT = "a workbook (.xlsx)"


@dataclass(frozen=True, slots=True)
class _Named:
    """A sheet as the workbook names it."""

    name: str
    part: str
    hidden: bool
    is_table: bool


def read_xlsx(data: bytes, *, name: str) -> Workbook:
    """Return the sheets of a workbook; formulas with the values last computed.

    Nothing is computed, run or followed. Raises Unreadable.
    """
    package = Package(data, name=name, format=FORMAT)
    main = package.related("", "officeDocument") or "xl/workbook.xml"
    root = package.xml(main)
    if root is None:
        raise package.damaged()
    texts = _shared_texts(package, main)
    book = Book(
        texts=texts,
        has_long_texts=any(len(text) > limits.CELL_CHARACTERS for text in texts),
        shapes=_shapes(package, main),
        from_1904=attribute_of(root, "workbookPr", "date1904") in {"1", "true"},
    )
    named = list(_named(package, root, main))
    if len(named) > limits.SHEETS:
        raise Refused("too_many_sheets", name=name, sheets=limits.SHEETS)
    reading = _Reading(package, book)
    sheets = tuple(reading.sheet(each) for each in named)
    return Workbook(name, "xlsx", sheets, tuple(_told(package)))


def attribute_of(root: etree._Element, name: str, key: str) -> str:
    """Return an attribute of the first child of that name, or nothing."""
    found = child(root, name)
    return "" if found is None else attribute(found, key)


@dataclass(slots=True)
class _Reading:
    """One pass through the sheets, which share what may be unpacked."""

    package: Package
    book: Book
    cells: int = field(default=0)

    def sheet(self, named: _Named) -> Sheet:
        if named.hidden:
            told = (notice("sheet_hidden", sheet=named.name),)
            return Sheet(named.name, hidden=True, problems=told)
        if not named.is_table or named.part not in self.package.parts:
            told = (notice("sheet_without_cells", sheet=named.name),)
            return Sheet(named.name, problems=told)
        stream = self.package.stream(named.part, megabytes=limits.SHEET_MEGABYTES)
        try:
            sheet, cells = read_sheet(
                stream, named.name, self.book, room=limits.CELLS - self.cells
            )
        except etree.XMLSyntaxError as error:
            raise _refusal(self.package, error) from error
        self.cells += cells
        return sheet


def _refusal(package: Package, error: etree.XMLSyntaxError) -> Unreadable:
    if "depth" in str(error).lower():
        return Unreadable("too_deep", name=package.name)
    return package.damaged()


def _told(package: Package) -> Iterator[Problem]:
    if any(part.endswith("vbaProject.bin") for part in package.parts):
        yield notice("macros_ignored")
    if any(part.startswith("xl/externalLinks/") for part in package.parts):
        yield notice("external_links")


def _named(package: Package, root: etree._Element, main: str) -> Iterator[_Named]:
    targets = dict(_relations(package, main))
    listed = child(root, "sheets")
    for sheet in () if listed is None else children(listed, "sheet"):
        kind, part = targets.get(_relation_of(sheet), ("", ""))
        yield _Named(
            name=attribute(sheet, "name"),
            part=part,
            hidden=attribute(sheet, "state") in {"hidden", "veryHidden"},
            is_table=kind == "worksheet",
        )


def _relation_of(sheet: etree._Element) -> str:
    """Return r:id; the sheet has an attribute sheetId too, so the name is not enough."""
    for key, value in sheet.attrib.items():
        if str(key).endswith("}id"):
            return str(value)
    return ""


def _relations(package: Package, main: str) -> Iterator[tuple[str, tuple[str, str]]]:
    folder, file = posixpath.split(main)
    root = package.xml(posixpath.join(folder, "_rels", f"{file}.rels"))
    for relation in () if root is None else root:
        kind = attribute(relation, "Type").rpartition("/")[2]
        target = posixpath.join("/", folder, attribute(relation, "Target"))
        yield attribute(relation, "Id"), (kind, posixpath.normpath(target)[1:])


def _shared_texts(package: Package, main: str) -> list[str]:
    part = package.related(main, "sharedStrings") or "xl/sharedStrings.xml"
    if part not in package.parts:
        return []
    stream = package.stream(part, megabytes=limits.TEXT_MEGABYTES)
    plain = PlainTexts(stream)
    texts = [unescaped(text) for text in plain.read()]
    try:
        for element in elements(plain.rest or stream, "si"):
            texts.append(unescaped(text_of(element)))
            forget(element)
    except etree.XMLSyntaxError as error:
        raise _refusal(package, error) from error
    return texts


def elements(stream: Stream | Rest, name: str) -> Iterator[etree._Element]:
    """Yield the elements of a local name as they are complete."""
    parts = etree.iterparse(
        cast("etree._FileReadSource", stream),
        events=("end",),
        tag=f"{{*}}{name}",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    for _, element in parts:
        yield element


def forget(element: etree._Element) -> None:
    """Free an element that has been read, and what stood before it."""
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


def _shapes(package: Package, main: str) -> list[str]:
    """Return for each style what it shows of a number."""
    root = package.xml(package.related(main, "styles") or "xl/styles.xml")
    if root is None:
        return []
    described: dict[str, str] = {}
    listed = child(root, "numFmts")
    for each in () if listed is None else children(listed, "numFmt"):
        described[attribute(each, "numFmtId")] = attribute(each, "formatCode")
    styles = child(root, "cellXfs")
    return [
        shape_of(int(number) if number.isdigit() else 0, described.get(number))
        for number in (
            attribute(style, "numFmtId")
            for style in (() if styles is None else children(styles, "xf"))
        )
    ]
