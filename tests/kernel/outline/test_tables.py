"""Rows of tables as they come out of Word and the web: merged, broken, padded."""

import pytest

from lianxin.kernel.outline import outline

HEAD = "序号\t重点工作\t具体措施\t完成时限\t责任人"


def told(text):
    return [
        (
            node.level,
            node.heading,
            node.suggestions.deadline,
            node.suggestions.responsible,
        )
        for node in outline(text).nodes
        if node.suggestions.deadline
    ]


@pytest.mark.parametrize(
    "rows",
    [
        f"{HEAD}\n1\t抓学习\t1.每月一次\t全年\t书记\n2.每季度一测\t9月\t委员、组长\n",
        f"{HEAD}\n1\t抓学习\t1.每月一次\t全年\t书记\n\t\t2.每季度一测\t9月\t委员、组长\n",
        f"{HEAD}\t\n1\t抓学习\t1.每月一次\t全年\t书记\t\n2.每季度一测\t9月\t委员\n组长\t\n",
        f"{HEAD}\n1\t抓学习\t1.每月一次\t全年\t书记\t\n2.每季度一测\t9月\t委员、组长\t\n",
        f"{HEAD}\n1\t抓学习\t1.每月\n一次\t全年\t书记\n2.每季度一测\t9月\t委员，组长\n",
    ],
)
def test_deadline_and_parties_belong_to_the_measure_of_their_row(rows):
    assert told(rows) == [
        (2, "每月一次", "全年", ("书记",)),
        (2, "每季度一测", "9月", ("委员", "组长")),
    ]


def test_several_numbered_measures_of_one_cell_share_its_row():
    text = f"{HEAD}\n1\t抓学习\t1.每月一次；2.每季度一测\t全年\t书记\n"

    assert told(text) == [
        (2, "每月一次", "全年", ("书记",)),
        (2, "每季度一测", "全年", ("书记",)),
    ]


def test_a_table_under_a_heading_lies_one_level_deeper():
    text = f"一、任务\n{HEAD}\n1\t抓学习\t每月一次\t全年\t书记\n二、要求\n"

    assert [(n.level, n.marker) for n in outline(text).nodes] == [
        (1, "一、"),
        (2, "1"),
        (3, None),
        (1, "二、"),
    ]


def test_markers_in_cells_of_a_table_without_column_titles_are_items():
    text = "目标\n一、学习\t甲\t书记\n二、走访\t乙\t委员\n"

    assert [(n.level, n.heading) for n in outline(text).nodes] == [
        (1, "学习\t甲\t书记"),
        (1, "走访\t乙\t委员"),
    ]
