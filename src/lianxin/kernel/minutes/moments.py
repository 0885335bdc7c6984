"""Days, times of day and numbers as clerks write them."""

import re
from datetime import date, time

_FIGURES = {c: n for n, c in enumerate("〇一二三四五六七八九")} | {
    "零": 0,
    "○": 0,
    "O": 0,
    "两": 2,
}
_HAN = "〇零○一二三四五六七八九十"
_DAY = re.compile(
    rf"(?P<year>\d{{4}}|[{_HAN}]{{4}})\s*[年\-./]\s*(?P<month>\d{{1,2}}|[{_HAN}]{{1,3}})\s*[月\-./]"
    rf"\s*(?P<day>\d{{1,2}}|[{_HAN}]{{1,3}})(?!\d)\s*[日号]?"
)
_TIME = re.compile(
    r"(?P<half>上午|早上|早晨|中午|下午|晚上|晚)?\s*(?P<hour>\d{1,2}|[一二三四五六七八九十]{1,3})\s*"
    r"(?:[:时点](?![间题])\s*(?P<minute>\d{2}|半|\d{1,2}(?=分))?)"
)
_AFTER_NOON = ("下午", "晚上", "晚")
_NUMBER = re.compile(rf"(?P<number>\d{{1,4}}|[{_HAN}两]{{1,4}})\s*(?:名|人|位)?")
LAST_HOUR, NOON = 24, 12


def number(written: str) -> int | None:
    """A number in figures or in Han signs up to ninety-nine."""
    if written.isdigit():
        return int(written)
    if "十" not in written:
        digits = [_FIGURES.get(sign) for sign in written]
        known = [digit for digit in digits if digit is not None]
        return int("".join(map(str, known))) if len(known) == len(digits) else None
    tens, _, ones = written.partition("十")
    parts = (
        _FIGURES.get(tens, None) if tens else 1,
        _FIGURES.get(ones, None) if ones else 0,
    )
    return None if None in parts else 10 * (parts[0] or 0) + (parts[1] or 0)


def day_in(text: str) -> tuple[date, int, int] | None:
    """The first full date, with where it begins and ends."""
    for match in _DAY.finditer(text):
        parts = [number(match[name]) for name in ("year", "month", "day")]
        if None in parts:
            continue
        try:
            day = date(*(part or 0 for part in parts))
        except ValueError:
            continue
        return day, match.start(), match.end()
    return None


_DAY_OF_YEAR = re.compile(
    rf"(?<![年\d\-./{_HAN}])(?P<month>\d{{1,2}}|[{_HAN}]{{1,3}})月(?P<day>\d{{1,2}}|[{_HAN}]{{1,3}})[日号]"
)
_YEAR = re.compile(r"(?<!\d)(20\d\d)(?=[年〕\]\-./])")


def years_in(text: str) -> set[int]:
    """The years that a text names."""
    return {int(year) for year in _YEAR.findall(text)}


def day_without_year(text: str) -> tuple[int, int] | None:
    """The first month and day that stand there without a year."""
    match = _DAY_OF_YEAR.search(text)
    if match is None:
        return None
    month, day = number(match["month"]), number(match["day"])
    return (month, day) if month and day else None


def time_in(text: str) -> time | None:
    """The first time of day."""
    for match in _TIME.finditer(text):
        hour = number(match["hour"])
        written = match["minute"] or "0"
        minute = 30 if written == "半" else number(written)
        if hour is None or minute is None:
            continue
        if match["half"] in _AFTER_NOON and hour < NOON:
            hour += NOON
        if hour < LAST_HOUR and minute < 60:
            return time(hour, minute)
    return None


def count_in(text: str) -> int | None:
    """How many people a short text speaks of."""
    match = _NUMBER.search(text)
    return number(match["number"]) if match else None
