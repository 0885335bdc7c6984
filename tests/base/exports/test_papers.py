"""The papers of a plan are read back with other libraries than those that wrote them."""

import os
import shutil
import subprocess
from dataclasses import replace
from datetime import date
from io import BytesIO

import docx
import openpyxl
import pytest
from django.utils import translation
from docx.oxml.ns import qn
from docx.shared import Emu

from lianxin.base.exports.operations import papers, sheet
from lianxin.base.exports.operations.papers import layouts
from lianxin.kernel.actor import Refused

HEAD = {
    "unit": "示范发电有限公司党委",
    "number": "示范党发〔2026〕3号",
    "day": date(2026, 1, 20),
    "note": "注：由党委办公室负责解释。",
}
TASK = {
    "text": "开展专题研讨",
    "path": "二（一）1",
    "actions": "制定方案；统一印发材料",
    "standard": "不少于4次",
    "leader": "周明远",
    "lead_unit": "党委办公室",
    "supports": ["组织部", "宣传部"],
    "persons": ["李文博"],
    "due": "2026年6月底前",
    "remark": "—",
}
TASK_CELLS = [
    *("开展专题研讨\n（二（一）1）", "制定方案；统一印发材料", "不少于4次", "周明远"),
    *("党委办公室", "组织部、宣传部", "李文博", "2026年6月底前"),
]
KEYS = ["政治建设", "政治建设", "组织建设", "", "", "政治建设"]
PLAN = papers.PlanPaper(
    title="重点任务分解表",
    rows=[papers.TaskRow(key_task=key, **TASK) for key in KEYS],
    **HEAD,
)
LEDGER = papers.LedgerPaper(
    title="督办台账",
    rows=[
        papers.LedgerRow(
            key_task="政治建设",
            progress="已研讨1次",
            standing="按期",
            problems="记录不全",
            next_step="抽查",
            evidence="纪要2件",
            opinion="属实",
            struck_off=date(2026, 6, 20),
            **TASK,
        )
    ],
    **HEAD,
)
SHEET = papers.SheetPaper(
    title="检修一支部任务表",
    rows=[
        papers.SheetRow(
            source="3号文",
            text="上党课",
            measure="4次",
            due="2026-12-31",
            evidence="讲稿",
            standing="进行中",
        )
    ],
    **HEAD,
)
ADOPTION = papers.AdoptionPaper(
    title="意见采纳情况表",
    rows=[
        papers.AdoptionRow(
            unit="检修一支部",
            place="第3项",
            comment="改为9月",
            verdict="采纳",
            reason="合理",
        )
    ],
    **HEAD,
)
REVIEW = papers.QuarterPaper(
    title="第二季度调度表",
    rows=[
        papers.ReviewRow(
            text="上党课",
            unit="党委办公室",
            due="2026-06-30",
            standing="逾期",
            progress="2次",
            problems="出差多",
            next_step="补训",
        )
    ],
    **HEAD,
)
ONE_ROW = {
    "ledger": (
        papers.ledger_table,
        LEDGER,
        [
            "No.",
            "Key task",
            "Task",
            "Measures",
            "Standard of work",
            "Leader in charge",
            "Leading unit",
            "Supporting units",
            "Persons in charge",
            "To be done by",
            "Progress",
            "How it stands",
            "Problems",
            "Next step",
            "Evidence",
            "Opinion on checking",
            "Struck off on",
            "Remark",
        ],
        [
            "1",
            "政治建设",
            *TASK_CELLS,
            "已研讨1次",
            "按期",
            "记录不全",
            "抽查",
            "纪要2件",
            "属实",
            "2026-06-20",
            "—",
        ],
    ),
    "sheet": (
        papers.unit_sheet,
        SHEET,
        [
            "No.",
            "Source",
            "Goal",
            "Measured by",
            "To be done by",
            "Evidence",
            "How it stands",
        ],
        ["1", "3号文", "上党课", "4次", "2026-12-31", "讲稿", "进行中"],
    ),
    "adoption": (
        papers.adoption_table,
        ADOPTION,
        [
            "No.",
            "Unit that answered",
            "Place in the draft",
            "Comment",
            "Adopted?",
            "Reason",
        ],
        ["1", "检修一支部", "第3项", "改为9月", "采纳", "合理"],
    ),
    "review": (
        papers.review_table,
        REVIEW,
        [
            "No.",
            "Task",
            "Leading unit",
            "To be done by",
            "How it stands",
            "Progress",
            "Problems",
            "Next step",
        ],
        ["1", "上党课", "党委办公室", "2026-06-30", "逾期", "2次", "出差多", "补训"],
    ),
}
MAKERS = {name: case[:2] for name, case in ONE_ROW.items()} | {
    "plan": (papers.plan_table, PLAN)
}
HOSTILE = [
    *("=1+1", "+1", "-1", "@SUM(A1)", "＝1", '=HYPERLINK("http://x")'),
    *(
        "𠮷野𪚥",
        "🀄👩‍👩‍👧",
        "\u202eשלום",
        "a<b>&amp; </w:t>",
        "{{ title }}",
        "{% raw %}",
    ),
]


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


