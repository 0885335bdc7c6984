"""Dates in every form, and why what is none cannot be taken."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianxin.kernel.sheets.cells import Month
from lianxin.kernel.sheets.dates import DateError, read_date, year_in

DAY = date(2026, 3, 5)


@pytest.mark.parametrize(
    "written",
    [
        "2026.3.5",
        "2026-03-05",
        "2026/3/5",
        "2026年3月5日",
        "2026 年 3 月 5 日",
        "２０２６．３．５",
        "二〇二六年三月五日",
        "二○二六年三月五日",
        "20260305",
        "2026.03.05.",
        "2026、3、5",
        "2026年3月5号",
        DAY,
    ],
)
def test_a_day_is_read_in_every_form_without_a_repair(written: object) -> None:
    found = read_date(written)
    assert (found.value, found.repair) == (DAY, "")


@pytest.mark.parametrize(
    ("written", "value", "repair"),
    [
        (46086, DAY, "serial_date"),
        (46086.5, DAY, "serial_date"),
        ("46086", DAY, "serial_date"),
        (20260305, DAY, "number_as_date"),
        (202603, Month(2026, 3), "number_as_date"),
        (2026.3, Month(2026, 3), "number_as_date"),
        (2026.12, Month(2026, 12), "number_as_date"),
        ("2026-03-05 10:30:00", DAY, "time_left_out"),
        ("2026-03-05T10:30", DAY, "time_left_out"),
        ("2026年3月5日（星期四）下午14:30—16:00", DAY, "time_left_out"),
        ("2026.3.5 下午", DAY, "time_left_out"),
        (datetime(2026, 3, 5, 10), DAY, "time_left_out"),  # noqa: DTZ001 -- a cell knows no zone
    ],
)
def test_what_took_a_repair_says_which(
    written: object, value: object, repair: str
) -> None:
    found = read_date(written)
    assert (found.value, found.repair) == (value, repair)


@pytest.mark.parametrize(
    "written",
    ["2026.3", "2026年3月", "2026年3月份", "二〇二六年三月", "202603", "2026/03", Month(2026, 3)],
)  # fmt: skip
def test_a_month_is_a_month(written: object) -> None:
    assert read_date(written).value == Month(2026, 3)


def test_tens_in_words() -> None:
    assert read_date("二〇二六年十二月二十一日").value == date(2026, 12, 21)


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("2022.13.1", "date_invalid"),
        ("2024.2.30", "date_invalid"),
        ("0206.3.5", "date_invalid"),
        ("长期", "date_invalid"),
        (True, "date_invalid"),
        (12, "date_invalid"),
        ("95.7.1", "date_ambiguous"),
        ("95年7月", "date_ambiguous"),
        ("3/5/2026", "date_ambiguous"),
        ("3月5日", "date_ambiguous"),
        ("3月", "date_ambiguous"),
        ("2026", "date_ambiguous"),
        (2026, "date_ambiguous"),
        (2026.1, "month_ambiguous"),
    ],
)
def test_what_is_no_date_says_why(written: object, code: str) -> None:
    with pytest.raises(DateError) as error:
        read_date(written)
    assert error.value.code == code


def test_a_missing_year_is_that_of_the_heading_and_a_short_one_never() -> None:
    found = read_date("3月5日", year=2026)
    assert (found.value, found.repair) == (DAY, "year_from_title")
    assert read_date("3.5", year=2026).value == DAY
    assert read_date("3月", year=2026).value == Month(2026, 3)
    with pytest.raises(DateError):
        read_date("95.7", year=2026)


@pytest.mark.parametrize(
    ("title", "year"),
    [
        ("2026年党费收缴表", 2026),
        ("２０２６年", 2026),
        ("2025—2026年度", None),
        ("党费", None),
        ("电话13920260001", None),
    ],
)
def test_the_year_of_a_heading_is_the_only_one_it_names(
    title: str, year: int | None
) -> None:
    assert year_in(title) == year


@given(st.dates(date(1930, 1, 1), date(2090, 12, 31)))
def test_every_day_comes_back_from_every_way_to_write_it(day: date) -> None:
    for written in (
        f"{day.year}.{day.month}.{day.day}",
        f"{day:%Y%m%d}",
        f"{day.year}年{day.month}月{day.day}日",
        day.isoformat(),
        (day - date(1899, 12, 30)).days,
    ):
        assert read_date(written).value == day


@given(st.text(max_size=12) | st.floats() | st.integers())
def test_whatever_is_typed_is_a_date_of_these_centuries_or_refused(
    written: object,
) -> None:
    try:
        year = read_date(written).value.year
    except DateError:
        year = 1900
    assert 1900 <= year < 2100
