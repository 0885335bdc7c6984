"""Word documents: one table across the page, its head repeated on every page."""

from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import cast

import docx
from django.utils.translation import get_language
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.table import CT_Row, CT_Tc
from docx.oxml.text.paragraph import CT_P
from docx.section import Section
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from lianxin.base.exports.operations.sheet import (
    Sheet,
    column_widths,
    paged_rows,
    printable,
)

PAGE = (Mm(297), Mm(210))
MARGIN = Mm(15)
EMU_IN_A_TWIP = 635
SIZES = {"Normal": 10, "Heading 1": 16}
BY_HAND = {"Normal": 14, "Heading 1": 20}
ROOM = 640  # a row to write in, in twentieths of a point
_LANGUAGES = {"zh-hans": "zh-CN", "zh-hant": "zh-HK"}


def write_word(sheet: Sheet) -> bytes:
    """A document: title, note, table, page numbers; upright if filled in by hand."""
    rows = paged_rows(sheet)
    document = docx.Document()
    document.core_properties.title = printable(sheet.title)[:255]
    document.core_properties.author = document.core_properties.comments = ""
    _set_styles(document, sizes=BY_HAND if sheet.by_hand else SIZES)
    _set_page(document.sections[0], printable(sheet.foot), is_upright=sheet.by_hand)
    document.add_heading(printable(sheet.title), level=1)
    if sheet.note:
        document.add_paragraph(printable(sheet.note))
    if sheet.columns:
        _add_table(document, sheet, rows)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _set_styles(document: Document, *, sizes: Mapping[str, int]) -> None:
    for name, size in sizes.items():
        style = document.styles[name]
        style.font.name = "Arial"
        style.font.size = Pt(size)
        style.font.color.rgb = RGBColor(0x1F, 0x23, 0x28)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for attribute in list(fonts.attrib):
            if attribute.endswith("Theme"):
                del fonts.attrib[attribute]
        fonts.set(qn("w:eastAsia"), "SimSun" if name == "Normal" else "SimHei")
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "en-GB")
    language.set(qn("w:eastAsia"), _LANGUAGES.get(get_language() or "", "zh-CN"))
    document.styles["Normal"].element.get_or_add_rPr().append(language)
    document.styles["Normal"].paragraph_format.space_after = Pt(0)


def _set_page(section: Section, words: str, *, is_upright: bool) -> None:
    section.orientation = WD_ORIENT.PORTRAIT if is_upright else WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = reversed(PAGE) if is_upright else PAGE
    section.left_margin = section.right_margin = MARGIN
    section.top_margin = section.bottom_margin = MARGIN
    foot = section.footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
    if words:
        foot.add_run(f"{words}    ").font.size = Pt(7)
    _add_field(foot, "PAGE")
    foot.add_run(" / ")
    _add_field(foot, "NUMPAGES")


def _add_field(paragraph: Paragraph, code: str) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), code)
    run = OxmlElement("w:r")
    run.text = "1"
    field.append(run)
    paragraph._p.append(field)


def _add_table(document: Document, sheet: Sheet, rows: Sequence[Sequence[str]]) -> None:
    table = document.add_table(rows=0, cols=len(sheet.columns), style="Table Grid")
    table.autofit = False
    widths = _in_twips(column_widths(sheet, rows), PAGE[1 if sheet.by_hand else 0])
    room = ROOM if sheet.by_hand else 0
    for column, wide in zip(table._tbl.tblGrid.gridCol_lst, widths, strict=True):
        column.set(qn("w:w"), str(wide))
    body = table._tbl  # adding rows through the API costs time squared
    body.append(_row([printable(c) for c in sheet.columns], widths, is_header=True))
    for row in rows:
        body.append(_row(row, widths, is_header=False, room=room))


def _in_twips(widths: Sequence[int], page: int) -> list[int]:
    """The columns' shares of the page's width, in twentieths of a point."""
    whole = (page - 2 * MARGIN) // EMU_IN_A_TWIP
    return [whole * wide // sum(widths) for wide in widths]


def _row(
    texts: Sequence[str], widths: Sequence[int], *, is_header: bool, room: int = 0
) -> CT_Row:
    row = cast("CT_Row", OxmlElement("w:tr"))
    properties = OxmlElement("w:trPr")
    properties.append(OxmlElement("w:cantSplit"))
    if room:
        height = OxmlElement("w:trHeight")
        height.set(qn("w:val"), str(room))
        properties.append(height)
    if is_header:
        properties.append(OxmlElement("w:tblHeader"))
    row.append(properties)
    for text, wide in zip(texts, widths, strict=True):
        row.append(_cell(text, wide, is_bold=is_header))
    return row


def _cell(text: str, wide: int, *, is_bold: bool) -> CT_Tc:
    cell = cast("CT_Tc", OxmlElement("w:tc"))
    properties = OxmlElement("w:tcPr")
    size = OxmlElement("w:tcW")
    size.set(qn("w:w"), str(wide))
    size.set(qn("w:type"), "dxa")
    properties.append(size)
    cell.append(properties)
    paragraph = cast("CT_P", OxmlElement("w:p"))
    run = paragraph.add_r()
    if is_bold:
        run.get_or_add_rPr().append(OxmlElement("w:b"))
    run.text = text
    cell.append(paragraph)
    return cell
