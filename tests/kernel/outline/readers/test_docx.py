"""A Word document is read as its reader sees it, and hostile ones are refused."""

import io
import zipfile

import pytest

from lianxin.kernel.outline.readers import Unreadable, read
from tests.kernel.outline.readers.wordfile import (
    STRICT,
    level,
    lists,
    paragraph,
    row,
    word_file,
)


def text(body: str, **parts: str) -> str:
    return read(word_file(body, **parts), "a.docx").text


def refusal(data: bytes) -> Unreadable:
    with pytest.raises(Unreadable) as raised:
        read(data, "a.docx")
    return raised.value


def test_paragraphs_are_lines_and_line_breaks_too() -> None:
    body = (
        paragraph("甲")
        + "<w:p><w:r><w:t>乙</w:t><w:br/><w:t>丙</w:t><w:tab/><w:t>丁</w:t></w:r></w:p>"
    )
    assert text(body) == "甲\n乙\n丙 丁"


def test_the_strict_namespace_is_read_too() -> None:
    assert text(paragraph("甲"), namespace=STRICT) == "甲"


def test_tracked_changes_are_read_as_accepted() -> None:
    body = (
        "<w:p><w:del><w:r><w:delText>旧</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>新</w:t></w:r></w:ins><w:moveFrom><w:r><w:t>去</w:t></w:r>"
        "</w:moveFrom><w:moveTo><w:r><w:t>来</w:t></w:r></w:moveTo></w:p>"
    )
    assert text(body) == "新来"


def test_a_paragraph_whose_end_was_deleted_runs_into_the_next() -> None:
    mark = "<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>"
    body = f"<w:p>{mark}<w:r><w:t>前</w:t></w:r></w:p>" + paragraph("后")
    assert text(body) == "前后"
    gone = f"<w:p>{mark}<w:del><w:r><w:delText>无</w:delText></w:r></w:del></w:p>"
    assert text(gone + paragraph("后")) == "后"


def test_what_is_not_seen_is_left_out() -> None:
    body = (
        "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>隐</w:t></w:r>"
        '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>显</w:t></w:r>'
        "<w:r><w:fldChar/><w:instrText>PAGE</w:instrText></w:r>"
        "<w:r><w:footnoteReference/></w:r>"
        "<w:r><w:ruby><w:rt><w:r><w:t>zhī</w:t></w:r></w:rt>"
        "<w:rubyBase><w:r><w:t>支</w:t></w:r></w:rubyBase></w:ruby></w:r></w:p>"
    )
    assert text(body) == "显支"


def test_links_controls_fields_and_formulas_are_read_through() -> None:
    run = "<w:r><w:t>{}</w:t></w:r>"
    body = (
        f"<w:sdt><w:sdtContent><w:p><w:hyperlink>{run.format('甲')}</w:hyperlink>"
        f"<w:fldSimple>{run.format('乙')}</w:fldSimple>"
        "<m:oMath><m:r><m:t>x</m:t></m:r></m:oMath></w:p></w:sdtContent></w:sdt>"
    )
    assert text(body) == "甲乙x"


def test_signs_of_symbol_fonts_become_characters() -> None:
    signs = "".join(
        f'<w:sym w:char="{code}"/>' for code in ("F081", "F0FE", "2460", "zz")
    )
    assert text(f"<w:p><w:r>{signs}</w:r></w:p>") == "①☑①"


def test_a_text_box_is_left_out_and_reported() -> None:
    box = (
        "<w:r><mc:AlternateContent><mc:Choice><w:drawing><w:txbxContent>"
        f"{paragraph('框')}</w:txbxContent></w:drawing></mc:Choice><mc:Fallback>"
        "<w:pict/></mc:Fallback></mc:AlternateContent></w:r>"
    )
    source = read(word_file(f"<w:p>{box}</w:p>{paragraph('甲')}"), "a.docx")
    assert source.text == "\n甲"
    assert [problem.kind for problem in source.problems] == ["text_boxes_left_out"]
    assert source.problems[0].sentence.startswith("The text of 1 text boxes")


