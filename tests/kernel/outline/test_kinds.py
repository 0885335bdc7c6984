import pytest

from lianxin.kernel.outline.kinds import kind_of

NEWS = "本报讯（记者甲）3月6日，公司召开推进会。会议强调，要抓落实。据悉，已有成效。"


@pytest.mark.parametrize(
    ("title", "text", "main_items", "kind"),
    [
        ("2026年工作计划", "现制定计划如下。", 6, ("yes", "document")),
        ("关于做好汛期工作的通知", "各支部：", 4, ("yes", "document")),
        ("公司召开推进会", NEWS, 0, ("no", "news")),
        ("某市印发《实施方案》", "本报讯 近日印发。全文如下。", 6, ("yes", "document")),
        ("公司举行座谈会", "近日举行。书记强调，要学习。经理指出，要落实。代表表示赞成。", 0, ("no", "news")),
        ("主题征文启事", "欢迎投稿，截稿日期另告。", 3, ("no", "call_for_papers")),
        ("2025年工作总结", "一年来，做了以下工作。", 5, ("partly", "report")),
        ("在会议上的讲话", "同志们：", 3, ("partly", "talk")),
        ("知识问答", "1.问：甲？\n2.问：乙？\n3.问：丙？", 3, ("partly", "questions")),
        ("浅谈班组建设", "班组是细胞。", 3, ("partly", "essay")),
        (None, "支部要加强学习，要落实制度，必须建立台账。", 3, ("yes", "demands")),
    ],
)  # fmt: skip
def test_the_kind_of_a_text_and_its_reason(title, text, main_items, kind):
    found = kind_of(
        title, text, nodes=main_items, main_items=main_items, work_table=False
    )

    assert found == kind


def test_a_work_table_is_guidance():
    assert kind_of("总结", "", nodes=3, main_items=0, work_table=True) == (
        "yes",
        "work_table",
    )
