"""Rosters, dues, ledgers and lists of delegates: each row right, repaired or wrong."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

import pytest

from lianxin.kernel.sheets import Known, Month, Recognised, read, recognise_all
from tests.kernel.sheets.books import codes, kinds, of_rows, recognised

# Sequence numbers 996 to 999 were never issued to anybody.
HIS, HERS = "110101197805129979", "310101198509239964"


def judged(
    rows: list[list[object]], *, merged: Iterable[str] = (), **known: object
) -> Recognised:
    (found,) = recognise_all(
        read(of_rows(rows, merged=merged), "表.xlsx"),
        kinds(),
        known=Known(**known),
    )
    return found


def values(found: Recognised, code: str) -> list[object]:
    return [row.values[code] for row in found.rows if not row.why]


def problems(found: Recognised) -> list[tuple[int | None, str, str]]:
    return [(p.row, p.field, p.code) for row in found.rows for p in row.problems]


MEMBERS: list[object] = ["姓名", "性别", "身份证号", "出生年月", "入党时间", "所在支部", "手机"]  # fmt: skip


def test_a_person_as_they_should_be_is_right() -> None:
    found = judged(
        [MEMBERS, ["赵立新", "男", HIS, "1978.5", "2003.6.18", "一支部", "13900000001"]]
    )
    (row,) = found.rows
    assert (found.kind.code, str(row.standing)) == ("members", "right")
    assert row.values["birth"] == Month(1978, 5)
    assert row.values["join_date"] == date(2003, 6, 18)


@pytest.mark.parametrize(
    ("column", "typed", "value", "code"),
    [
        (0, "孙 燕", "孙燕", "spaces_removed"),
        (0, "阿不都热合曼•买买提", "阿不都热合曼·买买提", "dot_made_even"),
        (0, "王芳（大）", "王芳（大）", "name_odd"),
        (1, "女性", "女", "choice_understood"),
        (2, " 310101198509239964", HERS, "identity_narrowed"),
        (4, "2010年7月", Month(2010, 7), "month_only"),
        (4, 41821, date(2014, 7, 1), "serial_date"),
        (5, "一 支部", "一支部", "spaces_removed"),
        (6, "１３９０００００００２", "13900000002", "full_width"),
    ],
)  # fmt: skip
def test_what_can_be_read_surely_is_repaired_and_told(
    column: int, typed: object, value: object, code: str
) -> None:
    row: list[object] = ["孙燕", "女", HERS, "1985.9", "2010.7.1", "一支部", "13900000002"]  # fmt: skip
    row[column] = typed
    found = judged([MEMBERS, row])
    taken = list(found.rows[0].values.items())
    field = found.columns[column].code
    assert dict(taken)[field] == value
    assert str(found.rows[0].standing) == "repaired"
    assert code in {p.code for p in found.rows[0].problems}


@pytest.mark.parametrize(
    ("column", "typed", "code"),
    [
        (0, None, "needed"),
        (0, "=cmd", "formula_like"),
        (0, "@SUM(1+1)", "formula_like"),
        (0, "赵2", "name_invalid"),
        (1, "不详", "choice_unknown"),
        (1, "女", "sex_differs"),
        (2, 1.10101197805130e17, "identity_damaged"),
        (2, "1.10101E+17", "identity_damaged"),
        (2, "110101197805129000", "identity_damaged"),
        (2, "110101780512997", "identity_length"),
        (2, "110101197805129978", "identity_check"),
        (2, "990101199402029962", "identity_region"),
        (2, "11010119781332997X", "identity_birth"),
        (3, "1978.6", "birth_differs"),
        (4, "95.7.1", "date_ambiguous"),
        (4, "2022.13.1", "date_invalid"),
        (4, "1970.1.1", "date_order"),
        (6, "1390000012", "phone_invalid"),
    ],
)
def test_what_cannot_be_taken_is_wrong_at_its_column(
    column: int, typed: object, code: str
) -> None:
    row: list[object] = ["赵立新", "男", HIS, "1978.5", "2003.6.18", "一支部", "13900000001"]  # fmt: skip
    row[column] = typed
    found = judged([MEMBERS, row])
    errors = [p for p in found.rows[0].problems if p.is_error]
    assert [(p.code, p.row, p.column) for p in errors] == [(code, 2, "ABCDEFG"[column])]
    assert all(HIS[6:14] not in p.sentence for p in errors)


def test_a_person_twice_and_an_unknown_branch_are_wrong() -> None:
    row = ["赵立新", "男", HIS, "1978.5", "2003.6.18", "一支部", None]
    found = judged(
        [MEMBERS, row, [*row[:5], "九支部", None]], units=frozenset(["一支部"])
    )
    assert problems(found) == [
        (3, "id_number", "identity_twice"),
        (3, "branch", "unit_unknown"),
    ]
    assert values(found, "branch") == ["一支部", None]


def test_dues_add_up_month_by_month() -> None:
    header = ["姓名", "月缴标准", *(f"{n}月" for n in range(1, 13)), "合计"]
    found = judged(
        [
            ["2025年党费收缴表"],
            header,
            ["赵立新", 10, *[10] * 12, 120],
            ["孙燕", "8.5元", *["8.50"] * 6, *[None] * 6, "51.00"],
            ["王磊", 5, *[5] * 12, 61],
            ["冯建国", 5, "五元", *[5] * 11, 60],
            ["合 计", None, *[None] * 12, 291],
        ]
    )
    assert found.kind.code == "dues"
    assert problems(found) == [
        (4, "standard", "unit_removed"),
        (5, "total", "sum_differs"),
        (6, "months", "number_invalid"),
    ]
    assert values(found, "months")[0] == (Decimal("10.00"),) * 12
    assert values(found, "months")[1] == (Decimal("8.50"),) * 6 + (None,) * 6
    assert str(found.rows[-1].why) == "total"


def test_a_ledger_of_meetings_takes_its_year_from_the_heading() -> None:
    found = recognised(
        [
            ["检修一支部2025年三会一课台账", None, None, None, None, None, None],
            ["会议类型", "时间", "主题", "主持人", "应到", "实到", "缺席人员"],
            ["第一季度", None, None, None, None, None, None],
            [
                "支部党员大会",
                "3月12日",
                "-2+3的启示",
                "何建华",
                12,
                11,
                "李 明（出差）",
            ],
            ["支委会", "2025.3.20", "研究发展党员", "何建华", 3, "３", None],
            ["第二季度", None, None, None, None, None, None],
            ["党课", "6月", "讲纪律", "何建华", 10, 11, None],
        ],
        merged=["A1:G1", "A3:G3"],
    )
    assert found.kind.code == "meetings"
    assert [(row.row, str(row.why), row.group) for row in found.rows] == [
        (1, "title", ""),
        (3, "group", "第一季度"),
        (4, "", "第一季度"),
        (5, "", "第一季度"),
        (6, "group", "第二季度"),
        (7, "", "第二季度"),
    ]
    assert values(found, "date")[0] == date(2025, 3, 12)
    assert values(found, "topic")[0] == "-2+3的启示"
    assert values(found, "absent")[0] == ("李明",)
    assert codes(found, 4)[0] == ("date", "year_from_title")
    (whole,) = recognise_all(
        read(
            of_rows(
                [["会议类型", "时间", "应到", "实到"], ["党课", "2025.6.1", 10, 11]]
            ),
            "t.xlsx",
        ),
        kinds(),
    )
    assert codes(whole, 2) == [("present", "more_than")]


def test_a_title_over_two_lines_of_heading_stays_a_title() -> None:
    months = [f"{n}月" for n in range(1, 13)]
    found = recognised(
        [
            ["2024年度党费收缴台账", *[None] * 14],
            ["姓名", "标准", "缴纳情况", *[None] * 11, "合计"],
            [None, None, *months, None],
            ["赵立新", 10, *[10] * 12, 120],
            ["收款人：      审核人："],
        ],
        merged=["A1:O1", "A2:A3", "B2:B3", "C2:N2", "O2:O3"],
    )
    assert (found.title, found.header_rows) == ("2024年度党费收缴台账", (2, 3))
    assert [str(row.why) for row in found.rows] == ["title", "", "footnote"]


def test_delegates_stand_under_their_delegation() -> None:
    found = recognised(
        [
            ["职工代表名册"],
            ["序号", "姓名", "性别", "身份证号", "单位", "代表类别"],
            ["第一代表团（2人）"],
            [1, "赵立新", "男", HIS, "检修车间", "一线职工"],
            [2, "孙燕", "女", HERS, "检修车间", "管理人员"],
            ["小计", "2人"],
            ["第二代表团"],
            [3, "王磊", "男", None, "办公室", "管理人员"],
        ],
        merged=["A3:F3"],
    )
    assert found.kind.code == "delegates"
    assert values(found, "delegation") == ["第一代表团"] * 2 + ["第二代表团"]
    assert [str(row.why) for row in found.rows] == [
        "title", "group", "", "", "total", "group", "",
    ]  # fmt: skip


def test_activists_are_judged_by_the_rules_of_admission() -> None:
    header = ["姓名", "身份证号", "出生年月", "申请入党时间", "确定为积极分子时间", "列为发展对象时间", "培养联系人"]  # fmt: skip
    found = judged(
        [
            header,
            ["赵立新", HIS, "1978.5", "2020.1.1", "2021.1.1", "2022.1.1", "李明、王芳"],
            ["孙燕", HERS, "1985.9", "2003.8.1", "2005.1.1", "2005.12.31", "甲、乙、丙"],
            ["王磊", None, "1980.1", "2020.1.1", "2019.1.1", None, "无名氏"],
        ],
        people=frozenset(["李明", "王芳", "甲", "乙", "丙"]),
    )  # fmt: skip
    assert found.kind.code == "activists"
    assert [each for each in problems(found) if each[0] == 2] == []
    assert [each[1:] for each in problems(found) if each[0] == 3] == [
        ("applied", "span_short"),
        ("candidate", "span_short"),
        ("contacts", "too_many"),
    ]
    assert [each[1:] for each in problems(found) if each[0] == 4] == [
        ("id_number", "needed"),
        ("activist", "date_order"),
        ("contacts", "person_unknown"),
    ]


def test_units_form_one_tree() -> None:
    header = ["上级党组织", "党组织名称", "类别", "书记", "党员数"]
    found = judged(
        [
            header,
            [None, "集团党委", "党委", "何建华", 30],
            ["集团党委", "一支部", "支部", "李明", 12],
            ["集团党委", "二支部", "党支部", "王芳", "四十"],
            [None, "另一党委", "党委", "赵新", None],
            ["不存在", "三支部", "党支部", "钱进", None],
            ["乙总支", "甲总支", "总支", "孙燕", None],
            ["甲总支", "乙总支", "总支", "周强", None],
            ["集团党委", "一支部", "老干支部", "吴国", None],
        ]
    )
    assert [each for each in problems(found) if each[2] != "choice_understood"] == [
        (4, "member_count", "number_invalid"),
        (5, "parent", "two_roots"),
        (6, "parent", "unit_unknown"),
        (7, "parent", "loop"),
        (8, "parent", "loop"),
        (9, "type", "choice_unknown"),
        (9, "name", "name_twice"),
    ]


def test_staff_are_not_members() -> None:
    header = ["工号", "姓名", "性别", "身份证号码", "部门", "岗位", "参加工作时间"]
    found = judged(
        [header, ["0001", "赵立新", "男", HIS, "检修车间", "钳工", "2000.7"]]
    )
    assert (found.kind.code, values(found, "number")) == ("staff", ["0001"])
