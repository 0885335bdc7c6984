"""What clerks type as a deadline: 12月底前, 三季度, 每月, 长期坚持, 换届前."""

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from lianxin.kernel.zh.scripts import simplified
from lianxin.kernel.zh.widths import narrow


class DeadlineError(ValueError):
    """What was typed is no deadline; `code` says why.

    ``unknown``: not understood; ``no_such_day``: 2月30日, 13月; ``past``: it lies
    before the day on which it is set; ``interval``: an interval that no kind has.
    """

    def __init__(self, code: str, day: date | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.day = day


@dataclass(frozen=True, slots=True)
class Deadline:
    """A deadline: its kind, its last day where it has one, the event it waits for.

    `kind` is one of date, month, quarter, year, every_month, every_quarter, long_term
    and event. `event` holds the words of an event, and for a deadline that comes again
    the words that say more than the interval (每月5日前).
    """

    kind: str
    on: date | None = None
    event: str = ""


_FIGURES = {c: n for n, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2}
_N = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
_YEAR = r"(?:(?P<year>\d{4}|今|本|当|明|次|来)年度?)?"
_EDGE = r"(?:底|末|终|内)?(?:(?:之|以)?前|以内|之内)?(?:完成)?"
_DIGITS_DAY = re.compile(
    rf"(?:(?P<year>\d{{4}})[-./])?(?P<month>\d{{1,2}})[-./](?P<day>\d{{1,2}}){_EDGE}"
)
_SOLID_DAY = re.compile(r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})")
_DIGITS_MONTH = re.compile(r"(?P<year>\d{4})[-./](?P<month>\d{1,2})")
_DAY = re.compile(rf"{_YEAR}(?P<month>{_N})月(?P<day>{_N})[日号]?{_EDGE}")
_MONTH = re.compile(rf"{_YEAR}(?P<month>{_N})月份?(?P<part>初|上旬|中旬|下旬)?{_EDGE}")
_QUARTER = re.compile(
    rf"{_YEAR}(?:第?(?P<quarter>[一二三四1-4])季度?|[qQ](?P<q>[1-4])){_EDGE}"
)
_QUARTER_IN_ENGLISH = re.compile(r"[qQ](?P<q>[1-4])(?P<year>\d{4})?")
_HALF = re.compile(rf"{_YEAR}(?P<half>上|下)半年{_EDGE}")
_WHOLE_YEAR = re.compile(
    r"(?:(?P<year>\d{4}|今|本|当|明|次|来)年度?|全年|年度?)(?:全年|年度)?"
    rf"{_EDGE}"
)
_WHOLE_YEAR_IN_ENGLISH = re.compile(
    r"(?:(?:the)?wholeyear|year-?end|endoftheyear|(?:withintheyear|year)?(?P<year>\d{4})?)",
    re.IGNORECASE,
)
_EVERY_MONTH = re.compile(
    r"(?:每个?月度?|按月|逐月|月度|everymonth|monthly)(?P<more>.{0,40})", re.IGNORECASE
)
_EVERY_QUARTER = re.compile(
    r"(?:每个?季度?|按季度?|逐季|季度|everyquarter|quarterly)(?P<more>.{0,40})",
    re.IGNORECASE,
)
_OTHER_INTERVAL = re.compile(
    r"每(?:个?半年|年|周|天|日|旬|两个?月|双月|个?星期).*|daily|weekly|半年.*|月底?|旬",
    re.IGNORECASE,
)
_LONG_TERM = re.compile(
    r"(?:长期(?:坚持|推进|任务|有效|执行|开展|落实)?|持续(?:推进|开展|坚持|用力|落实)?|常态化?(?:推进|开展|坚持|落实|进行)?"
    r"|常年(?:坚持|开展)?|经常(?:性)?(?:开展|坚持)?|日常|贯穿全年(?:始终)?|long-?term|ongoing)",
    re.IGNORECASE,
)
_EVENT = re.compile(
    r"(?:至|到|直到|直至).{1,60}(?:结束|完成|为止|止|解除|之日)"
    r"|.{2,60}(?:(?:之|以)?[前后时]|期间|结束|完成|当[日天月]|同步)"
    r"|(?:按|按照|依照|根据|视).{2,60}(?:要求|部署|安排|通知|进度|情况|规定|时间)"
)
_EVENT_IN_ENGLISH = re.compile(
    r"(?:until|before|after|by|when)\s+.{2,80}", re.IGNORECASE
)
_FROM = re.compile(
    r"(?:即日起|自.{1,12}起|从.{1,12}起|.{0,8}?\d月份?(?:\d+日)?|\d{1,2}|\d{4}-\d{1,2}(?:-\d{1,2})?)?"
    r"(?:至|到|—+|–|~|-{2,}|-)(?P<rest>.*\d{1,2}月.*)"
)
_LEAD = re.compile(r"^(?:截止到?|截至|于|在|力争|确保|争取|最迟|不晚于|按期|dueby|:)")
_TENTHS = {"初": 10, "上旬": 10, "中旬": 20}


