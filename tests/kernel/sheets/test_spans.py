"""Dates beside each other: what has been, what comes first, how long it is between."""

from datetime import date

import pytest

from tests.kernel.sheets.books import codes
from tests.kernel.sheets.test_rosters import HERS, HIS, judged, problems, values

TODAY = date(2026, 11, 23)
YOUNG = "110101200903109968"  # born on 2009-03-10
APPLICANT = ["姓名", "身份证号", "出生年月", "申请入党时间"]
STEPS = ["姓名", "身份证号", "申请入党时间", "谈话时间", "列为积极分子时间", "列为发展对象时间"]  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("2026-11-24", [("join_date", "date_in_future")]),
        ("2027年1月", [("join_date", "date_in_future"), ("join_date", "month_only")]),
        ("2026-11-23", []),
        ("2026年11月", [("join_date", "month_only")]),
    ],
)
def test_nobody_joined_on_a_day_to_come(typed: str, expected: object) -> None:
    rows = [["姓名", "身份证号", "入党时间"], ["赵立新", HIS, typed]]
    assert sorted(codes(judged(rows, today=TODAY), 2)) == expected


def test_without_a_day_of_today_none_is_to_come() -> None:
    rows = [["姓名", "身份证号", "入党时间"], ["赵立新", HIS, "2099-01-01"]]
    assert problems(judged(rows)) == []


def test_what_may_lie_ahead_may() -> None:
    rows = [
        ["党组织名称", "类别", "书记", "届满时间"],
        ["一支部", "党支部", "李明", "2029-01-01"],
    ]
    assert problems(judged(rows, today=TODAY)) == []


@pytest.mark.parametrize(
    ("header", "row"),
    [
        (APPLICANT, ["孙二", YOUNG, "2009.3", "2026-06-01"]),
        (APPLICANT, ["孙二", YOUNG, None, "2026-06-01"]),
        (
            ["姓名", "身份证号", "申请入党时间"],
            ["孙二", YOUNG, "2026-06-01"],
        ),
    ],
)
def test_the_age_is_that_of_the_identity_number(header: list, row: list) -> None:
    found = judged([header, row])
    assert codes(found, 2) == [("applied", "span_short")]
    is_typed = "出生年月" in header and row[2] is not None
    assert (values(found, "birth") != [None]) is is_typed


def test_eighteen_on_the_day() -> None:
    rows = [["姓名", "身份证号", "申请入党时间"], ["孙二", YOUNG, "2027-03-10"]]
    assert problems(judged(rows)) == []
    rows[1][2] = "2027-03-09"
    assert codes(judged(rows), 2) == [("applied", "span_short")]


def test_who_joined_before_birth_by_the_number() -> None:
    rows = [["姓名", "身份证号", "入党时间"], ["赵立新", HIS, "1977-01-01"]]
    assert codes(judged(rows), 2) == [("join_date", "date_order")]


@pytest.mark.parametrize(
    ("talked", "expected"),
    [
        ("2024-02-10", []),
        ("2024-02-11", [("talked", "span_long")]),
        ("2024-03-10", [("talked", "span_long")]),
        (None, []),
    ],
)
def test_a_talk_within_a_month_of_the_application(
    talked: object, expected: object
) -> None:
    found = judged([STEPS, ["赵立新", HIS, "2024-01-10", talked, None, None]])
    assert codes(found, 2) == expected
    assert str(found.rows[0].standing) == ("repaired" if expected else "right")


def test_a_target_of_whom_nobody_knows_since_when_an_activist() -> None:
    rows = [
        STEPS,
        ["赵立新", HIS, "2024-01-10", None, None, "2025-06-01"],
        ["孙燕", HERS, "2024-01-10", None, "某年", "2025-06-01"],
    ]
    assert problems(judged(rows)) == [
        (2, "candidate", "step_unsaid"),
        (3, "activist", "date_invalid"),
    ]