def page_of(content):
    return openpyxl.load_workbook(BytesIO(content)).active


def values(page):
    return [[cell or "" for cell in row] for row in page.iter_rows(values_only=True)]


def document_of(content):
    return docx.Document(BytesIO(content))


def cells(document):
    (table,) = document.tables
    return [[cell.text for cell in row.cells] for row in table.rows]


@pytest.mark.parametrize("name", ONE_ROW)
def test_excel_holds_head_titles_row_and_note(name):
    make, paper, heads, row = ONE_ROW[name]
    rest = [""] * (len(heads) - 1)
    assert values(page_of(make("xlsx", paper))) == [
        [paper.title, *rest],
        [f"Issued by: {HEAD['unit']}", *rest[1:], "示范党发〔2026〕3号    2026-01-20"],
        heads,
        row,
        [HEAD["note"], *rest],
    ]


@pytest.mark.parametrize("name", ONE_ROW)
def test_word_holds_head_titles_row_and_note(name):
    make, paper, heads, row = ONE_ROW[name]
    document = document_of(make("docx", paper))
    assert [p.text for p in document.paragraphs] == [
        paper.title,
        f"Issued by: {HEAD['unit']}\t示范党发〔2026〕3号    2026-01-20",
        HEAD["note"],
    ]
    assert cells(document) == [heads, row]
    assert document.core_properties.title == paper.title


def test_excel_merges_neighbours_of_one_key_task_and_nothing_else():
    page = page_of(papers.plan_table("xlsx", PLAN))
    assert {str(merged) for merged in page.merged_cells.ranges} == {"A1:K1", "B4:B5"}
    assert [row[:2] for row in values(page)[3:9]] == [
        *(["1", "政治建设"], ["2", ""], ["3", "组织建设"]),
        *(["4", ""], ["5", ""], ["6", "政治建设"]),
    ]
    assert values(page)[3][2:] == [*TASK_CELLS, "—"]


def test_word_merges_neighbours_of_one_key_task_and_nothing_else():
    document = document_of(papers.plan_table("docx", PLAN))
    merges = document.tables[0]._tbl.xpath(".//w:vMerge/@w:val")
    assert merges == ["restart", "continue", *["restart"] * 4]
    assert [row[:2] for row in cells(document)[1:]] == [
        *(["1", "政治建设"], ["2", "政治建设"], ["3", "组织建设"]),
        *(["4", ""], ["5", ""], ["6", "政治建设"]),
    ]
    assert cells(document)[1][2:] == [*TASK_CELLS, "—"]


@pytest.mark.parametrize("text", HOSTILE)
def test_whatever_people_write_stays_text(text):
    paper = replace(SHEET, title=text, rows=[replace(SHEET.rows[0], text=text)])
    page = page_of(papers.unit_sheet("xlsx", paper))
    document = document_of(papers.unit_sheet("docx", paper))
    assert (page["A1"].value, page["C4"].value) == (text, text)
    assert page["C4"].data_type == "s"
    assert bool(page["C4"].quotePrefix) == (text[0] in "=+-@＝")
    assert (document.paragraphs[0].text, cells(document)[1][2]) == (text, text)


def test_a_merged_formula_stays_text():
    rows = [replace(PLAN.rows[0], key_task="=1+1")] * 2
    page = page_of(papers.plan_table("xlsx", replace(PLAN, rows=rows)))
    assert (page["B4"].value, page["B4"].data_type) == ("=1+1", "s")
    assert page["B4"].quotePrefix


