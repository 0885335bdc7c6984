"""A web page is read as lines of what a reader sees."""

import pytest

from lianxin.kernel.outline.readers import Unreadable, read


def text(body: str, name: str = "a.html") -> str:
    return read(f"<html><body>{body}</body></html>".encode(), name).text


def test_blocks_and_breaks_are_lines_and_blanks_collapse() -> None:
    body = "<h1>工作 \n 要点</h1><div>甲<p>乙<br>丙</p>丁</div>  <span>戊</span>己"
    assert text(body) == "工作 要点\n甲\n乙\n丙\n丁\n戊己"


def test_em_spaces_are_indents_as_in_plain_text() -> None:
    assert text("<p>&emsp;&emsp;一、学习</p>") == "\u3000\u3000一、学习"


def test_preformatted_lines_stay() -> None:
    assert text("<pre>一、学习\n  二、检查</pre>") == "一、学习\n  二、检查"


def test_scripts_styles_navigation_and_hidden_parts_are_left_out() -> None:
    body = (
        "<script>一、脚本</script><style>二、</style><nav>首页</nav><!-- 三、 -->"
        "<p hidden>四、</p><p style='display : none'>五、</p><select><option>六、"
        "</select><p>正文</p>"
    )
    assert text(body) == "正文"


def test_ordered_lists_show_their_numbers() -> None:
    body = (
        "<ol><li>甲<li>乙<ol type=a><li>丙<li>丁</ol><li value=7>戊<li>己</ol>"
        "<ol start=3 type=I><li>庚</ol><ol reversed><li>辛<li>壬</ol>"
    )
    assert text(body).split("\n") == [
        "1. 甲", "2. 乙", "a. 丙", "b. 丁", "7. 戊", "8. 己", "III. 庚", "2. 辛", "1. 壬",
    ]  # fmt: skip


def test_a_number_stands_on_the_line_of_the_first_block_of_its_item() -> None:
    body = "<ol>\n<li>\n<p>甲</p>\n<p>乙</p>\n<ol type=a><li><div>丙</div></ol></li><li><li>丁</ol>"
    assert text(body) == "1. 甲\n乙\na. 丙\n2.\n3. 丁"


def test_a_list_within_a_row_stays_on_its_line() -> None:
    body = "<table><tr><td>甲<td><ol><li>乙<li>丙</ol></td></tr></table>"
    assert text(body) == "甲\t1. 乙 2. 丙"


def test_lists_in_chinese_counter_styles_show_them() -> None:
    body = "<ol style='list-style-type: cjk-ideographic'><li>甲<li>乙</ol>"
    assert text(body) == "一、甲\n二、乙"
    assert text("<ol style='list-style: none'><li>一、甲</ol>") == "一、甲"
    assert text("<ul><li>甲</ul>") == "• 甲"


def test_numbers_that_word_writes_into_its_web_pages_are_read() -> None:
    body = (
        "<p style='mso-list:l0 level1 lfo1'><![if !supportLists]><span "
        "style='mso-list:Ignore'>一、<span style='font:7.0pt \"Times\"'>&nbsp; </span>"
        "</span><![endif]>加强学习<o:p></o:p></p>"
    )
    assert text(body) == "一、\xa0 加强学习"


def test_rows_of_tables_are_lines_with_tabs() -> None:
    body = (
        "<table>\n<tr> <th>序号</th> <th>措施</th></tr>\n"
        "<tr><td><p>1</p></td><td><p>学习</p><p>教育<br>活动</p></td></tr></table>完"
    )
    assert text(body) == "序号\t措施\n1\t学习 教育 活动\n完"


def test_merged_cells_have_their_text_once_and_keep_their_columns() -> None:
    body = (
        "<table><tr><td rowspan=2>一</td><td>甲</td><td rowspan=3>乙</td></tr>"
        "<tr><td>丙</td></tr><tr><td colspan=2>丁</td></tr>"
        "<tr><td colspan=2>戊</td><td>己</td></tr></table>"
    )
    assert text(body) == "一\t甲\t乙\n\t丙\n丁\n戊\t\t己"


def test_a_table_for_layout_gives_plain_lines() -> None:
    body = "<table><tr><td><p>一、学习</p><table><tr><td>甲<td>乙</table></td></tr></table>"
    assert text(body) == "一、学习\n甲\t乙"


def test_a_table_within_a_row_stays_on_its_line() -> None:
    body = "<table><tr><td>甲<td><table><tr><td>乙<td>丙</table></td></tr></table>"
    assert text(body) == "甲\t乙 丙"


@pytest.mark.parametrize("charset", ["gb2312", "gbk", "utf-8"])
def test_the_declared_encoding_is_read(charset: str) -> None:
    page = f'<html><head><meta charset="{charset}"></head><p>一、学习</p></html>'
    assert read(page.encode(charset), "a.htm").text == "一、学习"


def test_a_wrong_declaration_does_not_garble_the_text() -> None:
    page = '<html><head><meta charset="gb2312"></head><p>一、加强学习</p></html>'
    assert read(page.encode(), "a.html").text == "一、加强学习"


def test_an_xml_declaration_and_entities_do_no_harm() -> None:
    page = (
        '<?xml version="1.0" encoding="utf-8"?><!DOCTYPE html [<!ENTITY x SYSTEM '
        '"file:///etc/passwd">]><html><p>&x;甲&nbsp;&lt;乙&gt;</p></html>'
    )
    assert read(page.encode(), "a.xhtml").text.endswith("&x;甲\xa0<乙>")


@pytest.mark.parametrize("tag", ["div", "b", "table><tr><td", "ol><li"])
def test_a_page_nested_beyond_sense_is_refused_not_cut(tag: str) -> None:
    with pytest.raises(Unreadable) as raised:
        text(f"<{tag}>" * 100_000 + "学习")
    assert raised.value.code == "too_deep"


def test_a_page_nested_as_bad_programs_do_is_read_whole() -> None:
    assert text("<div><font>" * 500 + "学习") == "学习"
