"""Minutes as Word or PDF, in the shape in which clerks file them."""

import json
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Literal

import docx
import typst
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from lianxin.base.documents.operations.contents import MinutesPaper
from lianxin.base.documents.operations.pdf import fonts_of
from lianxin.base.exports.operations.sheet import printable
from lianxin.base.rulebook import queries as rulebook

LAYOUT = Path(__file__).parents[1] / "templates" / "documents" / "minutes.typ"
MARGIN_X, MARGIN_Y = Mm(26), Mm(28)
LABELS, VALUES = (Mm(28), Mm(24)), (Mm(62), Mm(44))
BODY, TITLE = Pt(14), Pt(20)
_REGIONS = {"zh-Hans": "CN", "zh-Hant": "HK"}


def write_minutes(format: Literal["docx", "pdf"], paper: MinutesPaper) -> bytes:  # noqa: A002 -- the word people use
    """The minutes as a file; nothing stands there that the paper does not say."""
    return _pdf(paper) if format == "pdf" else _word(paper)


def _pdf(paper: MinutesPaper) -> bytes:
    told = {
        "title": printable(paper.title),
        "facts": [[printable(cell) for cell in row] for row in paper.facts],
        "sections": [
            {"heading": section.heading, "lines": [printable(x) for x in section.lines]}
            for section in paper.sections
        ],
        "signatures": list(paper.signatures),
        "region": _REGIONS[paper.script],
        "fonts": {
            use: fonts_of(use, paper.script) for use in ("fangsong", "hei", "title")
        },
    }
    made = typst.compile(
        LAYOUT.read_bytes(), sys_inputs={"given": json.dumps(told, sort_keys=True)}
    )
    return bytes(made)


def _word(paper: MinutesPaper) -> bytes:
    document = docx.Document()
    document.core_properties.title = printable(paper.title)[:255]
    document.core_properties.author = document.core_properties.comments = ""
    _set_page(document)
    title = document.add_paragraph()
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = title.add_run(printable(paper.title))
    run.font.size = TITLE
    _set_font(run, "title")
    _add_facts(document, paper.facts)
    for section in paper.sections:
        heading = document.add_paragraph()
        heading.paragraph_format.keep_with_next = True
        heading.paragraph_format.space_before = Pt(8)
        _set_font(heading.add_run(section.heading), "hei")
        for line in section.lines:
            words = document.add_paragraph(printable(line))
            words.paragraph_format.first_line_indent = 2 * BODY
    signed = document.add_paragraph()
    signed.paragraph_format.space_before = Pt(28)
    signed.add_run("　　".join(f"{name}：＿＿＿＿＿＿" for name in paper.signatures))
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _set_page(document: Document) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = MARGIN_X
    section.top_margin = section.bottom_margin = MARGIN_Y
    normal = document.styles["Normal"]
    normal.font.size = BODY
    normal.paragraph_format.space_after = Pt(4)
    _set_font(normal, "fangsong")


def _set_font(styled: object, use: str) -> None:
    """Word is told the standard's first name for this use."""
    name = rulebook.letter_fonts()[use][0]
    styled.font.name = name  # type: ignore[attr-defined]  # a run or a style of python-docx
    styled.element.get_or_add_rPr().get_or_add_rFonts().set(  # type: ignore[attr-defined]  # as above
        qn("w:eastAsia"), name
    )


def _add_facts(document: Document, facts: Sequence[Sequence[str]]) -> None:
    table = document.add_table(rows=len(facts), cols=4, style="Table Grid")
    table.autofit = False
    widths = (LABELS[0], VALUES[0], LABELS[1], VALUES[1])
    for column, wide in zip(table.columns, widths, strict=True):
        column.width = wide
    for row, cells in zip(table.rows, facts, strict=True):
        if len(cells) == 2:
            row.cells[1].merge(row.cells[3])
        for place, words in enumerate(cells):
            row.cells[place].text = printable(words)
        for place, wide in enumerate(widths):
            if len(cells) == 4 or place == 0:
                row.cells[place].width = wide
