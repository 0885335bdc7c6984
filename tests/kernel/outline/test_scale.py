"""Nothing grows faster than the text, whatever the text is."""

import time

import pytest

from lianxin.kernel.outline import outline

SMALL, TIMES = 1_500, 8


def seconds(text):
    began = time.process_time()
    outline(text)
    return time.process_time() - began


@pytest.mark.parametrize(
    "piece",
    [
        "1. 学习\n", "，一是学习，二是提高", "一、（“", "加强学习\n", "\n", "1.1.1 学习\n",
        "加强学习\n组织党员开展学习，每月一次，做好记录，不断提高。\n", "(fā", "- 1 -\n",
        "序号\t工作内容\t时限\n1\t开展学习\t全年\n\n正文。\n", "责任部门：", "附件：1.表\n",
        "《加强学习》\n", "至", "\t", "第一条", "目录\n第一章 总则\n",
    ],
)  # fmt: skip
def test_eight_times_the_text_takes_no_more_than_some_twenty_times_as_long(piece):
    small = max(seconds(piece * SMALL), 0.02)

    # What grows too fast does so each time; a busy machine may be slow once.
    assert any(seconds(piece * SMALL * TIMES) < 20 * small for _ in range(3))
