"""The outline as a whole: paths, problems, suggestions, JSON and tree."""

import json

import pytest

from lianxin.kernel.outline import Problem, Source, outline

PLAN = """2026年工作计划
一、加强学习
（一）集中学习。每月组织一次，全年不少于12次。责任部门：党群部、办公室。
1.制定计划。2026年3月底前完成。
二、改进作风。要做到：一是勤走访；二是少开会；四是讲实话。
（一）走访慰问
二、严明纪律
"""


def test_paths_are_what_people_would_cite():
    assert [node.path for node in outline(PLAN).nodes] == [
        "一", "一(一)", "一(一)·1", "二", "二·一是", "二·二是", "二·四是", "二(一)", "二",
    ]  # fmt: skip


def test_an_item_ends_where_the_next_one_beside_or_above_it_begins():
    nodes = outline(PLAN).nodes

    assert PLAN[nodes[0].start : nodes[0].end].endswith("3月底前完成。")
    assert PLAN[nodes[4].start : nodes[4].end] == "一是勤走访；"
    assert nodes[-1].end == len(PLAN) - 1


def test_numbers_that_are_missing_or_doubled_are_reported():
    assert [
        (problem.kind, dict(problem.values)) for problem in outline(PLAN).problems
    ] == [
        ("number_missing", {"before": "二是", "after": "四是", "missing": "3"}),
        ("number_twice", {"marker": "二、"}),
    ]


def test_a_clause_suggests_deadline_parties_measures_and_work():
    found = outline(PLAN).nodes[1].suggestions

    assert [passage.text for passage in found.deadlines] == ["每月", "全年"]
    assert found.responsible == ("党群部", "办公室")
    assert [passage.text for passage in found.measures] == ["不少于12次"]
    assert [passage.text for passage in found.work] == [
        "集中学习。",
        "每月组织一次，全年不少于12次。",
    ]


def test_reasons_and_slogans_are_told_from_work():
    text = "一、加强学习。学习具有重要意义。每月组织集中学习一次。"
    found = outline(text).nodes[0].suggestions

    assert [passage.text for passage in found.reasons] == ["学习具有重要意义。"]
    assert [passage.text for passage in found.work] == [
        "加强学习。",
        "每月组织集中学习一次。",
    ]


@pytest.mark.parametrize(
    ("sentence", "is_work"),
    [
        ("各支部年内走进社区不少于2次。", True),
        ("各支部年内办结实事。", True),
        ("各支部走进社区。", False),
    ],
)
def test_a_number_with_a_deadline_is_work_whatever_its_verb(
    sentence: str, is_work: bool
):
    found = outline(f"一、民生实事。{sentence}").nodes[0].suggestions

    assert (sentence in [passage.text for passage in found.work]) is is_work


def test_problems_of_the_reader_come_first():
    unread = Problem("empty", values=(("name", "a.txt"),))
    found = outline(Source("一、学习\n三、提高", "a.txt", (unread,)))

    assert [problem.kind for problem in found.problems] == ["empty", "number_missing"]
    assert found.name == "a.txt"


def test_the_json_holds_what_the_scorer_reads():
    found = json.loads(json.dumps(outline(PLAN).as_json()))

    assert found["title"] == "2026年工作计划"
    assert (found["script"], found["guidance"]) == ("hans", "yes")
    assert found["guidance_reason"] == "document"
    assert {
        key: found["nodes"][2][key]
        for key in ("level", "marker", "heading", "start", "deadline")
    } == {
        "level": 3,
        "marker": "1.",
        "heading": "制定计划",
        "start": PLAN.index("1.制定"),
        "deadline": "2026年3月底前",
    }


def test_the_tree_shows_paths_headings_and_problems():
    assert outline("工作要点\n一、学习\n（一）每月学习\n三、提高").as_tree() == (
        "工作要点\n"
        "guidance: yes. It says what is to be done: a plan, notice, regulation or the like.\n"
        "  一  学习\n"
        "    一(一)  每月学习  [每月]\n"
        "  三  提高\n"
        "! at character 18: After 一、 comes 三、: 2 is not there."
    )


def test_an_empty_text_has_an_empty_outline():
    found = outline("")

    assert (found.title, found.nodes, found.guidance) == (None, (), "no")
