"""Automatic numbers stand in the text as Word would show them."""

from lianxin.kernel.outline.readers import read
from tests.kernel.outline.readers.wordfile import level, lists, paragraph, word_file

NOTHING = '<w:suff w:val="nothing"/>'
CHAPTERS = level(0, "%1、", "chineseCountingThousand", NOTHING) + level(
    1, "（%2）", "chineseCountingThousand", NOTHING
)


def lines(body: str, **parts: str) -> list[str]:
    return read(word_file(body, **parts), "a.docx").text.split("\n")


def test_levels_count_apart_and_restart_under_the_next_heading() -> None:
    body = "".join(
        paragraph(text, num=1, level=depth)
        for text, depth in (("甲", 0), ("乙", 1), ("丙", 1), ("丁", 0), ("戊", 1))
    )
    assert lines(body, numbering=lists(CHAPTERS)) == [
        "一、甲",
        "（一）乙",
        "（二）丙",
        "二、丁",
        "（一）戊",
    ]


def test_a_level_with_restart_zero_runs_on() -> None:
    running = level(0, "%1.", more=NOTHING) + level(
        1, "(%2)", more=NOTHING + '<w:lvlRestart w:val="0"/>'
    )
    body = "".join(paragraph("甲", num=1, level=depth) for depth in (0, 1, 1, 0, 1))
    assert lines(body, numbering=lists(running)) == [
        "1.甲",
        "(1)甲",
        "(2)甲",
        "2.甲",
        "(3)甲",
    ]


def test_a_level_may_restart_only_after_a_level_further_up() -> None:
    third = level(2, "%3)", more=NOTHING + '<w:lvlRestart w:val="1"/>')
    levels = level(0, "%1.", more=NOTHING) + level(1, "(%2)", more=NOTHING) + third
    body = "".join(
        paragraph("甲", num=1, level=depth) for depth in (0, 1, 2, 1, 2, 0, 1, 2)
    )
    assert lines(body, numbering=lists(levels)) == [
        "1.甲", "(1)甲", "1)甲", "(2)甲", "2)甲", "2.甲", "(1)甲", "1)甲",
    ]  # fmt: skip


def test_numbers_of_upper_levels_can_be_shown_and_made_arabic() -> None:
    legal = level(0, "第%1章", "chineseCountingThousand") + level(
        1, "%1.%2", more="<w:isLgl/>"
    )
    body = paragraph("总则", num=1) + paragraph("目的", num=1, level=1)
    assert lines(body, numbering=lists(legal)) == ["第一章 总则", "1.1 目的"]


def test_an_upper_level_that_was_passed_over_shows_its_start() -> None:
    levels = level(0, "%1.") + level(1, "%1.%2")
    body = paragraph("甲", num=1, level=1) + paragraph("乙", num=1)
    assert lines(body, numbering=lists(levels)) == ["1.1 甲", "1. 乙"]


def test_two_lists_of_one_definition_count_on() -> None:
    again = '<w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num>'
    body = paragraph("甲", num=1) + paragraph("段落") + paragraph("乙", num=2)
    assert lines(body, numbering=lists(CHAPTERS, nums=again)) == [
        "一、甲", "段落", "二、乙",
    ]  # fmt: skip


def test_an_override_starts_the_list_anew_once() -> None:
    again = (
        '<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">'
        '<w:startOverride w:val="5"/></w:lvlOverride></w:num>'
    )
    body = paragraph("甲", num=1) + paragraph("乙", num=2) + paragraph("丙", num=2)
    assert lines(body, numbering=lists(CHAPTERS, nums=again)) == [
        "一、甲", "五、乙", "六、丙",
    ]  # fmt: skip


def test_an_override_may_replace_the_level() -> None:
    other = (
        '<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">'
        + level(0, "%1)", "decimalEnclosedCircle", NOTHING)
        + "</w:lvlOverride></w:num>"
    )
    body = paragraph("甲", num=2) + paragraph("乙", num=2)
    assert lines(body, numbering=lists(CHAPTERS, nums=other)) == ["①)甲", "②)乙"]


def test_a_style_numbers_its_paragraphs_at_the_level_tied_to_it() -> None:
    tied = level(0, "%1、", "chineseCounting", NOTHING + '<w:pStyle w:val="H1"/>')
    tied += level(1, "(%2)", "chineseCounting", NOTHING + '<w:pStyle w:val="H2"/>')
    style = (
        '<w:style w:type="paragraph" w:styleId="{0}"><w:name w:val="heading"/>'
        '<w:basedOn w:val="{1}"/><w:pPr>{2}</w:pPr></w:style>'
    )
    numbered = '<w:numPr><w:numId w:val="1"/></w:numPr>'
    styles = style.format("H1", "", numbered) + style.format("H2", "H1", "")
    body = "".join(paragraph("甲", style=name) for name in ("H1", "H2", "H2", "H1"))
    assert lines(body, numbering=lists(tied), styles=styles) == [
        "一、甲", "(一)甲", "(二)甲", "二、甲",
    ]  # fmt: skip


def test_list_zero_takes_the_number_of_the_style_away() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="H1"><w:pPr><w:numPr>'
        '<w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    body = paragraph("甲", style="H1") + paragraph("乙", num=0, style="H1")
    assert lines(body, numbering=lists(CHAPTERS), styles=styles) == ["一、甲", "乙"]


def test_a_numbering_style_leads_to_its_definition() -> None:
    numbering = lists(
        '<w:numStyleLink w:val="Outline"/>',
        '<w:styleLink w:val="Outline"/>' + CHAPTERS,
    )
    styles = (
        '<w:style w:type="numbering" w:styleId="Outline"><w:pPr><w:numPr>'
        '<w:numId w:val="2"/></w:numPr></w:pPr></w:style>'
    )
    assert lines(paragraph("甲", num=1), numbering=numbering, styles=styles) == [
        "一、甲"
    ]
    assert lines(paragraph("甲", num=1), numbering=numbering) == ["一、甲"]


def test_a_bullet_is_shown_and_symbols_of_fonts_become_a_plain_one() -> None:
    bullets = lists(level(0, "\uf0b7", "bullet"), level(0, "―", "bullet", NOTHING))
    body = paragraph("甲", num=1) + paragraph("坚持", num=2)
    assert lines(body, numbering=bullets) == ["• 甲", "―坚持"]


def test_a_number_format_of_newer_word_falls_back() -> None:
    newer = (
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><mc:AlternateContent><mc:Choice>'
        '<w:numFmt w:val="custom"/></mc:Choice><mc:Fallback><w:numFmt '
        'w:val="upperRoman"/></mc:Fallback></mc:AlternateContent>'
        '<w:lvlText w:val="%1."/></w:lvl>'
    )
    assert lines(paragraph("甲", num=1), numbering=lists(newer)) == ["I. 甲"]


def test_an_empty_numbered_paragraph_counts_as_in_word() -> None:
    body = paragraph("甲", num=1) + paragraph(num=1) + paragraph("丙", num=1)
    assert lines(body, numbering=lists(CHAPTERS)) == ["一、甲", "二、", "三、丙"]


def test_a_list_that_is_not_defined_gives_no_number() -> None:
    assert lines(paragraph("甲", num=9, level=20), numbering=lists(CHAPTERS)) == ["甲"]
