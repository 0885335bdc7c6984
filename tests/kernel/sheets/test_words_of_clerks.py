"""What clerks write instead of a value: the same as above, until now, ticks, days from to."""

from datetime import date
from decimal import Decimal

import pytest

from lianxin.kernel.sheets import Month
from tests.kernel.sheets.test_rosters import HERS, HIS, judged, problems, values


def meetings(*days: object) -> list[list[object]]:
    header = ["2024年会议台账"], ["会议类型", "时间", "缺席人员"]
    return [*map(list, header), *(["党课", day, None] for day in days)]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("2024.3.5-3.7", date(2024, 3, 5)),
        ("2024.9.10-12", date(2024, 9, 10)),
        ("2024年3月5日至7日", date(2024, 3, 5)),
        ("2024.3.5—2024.3.7", date(2024, 3, 5)),
        ("2024-03-05~2024-03-07", date(2024, 3, 5)),
        ("2024.12.28-1.3", date(2024, 12, 28)),
        ("2024年3月—5月", None),
        ("2024年3月-2024年5月", Month(2024, 3)),
    ],
)
def test_of_the_days_of_a_meeting_the_first_counts(typed: str, first: object) -> None:
    found = judged(meetings(typed))
    assert values(found, "date") == [first]
    if first is not None:
        assert ("date", "first_of_days") in [p[1:] for p in problems(found)]


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("2024.3.5、2024.3.12", "date_several"),
        ("2024.3-5", "date_ambiguous"),
        ("2024.3.7-3.5", "date_invalid"),
        ("2024.3.5-3.40", "date_invalid"),
    ],
)
def test_days_that_cannot_be_told_apart_are_refused(typed: str, code: str) -> None:
    found = judged(meetings(typed))
    assert (values(found, "date"), problems(found)) == ([None], [(3, "date", code)])


def test_of_a_term_the_last_day_counts_and_of_a_birth_none() -> None:
    header = ["党组织名称", "上级党组织", "类别", "书记", "成立时间", "届满时间"]
    found = judged(
        [
            header,
            ["一支部", None, "党支部", "李明", "2001.7.1-7.3", "2021.7.1-2024.7.1"],
        ]
    )
    assert values(found, "term_end") == [date(2024, 7, 1)]
    assert problems(found) == [
        (2, "founded", "date_several"),
        (2, "term_end", "last_of_days"),
    ]


def test_a_post_held_until_now_has_no_end_and_an_empty_one_no_holder() -> None:
    found = judged(
        [
            ["党支部", "姓名", "职务", "任职时间", "免职时间"],
            ["一支部", "李明", "书记", "2021.7.1", "至今"],
        ]
    )
    assert (values(found, "until"), problems(found)) == (
        [None],
        [(2, "until", "none_yet")],
    )
    header = ["党组织名称", "上级党组织", "类别", "书记"]
    empty = judged([header, ["一支部", None, "党支部", "（空缺）"]])
    assert problems(empty) == [(2, "secretary", "none_yet"), (2, "secretary", "needed")]


def test_a_probationary_member_has_no_day_of_becoming_full() -> None:
    header = ["姓名", "身份证号", "入党时间", "转正时间", "所在支部"]
    found = judged([header, ["赵立新", HIS, "2024.7.1", "预备期", "一支部"]])
    assert (values(found, "full_date"), problems(found)) == (
        [None],
        [(2, "full_date", "none_yet"), (2, "member_type", "derived")],
    )
    assert values(found, "member_type") == ["预备党员"]


def test_ditto_signs_say_what_the_row_above_says() -> None:
    header = ["姓名", "身份证号", "入党时间", "所在支部"]
    found = judged(
        [header, ["赵立新", HIS, "xx", "一支部"], ["孙燕", HERS, "同上", "〃"]],
    )
    assert values(found, "branch") == ["一支部"] * 2
    assert problems(found) == [
        (2, "join_date", "date_invalid"),
        (3, "join_date", "ditto_without_value"),
        (3, "branch", "carried_ditto"),
    ]


