"""Tables as clerks keep them: totals by name, headings again on each page, reasons."""

from decimal import Decimal

import pytest

from lianxin.kernel.sheets import read, recognise_all
from tests.kernel.sheets.books import codes, kinds, recognised
from tests.kernel.sheets.test_rosters import HERS, HIS, judged, problems, values


def test_mentors_introducers_and_training_are_those_the_rules_ask_for() -> None:
    header = ["姓名", "身份证号", "申请入党时间", "列为积极分子时间", "列为发展对象时间", "培养联系人", "入党介绍人", "培训天数", "培训学时"]  # fmt: skip
    steps = ["2020-01-01", "2021-01-01", "2022-01-01"]
    found = judged(
        [
            header,
            ["赵立新", HIS, *steps, "李明", "李明、王芳", "3天", "16学时"],
            ["孙燕", HERS, *steps, None, "李明", 2, 16],
            ["王磊", None, *steps, "李明", "李明、王芳、吴国", None, 24],
            ["冯建国", None, *steps[:2], None, None, None, None, None],
            ["周强", None, steps[0], None, None, None, None, None, None],
        ]
    )
    wrong = [p for p in problems(found) if p[1] != "id_number"]
    assert wrong == [
        (2, "training_days", "unit_removed"),
        (2, "training_hours", "unit_removed"),
        (3, "contacts", "too_few"),
        (3, "introducers", "too_few"),
        (3, "training_days", "reaches_none"),
        (4, "introducers", "too_many"),
        (5, "contacts", "too_few"),
    ]
    told = {p.code: dict(p.values) for row in found.rows for p in row.problems}
    assert told["reaches_none"]["value"] == "集中培训天数 3、集中培训学时 24"
    assert told["too_few"]["basis"] == told["reaches_none"]["basis"].replace("17", "9")


def test_a_sheet_without_a_column_of_mentors_is_not_asked_for_them() -> None:
    rows = [
        ["姓名", "身份证号", "申请入党时间", "列为积极分子时间"],
        ["赵立新", HIS, "2020-01-01", "2021-01-01"],
    ]
    assert problems(judged(rows)) == []


def test_each_delegation_has_its_line_above_a_heading_of_its_own() -> None:
    header = ["姓名", "性别", "身份证号", "代表类别"]
    found = recognised(
        [
            ["职工代表名单"],
            ["第一代表团（机关部门  2人）"],
            header,
            ["赵立新（女，回族）", None, None, "一线职工"],
            ["孙燕", "女", HERS, "管理人员"],
            ["第二代表团（检修车间，1人）  团长：周明远"],
            header,
            ["王磊", "男", HIS, "管理人员"],
        ],
        merged=["A1:D1", "A2:D2", "A6:D6"],
    )
    assert values(found, "delegation") == [
        *["第一代表团（机关部门）"] * 2,
        "第二代表团（检修车间）",
    ]
    assert [str(row.why) for row in found.rows] == [
        "title", "group", "", "", "group", "repeated_header", "",
    ]  # fmt: skip
    assert values(found, "name")[0] == "赵立新"
    assert codes(found, 4)[0] == ("name", "brackets_left_out")


def test_a_heading_of_two_lines_stands_again_on_each_page() -> None:
    first = ["姓名", "基本情况", None, "身份证号"]
    second = [None, "性别", "民族", None]
    found = recognised(
        [
            ["党员花名册"],
            first,
            second,
            ["赵立新", "男", "汉", HIS],
            ["第1页  共2页"],
            first,
            second,
            ["孙燕", "女", "回", HERS],
            ["共2页"],
        ],
        merged=["A1:D1", "A2:A3", "B2:C2", "D2:D3", "A6:A7", "B6:C6", "D6:D7"],
    )
    assert found.header_rows == (2, 3)
    assert [(row.row, str(row.why)) for row in found.rows] == [
        (1, "title"),
        (4, ""),
        (5, "footnote"),
        (6, "repeated_header"),
        (7, "repeated_header"),
        (8, ""),
        (9, "footnote"),
    ]


def test_a_title_right_above_the_heading_is_no_group() -> None:
    rows = [
        ["第一届职工代表名册"],
        ["姓名", "身份证号", "代表类别"],
        ["赵立新", HIS, "一线职工"],
        ["第二代表团"],
        ["孙燕", HERS, "管理人员"],
    ]
    found = recognised(rows, merged=["A1:C1", "A4:C4"])
    assert values(found, "delegation") == [None, "第二代表团"]
    assert str(found.rows[0].why) == "title"


def test_dues_that_are_paid_have_many_names() -> None:
    months = [f"{n}月" for n in range(1, 13)]
    found = recognised([["姓名", "每月\n应交党费", *months, "实交\n合计"]])
    assert [c.code for c in found.columns] == [
        "name", "standard", *["months"] * 12, "total",
    ]  # fmt: skip
    assert not [p for p in found.problems if p.code == "column_by_likeness"]


def test_a_total_says_of_what_it_is_one() -> None:
    months = [f"{n}月" for n in range(1, 13)]
    found = recognised(
        [
            ["支部", "姓名", "标准", *months, "合计"],
            ["检修一支部", "赵立新", 10, *[10] * 12, 120],
            ["检修一支部小计", None, None, *[10] * 12, 120],
            ["运行二支部", "孙合计", 5, *[5] * 12, 60],
            ["本单位合计", None, None, *[15] * 12, 180],
            ["合计支部", "王磊", 5, *[5] * 12, 60],
        ]
    )
    assert [str(row.why) for row in found.rows] == ["", "total", "", "total", ""]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("王芳请假", ("王芳",)),
        ("王芳，出差", ("王芳",)),
        ("王芳因病请假、李 明长期病休；孙燕", ("王芳", "李明", "孙燕")),
        ("王芳（夜班）", ("王芳",)),
        ("夜班", ()),
        ("王培训", ("王培训",)),
    ],
)
def test_of_who_was_absent_the_name_is_taken(typed: str, expected: object) -> None:
    rows = [["会议类型", "时间", "缺席人员"], ["党课", "2025-06-01", typed]]
    assert values(recognised(rows), "absent") == [expected]


