"""Drafts for comment and reports to a meeting, read back as Word documents."""

import os
import shutil
import subprocess
from dataclasses import replace
from datetime import date
from io import BytesIO

import docx
import pytest
from django.utils import translation
from docx.shared import Pt

from lianxin.base.exports.operations import papers

DRAFT = papers.DraftPaper(
    title="党建工作要点分解表（征求意见稿）",
    unit="示范发电有限公司党委",
    day=date(2026, 1, 20),
    rows=[
        papers.TaskRow(key_task="政治建设", text="开展专题研讨", lead_unit="组织部"),
        papers.TaskRow(key_task="政治建设", text="讲好专题党课", lead_unit="宣传部"),
    ],
    addressee="各有关单位：",
    paragraphs=["现将征求意见稿送你单位。", "第二段。"],
    until=date(2026, 1, 30),
)
REPORT = papers.ReviewPaper(
    title="第四季度重点任务推进情况汇报",
    unit="示范发电有限公司党委",
    day=date(2026, 11, 25),
    sections=[
        papers.Section(heading="总体进展", paragraphs=["共30项。"]),
        papers.Section(heading="逾期事项", paragraphs=["1. 甲", "2. 乙"]),
    ],
)


@pytest.fixture(autouse=True)
def _chinese():
    with translation.override("zh-hans"):
        yield


def document_of(content):
    return docx.Document(BytesIO(content))


def texts(document):
    return [p.text for p in document.paragraphs if p.text]


def test_a_draft_is_a_letter_a_table_and_a_slip():
    document = document_of(papers.consultation_draft(DRAFT))
    said = texts(document)
    assert said[1:6] == [
        "各有关单位：",
        "现将征求意见稿送你单位。",
        "第二段。",
        "示范发电有限公司党委",
        "2026年1月20日",
    ]
    table, head, slip = document.tables
    assert [[cell.text for cell in row.cells][:3] for row in table.rows][1:] == [
        ["1", "政治建设", "开展专题研讨"],
        ["2", "政治建设", "讲好专题党课"],
    ]
    assert [len(head.rows), len(slip.rows)] == [2, 9]
    wide, high = (
        [getattr(section, side).mm for section in document.sections]
        for side in ("page_width", "page_height")
    )
    assert [w > h for w, h in zip(wide, high, strict=True)] == [False, True, False]


def test_the_slip_names_the_unit_that_answers():
    made = papers.consultation_draft(replace(DRAFT, asked="检修一支部"))
    assert document_of(made).tables[1].rows[0].cells[1].text == "检修一支部"


def test_a_report_counts_its_sections_in_chinese_and_in_english():
    made = document_of(papers.review_paper(REPORT))
    assert texts(made) == [
        "第四季度重点任务推进情况汇报",
        "示范发电有限公司党委",
        "2026年11月25日",
        *("一、总体进展", "共30项。"),
        *("二、逾期事项", "1. 甲", "2. 乙"),
    ]
    with translation.override("en"):
        made = document_of(papers.review_paper(REPORT))
    assert texts(made)[3] == "1. 总体进展"


def test_a_report_is_laid_out_as_official_documents_are():
    document = document_of(papers.review_paper(REPORT))
    (section,) = document.sections
    margins = [section.top_margin, section.left_margin, section.right_margin]
    assert [round(margin.mm) for margin in margins] == [37, 28, 26]
    body = next(p for p in document.paragraphs if p.text == "共30项。")
    assert body.runs[0].font.size == Pt(16)
    assert body.paragraph_format.first_line_indent == Pt(32)
    names = body.runs[0]._r.xpath(".//w:rFonts/@w:eastAsia")
    assert names == ["仿宋_GB2312"]


@pytest.mark.parametrize("text", ["a<b>&amp;", "{{ title }}", "{% raw %}", "a\x0bb"])
def test_whatever_people_write_stays_text(text):
    draft = replace(DRAFT, title=text, paragraphs=[text], addressee=text, asked=text)
    section = papers.Section(heading="x", paragraphs=[text])
    shown = text.replace("\x0b", "")
    document = document_of(papers.consultation_draft(draft))
    assert texts(document)[1:3] == [shown, shown]
    assert document.tables[1].rows[0].cells[1].text == shown
    report = papers.review_paper(replace(REPORT, title=text, sections=[section]))
    assert [texts(document_of(report))[i] for i in (0, -1)] == [shown, shown]


@pytest.mark.skipif(
    not shutil.which("soffice"), reason="needs LibreOffice (soffice) to open the files"
)
def test_libreoffice_opens_both(tmp_path):
    made = {
        "draft": papers.consultation_draft(DRAFT),
        "report": papers.review_paper(REPORT),
    }
    files = [tmp_path / f"{name}.docx" for name in made]
    for file, content in zip(files, made.values(), strict=True):
        file.write_bytes(content)
    office = ["soffice", f"-env:UserInstallation={(tmp_path / 'lo').as_uri()}"]
    wanted = ["--headless", "--convert-to", "pdf", "--outdir", tmp_path, *files]
    done = subprocess.run(  # noqa: S603 -- a fixed command
        [*office, *map(str, wanted)],
        capture_output=True,
        check=False,
        timeout=240,
        env=os.environ | {"HOME": str(tmp_path)},
    )
    assert done.returncode == 0
    assert {path.stem for path in tmp_path.glob("*.pdf")} == {"draft", "report"}