def test_a_line_of_a_branch_names_it_for_the_rows_below_and_another_line_does_not() -> (
    None
):
    header = ["姓名", "身份证号", "入党时间"]
    found = judged(
        [
            ["党员花名册"],
            header,
            ["（一）检修一支部（1人）"],
            ["赵立新", HIS, "2003.6.18"],
            ["离退休人员"],
            ["孙燕", HERS, "2003.6.18"],
        ],
        merged=["A1:C1", "A3:C3", "A5:C5"],
    )
    assert values(found, "branch") == ["检修一支部", None]
    assert problems(found) == [(4, "branch", "taken_from_group")]


def test_paid_counts_where_due_stands_beside_it() -> None:
    found = judged(
        [
            ["2024年党费收缴表"],
            ["姓名", "月标准", "1月", None, "2月", None, "合计", None],
            [None, None, *["应交", "实交"] * 3],
            ["赵立新", 10, 10, 10, 10, 0, 20, 10],
        ],
        merged=["A2:A3", "B2:B3", "C2:D2", "E2:F2", "G2:H2"],
    )
    ten = Decimal("10.00")
    assert values(found, "months") == [(ten, Decimal("0.00"), *[None] * 10)]
    assert [values(found, code) for code in ("standard", "total", "owed")] == [
        [ten],
        [ten],
        [2 * ten],
    ]
    left = [p.values for p in found.problems if p.code == "column_not_taken"]
    assert left == [(("header", "1月应交"),), (("header", "2月应交"),)]


def test_a_tick_below_what_it_means_is_what_it_means() -> None:
    header = ["姓名", "代表构成", None, "性别", None]
    found = judged(
        [
            ["职工代表名册"],
            header,
            [None, "一线职工", "管理人员", "男", "女"],
            ["赵立新", "√", None, "√", None],
            ["孙燕", "√", "√", "√", "√"],
            ["王磊", None, None, "x", None],
        ],
        merged=["A2:A3", "B2:C2", "D2:E2"],
    )
    assert values(found, "category") == ["一线职工", "一线职工、管理人员", None]
    assert values(found, "sex") == ["男", None, None]
    wrong = [
        (p.row, p.field, p.code) for r in found.rows for p in r.problems if p.is_error
    ]
    assert wrong == [
        (5, "sex", "ticked_twice"),
        (6, "sex", "choice_unknown"),
        (6, "category", "needed"),
    ]


def test_names_in_several_columns_are_one_list() -> None:
    header = ["姓名", "身份证号", "申请时间", "培养联系人1", "培养联系人2"]
    found = judged(
        [
            header,
            ["赵立新", HIS, "2021.7.1", "王芳", "李明"],
            ["孙燕", HERS, "2021.7.1", "王芳", "/"],
        ]
    )
    assert values(found, "contacts") == [("王芳", "李明"), ("王芳",)]


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("5人请假", ()),
        ("出差2人，病假1人", ()),
        ("李明等3人", ("李明",)),
        ("李明（出差）、王芳", ("李明", "王芳")),
        (2, ()),
    ],
)
def test_how_many_were_away_is_not_who(typed: object, names: tuple[str, ...]) -> None:
    rows = meetings("2024-03-05")
    rows[2][2] = typed
    found = judged(rows)
    assert values(found, "absent") == [names]
    assert [p.is_error for row in found.rows for p in row.problems] == [False]


def test_whoever_pays_dues_is_a_member_where_these_are_known() -> None:
    rows = [["党费收缴表"], ["姓名", "1月"], ["赵立新", 10], ["孙燕", 10]]
    found = judged(rows, members=frozenset(["赵立新"]))
    assert values(found, "name") == ["赵立新", "孙燕"]
    assert problems(found) == [(4, "name", "not_member")]


def test_a_line_to_be_signed_with_its_day_is_no_row() -> None:
    rows = [
        ["党费收缴表"],
        ["姓名", "1月", "2月"],
        ["赵立新", 10, 10],
        ["填表人：张", "审核人：李", "填表日期：2025年1月5日"],
    ]
    assert [str(row.why) for row in judged(rows).rows] == ["title", "", "footnote"]


