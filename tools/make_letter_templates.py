"""Make the Word templates of official letters from the measures of the rulebook.

Run it after `rulebook/letters/layout.yaml` has changed: `python
tools/make_letter_templates.py`. The files are committed, so that the software needs no
build step for them, and may be changed in Word: what stands in braces is filled in.
"""

from collections.abc import Sequence
from math import floor

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.section import Section
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from lianxin.base.documents.operations.contents import POINTS_IN_A_MILLIMETRE, measure
from lianxin.base.documents.operations.word import ISSUER, TEMPLATES
from lianxin.base.rulebook import queries as rulebook
from tools.make_word_templates import add_field, new_document, save, set_font

LEFT, CENTRE = WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.CENTER
RIGHT, BOTH = WD_ALIGN_PARAGRAPH.RIGHT, WD_ALIGN_PARAGRAPH.JUSTIFY
RED, GREY = "D7000F", "5A5A5A"
DOUBLE = 1  # millimetre: a thick and a thin line together
TWENTIETHS = 20
EIGHTHS = 8  # Word counts the thickness of lines in eighths of a point


def font(use: str) -> str:
    """The font that Word is told for a use."""
    return rulebook.letter_fonts()[use][0]


BODY, FOOT = measure("body_size"), measure("foot_size")
PITCH = measure("text_high") * POINTS_IN_A_MILLIMETRE / measure("lines_on_a_page")
CHARACTER = (
    measure("text_wide") * POINTS_IN_A_MILLIMETRE / measure("characters_on_a_line")
)


def page_of(document: Document) -> Section:
    """The page: its size, its margins, the height of its lines."""
    section = document.sections[0]
    section.page_width, section.page_height = (
        Mm(measure("page_wide")),
        Mm(measure("page_high")),
    )
    top, left = measure("margin_top"), measure("margin_left")
    section.top_margin, section.left_margin = Mm(top), Mm(left)
    section.right_margin = Mm(measure("page_wide") - left - measure("text_wide"))
    bottom = measure("page_high") - top - measure("text_high")
    section.bottom_margin = Mm(bottom)
    section.footer_distance = Mm(
        bottom - measure("page_number_below_text") - FOOT / POINTS_IN_A_MILLIMETRE
    )
    for grid in section._sectPr.findall(qn("w:docGrid")):
        section._sectPr.remove(grid)  # lines have their exact height; a grid would add
    normal = document.styles["Normal"]
    properties = normal.element.get_or_add_rPr()
    set_font(properties, font("fangsong"), BODY)
    # not by a grid of characters, which LibreOffice reads in another way than Word
    closer = OxmlElement("w:spacing")
    closer.set(qn("w:val"), str(floor((CHARACTER - BODY) * TWENTIETHS)))
    properties.insert_element_before(
        closer, "w:w", "w:kern", "w:position", "w:sz", "w:szCs", "w:lang"
    )
    normal.paragraph_format.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    normal.paragraph_format.line_spacing = Pt(PITCH)
    return section


def number_pages(document: Document, section: Section) -> None:
    """— 1 — at the outer side of the foot (7.5)."""
    document.settings.odd_and_even_pages_header_footer = True
    for foot, side in ((section.footer, RIGHT), (section.even_page_footer, LEFT)):
        paragraph = foot.paragraphs[0]
        paragraph.alignment = side
        paragraph.paragraph_format.left_indent = Pt(FOOT)
        paragraph.paragraph_format.right_indent = Pt(FOOT)
        write(paragraph, "— ", "song", FOOT)
        add_field(paragraph, "PAGE", FOOT)
        write(paragraph, " —", "song", FOOT)


def write(
    paragraph: Paragraph, text: str, use: str = "fangsong", size: float = BODY
) -> None:
    """Add the text in the font of this use."""
    run = paragraph.add_run(text)
    set_font(run._r.get_or_add_rPr(), font(use), size)


def add(
    document: Document,
    text: str = "",
    *,
    align: WD_ALIGN_PARAGRAPH = BOTH,
    use: str = "fangsong",
    size: float = BODY,
    indent: float = 0,
) -> Paragraph:
    """A paragraph; `indent` is that of its first line, in characters."""
    paragraph = document.add_paragraph()
    paragraph.alignment = align
    paragraph.paragraph_format.first_line_indent = Pt(indent * CHARACTER)
    if text:
        write(paragraph, text, use, size)
    return paragraph


def when(document: Document, condition: str, inside: Sequence[Paragraph]) -> None:
    """Let these paragraphs be there only where the condition holds."""
    for place, tag in ((0, f"{{%p if {condition} %}}"), (-1, "{%p endif %}")):
        marker = add(document, tag)._p
        if place == 0:
            inside[0]._p.addprevious(marker)
        else:
            inside[-1]._p.addnext(marker)