def test_a_table_of_contents_is_left_out_and_reported() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="T1"><w:name w:val="toc 1"/></w:style>'
    )
    body = paragraph("一、学习 3", style="T1") + paragraph("一、学习")
    source = read(word_file(body, styles=styles), "a.docx")
    assert source.text == "一、学习"
    assert [problem.kind for problem in source.problems] == ["contents_left_out"]


def test_a_row_of_a_table_is_one_line_with_tabs() -> None:
    broken = paragraph("至疫情") + paragraph("解除")
    table = f"<w:tbl>{row('序号', '措施', '时间')}{row('1', '学习', broken)}</w:tbl>"
    assert text(paragraph("表") + table + paragraph("完")) == (
        "表\n序号\t措施\t时间\n1\t学习\t至疫情 解除\n完"
    )


def test_a_merged_cell_has_its_text_once_and_keeps_its_column() -> None:
    first = '<w:tcPr><w:vMerge w:val="restart"/></w:tcPr>' + paragraph("一")
    goes_on = "<w:tcPr><w:vMerge/></w:tcPr>" + paragraph("")
    wide = '<w:tcPr><w:gridSpan w:val="2"/></w:tcPr>' + paragraph("合")
    table = f"<w:tbl>{row(first, '甲', '乙')}{row(goes_on, '丙', '丁')}{row('二', wide)}</w:tbl>"
    assert text(table) == "一\t甲\t乙\n\t丙\t丁\n二\t合"


def test_a_deleted_row_is_left_out() -> None:
    deleted = "<w:tr><w:trPr><w:del/></w:trPr><w:tc><w:p/></w:tc></w:tr>"
    assert text(f"<w:tbl>{row('甲', '乙')}{deleted}</w:tbl>") == "甲\t乙"


def test_a_table_within_a_cell_stays_on_the_line_of_its_row() -> None:
    inner = f"<w:tbl>{row('乙', '丙')}</w:tbl>" + paragraph("丁")
    assert text(f"<w:tbl>{row('甲', inner)}</w:tbl>") == "甲\t乙 丙 丁"


def test_a_table_of_one_cell_is_a_frame_around_paragraphs() -> None:
    inner = paragraph("一、学习") + paragraph("二、检查")
    assert text(f"<w:tbl>{row(inner)}</w:tbl>") == "一、学习\n二、检查"


def test_lists_count_on_through_the_cells_of_a_table() -> None:
    numbering = lists(level(0, "%1."))
    table = f"<w:tbl>{row(paragraph('甲', num=1), '每月')}{row(paragraph('乙', num=1), '每季')}</w:tbl>"
    assert text(table, numbering=numbering) == "1. 甲\t每月\n2. 乙\t每季"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize(
    "declaration",
    [
        '<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;">]>',
        '<!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE w SYSTEM "http://example.com/w.dtd">',
    ],
)
def test_declared_entities_are_refused(declaration: str, encoding: str) -> None:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as package:
        content = f'<?xml version="1.0" encoding="{encoding}"?>{declaration}<w/>'
        package.writestr("word/document.xml", content.encode(encoding))
    assert refusal(whole.getvalue()).code == "forbidden_content"


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    bomb = word_file(" " * (49 * 1024 * 1024))
    assert len(bomb) < 100_000
    assert refusal(bomb).code == "too_large"


@pytest.mark.parametrize("levels", [30, 3_000, 100_000])
def test_tables_nested_beyond_sense_are_refused(levels: int) -> None:
    nested = "<w:tbl><w:tr><w:tc>" * levels + "</w:tc></w:tr></w:tbl>" * levels
    assert refusal(word_file(nested)).code == "too_deep"


def test_nested_tables_within_reason_are_read() -> None:
    nested = (
        "<w:tbl><w:tr><w:tc>" * 15 + paragraph("甲") + "</w:tc></w:tr></w:tbl>" * 15
    )
    assert text(nested) == "甲"


def test_a_document_of_pictures_has_no_text() -> None:
    assert refusal(word_file("<w:p><w:r><w:drawing/></w:r></w:p>")).code == "no_text"


def test_a_package_without_a_document_is_damaged() -> None:
    assert refusal(word_file("").replace(b"document", b"dokument")).code == "damaged"
