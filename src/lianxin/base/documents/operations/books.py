"""A book of a year as Word or PDF: a cover, its chapters, tables, places to sign."""

import json
from collections.abc import Mapping, Sequence
from io import BytesIO
from pathlib import Path
from typing import Literal, cast

import docx
import typst
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.table import CT_Row, CT_Tc
from docx.oxml.text.paragraph import CT_P
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

from lianxin.base.documents.operations.contents import (
    BookPaper,
    Chapter,
    Grid,
    Part,
    Section,
)
from lianxin.base.documents.operations.pdf import fonts_of
from lianxin.base.exports.operations.sheet import printable
from lianxin.base.rulebook import queries as rulebook

LAYOUT = Path(__file__).parents[1] / "templates" / "documents" / "book.typ"
MARGIN_X, MARGIN_Y = Mm(24), Mm(26)
BODY, SMALL, TITLE = Pt(12), Pt(10), Pt(32)
LINE_IN_TWIPS = 9185  # a line of A4 between the margins, in twentieths of a point
FACTS = (16, 34, 16, 34)
_REGIONS = {"zh-Hans": "CN", "zh-Hant": "HK"}


def write_book(format: Literal["docx", "pdf"], paper: BookPaper) -> bytes:  # noqa: A002 -- the word people use
    """The book as a file; nothing stands there that the paper does not say."""
    return _pdf(paper) if format == "pdf" else _word(paper)


def _pdf(paper: BookPaper) -> bytes:
    told = {
        "title": printable(paper.title),
        "cover": _printable(paper.cover),
        "contents": paper.contents,
        "foot": printable(paper.foot),
        "chapters": [_told(chapter) for chapter in paper.chapters],
        "region": _REGIONS[paper.script],
        "fonts": {
            use: fonts_of(use, paper.script) for use in ("fangsong", "hei", "title")
        },
    }
    made = typst.compile(
        LAYOUT.read_bytes(), sys_inputs={"given": json.dumps(told, sort_keys=True)}
    )
    return bytes(made)


def _told(chapter: Chapter) -> Mapping[str, object]:
    return {
        "title": printable(chapter.title),
        "empty": chapter.empty,
        "parts": [_told_part(part) for part in chapter.parts],
    }


def _told_part(part: Part) -> Mapping[str, object]:
    grid = part.grid
    return {
        "heading": printable(part.heading),
        "facts": [_printable(row) for row in part.facts],
        "sections": [
            {"heading": printable(section.heading), "lines": _printable(section.lines)}
            for section in part.sections
        ],
        "grid": grid
        and {
            "columns": _printable(grid.columns),
            "rows": [_printable(row) for row in grid.rows],
            "widths": list(grid.widths),
        },
        "signatures": list(part.signatures),
    }


def _printable(words: Sequence[str]) -> list[str]:
    return [printable(word) for word in words]


def _word(paper: BookPaper) -> bytes:
    document = docx.Document()
    document.core_properties.title = printable(paper.title)[:255]
    document.core_properties.author = document.core_properties.comments = ""
    _set_page(document, paper)
    _add_cover(document, paper)
    for chapter in paper.chapters:
        heading = document.add_heading(printable(chapter.title), level=1)
        heading.alignment = WD_ALIGN_PARAGRAPH.CENTER
        heading.paragraph_format.page_break_before = True
        if not chapter.parts and chapter.empty:
            document.add_paragraph(chapter.empty)
        for part in chapter.parts:
            _add_part(document, part)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _set_page(document: Document, paper: BookPaper) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = MARGIN_X
    section.top_margin = section.bottom_margin = MARGIN_Y
    section.different_first_page_header_footer = True
    foot = section.footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
    foot.add_run(f"{printable(paper.foot)}    ").font.size = Pt(8)
    _add_page_number(foot)
    uses = {
        "Normal": ("fangsong", BODY),
        "Heading 1": ("hei", Pt(18)),
        "Heading 2": ("hei", Pt(14)),
    }
    for name, (use, size) in uses.items():
        style = document.styles[name]
        style.font.size = size
        style.font.bold = False
        style.font.color.rgb = None
        _set_font(style, use)
    document.styles["Normal"].paragraph_format.space_after = Pt(4)


def _set_font(styled: object, use: str) -> None:
    """Word is told the standard's first name for this use."""
    name = rulebook.letter_fonts()[use][0]
    fonts = styled.element.get_or_add_rPr().get_or_add_rFonts()  # type: ignore[attr-defined]  # a run or a style of python-docx
    for attribute in list(fonts.attrib):
        if attribute.endswith("Theme"):
            del fonts.attrib[attribute]
    styled.font.name = name  # type: ignore[attr-defined]  # as above
    fonts.set(qn("w:eastAsia"), name)


