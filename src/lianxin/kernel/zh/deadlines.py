"""What clerks write as a deadline: 12月底前, 三季度, 每月, 长期坚持 … as a kind and a day."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


class Kind(StrEnum):
    """How a deadline is set; the values are those that goals use."""

    DATE = "date"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    EVERY_MONTH = "every_month"
    EVERY_QUARTER = "every_quarter"
    LONG_TERM = "long_term"
    EVENT = "event"


@dataclass(frozen=True, slots=True)
class Deadline:
    """A kind, its last day where there is one, and the event where that decides."""

    kind: Kind
    on: date | None = None
    event: str = ""


_DIGITS = {sign: n for n, sign in enumerate("〇一二三四五六七八九十")} | {
    "零": 0,
    "两": 2,
}
_NUMBER = r"(?P<{0}>[0-9]{{1,2}}|[一二三四五六七八九十]{{1,3}})"
_YEAR = r"(?:(?P<year>(?:19|20)[0-9]{2}|[〇零一二三四五六七八九]{4})年?(?:度)?|(?P<next>明年|次年)|今年|本年度?)?"
_DAY = re.compile(
    r"^(?P<y>(?:19|20)[0-9]{2})[-./年](?P<m>[0-9]{1,2})[-./月](?P<d>[0-9]{1,2})[日号]?(?:前|之前|以前)?$"
)
_MONTH_DAY = re.compile(
    rf"^{_YEAR}{_NUMBER.format('month')}月{_NUMBER.format('day')}[日号](?:前|之前|以前)?$"
)
_MONTH = re.compile(
    rf"^{_YEAR}[-./]?{_NUMBER.format('month')}月(?:份)?(?P<part>上旬|中旬|下旬|初|中|底|末)?(?:之?前|以前|内|完成)*$"
)
_QUARTER = re.compile(
    rf"^{_YEAR}(?:第)?(?P<quarter>[一二三四1-4])季度?(?:末|底)?(?:之?前|以前|内|完成)*$"
)
_HALF = re.compile(rf"^{_YEAR}(?P<half>上半年|下半年)(?:之?前|以前|内|完成)*$")
_WHOLE = re.compile(
    rf"^{_YEAR}(?:全年|年内|年底|年末|年终|当年)?(?:之?前|以前|内|完成)*$"
)
_EVERY_MONTH = re.compile(r"^(?:每月|每个月|按月|逐月)")
_EVERY_QUARTER = re.compile(r"^(?:每季|按季|逐季)")
_EVERY_YEAR = re.compile(r"^(?:每年|按年|年度)")
_LONG = re.compile(r"^(?:长期|常年|持续|经常|日常|随时|坚持|贯穿)")
_EVENT = re.compile(
    r"^(?:至|到|直至|待)?(?P<event>.{2,40}?)(?:结束|完成|换届|为止|投产|验收|后)$"
)
_TRADITIONAL = str.maketrans(
    "長續經結後換隨時當內個實換屆產驗", "长续经结后换随时当内个实换届产验"
)


def read_deadline(text: str, *, year: int) -> Deadline | None:
    """The deadline that a cell says, in a plan of `year`; None where it is no such."""
    words = unicodedata.normalize("NFKC", text).translate(_TRADITIONAL)
    words = re.sub(r"[\s，,。;；、]", "", words)
    if not words:
        return None
    return (
        _rhythm(words, year)
        or _exact_day(words, year)
        or _span(words, year)
        or _event(words)
    )


def _rhythm(words: str, year: int) -> Deadline | None:
    last = date(year, 12, 31)
    if _EVERY_MONTH.match(words):
        return Deadline(Kind.EVERY_MONTH, last)
    if _EVERY_QUARTER.match(words):
        return Deadline(Kind.EVERY_QUARTER, last)
    if _EVERY_YEAR.match(words):
        return Deadline(Kind.YEAR, last)
    return Deadline(Kind.LONG_TERM) if _LONG.match(words) else None


def _exact_day(words: str, year: int) -> Deadline | None:
    found = _DAY.match(words)
    if found:
        return _on(int(found["y"]), int(found["m"]), int(found["d"]))
    found = _MONTH_DAY.match(words)
    if found:
        return _on(_year(found, year), _number(found["month"]), _number(found["day"]))
    return None


def _span(words: str, year: int) -> Deadline | None:
    found = _MONTH.match(words)
    if found:
        return _month(_year(found, year), _number(found["month"]), found["part"] or "")
    found = _QUARTER.match(words)
    if found:
        month = 3 * _number(found["quarter"])
        return Deadline(Kind.QUARTER, _end_of_month(_year(found, year), month))
    found = _HALF.match(words)
    if found:
        month = 6 if found["half"] == "上半年" else 12
        return Deadline(Kind.DATE, _end_of_month(_year(found, year), month))
    found = _WHOLE.match(words)
    if found:
        return Deadline(Kind.YEAR, date(_year(found, year), 12, 31))
    return None


def _event(words: str) -> Deadline | None:
    found = _EVENT.match(words)
    return Deadline(Kind.EVENT, None, words) if found else None


def _month(year: int, month: int, part: str) -> Deadline | None:
    if not 1 <= month <= 12:
        return None
    days = {"上旬": 10, "初": 10, "中旬": 20, "中": 15}
    if part in days:
        return Deadline(Kind.DATE, date(year, month, days[part]))
    return Deadline(Kind.MONTH, _end_of_month(year, month))


def _on(year: int, month: int, day: int) -> Deadline | None:
    try:
        return Deadline(Kind.DATE, date(year, month, day))
    except ValueError:
        return None


def _year(found: re.Match[str], year: int) -> int:
    if found["next"]:
        return year + 1
    written = found["year"]
    if not written:
        return year
    return int("".join(str(_DIGITS.get(sign, sign)) for sign in written))


def _number(written: str) -> int:
    if written.isdigit():
        return int(written)
    if "十" not in written:
        return _DIGITS[written]
    tens, _, ones = written.partition("十")
    return (_DIGITS[tens] if tens else 1) * 10 + (_DIGITS[ones] if ones else 0)


def _end_of_month(year: int, month: int) -> date:
    following = date(year + month // 12, month % 12 + 1, 1)
    return following - timedelta(days=1)