def read_deadline(
    typed: str, *, year: int, today: date | None = None
) -> Deadline | None:
    """What was typed as a deadline of a plan for `year`; None for nothing.

    Raises DeadlineError where it cannot be understood, and where it lies before
    `today`.
    """
    if not typed.strip():
        return None
    text = simplified(narrow(typed)).rstrip("。.;,，；")
    text = _LEAD.sub("", text)
    ranged = _FROM.fullmatch(text)
    if ranged:
        text = ranged.group("rest")
    found = _of_shape(text, year) or _event(typed, text)
    if found is None:
        raise DeadlineError(
            "interval" if _OTHER_INTERVAL.fullmatch(text) else "unknown"
        )
    if today is not None and found.on is not None and found.on < today:
        raise DeadlineError("past", found.on)
    return found


def _of_shape(text: str, year: int) -> Deadline | None:
    for shape, reading in _SHAPES:
        found = shape.fullmatch(text)
        if found:
            return reading(found, year)
    return None


def _on_day(found: re.Match[str], year: int) -> Deadline:
    return Deadline("date", _day(_year(found, year), found["month"], found["day"]))


def _in_month(found: re.Match[str], year: int) -> Deadline:
    of, month = _year(found, year), _number(found["month"])
    part = found.groupdict().get("part") or ""
    if part in _TENTHS:
        return Deadline("date", _day(of, str(month), str(_TENTHS[part])))
    return Deadline("month", _end_of_month(of, month))


def _in_quarter(found: re.Match[str], year: int) -> Deadline:
    named = found.groupdict()
    quarter = _number(named.get("quarter") or named.get("q") or "")
    return Deadline("quarter", _end_of_month(_year(found, year), 3 * quarter))


def _in_half(found: re.Match[str], year: int) -> Deadline:
    month = 6 if found["half"] == "上" else 12
    return Deadline("month", _end_of_month(_year(found, year), month))


def _in_year(found: re.Match[str], year: int) -> Deadline:
    return Deadline("year", date(_checked_year(_year(found, year)), 12, 31))


def _every_month(found: re.Match[str], year: int) -> Deadline:
    return Deadline("every_month", date(year, 12, 31), _more(found))


def _every_quarter(found: re.Match[str], year: int) -> Deadline:
    return Deadline("every_quarter", date(year, 12, 31), _more(found))


def _long_term(found: re.Match[str], year: int) -> Deadline:
    return Deadline("long_term")


_SHAPES: tuple[
    tuple[re.Pattern[str], Callable[[re.Match[str], int], Deadline]], ...
] = (
    (_SOLID_DAY, _on_day),
    (_DIGITS_DAY, _on_day),
    (_DIGITS_MONTH, _in_month),
    (_DAY, _on_day),
    (_MONTH, _in_month),
    (_QUARTER, _in_quarter),
    (_QUARTER_IN_ENGLISH, _in_quarter),
    (_HALF, _in_half),
    (_WHOLE_YEAR, _in_year),
    (_WHOLE_YEAR_IN_ENGLISH, _in_year),
    (_LONG_TERM, _long_term),
    (_EVERY_QUARTER, _every_quarter),
    (_EVERY_MONTH, _every_month),
)


def _event(typed: str, text: str) -> Deadline | None:
    words = " ".join(typed.split())
    if _OTHER_INTERVAL.fullmatch(text) or re.search(r"\d", text):
        return None
    if _EVENT.fullmatch(text) or _EVENT_IN_ENGLISH.fullmatch(words):
        return Deadline("event", event=words)
    return None


def _more(found: re.Match[str]) -> str:
    more = found["more"] or ""
    if more in {"", "一次", "末", "底", "底前", "1次", "开展", "坚持", "至少一次"}:
        return ""
    return found.group()


def _year(found: re.Match[str], year: int) -> int:
    named = found.groupdict().get("year")
    if named is None:
        return year
    if named.isdigit():
        return int(named)
    return year + (named in "明次来")


def _number(written: str) -> int:
    """12, 十二, 二十一 or 三 as a number; 0 for what is none."""
    if written.isdigit():
        return int(written)
    tens, has_ten, units = written.rpartition("十")
    if not has_ten:
        return _FIGURES.get(written, 0)
    return 10 * _FIGURES.get(tens, 1) + _FIGURES.get(units, 0)


def _day(year: int, month: str, day: str) -> date:
    try:
        return date(_checked_year(year), _number(month), _number(day))
    except ValueError as error:
        if isinstance(error, DeadlineError):
            raise
        raise DeadlineError("no_such_day") from error


def _end_of_month(year: int, month: int) -> date:
    if not 1 <= month <= 12:
        raise DeadlineError("no_such_day")
    _checked_year(year)
    return date(year, month, calendar.monthrange(year, month)[1])


def _checked_year(year: int) -> int:
    """A slip such as 0206 or 9026 is no year of a plan."""
    if not 1900 <= year <= 2999:
        raise DeadlineError("no_such_day")
    return year
