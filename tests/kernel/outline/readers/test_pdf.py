"""A PDF is read line by line as printed, its ruled tables as rows."""

import io

import pypdf
import pytest
import typst

from lianxin.kernel.outline.readers import Unreadable, read

PAGE = (
    "#set page(width: 148mm, height: 105mm, margin: 15mm)\n"
    '#set text(font: "Noto Serif CJK SC", lang: "zh", size: 12pt)\n'
)
# One grey dot.
PNG = (
    b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\0\0\0\0:~\x9bU\0\0\0\n"
    b"IDATx\x9cch\0\0\0\x82\0\x81w\xcdr\xb6\0\0\0\0IEND\xaeB`\x82"
)


def pdf(source: str) -> bytes:
    return typst.compile((PAGE + source).encode())


def picture_page() -> str:
    data = ", ".join(map(str, PNG))
    return f"#image(bytes(({data})), width: 100%)"


def text(source: str) -> str:
    return read(pdf(source), "a.pdf").text


def refusal(data: bytes) -> Unreadable:
    with pytest.raises(Unreadable) as raised:
        read(data, "a.pdf")
    return raised.value


def test_lines_stay_as_printed_with_their_indent() -> None:
    found = text(
        "#par(first-line-indent: (amount: 2em, all: true))[" + "学习" * 25 + "]"
    )
    lines = found.split("\n")
    assert lines[0].startswith("\u3000\u3000学习")
    assert [line[:1] for line in lines[1:]] != ["\u3000"] * (len(lines) - 1)
    assert found.replace("\n", "").strip("\u3000") == "学习" * 25


def test_a_centred_title_is_indented_and_the_body_is_not() -> None:
    lines = text("#align(center)[工作要点]\n\n一、学习\n\n二、检查").split("\n")
    assert [line.strip("\u3000") for line in lines] == [
        "工作要点",
        "一、学习",
        "二、检查",
    ]
    assert [line.startswith("\u3000") for line in lines] == [True, False, False]


def test_no_spaces_are_invented_between_chinese_and_digits() -> None:
    assert (
        text("2026年6月底前完成5次 three visits") == "2026年6月底前完成5次 three visits"
    )


def test_pages_follow_each_other_and_page_numbers_stay() -> None:
    source = '#set page(numbering: "— 1 —")\n甲\n#pagebreak()\n乙'
    assert [line.strip("\u3000") for line in text(source).split("\n")] == [
        "甲", "— 1 —", "乙", "— 2 —",
    ]  # fmt: skip


def test_running_heads_are_left_out_and_reported() -> None:
    source = "#set page(header: [某公司文件 第 #context counter(page).display() 期])\n"
    found = read(pdf(source + "甲\n#pagebreak()\n乙\n#pagebreak()\n丙"), "a.pdf")
    assert found.text == "甲\n乙\n丙"
    assert [problem.kind for problem in found.problems] == ["running_head"] * 3
    assert ("count", "1") in found.problems[0].values


def test_the_same_words_at_other_places_are_no_running_head() -> None:
    assert (
        text("甲\n\n学习\n#pagebreak()\n乙\n\n丙\n\n学习") == "甲\n学习\n乙\n丙\n学习"
    )


def test_a_ruled_table_is_read_row_by_row_with_merged_cells_once() -> None:
    source = (
        "前言\n#table(columns: (2em, 6em, 1fr), [序号], [内容], [措施], "
        "table.cell(rowspan: 2)[一], [发挥党支部战斗堡垒的作用], [甲], [乙], [丙 \\ 丁],"
        "table.cell(colspan: 3)[合计])\n后记"
    )
    assert text(source).split("\n") == [
        "前言",
        "序号\t内容\t措施",
        "一\t发挥党支部战斗堡垒的作用\t甲",
        "\t乙\t丙 丁",
        "合计",
        "后记",
    ]


def test_empty_cells_keep_their_columns() -> None:
    source = "#table(columns: 3, [序号], [内容], [备注], [], [学习], [])"
    assert text(source) == "序号\t内容\t备注\n\t学习"


