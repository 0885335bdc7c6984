"""How the columns of a table share a page."""

from lianxin.base.exports.operations import Sheet
from lianxin.base.exports.operations.sheet import column_widths

DAY, NAME, SHORT = "2026-11-10", "汤玉欣", "学习"
LONG = "学习讨论，安排本组党员当月工作，交流岗位实践体会"


def shares(*row: str) -> list[int]:
    sheet = Sheet(title="", columns=["日期"] * len(row), rows=[row])
    return column_widths(sheet, [row])


def test_what_fits_keeps_what_it_asks_for() -> None:
    assert shares(DAY, NAME, LONG) == [12, 8, 48]


def test_days_and_names_stay_whole_beside_long_words() -> None:
    day, name, *words = shares(DAY, NAME, LONG, LONG, LONG)
    assert (day, name) == (13, 9)
    assert words == [39, 39, 39]


def test_where_all_are_short_each_gives_way() -> None:
    assert shares(*[DAY] * 12) == [12] * 12