@pytest.mark.parametrize("kind", ["xlsx", "docx"])
def test_what_no_file_can_hold_is_left_out(kind):
    row = replace(SHEET.rows[0], text="a\x00\x0b\ud800b")
    made = papers.unit_sheet(kind, replace(SHEET, rows=[row]))
    read = values(page_of(made))[3] if kind == "xlsx" else cells(document_of(made))[1]
    assert read[2] == "ab"


def test_three_hundred_rows_are_all_there():
    paper = replace(PLAN, rows=[PLAN.rows[2]] * 300)
    page = page_of(papers.plan_table("xlsx", paper))
    orders = [str(number) for number in range(1, 301)]
    assert [row[0] for row in values(page)[3:303]] == orders
    rows = document_of(papers.plan_table("docx", paper)).tables[0]._tbl.tr_lst
    assert ["".join(row.tc_lst[0].xpath(".//w:t/text()")) for row in rows] == [
        "No.",
        *orders,
    ]


@pytest.mark.parametrize("name", MAKERS)
def test_an_empty_table_has_its_titles(name):
    make, paper = MAKERS[name]
    paper = replace(paper, rows=[], note="", number="", day=None)
    document = document_of(make("docx", paper))
    assert len(cells(document)) == 1
    assert len(document.paragraphs) == 2
    read = values(page_of(make("xlsx", paper)))
    assert read[2:] == cells(document)
    assert read[1][1:] == [""] * (len(read[1]) - 1)


@pytest.mark.parametrize("kind", ["xlsx", "docx"])
def test_too_many_rows_are_refused(kind, monkeypatch):
    monkeypatch.setattr(sheet, "PAGED_ROWS", 5)
    with pytest.raises(Refused):
        papers.plan_table(kind, PLAN)


@pytest.mark.parametrize("layout", layouts.TABLES, ids=lambda layout: layout.name)
def test_the_word_page_is_filled_and_no_column_is_too_narrow(layout):
    make, paper = MAKERS[layout.name]
    document = document_of(make("docx", paper))
    section = document.sections[0]
    inside = section.page_width - section.left_margin - section.right_margin
    widths = [column.width.mm for column in document.tables[0].columns]
    assert section.page_width > section.page_height
    assert abs(sum(widths) - Emu(inside).mm) < 2
    assert min(widths) >= 10  # two characters of 9 points and the room beside them
    head = document.tables[0].rows[0]._tr.trPr
    assert head.findall(qn("w:tblHeader"))
    assert section.footer._element.xpath(".//w:fldSimple/@w:instr") == [
        "PAGE",
        "NUMPAGES",
    ]


def test_excel_is_ready_for_the_printer():
    page = page_of(papers.ledger_table("xlsx", LEDGER))
    assert page.print_title_rows == "$3:$3"
    assert page.freeze_panes == "A4"
    assert (page.page_setup.orientation, page.page_setup.paperSize) == ("landscape", 8)
    assert page.page_setup.fitToHeight == 0


def test_rows_are_high_enough_for_a_long_key_task():
    def heights(key_task):
        rows = [replace(PLAN.rows[0], key_task=key_task)] * 2
        page = page_of(papers.plan_table("xlsx", replace(PLAN, rows=rows)))
        return [page.row_dimensions[row].height for row in (4, 5)]

    low, high = heights("短"), heights("长" * 120)
    assert low[0] < high[0] == high[1] < 409
    assert sum(high) > 120 / 7 * 13.5


@pytest.mark.skipif(
    not shutil.which("soffice"), reason="needs LibreOffice (soffice) to open the files"
)
def test_libreoffice_opens_every_paper(tmp_path):
    files = []
    for name, (make, paper) in MAKERS.items():
        for kind in ("xlsx", "docx"):
            files.append(tmp_path / f"{name}-{kind}.{kind}")
            files[-1].write_bytes(make(kind, paper))
    done = subprocess.run(  # noqa: S603 -- a fixed command
        ["soffice", f"-env:UserInstallation={(tmp_path / 'lo').as_uri()}"]
        + ["--headless", "--convert-to", "pdf", "--outdir", str(tmp_path)]
        + [str(file) for file in files],
        capture_output=True,
        check=False,
        timeout=240,
        env=os.environ | {"HOME": str(tmp_path)},
    )
    assert done.returncode == 0
    assert {path.stem for path in tmp_path.glob("*.pdf")} == {f.stem for f in files}
