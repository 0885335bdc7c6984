"""Letters on paper are read back with other libraries than those that wrote them."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import docx
import pypdf
import pytest
from docx.document import Document
from docx.oxml.ns import qn
from docx.shared import Emu
from docx.text.paragraph import Paragraph
from hypothesis import given as given_examples
from hypothesis import strategies as st

from lianxin.base.documents.operations import Paper, Slip, pdf, write_paper
from lianxin.base.documents.operations.contents import given, title_lines
from lianxin.kernel.actor import Refused
from lianxin.kernel.rules.letters import Page

LETTER = Paper(
    page=Page.DOCUMENT,
    language="zh-Hans",
    issuer="北川公司党委",
    number="北川党〔2026〕5号",
    signatory="高远山",
    title="关于成立检修二支部的请示",
    addressee="华岭集团党委",
    body=[
        "为加强一线党建工作，说明如下。",
        "一、基本情况",
        "（一）人员",
        "妥否，请批示。",
    ],
    annexes=["方案", "名册"],
    signed_as="北川公司党委",
    dated=date(2026, 11, 5),
    note="联系人：唐小满",
    copy_to="集团党委组织部",
)
FORM = Paper(
    page=Page.INTRODUCTION,
    language="zh-Hans",
    issuer="检修一支部",
    number="检修介〔2026〕1号",
    title="中国共产党党员组织关系介绍信",
    addressee="运行二支部",
    body=["何秋实同志系中共正式党员。", "（有效期90天）"],
    dated=date(2026, 11, 5),
    note="联系电话：0000。\n邮编：000000",
    slips=[
        Slip(
            name="counterfoil",
            title="介绍信存根",
            paragraphs=["何秋实同志组织关系转出。"],
            dated=date(2026, 11, 5),
        ),
        Slip(
            name="receipt",
            title="介绍信回执联",
            addressee="检修一支部",
            paragraphs=["何秋实同志的组织关系已转达我处。"],
        ),
    ],
)
DOCUMENT_LINES = [
    "北川公司党委文件",
    "北川党〔2026〕5号\t签发人：高远山",
    "关于成立检修二支部的请示",
    "华岭集团党委：",
    "为加强一线党建工作，说明如下。",
    "一、基本情况",
    "（一）人员",
    "妥否，请批示。",
    "附件：1. 方案",
    "2. 名册",
    "（加盖印章处）",
    "北川公司党委",
    "2026年11月5日",
    "（联系人：唐小满）",
    "抄送：集团党委组织部。",
    "北川公司党委\t2026年11月5日印发",
]
FORM_LINES = [
    "介绍信存根",
    "检修介〔2026〕1号",
    "何秋实同志组织关系转出。",
    "（加盖印章处）",
    "2026年11月5日",
    "（加盖骑缝章）",
    "中国共产党党员组织关系介绍信",
    "检修介〔2026〕1号",
    "运行二支部：",
    "何秋实同志系中共正式党员。",
    "（有效期90天）",
    "（加盖印章处）",
    "2026年11月5日",
    "联系电话：0000。",
    "邮编：000000",
    "（加盖骑缝章）",
    "介绍信回执联",
    "检修介〔2026〕1号",
    "检修一支部：",
    "何秋实同志的组织关系已转达我处。",
    "（加盖印章处）",
    "年　　月　　日",
]


def word_lines(paper: Paper) -> list[str]:
    document = docx.Document(BytesIO(write_paper("docx", paper)))
    return [p.text.strip() for p in paragraphs(document) if p.text.strip()]


def paragraphs(document: Document) -> Iterator[Paragraph]:
    """Those of the text and those of its tables, in their order."""
    for part in document.iter_inner_content():
        if isinstance(part, Paragraph):
            yield part
        else:
            for row in part.rows:
                yield from row.cells[0].paragraphs


def pdf_pages(paper: Paper) -> list[str]:
    reader = pypdf.PdfReader(BytesIO(write_paper("pdf", paper)))
    return [re.sub(r"\s", "", page.extract_text()) for page in reader.pages]


def squeezed(lines: list[str]) -> str:
    return re.sub(r"\s", "", "".join(lines))


def test_a_document_in_word() -> None:
    assert word_lines(LETTER) == DOCUMENT_LINES


def test_a_document_in_pdf() -> None:
    first, second = pdf_pages(LETTER)
    told = first.removesuffix("—1—") + second.removesuffix("—2—")
    assert told == squeezed(DOCUMENT_LINES)
    assert (first[-3:], second[-3:]) == ("—1—", "—2—")


@pytest.mark.parametrize(
    ("signed_as", "characters"),
    [
        ("北川公司党委", 4.3),  # in the middle above the date, which ends at 4
        ("检修一支部", 4.8),
        ("中国共产党华岭能源集团北川发电有限责任公司委员会", 0),
    ],
)
def test_the_issuer_stands_in_the_middle_above_the_date(
    signed_as: str, characters: float
) -> None:
    """Four characters from the right the date ends, in Word and in PDF alike (7.3.5.1)."""
    paper = replace(LETTER, signed_as=signed_as, copy_to="")
    document = docx.Document(BytesIO(write_paper("docx", paper)))
    places = {
        p.text: (p.paragraph_format.right_indent or Emu(0)).pt * 28 / (156 / 25.4 * 72)
        for p in document.paragraphs
        if p.text in {signed_as, "2026年11月5日"}
    }
    assert round(places["2026年11月5日"], 1) == 4.0
    assert round(places[signed_as], 1) == characters
    told = given(paper)["rights"]
    assert round(told["dated"] / 20 * 28 / (156 / 25.4 * 72), 1) == 4.0  # type: ignore[index]  # a mapping


@pytest.mark.parametrize("page", [Page.DOCUMENT, Page.LETTER])
def test_the_imprint_lies_at_the_foot_of_the_last_page(page: Page) -> None:
    paper = replace(LETTER, page=page, signatory="")
    document = docx.Document(BytesIO(write_paper("docx", paper)))
    (imprint,) = document.tables
    place = imprint._tbl.tblPr.find(qn("w:tblpPr"))
    assert place is not None
    told = {k: place.get(qn(f"w:{k}")) for k in ("vertAnchor", "tblpYSpec")}
    assert told == {"vertAnchor": "margin", "tblpYSpec": "bottom"}
    bare = docx.Document(
        BytesIO(write_paper("docx", replace(paper, copy_to="", dated=None)))
    )
    assert bare.tables == []


def test_a_form_in_word() -> None:
    assert word_lines(FORM) == FORM_LINES


def test_a_form_in_pdf() -> None:
    assert pdf_pages(FORM) == [squeezed(FORM_LINES)]


def test_a_letter_in_word_has_its_issuer_in_the_head_of_the_first_page() -> None:
    paper = replace(LETTER, page=Page.LETTER, signatory="")
    document = docx.Document(BytesIO(write_paper("docx", paper)))
    section = document.sections[0]
    assert section.first_page_header.paragraphs[0].text == "北川公司党委"
    assert section.different_first_page_header_footer
    texts = [p.text for p in paragraphs(document) if p.text]
    assert texts[:2] == ["北川党〔2026〕5号", "关于成立检修二支部的请示"]
    assert texts[-1] == "抄送：集团党委组织部。"


def test_a_letter_in_pdf_has_no_number_on_its_first_page() -> None:
    paper = replace(LETTER, page=Page.LETTER, signatory="", body=["字" * 28] * 40)
    first, *others = pdf_pages(paper)
    assert first.startswith("北川公司党委北川党〔2026〕5号关于")
    assert "—1—" not in first
    assert others[0].endswith("—2—")


def test_the_page_is_that_of_the_standard() -> None:
    document = docx.Document(BytesIO(write_paper("docx", LETTER)))
    section = document.sections[0]
    sides = (
        section.page_width,
        section.page_height,
        section.top_margin,
        section.left_margin,
        section.right_margin,
        section.bottom_margin,
    )
    told = [round(Emu(side or 0).mm) for side in sides]
    assert told == [210, 297, 37, 28, 26, 35]


def test_a_page_holds_22_lines_of_28_characters() -> None:
    """Two pages of nothing but text: the first has the head, the second is full."""
    rows = ["".join(chr(0x4E00 + 28 * n + i) for i in range(28)) for n in range(60)]
    text = "".join(rows)
    paper = replace(LETTER, body=[text], annexes=(), note="", copy_to="")
    reader = pypdf.PdfReader(BytesIO(write_paper("pdf", paper)))
    second = [li for li in reader.pages[1].extract_text().split("\n") if len(li) > 20]
    assert len(second) == 22
    assert {len(line) for line in second} == {28}


def test_the_same_paper_gives_the_same_pdf() -> None:
    assert write_paper("pdf", LETTER) == write_paper("pdf", LETTER)


def test_a_draft_says_so_and_leaves_the_day_open() -> None:
    lines = word_lines(replace(LETTER, number="", dated=None, signatory=""))
    assert lines[1] == "草稿（未编号）"
    assert "年　　月　　日" in lines
    assert "印发" not in "".join(lines)


def test_in_traditional_characters() -> None:
    lines = word_lines(replace(LETTER, language="zh-Hant"))
    assert lines[1] == "北川党〔2026〕5号\t簽發人：高远山"


@pytest.mark.parametrize("kind", ["docx", "pdf"])
def test_what_people_write_is_text_and_nothing_else(kind) -> None:
    words = "{{ title }} #panic() <b>& {% endif %} $x$ *a* \x07"
    paper = replace(LETTER, title=words, body=[words], annexes=[words])
    shown = "{{ title }} #panic() <b>& {% endif %} $x$ *a*"
    if kind == "docx":
        assert word_lines(paper).count(shown) == 2
    else:
        assert pdf_pages(paper)[0].count(squeezed([shown])) == 3


def test_a_long_issuer_stays_on_its_line() -> None:
    name = "中国共产党华岭能源集团北川发电有限责任公司委员会"
    reader = pypdf.PdfReader(BytesIO(write_paper("pdf", replace(LETTER, issuer=name))))
    assert f"{name}文件" in reader.pages[0].extract_text().split("\n")


def test_a_machine_without_fonts_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "_installed", frozenset)
    with pytest.raises(Refused, match="fonts-noto-cjk"):
        write_paper("pdf", LETTER)


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not here")
def test_libreoffice_opens_them(tmp_path: Path) -> None:
    pages = {"document": LETTER, "letter": replace(LETTER, page=Page.LETTER)}
    names = []
    for name, paper in (pages | {"introduction": FORM}).items():
        (tmp_path / f"{name}.docx").write_bytes(write_paper("docx", paper))
        names.append(str(tmp_path / f"{name}.docx"))
    command = ["soffice", "--headless", f"-env:UserInstallation=file://{tmp_path}/p"]
    run = subprocess.run(  # noqa: S603 -- a fixed command
        [*command, "--convert-to", "pdf", "--outdir", str(tmp_path), *names],
        env=os.environ | {"HOME": str(tmp_path)},
        capture_output=True,
        timeout=180,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    made = {
        name: len(pypdf.PdfReader(tmp_path / f"{name}.pdf").pages)
        for name in ("document", "letter", "introduction")
    }
    assert made == {"document": 2, "letter": 1, "introduction": 1}


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("关于成立检修二支部的请示", ["关于成立检修二支部的请示"]),
        (
            "关于设立检修一支部委员会并选举委员会委员的请示",
            ["关于设立检修一支部委员会", "并选举委员会委员的请示"],
        ),
        (
            "关于印发《华岭集团基层党组织换届选举工作办法》的通知",
            ["关于印发《华岭集团基层党组织", "换届选举工作办法》的通知"],
        ),
        (
            "华岭集团党委关于同意检修一支部、运行二支部换届选举结果的批复",
            ["华岭集团党委关于同意检修一支部、", "运行二支部换届选举结果的批复"],
        ),
    ],
)
def test_a_long_title_stands_in_lines_of_about_one_length(
    title: str, lines: list[str]
) -> None:
    assert title_lines(title) == lines
    paper = replace(LETTER, title=title)
    assert "\n".join(lines) in word_lines(paper)
    shown = pypdf.PdfReader(BytesIO(write_paper("pdf", paper))).pages[0].extract_text()
    assert [li for li in shown.split("\n") if li and li in title] == lines


@given_examples(st.text(st.sampled_from("关于的并、《》和甲乙丙年度"), max_size=90))
def test_no_line_of_a_title_is_too_long_and_nothing_is_lost(title: str) -> None:
    lines = title_lines(title)
    assert "".join(lines) == title
    assert max(map(len, lines)) <= 20
    assert all(lines) or not title