def test_two_numbers_in_one_column_are_both_taken() -> None:
    header = ["会议类型", "时间", "应到/实到"]
    found = judged(
        [
            header,
            ["党课", "2024.3.5", "20/18"],
            ["党课", "2024.3.6", "20人/21人"],
            ["党课", "2024.3.7", "18"],
            ["党课", "2024.3.8", None],
        ]
    )
    assert values(found, "expected") == [20, 20, None, None]
    assert values(found, "present") == [18, 21, None, None]
    assert problems(found) == [
        (3, "present", "more_than"),
        (4, "expected", "number_invalid"),
        (4, "present", "number_invalid"),
    ]
    told = [(p.code, p.field) for p in found.problems]
    assert told == [
        ("column_by_likeness", "expected"),
        ("column_by_likeness", "present"),
    ]


def test_a_date_outside_its_quarter_or_year_is_told() -> None:
    found = judged(
        [
            ["2024年会议台账"],
            ["会议类型", "时间"],
            ["第一季度"],
            ["党课", "2024.3.5"],
            ["党课", "2024.4.5"],
            ["二季度"],
            ["党课", "2023.5.5"],
        ],
        merged=["A1:B1", "A3:B3", "A6:B6"],
    )
    assert problems(found) == [
        (5, "date", "outside_period"),
        (7, "date", "outside_period"),
    ]


def test_a_table_further_down_may_be_of_another_year() -> None:
    found = judged(
        [
            ["2023年会议台账"],
            ["会议类型", "时间", "地点", "主题"],
            ["党课", "2023.3.5", "会议室", "学习"],
            ["党课", "2022.3.5", "会议室", "学习"],
            ["2024年会议台账"],
            ["时间", "会议类型", "主题", "地点"],
            ["2024.4.5", "党课", "学习", "会议室"],
            ["3月5日", "党课", "学习", "会议室"],
        ],
        merged=["A1:D1", "A5:D5"],
    )
    assert found.tables == (6,)
    assert values(found, "date")[-1] == date(2024, 3, 5)
    told = [told for told in problems(found) if told[2] == "outside_period"]
    assert told == [(4, "date", "outside_period")]


def test_who_is_to_become_a_member_is_none_and_is_led_by_members() -> None:
    header = ["姓名", "身份证号", "申请时间", "培养联系人"]
    found = judged(
        [
            header,
            ["赵立新", HIS, "2021.7.1", "李明"],
            ["孙燕", HERS, "2021.7.1", "王芳"],
        ],
        members=frozenset(["李明"]),
        people=frozenset(["李明", "王芳"]),
        member_identities=frozenset([HIS]),
    )
    assert problems(found) == [
        (2, "id_number", "already_member"),
        (3, "contacts", "not_member"),
    ]


@pytest.mark.parametrize("typed", [-10, "-10", "-10.50元"])
def test_no_amount_is_below_zero(typed: object) -> None:
    found = judged([["党费收缴表"], ["姓名", "1月"], ["赵立新", typed]])
    assert problems(found) == [(3, "months", "number_negative")]


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("王刚 李红", ["spaces_removed", "name_odd"]),
        ("欧阳 娜娜", ["spaces_removed"]),
        ("王 刚", ["spaces_removed"]),
    ],
)
def test_a_name_that_may_be_two_is_told(typed: str, told: list[str]) -> None:
    found = judged([["党费收缴表"], ["姓名", "1月"], [typed, 10]])
    assert [code for _row, _field, code in problems(found)] == told


def test_due_and_paid_in_rows_of_their_own_are_told_apart() -> None:
    rows = [
        ["2024年党费收缴表"],
        ["姓名", "项目", "1月"],
        ["赵立新", "应缴", 10],
        [None, "实缴", 0],
        ["赵立新", "实缴", 0],
    ]
    found = judged(rows, merged=["A3:A4"])
    assert values(found, "line") == ["应缴", "实缴", "实缴"]
    assert problems(found) == [
        (4, "name", "carried_merged"),
        (5, "name", "name_twice"),
    ]
