"""Where a heading ends, sign by sign."""

import pytest

from lianxin.kernel.outline.headings import heading_span


@pytest.mark.parametrize(
    ("line", "heading"),
    [
        ("指导思想。以人为本", "指导思想"),
        ("加强学习，提高能力；每月一次", "加强学习，提高能力"),
        ("代表产生的主要程序是：", "代表产生的主要程序是"),
        ("把支部建成“坚强；有力”的堡垒。好", "把支部建成“坚强；有力”的堡垒"),
        ("学习《条例》（试行；修订）精神。", "学习《条例》（试行；修订）精神"),
        ("开展“学‘四史’，践‘三好’”活动。", "开展“学‘四史’，践‘三好’”活动"),
        ("没有关上的“引号，到句号为止。后文", "没有关上的“引号，到句号为止"),
        ("半角(括号;不算)结束.", "半角(括号;不算)结束"),
        ("关反了的）括号。后文", "关反了的）括号"),
        ("会议8:30开始:请准时", "会议8:30开始"),
        ('直引号"一;二"之内;之后', '直引号"一;二"之内'),
        ("落实3.5%的要求、", "落实3.5%的要求"),
        ("为什么？怎么办", "为什么？怎么办"),
        ("问：什么是民主集中制？", "问：什么是民主集中制"),
        ("問：任期幾年？答：三年。", "問：任期幾年"),
        ("", ""),
    ],
)
def test_a_heading_ends_before_the_first_stop_outside_pairs(line, heading):
    start, end = heading_span(line, 0, len(line))

    assert line[start:end] == heading


def test_a_heading_ends_at_its_limit():
    assert heading_span("抓学习抓提高", 0, 3) == (0, 3)
