"""Make the Word templates of the papers from the layouts of their tables.

Run it after a layout has changed: `python tools/make_word_templates.py`. The files
are committed, so that the software needs no build step for them.
"""

import datetime
from pathlib import Path

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.table import WD_ALIGN_VERTICAL, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.section import Section
from docx.shared import Mm, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph
from lxml import etree

from lianxin.base.exports.operations.papers.layouts import (
    DRAFT,
    TABLES,
    Column,
    Layout,
)
from lianxin.base.exports.operations.papers.letters import PAPER
from lianxin.base.exports.operations.papers.templates import TEMPLATES

# The fonts of GB/T 9704, and what stands in for each where it is not installed.
FONTS = {
    "方正小标宋简体": "SimSun",
    "仿宋_GB2312": "FangSong",
    "楷体_GB2312": "KaiTi",
    "黑体": "SimHei",
    "宋体": "SimSun",
}
TITLE, BODY, SECOND, FIRST, PLAIN = FONTS
PAGES = {"A4": (297, 210), "A3": (420, 297)}
MADE = datetime.datetime(2026, 11, 25, tzinfo=datetime.UTC)
LEFT, CENTRE = WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.CENTER
RIGHT, BOTH = WD_ALIGN_PARAGRAPH.RIGHT, WD_ALIGN_PARAGRAPH.JUSTIFY
# GB/T 9704-2012: A4, 22 lines of 28 characters of size 16 within these margins.
LETTER_MARGINS = {"top": 37, "bottom": 35, "left": 28, "right": 26}
LINE, TWO_CHARACTERS = 28.9, 32


def new_document() -> Document:
    """An empty document of ours: its fonts, no author, no date of today."""
    document = docx.Document()
    facts = document.core_properties
    facts.author = facts.comments = facts.title = ""
    facts.created = facts.modified = MADE
    normal = document.styles["Normal"]
    normal.paragraph_format.space_after = Pt(0)
    set_font(normal.element.get_or_add_rPr(), PLAIN, 9)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "en-GB")
    language.set(qn("w:eastAsia"), "zh-CN")
    normal.element.get_or_add_rPr().append(language)
    _name_stand_ins(document)
    return document


def set_font(
    properties: etree._Element, family: str, size: float, *, is_bold: bool = False
) -> None:
    """Give the run or style this font for Chinese, and Times for Latin letters."""
    fonts = properties.get_or_add_rFonts()
    for attribute in list(fonts.attrib):
        del fonts.attrib[attribute]
    for script in ("ascii", "hAnsi", "cs"):
        fonts.set(qn(f"w:{script}"), "Times New Roman")
    fonts.set(qn("w:eastAsia"), family)
    properties.sz_val = Pt(size)
    if is_bold:
        properties.get_or_add_b()


def _name_stand_ins(document: Document) -> None:
    for part in document.part.package.iter_parts():
        if part.partname == "/word/fontTable.xml":
            table = parse_xml(part.blob)
            for name, other in FONTS.items():
                table.append(
                    parse_xml(
                        f'<w:font {nsdecls("w")} w:name="{name}">'
                        f'<w:altName w:val="{other}"/><w:charset w:val="86"/></w:font>'
                    )
                )
            part._blob = etree.tostring(
                table, xml_declaration=True, encoding="UTF-8", standalone=True
            )


def write(
    paragraph: Paragraph,
    text: str,
    family: str = PLAIN,
    size: float = 9,
    *,
    is_bold: bool = False,
) -> None:
    """Add the text to the paragraph in this font."""
    run = paragraph.add_run(text)
    set_font(run._r.get_or_add_rPr(), family, size, is_bold=is_bold)


def set_landscape(section: Section, layout: Layout) -> int:
    """Turn the page so that the table fills it; the margin in millimetres."""
    wide, high = PAGES[layout.page]
    margin = (wide - sum(column.wide for column in layout.columns)) // 2
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(wide), Mm(high)
    section.left_margin = section.right_margin = Mm(margin)
    section.top_margin, section.bottom_margin = Mm(16), Mm(16)
    section.header_distance = section.footer_distance = Mm(8)
    return margin


def add_page_numbers(section: Section, before: str, after: str, size: float) -> None:
    """The page's number at its foot, between these words."""
    foot = section.footer.paragraphs[0]
    foot.alignment = CENTRE
    write(foot, before, size=size)
    add_field(foot, "PAGE", size)
    if after.startswith(" /"):
        write(foot, " / ", size=size)
        add_field(foot, "NUMPAGES", size)
    else:
        write(foot, after, size=size)