def test_a_heading_over_two_columns_of_which_one_is_taken_is_told() -> None:
    rows = [
        ["党组织名称", "类别", "书记", "党员人数", None],
        [None, None, None, "正式", "预备"],
        ["一支部", "党支部", "李明", 20, 1],
    ]
    merged = ["A1:A2", "B1:B2", "C1:C2", "D1:E1"]
    found = recognised(rows, merged=merged)
    assert [(p.code, p.column) for p in found.problems] == [("column_spans", "D")]
    alone = [[*row[:4], None] for row in rows]
    alone[1][3] = None
    assert recognised(alone, merged=merged).problems == ()


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("￥15.50", "unit_removed"),
        ("1,200.50", "unit_removed"),
        ("２０", "full_width"),
        ("20元", "unit_removed"),
    ],
)
def test_how_an_amount_was_read(typed: str, code: str) -> None:
    rows = [["姓名", "金额", "补缴日期"], ["赵立新", typed, "2025-06-01"]]
    found = recognised([["党员补缴党费"], *rows])
    assert codes(found, 3) == [("amount", code)]


def test_months_are_called_by_many_names() -> None:
    heads = [
        "2026年1月", "2026.02", "2026-03-01", "4月份（元）", "5 月", "六月",
        "实交7月", "8月党费", "九月份缴纳金额", "2026-10", "１１月", "12月已缴",
    ]  # fmt: skip
    found = recognised([["姓名", *heads, "总计"], ["赵立新", *range(1, 13), 78]])
    assert [(c.code, c.step) for c in found.columns[1:-1]] == [
        ("months", step) for step in range(12)
    ]
    assert values(found, "months") == [tuple(map(Decimal, range(1, 13)))]
    assert found.columns[-1].code == "total"


@pytest.mark.parametrize("head", ["13月", "2026.13", "月份", "每月", "2026年"])
def test_what_is_no_month(head: str) -> None:
    found = recognised([["姓名", "1月", head], ["赵立新", 1, 2]])
    assert [c.code for c in found.columns] in (["name", "months"], ["name", "months", "standard"])  # fmt: skip
    assert [c.step for c in found.columns if c.code == "months"] == [0]


def test_of_what_was_due_and_what_was_paid_the_paid_is_taken() -> None:
    found = recognised(
        [
            ["姓名", "1月", None, "2月", None, "合计", None],
            [None, *["应交", "实交"] * 3],
            ["赵立新", 30, 30, 30, 0, 60, 30],
        ],
        merged=["A1:A2", "B1:C1", "D1:E1", "F1:G1"],
    )
    paid = {c.letter: c.code for c in found.columns}
    assert {letter: paid.get(letter) for letter in "ACEG"} == {
        "A": "name", "C": "months", "E": "months", "G": "total",
    }  # fmt: skip
    assert found.header_rows == (1, 2)
    assert values(found, "months")[0][:3] == (Decimal(30), Decimal(0), None)
    assert not [p for p in problems(found) if p[1] in {"months", "total"}]


def test_a_former_name_in_brackets_is_no_part_of_the_name() -> None:
    rows = [
        ["姓名", "身份证号", "入党时间"],
        ["赵立新（曾用名：赵小新）", HIS, "2003.6"],
    ]
    found = recognised(rows)
    assert values(found, "name") == ["赵立新"]
    assert codes(found, 2)[0] == ("name", "brackets_left_out")


def test_numbers_that_were_kept_as_text_in_a_csv() -> None:
    text = f'姓名,身份证号,入党时间\n赵立新,"=""{HIS}""",2003.6.18\n孙燕,="{HERS}",2003.6.18\n'
    (found,) = recognise_all(read(text.encode(), "表.csv"), kinds())
    assert values(found, "id_number") == [HIS, HERS]
    assert codes(found, 2) == [("id_number", "formula_value")]


@pytest.mark.parametrize(
    ("last", "why"),
    [
        (["共计5名代表"], "total"),
        (["共 12 人"], "total"),
        (["合计3个代表团"], "total"),
        (["党委：", None, "工会：", "2026年11月"], "footnote"),
        (["共和村", None, None, None], "group"),
        (["共3个班组", "孙燕", HERS, "一线职工"], ""),
    ],
)
def test_what_ends_a_list(last: list[object], why: str) -> None:
    rows = [
        ["职工代表名册"],
        ["序号", "姓名", "身份证号", "代表类别"],
        [1, "赵立新", HIS, "一线职工"],
        last,
    ]
    found = recognised(rows)
    assert [str(row.why) for row in found.rows] == ["title", "", why]


def test_a_post_in_brackets_is_no_part_of_the_name() -> None:
    rows = [["会议类型", "时间", "主持人", "缺席人员"], ["党课", "2025-06-30", "李明（党委书记）", "全勤"]]  # fmt: skip
    found = recognised(rows)
    assert (values(found, "host"), values(found, "absent")) == (["李明"], [()])
    assert sorted(codes(found, 2)) == [
        ("absent", "reason_left_out"),
        ("host", "brackets_left_out"),
    ]
