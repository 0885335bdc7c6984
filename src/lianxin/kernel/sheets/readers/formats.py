"""Number formats of Excel: whether a number is shown as a day, a month or a code."""

import re
from datetime import date, datetime, time, timedelta

from lianxin.kernel.sheets.cells import Month

# Numbers of formats that files name without describing them, in the Chinese edition.
BUILT_IN = {
    **dict.fromkeys((14, 15, 16, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 58), "day"),
    **dict.fromkeys((17, 27, 57), "month"),
    **dict.fromkeys((18, 19, 20, 21, 32, 33, 34, 35, 45, 46, 47, 55, 56), "time"),
    22: "moment",
    **dict.fromkeys((9, 10), "percent"),
}
# What in a format is text, colour or language and not a sign of its own.
NOT_SIGNS = re.compile(
    r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.IGNORECASE
)
CODE = re.compile(r"0{2,20}")
FIRST_DAY = datetime(1899, 12, 30)  # noqa: DTZ001 -- a day of a calendar, not an instant
FIRST_DAY_1904 = datetime(1904, 1, 1)  # noqa: DTZ001 -- a day of a calendar, not an instant
LAST_SERIAL = 2_958_465
# Excel counts a 29 February 1900 that never was.
NO_SUCH_DAY = 60


def shape_of(number: int, described: str | None) -> str:
    """Tell what a format shows: day, month, time, moment, code:N or nothing special."""
    if described is None:
        return BUILT_IN.get(number, "")
    signs = NOT_SIGNS.sub("", described).split(";")[0].strip().lower()
    if CODE.fullmatch(signs):
        return f"code:{len(signs)}"
    if signs.endswith("%"):
        return "percent"
    if "general" in signs:
        return ""
    day = (
        "d" in signs or "y" in signs or "e" in signs.replace("e+", "").replace("e-", "")
    )
    hours = "h" in signs or "s" in signs
    if day and hours:
        return "moment"
    if hours:
        return "time"
    if "y" in signs and "m" in signs and "d" not in signs:
        return "month"
    return "day" if day and re.search("[ymd]", signs) else ""


def as_shown(
    number: float, shape: str, *, from_1904: bool
) -> int | float | str | date | datetime | time | Month:
    """Return the number as its format shows it; one that is no date stays a number."""
    if shape.startswith("code:"):
        whole = number >= 0 and number == int(number) and number < 10**15
        return str(int(number)).zfill(int(shape[5:])) if whole else number
    if shape == "percent":
        return f"{round(number * 100, 6):g}%"
    if not shape or not 0 <= number <= LAST_SERIAL or number == NO_SUCH_DAY:
        return number
    if shape == "time" and number < 1:
        return (FIRST_DAY + timedelta(days=number)).time()
    early = not from_1904 and number < NO_SUCH_DAY
    start = FIRST_DAY_1904 if from_1904 else FIRST_DAY
    at = start + timedelta(days=number + early)
    if shape == "month":
        return Month(at.year, at.month)
    if shape == "day" or number == int(number):
        return at.date()
    # Excel keeps a second as a fraction that floats do not hold exactly.
    return (at + timedelta(milliseconds=500)).replace(microsecond=0)