def add_field(paragraph: Paragraph, code: str, size: float) -> None:
    """A number that the word processor counts."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), code)
    paragraph._p.append(field)
    write(paragraph, "1", size=size)
    field.append(paragraph.runs[-1]._r)


def add_table_paper(document: Document, layout: Layout) -> None:
    """The title, the line of unit, number and day, the table and its note."""
    title = document.add_paragraph()
    title.alignment = CENTRE
    title.paragraph_format.space_after = Pt(8)
    write(title, "{{ title }}", TITLE, 20)
    facts = document.add_paragraph()
    facts.paragraph_format.space_after = Pt(4)
    facts.paragraph_format.tab_stops.add_tab_stop(
        Mm(sum(column.wide for column in layout.columns)), WD_TAB_ALIGNMENT.RIGHT
    )
    write(facts, "{{ unit }}\t{{ facts }}", size=10.5)
    table = new_table(document, [column.wide for column in layout.columns])
    fill_head(table, [f"{{{{ heads[{i}] }}}}" for i in range(len(layout.columns))])
    for tag in ("{%tr for rows in groups %}", "{%tr for row in rows %}"):
        write(table.add_row().cells[0].paragraphs[0], tag)
    row = table.add_row()
    hold_together(row._tr)
    for place, column in enumerate(layout.columns):
        _fill_cell(row.cells[place], column, place)
    for tag in ("{%tr endfor %}", "{%tr endfor %}"):
        write(table.add_row().cells[0].paragraphs[0], tag)
    for text in ("{%p if note %}", "{{ note }}", "{%p endif %}"):
        note = document.add_paragraph()
        note.paragraph_format.space_before = Pt(4)
        write(note, text)


def new_table(document: Document, widths: list[int]) -> Table:
    """A framed table of these widths in millimetres, without rows."""
    table = document.add_table(rows=0, cols=len(widths), style="Table Grid")
    table.autofit = False
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    for column, wide in zip(table.columns, widths, strict=True):
        column.width = Mm(wide)
    sides = "".join(
        f'<w:{side} w:w="57" w:type="dxa"/>'
        for side in ("top", "left", "bottom", "right")
    )
    table._tbl.tblPr.append(
        parse_xml(f"<w:tblCellMar {nsdecls('w')}>{sides}</w:tblCellMar>")
    )
    look = table._tbl.tblPr.find(qn("w:tblLook"))
    if look is not None:  # it has to be the last
        table._tbl.tblPr.append(look)
    return table


def fill_head(table: Table, texts: list[str]) -> None:
    """The shaded row of titles, repeated on every page."""
    row = table.add_row()
    hold_together(row._tr)
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for cell, text in zip(row.cells, texts, strict=True):
        shade = OxmlElement("w:shd")
        shade.set(qn("w:val"), "clear")
        shade.set(qn("w:fill"), "EFEBE3")
        cell._tc.get_or_add_tcPr().append(shade)
        cell.vertical_alignment = WD_ALIGN_VERTICAL.CENTER
        cell.paragraphs[0].alignment = CENTRE
        write(cell.paragraphs[0], text, FIRST)


def hold_together(row: etree._Element) -> None:
    """Let no page break cut the row."""
    row.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def _fill_cell(cell: _Cell, column: Column, place: int) -> None:
    text = f"{{{{ row[{place}] }}}}"
    if column.is_merged:
        merge = OxmlElement("w:vMerge")
        merge.set(
            qn("w:val"), "{% if loop.first %}restart{% else %}continue{% endif %}"
        )
        cell._tc.get_or_add_tcPr().append(merge)
        text = "{% if loop.first %}" + text + "{% endif %}"
    cell.vertical_alignment = WD_ALIGN_VERTICAL.CENTER
    cell.paragraphs[0].alignment = CENTRE if column.is_centred else LEFT
    write(cell.paragraphs[0], text)


def set_portrait(section: Section) -> None:
    """An upright page with the margins of an official document."""
    section.orientation = WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(210), Mm(297)
    for side, width in LETTER_MARGINS.items():
        setattr(section, f"{side}_margin", Mm(width))
    section.footer_distance = Mm(28)


def add_body(
    document: Document,
    text: str,
    family: str = BODY,
    size: float = 16,
    *,
    side: WD_ALIGN_PARAGRAPH = BOTH,
    is_indented: bool = False,
) -> None:
    """A paragraph of a letter or a report."""
    paragraph = document.add_paragraph()
    paragraph.alignment = side
    paragraph.paragraph_format.line_spacing = Pt(max(LINE, size * 1.5))
    if is_indented:
        paragraph.paragraph_format.first_line_indent = Pt(TWO_CHARACTERS)
    write(paragraph, text, family, size)


def add_letter(document: Document) -> None:
    """The letter that goes with a draft."""
    add_body(document, "{{ heading }}", TITLE, 22, side=CENTRE)
    add_body(document, "")
    add_body(document, "{{ addressee }}")
    add_body(document, "{%p for words in paragraphs %}")
    add_body(document, "{{ words }}", is_indented=True)
    add_body(document, "{%p endfor %}")
    add_body(document, "")
    add_body(document, "{{ sender }}", side=RIGHT)
    add_body(document, "{{ day }}", side=RIGHT)


def add_slip(document: Document) -> None:
    """The slip on which a unit answers, to be filled in by hand or on the screen."""
    add_body(document, "{{ slip }}", TITLE, 22, side=CENTRE)
    add_body(document, "{{ title }}", BODY, 14, side=CENTRE)
    add_body(document, "{{ wanted }}", BODY, 14, side=RIGHT)
    head = new_table(document, [30, 48, 30, 48])
    for first in (0, 2):
        row = head.add_row()
        row.height = Mm(14)
        for place, text in enumerate(
            (f"labels[{first}]", "" if first else "asked", f"labels[{first + 1}]", "")
        ):
            cell = row.cells[place]
            cell.vertical_alignment = WD_ALIGN_VERTICAL.CENTER
            if text:
                write(cell.paragraphs[0], f"{{{{ {text} }}}}", BODY, 12)
    add_body(document, "", size=6)
    table = new_table(document, [16, 84, 56])
    fill_head(table, [f"{{{{ columns[{i}] }}}}" for i in range(3)])
    write(table.add_row().cells[0].paragraphs[0], "{%tr for blank in blanks %}")
    table.add_row().height = Mm(13)
    write(table.add_row().cells[0].paragraphs[0], "{%tr endfor %}")
    add_body(document, "{{ hint }}", BODY, 12)


def add_report(document: Document) -> None:
    """A report to a meeting: title, who and when, sections."""
    add_body(document, "{{ title }}", TITLE, 22, side=CENTRE)
    add_body(document, "")
    add_body(document, "{{ unit }}", SECOND, side=CENTRE)
    add_body(document, "{{ day }}", SECOND, side=CENTRE)
    add_body(document, "")
    add_body(document, "{%p for line in lines %}")
    add_body(document, "{%p if line.is_heading %}")
    add_body(document, "{{ line.words }}", FIRST, is_indented=True)
    add_body(document, "{%p else %}")
    add_body(document, "{{ line.words }}", is_indented=True)
    add_body(document, "{%p endif %}")
    add_body(document, "{%p endfor %}")
    add_body(document, "{%p if note %}")
    add_body(document, "{{ note }}", SECOND, is_indented=True)
    add_body(document, "{%p endif %}")


def make_draft() -> None:
    """The template of a draft for comment: letter, table, slip."""
    document = new_document()
    set_portrait(document.sections[0])
    add_page_numbers(document.sections[0], "— ", " —", 14)
    add_letter(document)
    set_landscape(document.add_section(WD_SECTION.NEW_PAGE), DRAFT)
    add_table_paper(document, DRAFT)
    set_portrait(document.add_section(WD_SECTION.NEW_PAGE))
    add_slip(document)
    save(document, TEMPLATES / f"{DRAFT.name}.docx")


def make_report() -> None:
    """The template of a report to a meeting."""
    document = new_document()
    set_portrait(document.sections[0])
    add_page_numbers(document.sections[0], "— ", " —", 14)
    add_report(document)
    save(document, TEMPLATES / f"{PAPER}.docx")


def save(document: Document, path: Path) -> None:
    """Store the template where the software looks for it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    document.save(str(path))


def main() -> None:
    """Make all templates."""
    for layout in TABLES:
        document = new_document()
        set_landscape(document.sections[0], layout)
        add_page_numbers(document.sections[0], "", " / ", 9)
        add_table_paper(document, layout)
        save(document, TEMPLATES / f"{layout.name}.docx")
    make_draft()
    make_report()


if __name__ == "__main__":
    main()
