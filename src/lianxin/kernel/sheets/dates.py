"""Dates as clerks write them: 2026.3.5, 2026年3月, 二〇二六年三月, 20260305, 46086."""

import math
import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from lianxin.kernel.outline.numerals import number_of
from lianxin.kernel.sheets.cells import Month
from lianxin.kernel.zh.scripts import simplified
from lianxin.kernel.zh.widths import narrow


class DateError(ValueError):
    """What stands there is no date that can be taken; `code` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Dated:
    """A day or a month, and the code of the repair that it took, if any."""

    value: date | Month
    repair: str = ""


# Serial numbers of Excel for 1927 to 2099: what lies outside is no date of a register.
SERIALS = range(10_000, 73_051)
FIRST_DAY = date(1899, 12, 30)
YEARS = range(1900, 2100)
HAN = "〇○零一二三四五六七八九十"
_SEPARATOR = r"[-./、,，。·_]"
_DAY = re.compile(
    rf"(\d{{4}}){_SEPARATOR}(\d{{1,2}}){_SEPARATOR}(\d{{1,2}}){_SEPARATOR}?(?:日|号)?"
)
_MIXED = re.compile(r"\d{4}(?:[./]\d{1,2}[-—–]\d{1,2}|-\d{1,2}[./]\d{1,2})")
_MONTH = re.compile(rf"(\d{{4}}){_SEPARATOR}(\d{{1,2}}){_SEPARATOR}?月?(?:份)?")
_WORDS = re.compile(r"(\d{4})年(\d{1,2})月份?(?:(\d{1,2})[日号]?)?")
_SOLID = re.compile(r"(\d{4})(\d{2})(\d{2})?")
_CLOCK = (
    r"(?:\d{1,2}[:：]\d{2}(?:[:：]\d{2}(?:\.\d+)?)?"
    r"|\d{1,2}[点點时時](?:半|整|\d{1,2}分?)?)"
)
# What may follow a day: 星期三, 下午, 14:30—16:00.
_TIME = re.compile(
    r"(?:\s*[(（]?(?:周|星期)[一二三四五六日天][)）]?)?"
    r"(?:\s*(?:上午|下午|晚上|中午|晚))?"
    rf"(?:(?<=[\s日号午晚上T])\s*{_CLOCK}(?:\s*[-—~至]+\s*{_CLOCK})?)?$"
)
_SHORT_YEAR = re.compile(
    rf"['’]?\d{{2}}(?:年|{_SEPARATOR})\d{{1,2}}(?:(?:月|{_SEPARATOR})(?:\d{{1,2}})?[日号]?)?"
)
_OTHER_ORDER = re.compile(r"\d{1,2}[-./]\d{1,2}[-./]\d{4}")
_NO_YEAR = re.compile(r"(\d{1,2})月份?(?:(\d{1,2})[日号]?)?|(\d{1,2})[./](\d{1,2})")
_SPACED = re.compile(r"(\d{4})\s+(\d{1,2})\s+(\d{1,2})")
# Longer texts are not looked through for several days.
LONGEST_RANGE = 60
# What stands between the first and the last of several days.
_BETWEEN = re.compile(r"\s*(?:至|到|[-—–－~～]+)\s*")
_LISTED = re.compile(r"[、,，;；\n和及]")
_END = re.compile(r"(?:(\d{1,2})[月./])?(\d{1,2})[日号]?")
_YEAR_ONLY = re.compile(r"\d{4}年?")
_HAN_PART = re.compile(rf"[{HAN}]+")
YEAR_IN_TITLE = re.compile(r"(?<!\d)((?:19|20)\d{2})(?!\d)")


def read_date(value: object, *, year: int | None = None) -> Dated:
    """The day or month that a cell holds; DateError says why it holds none.

    `year` is that of the heading, for dates that have none of their own.
    """
    if isinstance(value, datetime):
        return _checked(Dated(value.date(), "time_left_out"))
    if isinstance(value, date | Month):
        return _checked(Dated(value))
    if isinstance(value, bool):
        raise DateError("date_invalid")
    if isinstance(value, int | float):
        return _from_number(value)
    return _from_text(str(value), year)


def _checked(found: Dated) -> Dated:
    if found.value.year not in YEARS:
        raise DateError("date_invalid")
    return found


def _from_number(value: float) -> Dated:
    if not math.isfinite(value):
        raise DateError("date_invalid")
    if value == int(value):
        whole = int(value)
        if whole in SERIALS:
            return Dated(FIRST_DAY + timedelta(days=whole), "serial_date")
        found = _SOLID.fullmatch(str(whole))
        if found is not None and len(str(whole)) >= 6:
            return _checked(Dated(_of(*found.groups()), "number_as_date"))
        raise DateError("date_ambiguous" if whole in YEARS else "date_invalid")
    if int(value) in SERIALS:
        return Dated(FIRST_DAY + timedelta(days=int(value)), "serial_date")
    year, _, month = str(value).partition(".")
    if int(value) not in YEARS or len(month) > 2:
        raise DateError("date_invalid")
    if month == "1":
        # As a number 1978.10 is 1978.1.
        raise DateError("month_ambiguous")
    return Dated(_of(year, month, None), "number_as_date")


def _from_text(typed: str, year: int | None) -> Dated:
    untimed = _TIME.sub("", typed.strip(), count=1).strip().removesuffix("T")
    repair = "time_left_out" if untimed != typed.strip() else ""
    text = untimed if untimed.isascii() else simplified(narrow(untimed))
    spaced = _SPACED.fullmatch(untimed)
    text = _with_digits(".".join(spaced.groups()) if spaced else "".join(text.split()))
    if _MIXED.fullmatch(text):
        raise DateError("date_ambiguous")  # 2024.3-5: a day, or two months
    for shape in (_DAY, _WORDS, _MONTH, _SOLID):
        found = shape.fullmatch(text)
        if found:
            day = found[3] if found.re.groups == 3 else None
            return _checked(Dated(_of(found[1], found[2], day), repair))
    if text.isdigit() and int(text) in SERIALS:
        return Dated(FIRST_DAY + timedelta(days=int(text)), "serial_date")
    return _without_year(text, year)


def days_between(typed: str, *, year: int | None = None) -> tuple[Dated, Dated] | None:
    """The first and the last of the days that a cell names: 2024.3.5-3.7, 3月5日至7日.

    None where it names no such days, or can be parted in several ways.
    """
    if len(typed) > LONGEST_RANGE:
        return None
    untimed = _TIME.sub("", typed.strip(), count=1)
    found = [
        days
        for between in _BETWEEN.finditer(untimed)
        if (days := _ends(untimed[: between.start()], untimed[between.end() :], year))
    ]
    return found[0] if len(found) == 1 else None


def names_several(typed: str, *, year: int | None = None) -> bool:
    """Whether a cell lists days, each of them whole: 2024.3.5、2024.3.12."""
    parts = [part for part in _LISTED.split(typed[:LONGEST_RANGE]) if part.strip()]
    return len(parts) > 1 and all(_dated_or_none(part, year) for part in parts)


def _dated_or_none(typed: str, year: int | None) -> Dated | None:
    try:
        return _from_text(typed, year)
    except DateError:
        return None


def _ends(begin: str, end: str, year: int | None) -> tuple[Dated, Dated] | None:
    first, last = _dated_or_none(begin, year), _dated_or_none(end, None)
    if first is None:
        return None
    if last is None and isinstance(first.value, date):
        last = _end_of(_with_digits(narrow(end)), first.value)
    if last is None or type(last.value) is not type(first.value):
        return None
    return (first, last) if first.value.isoformat() < last.value.isoformat() else None


def _end_of(text: str, first: date) -> Dated | None:
    """The last day, which says no year, and perhaps no month, beside the first."""
    found = _END.fullmatch(text)
    if found is None:
        return None
    month, day = int(found[1] or first.month), found[2]
    year = first.year + (month < first.month)
    try:
        return Dated(_of(str(year), str(month), day))
    except DateError:
        return None


def _without_year(text: str, year: int | None) -> Dated:
    short = _SHORT_YEAR.fullmatch(text) or _OTHER_ORDER.fullmatch(text)
    found = _NO_YEAR.fullmatch(text)
    if found is not None and year is not None and not short:
        month, day = found[1] or found[3], found[2] or found[4]
        return Dated(_of(str(year), month, day), "year_from_title")
    if short or found or _YEAR_ONLY.fullmatch(text):
        raise DateError("date_ambiguous")
    raise DateError("date_invalid")


def _of(year: str, month: str, day: str | None) -> date | Month:
    try:
        first = date(int(year), int(month), int(day or 1))
    except ValueError as error:
        raise DateError("date_invalid") from error
    return Month(first.year, first.month) if day is None else first


def _with_digits(text: str) -> str:
    """二〇二六年三月五日 with digits; other texts as they are."""
    if not _HAN_PART.search(text):
        return text

    def digits(found: re.Match[str]) -> str:
        part = found.group()
        if len(part) == 4 and "十" not in part:
            return "".join(str(number_of(sign)) for sign in part)
        number = number_of(part)
        return part if number is None else str(number)

    return _HAN_PART.sub(digits, text)


def year_in(title: str) -> int | None:
    """The one year that a heading names; None for none and for several."""
    years = set(YEAR_IN_TITLE.findall(narrow(title)))
    return int(years.pop()) if len(years) == 1 else None