def test_the_title_row_that_a_table_repeats_is_read_once() -> None:
    rows = ", ".join(f"[{n}], [措施{n}]" for n in range(1, 30))
    source = f"#table(columns: 2, table.header([序号], [内容]), {rows})"
    lines = text(source).split("\n")
    assert lines == ["序号\t内容", *(f"{n}\t措施{n}" for n in range(1, 30))]


def test_a_row_that_a_page_cuts_in_two_becomes_one_line() -> None:
    long = "组织党员学习" * 30
    source = (
        "#v(30mm)\n#table(columns: (3em, 1fr, 4em), table.header([序号], [措施], [时间]), "
        f"[一], [1.{long}。], [全年], [二], [2.检查。], [四月])"
    )
    assert read(pdf(source), "a.pdf").text.count("\f") == 0
    assert len(pypdf.PdfReader(io.BytesIO(pdf(source))).pages) > 1
    assert text(source).split("\n") == [
        "序号\t措施\t时间",
        f"一\t1.{long}。\t全年",
        "二\t2.检查。\t四月",
    ]


def test_a_frame_around_paragraphs_is_no_table() -> None:
    assert text("#rect[一、学习 \\ 二、检查]") == "一、学习\n二、检查"


def test_two_columns_are_read_one_after_the_other() -> None:
    source = "#set page(columns: 2)\n" + "\\ ".join(
        f"第{n}行文字" for n in range(1, 25)
    )
    lines = [line.strip("\u3000") for line in text(source).split("\n")]
    assert lines == [f"第{n}行文字" for n in range(1, 25)]


def test_a_slanted_watermark_is_left_out() -> None:
    source = "#set page(background: rotate(45deg)[内部资料])\n一、学习"
    assert text(source) == "一、学习"


def test_a_turned_page_is_read_upright() -> None:
    writer = pypdf.PdfWriter(
        clone_from=io.BytesIO(pdf("#rotate(90deg, reflow: true)[一、学习]"))
    )
    writer.pages[0].rotate(270)
    whole = io.BytesIO()
    writer.write(whole)
    assert read(whole.getvalue(), "a.pdf").text == "一、学习"


@pytest.mark.parametrize("shift", ["0pt", "0.3pt"])
def test_letters_drawn_twice_are_read_once(shift: str) -> None:
    assert text(f"#place(dx: {shift})[一、学习]\n一、学习") == "一、学习"


def test_a_long_dash_drawn_as_one_sign_keeps_both_characters() -> None:
    assert text("服务群众――开展活动") == "服务群众――开展活动"


def test_a_locked_pdf_says_so() -> None:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf("一、学习")))
    writer.encrypt("secret", algorithm="AES-256")
    whole = io.BytesIO()
    writer.write(whole)
    assert refusal(whole.getvalue()).code == "locked"


def test_a_pdf_that_only_forbids_printing_is_read() -> None:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf("一、学习")))
    writer.encrypt("", "owner", algorithm="AES-256", permissions_flag=0)
    whole = io.BytesIO()
    writer.write(whole)
    assert read(whole.getvalue(), "a.pdf").text == "一、学习"


def test_a_scan_says_so() -> None:
    assert refusal(pdf(picture_page())).code == "scanned"
    assert refusal(pdf(picture_page() + "\n扫描")).code == "scanned"


def test_blank_pages_hold_no_text() -> None:
    assert refusal(pdf("#pagebreak()")).code == "no_text"


def test_pictures_among_pages_of_text_are_reported() -> None:
    found = read(
        pdf(
            "一、加强学习教育工作\n\n二、加强监督检查工作\n#pagebreak()"
            + picture_page()
        ),
        "a.pdf",
    )
    assert [problem.values for problem in found.problems] == [(("pages", "2"),)]


def test_more_pages_than_a_document_has_are_refused() -> None:
    writer = pypdf.PdfWriter()
    for _ in range(2_001):
        writer.add_blank_page(100, 100)
    whole = io.BytesIO()
    writer.write(whole)
    assert refusal(whole.getvalue()).code == "too_many_pages"
