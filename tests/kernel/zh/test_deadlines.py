"""What clerks write as a deadline."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianxin.kernel.zh.deadlines import Deadline, Kind, read_deadline

CASES = {
    "2026-12-31": Deadline(Kind.DATE, date(2026, 12, 31)),
    "2026.3.5": Deadline(Kind.DATE, date(2026, 3, 5)),
    "2026年3月5日前": Deadline(Kind.DATE, date(2026, 3, 5)),
    "3月5日": Deadline(Kind.DATE, date(2026, 3, 5)),
    "十一月二十日前": Deadline(Kind.DATE, date(2026, 11, 20)),
    "12月底前": Deadline(Kind.MONTH, date(2026, 12, 31)),
    "12 月底": Deadline(Kind.MONTH, date(2026, 12, 31)),
    "2月": Deadline(Kind.MONTH, date(2026, 2, 28)),
    "2027年2月": Deadline(Kind.MONTH, date(2027, 2, 28)),
    "明年3月底前": Deadline(Kind.MONTH, date(2027, 3, 31)),
    "六月中旬": Deadline(Kind.DATE, date(2026, 6, 20)),
    "三季度": Deadline(Kind.QUARTER, date(2026, 9, 30)),
    "第四季度末": Deadline(Kind.QUARTER, date(2026, 12, 31)),
    "上半年": Deadline(Kind.DATE, date(2026, 6, 30)),
    "全年": Deadline(Kind.YEAR, date(2026, 12, 31)),
    "年底前": Deadline(Kind.YEAR, date(2026, 12, 31)),
    "2026年": Deadline(Kind.YEAR, date(2026, 12, 31)),
    "每月": Deadline(Kind.EVERY_MONTH, date(2026, 12, 31)),
    "每月一次": Deadline(Kind.EVERY_MONTH, date(2026, 12, 31)),
    "每季度": Deadline(Kind.EVERY_QUARTER, date(2026, 12, 31)),
    "长期坚持": Deadline(Kind.LONG_TERM),
    "長期堅持": Deadline(Kind.LONG_TERM),
    "持续推进": Deadline(Kind.LONG_TERM),
    "至机组大修结束": Deadline(Kind.EVENT, None, "至机组大修结束"),
    "": None,
    "尽快": None,
    "13月": None,
    "2月30日": None,
    "加强领导": None,
}


@pytest.mark.parametrize("text", CASES)
def test_it_is_read(text: str):
    assert read_deadline(text, year=2026) == CASES[text]


@given(st.text(max_size=30), st.integers(2000, 2100))
def test_no_text_fails(text: str, year: int):
    found = read_deadline(text, year=year)
    assert found is None or isinstance(found, Deadline)
