"""Months and quarters: their last days, and which of a span have none of some days."""

from collections.abc import Iterable
from datetime import date, timedelta
from enum import StrEnum


class Rhythm(StrEnum):
    """How often something is asked for."""

    MONTH = "month"
    QUARTER = "quarter"


MONTHS_IN = {Rhythm.MONTH: 1, Rhythm.QUARTER: 3}


def last_day(rhythm: Rhythm, day: date) -> date:
    """The last day of the month or quarter in which `day` lies."""
    months = MONTHS_IN[rhythm]
    number = (day.month - 1) // months * months + months
    year, month = (day.year, number + 1) if number < 12 else (day.year + 1, 1)
    return date(year, month, 1) - timedelta(days=1)


def periods(rhythm: Rhythm, first: date, last: date) -> tuple[tuple[date, date], ...]:
    """The periods from `first` to `last`, each with its first and its last day.

    The first one begins and the last one ends with the span; none where it is empty.
    """
    found = []
    start = first
    while start <= last:
        end = min(last_day(rhythm, start), last)
        found.append((start, end))
        start = end + timedelta(days=1)
    return tuple(found)


def first_uncovered(
    rhythm: Rhythm, first: date, last: date, days: Iterable[date]
) -> date | None:
    """The last day of the first period that holds none of `days`; None for none."""
    held = set(days)
    for start, end in periods(rhythm, first, last):
        if not any(start <= day <= end for day in held):
            return end
    return None
