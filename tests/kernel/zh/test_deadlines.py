"""What clerks type as a deadline."""

from datetime import date

import pytest

from lianxin.kernel.zh.deadlines import Deadline, DeadlineError, read_deadline

END = date(2026, 12, 31)


@pytest.mark.parametrize(
    ("typed", "kind", "on"),
    [
        ("2026-12-31", "date", END),
        ("2026/6/30", "date", date(2026, 6, 30)),
        ("2026.6.30前", "date", date(2026, 6, 30)),
        ("20260630", "date", date(2026, 6, 30)),
        ("2026年6月30日", "date", date(2026, 6, 30)),
        ("２０２６年６月３０日前", "date", date(2026, 6, 30)),
        ("6月30日前完成", "date", date(2026, 6, 30)),
        ("6-30", "date", date(2026, 6, 30)),
        ("6/30", "date", date(2026, 6, 30)),
        ("六月三十日", "date", date(2026, 6, 30)),
        ("十二月二十五號", "date", date(2026, 12, 25)),
        ("9月上旬", "date", date(2026, 9, 10)),
        ("9月中旬前", "date", date(2026, 9, 20)),
        ("9月下旬", "month", date(2026, 9, 30)),
        ("12月底前", "month", END),
        ("12月底之前", "month", END),
        ("12月末", "month", END),
        ("9月", "month", date(2026, 9, 30)),
        ("9月份", "month", date(2026, 9, 30)),
        ("2026年9月", "month", date(2026, 9, 30)),
        ("2026-09", "month", date(2026, 9, 30)),
        ("明年2月", "month", date(2027, 2, 28)),
        ("2028年2月", "month", date(2028, 2, 29)),
        ("3-9月", "month", date(2026, 9, 30)),
        ("3月至12月", "month", END),
        ("即日起至12月底", "month", END),
        ("上半年", "month", date(2026, 6, 30)),
        ("下半年", "month", END),
        ("三季度", "quarter", date(2026, 9, 30)),
        ("第三季度", "quarter", date(2026, 9, 30)),
        ("3季度末", "quarter", date(2026, 9, 30)),
        ("2027年一季度", "quarter", date(2027, 3, 31)),
        ("Q3", "quarter", date(2026, 9, 30)),
        ("Q3 2026", "quarter", date(2026, 9, 30)),
        ("全年", "year", END),
        ("年底前", "year", END),
        ("年内", "year", END),
        ("年內完成", "year", END),
        ("2026年底前", "year", END),
        ("2026年全年", "year", END),
        ("本年度", "year", END),
        ("2027年", "year", date(2027, 12, 31)),
        ("Year 2026", "year", END),
        ("每月", "every_month", END),
        ("每个月", "every_month", END),
        ("每個月底前", "every_month", END),
        ("按月", "every_month", END),
        ("Every month", "every_month", END),
        ("每季度", "every_quarter", END),
        ("每季", "every_quarter", END),
        ("每季度末", "every_quarter", END),
        ("Every quarter", "every_quarter", END),
        ("长期坚持", "long_term", None),
        ("長期堅持", "long_term", None),
        ("长期", "long_term", None),
        ("持续推进", "long_term", None),
        ("常态化", "long_term", None),
        ("Long-term", "long_term", None),
    ],
)
def test_what_is_understood(typed: str, kind: str, on: date | None):
    assert read_deadline(typed, year=2026) == Deadline(kind, on)


@pytest.mark.parametrize(
    ("typed", "kind", "on"),
    [
        ("换届选举前", "event", None),
        ("至主题教育结束", "event", None),
        ("项目投产后", "event", None),
        ("按上级要求", "event", None),
        ("until the election", "event", None),
        ("每月5日前", "every_month", END),
    ],
)
def test_words_that_say_more_are_kept(typed: str, kind: str, on: date | None):
    assert read_deadline(typed, year=2026) == Deadline(kind, on, typed)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("2月30日", "no_such_day"),
        ("13月", "no_such_day"),
        ("0206-01-02", "no_such_day"),
        ("9026年", "no_such_day"),
        ("每周", "interval"),
        ("每半年", "interval"),
        ("尽快", "unknown"),
        ("abc", "unknown"),
        ("李卫东", "unknown"),
        ("12", "unknown"),
        ("五季度", "unknown"),
    ],
)
def test_what_is_refused(typed: str, code: str):
    with pytest.raises(DeadlineError) as refused:
        read_deadline(typed, year=2026)
    assert refused.value.code == code


def test_nothing_typed_is_no_deadline():
    assert read_deadline("  ", year=2026) is None


def test_a_day_that_has_passed_is_refused_with_the_day():
    with pytest.raises(DeadlineError) as refused:
        read_deadline("9月", year=2026, today=date(2026, 11, 23))
    assert (refused.value.code, refused.value.day) == ("past", date(2026, 9, 30))
    on_the_day = read_deadline("11月23日", year=2026, today=date(2026, 11, 23))
    assert on_the_day == Deadline("date", date(2026, 11, 23))
