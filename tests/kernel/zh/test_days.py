"""The day in China."""

from datetime import UTC, date, datetime

from lianxin.kernel.zh.days import day_of


def test_the_day_begins_at_four_in_the_afternoon_utc():
    assert day_of(datetime(2026, 11, 22, 15, 59, tzinfo=UTC)) == date(2026, 11, 22)
    assert day_of(datetime(2026, 11, 22, 16, 0, tzinfo=UTC)) == date(2026, 11, 23)
