"""What the scanner takes for a marker, and what it does not."""

import pytest

from lianxin.kernel.outline import outline
from lianxin.kernel.outline.markers import Style, line_starts, marks_at_line_starts


def style_and_number(line):
    return [
        (mark.style, mark.number, mark.weak)
        for mark in marks_at_line_starts(line, line_starts(line))
    ]


@pytest.mark.parametrize(
    ("line", "style", "number"),
    [
        ("第三编　总则", Style.VOLUME, 3),
        ("第 一 章 总 则", Style.CHAPTER, 1),
        ("第二節　職責", Style.SECTION, 2),
        ("第二十一条　选举前", Style.ARTICLE, 21),
        ("第一部分 基础知识", Style.PART, 1),
        ("第一个方面、充分认识", Style.ASPECT, 1),
        ("第二个角度，众人之事", Style.ASPECT, 2),
        ("一 、加强学习", Style.HAN, 1),
        ("二．加强学习", Style.HAN, 2),
        ("（ 三）加强学习", Style.HAN_BRACKET, 3),
        ("(四)、加强学习", Style.HAN_BRACKET, 4),
        ("㈤加强学习", Style.HAN_BRACKET, 5),
        ("１２．加强学习", Style.NUMBER, 12),
        ("⒊加强学习", Style.NUMBER, 3),
        ("1.2021年的工作", Style.NUMBER, 1),
        ("（1）加强学习", Style.NUMBER_BRACKET, 1),
        ("⑵加强学习", Style.NUMBER_BRACKET, 2),
        ("3)加强学习", Style.NUMBER_HALF, 3),
        ("④加强学习", Style.CIRCLED, 4),
        ("第一，加强学习", Style.ORDINAL, 1),
        ("··第二，加强学习", Style.ORDINAL, 2),
        ("三是加强学习", Style.IS, 3),
    ],
)
def test_each_family_is_known_in_all_its_forms(line, style, number):
    assert style_and_number(line) == [(style, number, False)]


@pytest.mark.parametrize(
    "line",
    [
        "2019年，召开大会", "2026.6.30起施行", "3.5%的增长", "12名党员", "第三条规定的义务",
        "第一、二、三党支部", "一是一，二是二", "一、二、三等奖", "一、二车间", "1000余名职工",
        "3,000元", "10月18日", "全球第一，", "――坚持党的领导", "[1]张三.论党建",
    ],
)  # fmt: skip
def test_years_amounts_references_and_lists_are_no_markers(line):
    assert style_and_number(line) == []


@pytest.mark.parametrize(
    "text",
    [
        "一是加强学习。没有下文。",
        "标杆之一是甲，唯一是乙，统一是丙，之二是丁。",
        "产值全国第一，利润全国第二，成绩很好。",
        "增长3.5%，其中：1.5万元用于慰问，2.3万元用于培训。",
        "首先要建平台，第二，要建队伍，第三，要建机制。",
        "会议定于14:30开始，比分3:1。",
    ],
)
def test_what_stands_in_no_series_is_no_item(text):
    assert outline(text).nodes == ()