def _add_page_number(paragraph: Paragraph) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    run = OxmlElement("w:r")
    run.text = "1"
    field.append(run)
    paragraph._p.append(field)


def _add_cover(document: Document, paper: BookPaper) -> None:
    title = document.add_paragraph()
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    title.paragraph_format.space_before = Pt(180)
    title.paragraph_format.space_after = Pt(72)
    run = title.add_run(printable(paper.title))
    run.font.size = TITLE
    _set_font(run, "title")
    for line in paper.cover:
        words = document.add_paragraph(printable(line))
        words.alignment = WD_ALIGN_PARAGRAPH.CENTER
    document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
    heading = document.add_paragraph()
    heading.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _set_font(heading.add_run(paper.contents), "hei")
    for chapter in paper.chapters:
        document.add_paragraph(printable(chapter.title))


def _add_part(document: Document, part: Part) -> None:
    if part.heading:
        document.add_heading(printable(part.heading), level=2)
    if part.facts:
        rows = [_facts_row(row) for row in part.facts]
        _add_table(document, rows, FACTS)
    for section in part.sections:
        _add_section(document, section)
    if part.grid is not None:
        _add_grid(document, part.grid)
    if part.signatures:
        signed = document.add_paragraph()
        signed.paragraph_format.space_before = Pt(16)
        signed.add_run("　　".join(f"{name}：＿＿＿＿＿＿" for name in part.signatures))


def _add_section(document: Document, section: Section) -> None:
    if section.heading:
        heading = document.add_paragraph()
        heading.paragraph_format.keep_with_next = True
        heading.paragraph_format.space_before = Pt(8)
        _set_font(heading.add_run(printable(section.heading)), "hei")
    for line in section.lines:
        words = document.add_paragraph(printable(line))
        words.paragraph_format.first_line_indent = 2 * BODY


def _facts_row(row: Sequence[str]) -> CT_Row:
    widths = FACTS if len(row) == len(FACTS) else (FACTS[0], sum(FACTS[1:]))
    return _row(row, widths, spans=(1,) * 4 if len(row) == 4 else (1, 3))


def _add_grid(document: Document, grid: Grid) -> None:
    rows = [_row(grid.columns, grid.widths, is_header=True)]
    rows += [_row(row, grid.widths) for row in grid.rows]
    _add_table(document, rows, grid.widths)


def _add_table(
    document: Document, rows: Sequence[CT_Row], widths: Sequence[int]
) -> None:
    """Rows are added as XML: through the library their time grows as their square."""
    table = document.add_table(rows=0, cols=len(widths), style="Table Grid")
    table.autofit = False
    for column, wide in zip(table._tbl.tblGrid.gridCol_lst, widths, strict=True):
        column.set(qn("w:w"), str(LINE_IN_TWIPS * wide // sum(widths)))
    for row in rows:
        table._tbl.append(row)
    document.add_paragraph().paragraph_format.space_after = Pt(0)


def _row(
    texts: Sequence[str],
    widths: Sequence[int],
    *,
    spans: Sequence[int] = (),
    is_header: bool = False,
) -> CT_Row:
    row = cast("CT_Row", OxmlElement("w:tr"))
    properties = OxmlElement("w:trPr")
    properties.append(OxmlElement("w:cantSplit"))
    if is_header:
        properties.append(OxmlElement("w:tblHeader"))
    row.append(properties)
    for place, (text, wide) in enumerate(zip(texts, widths, strict=True)):
        span = spans[place] if spans else 1
        share = LINE_IN_TWIPS * wide // sum(widths)
        row.append(_cell(printable(text), share, span=span, is_bold=is_header))
    return row


def _cell(text: str, wide: int, *, span: int, is_bold: bool) -> CT_Tc:
    cell = cast("CT_Tc", OxmlElement("w:tc"))
    properties = OxmlElement("w:tcPr")
    size = OxmlElement("w:tcW")
    size.set(qn("w:w"), str(wide))
    size.set(qn("w:type"), "dxa")
    properties.append(size)
    if span > 1:
        several = OxmlElement("w:gridSpan")
        several.set(qn("w:val"), str(span))
        properties.append(several)
    cell.append(properties)
    paragraph = cast("CT_P", OxmlElement("w:p"))
    run = paragraph.add_r()
    marks = run.get_or_add_rPr()
    if is_bold:
        marks.append(OxmlElement("w:b"))
    height = OxmlElement("w:sz")
    height.set(qn("w:val"), str(int(SMALL.pt * 2)))
    marks.append(height)
    run.text = text
    cell.append(paragraph)
    return cell
