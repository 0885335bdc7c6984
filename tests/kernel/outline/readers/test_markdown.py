"""Markdown is read without its marks; numbers stay as written."""

import pytest

from lianxin.kernel.outline.readers import Unreadable, read


def text(markdown: str) -> str:
    return read(markdown.encode(), "a.md").text


def test_headings_emphasis_links_and_escapes_lose_their_marks() -> None:
    markdown = (
        "# **一、** 学习\n\n落实`三会一课`与[制度](http://x)，~~不~~ *坚持* 5\\* ![图](a.png)\n\n"
        "二、检查\n====\n"
    )
    assert text(markdown) == "一、 学习\n落实三会一课与制度，不 坚持 5* \n二、检查"


def test_lines_of_a_paragraph_stay_lines() -> None:
    assert text("甲\n乙  \n丙") == "甲\n乙\n丙"


def test_numbers_of_lists_stay_as_written() -> None:
    assert text("3. 甲\n3. 乙\n9. 丙\n") == "3. 甲\n3. 乙\n9. 丙"
    assert (
        text("1) 甲\n   - 乙\n   - 丙\n\n   丁\n2) 戊")
        == "1) 甲\n• 乙\n• 丙\n丁\n2) 戊"
    )


def test_an_item_without_text_keeps_its_number() -> None:
    assert text("1.\n2. 乙") == "1. \n2. 乙"


def test_chinese_markers_and_indented_paragraphs_are_text() -> None:
    assert text("一、学习\n\n    （一）集中学习\n\n\t1、读书") == (
        "一、学习\n（一）集中学习\n1、读书"
    )


def test_tables_become_lines_with_tabs() -> None:
    assert text("| 序号 | **措施** |\n|---|---|\n| 1 | 学 \\| 习 |\n| 2 | |\n") == (
        "序号\t措施\n1\t学 | 习\n2"
    )


def test_html_within_is_read_as_html() -> None:
    assert text(
        "<div>\n<p>一、学习</p><script>x</script>\n</div>\n\n甲<br>乙<b>丙</b>"
    ) == ("一、学习\n甲\n乙丙")


def test_gb18030_is_read_and_told() -> None:
    source = read("# 一、加强学习".encode("gb18030"), "a.md")
    assert source.text == "一、加强学习"
    assert [problem.kind for problem in source.problems] == ["encoding"]


@pytest.mark.parametrize(
    "nested", ["> " * 100_000 + "甲", "".join("  " * n + "- 甲\n" for n in range(300))]
)
def test_blocks_nested_beyond_sense_are_refused_not_cut(nested: str) -> None:
    with pytest.raises(Unreadable) as raised:
        text(nested)
    assert raised.value.code == "too_deep"