def draw(
    paragraph: Paragraph,
    side: str,
    size: float,
    colour: str = "000000",
    *,
    style: str = "single",
    gap: float = 1,
) -> None:
    """A line above or below the paragraph, as thick as `size` millimetres."""
    borders = paragraph._p.get_or_add_pPr().find(qn("w:pBdr"))
    if borders is None:
        borders = parse_xml(f"<w:pBdr {nsdecls('w')}/>")
        properties = paragraph._p.get_or_add_pPr()
        properties.insert_element_before(
            borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr"
        )
    thick = max(2, round(size * POINTS_IN_A_MILLIMETRE * EIGHTHS))
    borders.append(
        parse_xml(
            f'<w:{side} {nsdecls("w")} w:val="{style}" w:sz="{thick}" '
            f'w:space="{round(gap)}" '
            f'w:color="{colour}"/>'
        )
    )


def add_issuer_style(document: Document) -> None:
    """The issuer in red, in a style of its own, whose size the software sets."""
    style = document.styles.add_style(ISSUER, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = document.styles["Normal"]
    set_font(style.element.get_or_add_rPr(), font("title"), measure("issuer_size"))
    style.font.color.rgb = RGBColor.from_string(RED)
    style.paragraph_format.alignment = CENTRE
    style.paragraph_format.line_spacing_rule = WD_LINE_SPACING.SINGLE


def add_head_of_document(document: Document) -> None:
    """Issuer, number and whoever signed off, the red line (7.2)."""
    add_issuer_style(document)
    issuer = document.add_paragraph("{{ issuer }}", style=ISSUER)
    issuer.paragraph_format.space_before = Mm(measure("issuer_below_text_top"))
    for _number in range(2):
        add(document)
    plain = add(document, "{{ number }}", align=CENTRE)
    signed = add(document, "{{ number }}\t{{ signed_off }}", align=LEFT)
    write(signed, "{{ signatory }}", "kai")
    signed.paragraph_format.left_indent = Pt(CHARACTER)
    signed.paragraph_format.tab_stops.add_tab_stop(
        Mm(measure("text_wide")) - Pt(CHARACTER), WD_TAB_ALIGNMENT.RIGHT
    )
    when(document, "not signatory", [plain])
    when(document, "signatory", [signed])
    rule = add(document)
    rule.paragraph_format.line_spacing = Mm(measure("rule_below_number"))
    draw(rule, "bottom", measure("thick_rule"), RED)
    for _number in range(2):
        add(document)


def add_head_of_letter(document: Document) -> None:
    """Issuer between the top and the double line, in the first page's header (10.1)."""
    add_issuer_style(document)
    section = document.sections[0]
    section.different_first_page_header_footer = True
    section.header_distance = Mm(measure("letter_issuer_from_top"))
    section.footer_distance = Mm(measure("letter_rule_from_bottom"))
    head = section.first_page_header.paragraphs[0]
    head.style = document.styles[ISSUER]
    head.add_run("{{ issuer }}")
    gap = measure("letter_rule_below_issuer") * POINTS_IN_A_MILLIMETRE
    draw(head, "bottom", DOUBLE, RED, style="thickThinSmallGap", gap=gap)
    foot = section.first_page_footer.paragraphs[0]
    foot.paragraph_format.line_spacing = Pt(4)
    draw(foot, "bottom", DOUBLE, RED, style="thinThickSmallGap")
    beyond = (measure("letter_rule_wide") - measure("text_wide")) / 2
    for rule in (head, foot):
        rule.paragraph_format.left_indent = Mm(-beyond)
        rule.paragraph_format.right_indent = Mm(-beyond)
    number = add(document, "{{ number }}", align=RIGHT)
    number.paragraph_format.space_before = Pt(6)
    for _number in range(2):
        add(document)


def add_body(document: Document) -> None:
    """Title, addressee, paragraphs, annexes, signature, note (7.3)."""
    title = add(
        document, "{{ title }}", align=CENTRE, use="title", size=measure("title_size")
    )
    title.paragraph_format.line_spacing = Pt(measure("title_size") + 11)
    add(document)
    when(document, "addressee", [add(document, "{{ addressee }}")])
    add(document, "{%p for line in lines %}")
    for level, use in ((1, "hei"), (2, "kai"), (0, "fangsong")):
        row = add(document, "{{ line.text }}", use=use, indent=2)
        when(document, f"line.level == {level}", [row])
    add(document, "{%p endfor %}")
    blank = add(document)
    add(document, "{%p for name in annexes %}")
    first = add(document, "{{ annex }}{{ name }}", align=LEFT)
    other = add(document, "{{ name }}", align=LEFT)
    for row, hang in ((first, 3), (other, 0)):
        row.paragraph_format.left_indent = Pt(5 * CHARACTER)
        row.paragraph_format.first_line_indent = Pt(-hang * CHARACTER)
    when(document, "loop.first", [first])
    when(document, "not loop.first", [other])
    last = add(document, "{%p endfor %}")
    when(document, "annexes", [blank, last])
    add(document)
    add_signature(document, "{{ dated }}", BODY)
    when(document, "note", [add(document, "（{{ note }}）", indent=2)])


def add_signature(
    document: Document, dated: str, size: float, *, is_named: bool = True
) -> None:
    """Where the seal goes, in words; who signs, above the day (7.3.5)."""
    rows = [add(document, "{{ seal }}", size=size * 0.7)]
    rows[0].runs[0].font.color.rgb = RGBColor.from_string(GREY)
    if is_named:
        rows.append(add(document, "{{ signed_as }}", size=size))
    rows.append(add(document, dated, size=size))
    for row in rows:
        row.alignment = CENTRE
        row.paragraph_format.left_indent = Mm(measure("text_wide") / 2)
        row.paragraph_format.keep_together = True
        row.paragraph_format.keep_with_next = row is not rows[-1]
    if is_named:
        when(document, "signed_as", [rows[1]])


def add_imprint(document: Document, *, is_letter: bool) -> None:
    """Copies, who issued it and when, between lines (7.4); of letters only copies."""
    copies = add(document, "{{ copy_to }}", align=LEFT, size=FOOT)
    copies.paragraph_format.first_line_indent = Pt(FOOT)
    copies.paragraph_format.space_before = Pt(PITCH)
    if not is_letter:
        draw(copies, "top", measure("thick_rule"))
    when(document, "copy_to", [copies])
    if is_letter:
        return
    printed = add(document, "{{ printed_by }}\t{{ printed_on }}", align=LEFT, size=FOOT)
    printed.paragraph_format.first_line_indent = Pt(FOOT)
    printed.paragraph_format.tab_stops.add_tab_stop(
        Mm(measure("text_wide")) - Pt(FOOT), WD_TAB_ALIGNMENT.RIGHT
    )
    draw(printed, "top", measure("thin_rule"))
    draw(printed, "bottom", measure("thick_rule"))
    when(document, "printed_on", [printed])


def add_part(
    document: Document, title: str, addressee: str, rows: str, text: str
) -> None:
    """A part of a form: title, number, addressee, paragraphs."""
    add(document, title, align=CENTRE, use="title", size=18)
    add(document, "{{ number }}", align=RIGHT, size=FOOT)
    when(document, addressee, [add(document, f"{{{{ {addressee} }}}}", size=FOOT)])
    add(document, f"{{%p for row in {rows} %}}")
    add(document, f"{{{{ {text} }}}}", size=FOOT, indent=2)
    add(document, "{%p endfor %}")


def add_slip(document: Document, name: str, *, is_cut_below: bool) -> None:
    """Counterfoil or receipt, with the line along which it is cut."""
    add(document, f'{{%p for slip in slips if slip.name == "{name}" %}}')
    if not is_cut_below:
        add_cut(document)
    add_part(document, "{{ slip.title }}", "slip.addressee", "slip.paragraphs", "row")
    add_signature(document, "{{ slip.dated }}", FOOT, is_named=False)
    if is_cut_below:
        add_cut(document)
    add(document, "{%p endfor %}")


def add_cut(document: Document) -> None:
    """The line along which a part is cut off, with the words for the seal across it."""
    cut = add(document, "{{ seam }}", align=CENTRE, size=9)
    cut.paragraph_format.space_before = cut.paragraph_format.space_after = Pt(10)
    draw(cut, "bottom", measure("thin_rule"), GREY, style="dashed")


def make_form(document: Document) -> None:
    """The letter of introduction between its counterfoil and its receipt."""
    page_of(document)
    document.styles["Normal"].paragraph_format.line_spacing = Pt(FOOT * 1.45)
    add_slip(document, "counterfoil", is_cut_below=True)
    add_part(document, "{{ title }}", "addressee", "lines", "row.text")
    add_signature(document, "{{ dated }}", FOOT, is_named=False)
    add(document, "{%p for row in note_lines %}")
    add(document, "{{ row }}", size=FOOT * 0.85)
    add(document, "{%p endfor %}")
    add_slip(document, "receipt", is_cut_below=False)


def main() -> None:
    """Make the three templates."""
    for name in ("document", "letter", "introduction"):
        document = new_document()
        if name == "introduction":
            make_form(document)
        else:
            section = page_of(document)
            number_pages(document, section)
            is_letter = name == "letter"
            (add_head_of_letter if is_letter else add_head_of_document)(document)
            add_body(document)
            add_imprint(document, is_letter=is_letter)
        save(document, TEMPLATES / f"{name}.docx")


if __name__ == "__main__":
    main()
