"""Checks between dates: what has been, what comes first, how long it is between."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from lianxin.kernel.sheets.cells import Month
from lianxin.kernel.sheets.drafts import Draft, Known, SheetDraft
from lianxin.kernel.sheets.kinds import Check
from lianxin.kernel.zh.identity import birth_of

QUARTER = re.compile(r"([一二三四1234])\s*季度")
QUARTERS = {sign: place // 2 + 1 for place, sign in enumerate("一1二2三3四4")}


def check_past(sheet: SheetDraft, today: date | None) -> None:
    """What has taken place lies on no day to come, where it is known what day it is."""
    kind = sheet.found.kind
    past = [column.code for column in kind.columns if column.past]
    if today is None:
        return
    for row in sheet.rows:
        for code in past:
            value = row.values[code]
            # Nearly all are days, which are compared as they are.
            ahead = value > today if type(value) is date else _is_before(today, value)
            if ahead:
                row.error("date_in_future", code, value=value)


def _born(sheet: SheetDraft, row: Draft, field: str) -> object:
    """A date of the row; where the birth date is not given, that of the identity number."""
    value = row.values[field]
    if value is not None or row.is_wrong(field):
        return value
    for check in sheet.found.kind.checks:
        if check.name == "identity" and check.values.get("birth") == field:
            number = row.values[check.code("identity")]
            return birth_of(number) if isinstance(number, str) else None
    return None


def _key(value: object) -> tuple[int, int, int] | None:
    """A day or month for comparing; a month has no day."""
    if isinstance(value, Month):
        return (value.year, value.month, 0)
    return (value.year, value.month, value.day) if isinstance(value, date) else None


def _is_before(one: object, other: object) -> bool:
    """Whether a date surely lies before another; a month may be any day of it."""
    first, second = _key(one), _key(other)
    if first is None or second is None:
        return False
    if not first[2] or not second[2]:
        return first[:2] < second[:2]
    return first < second


def in_order(
    sheet: SheetDraft, check: Check, sheets: Sequence[SheetDraft], known: Known
) -> None:
    """Of two dates the second does not lie before the first."""
    first, second = check.codes("in_order")
    for row in sheet.rows:
        earlier, later = _born(sheet, row, first), row.values[second]
        if _is_before(later, earlier):
            other = sheet.title(first)
            row.error("date_order", second, value=later, other=other, found=earlier)


def _months_between(one: object, other: object) -> tuple[int, bool] | None:
    """Whole months from one date to another, and whether days are left over.

    None where one of them is not there, or the other lies before it.
    """
    start, end = _key(one), _key(other)
    if start is None or end is None or _is_before(other, one):
        return None
    between = (end[0] - start[0]) * 12 + end[1] - start[1]
    knows_days = bool(start[2] and end[2])
    is_short = knows_days and end[2] < start[2]
    return between - is_short, knows_days and end[2] != start[2]


def apart(
    sheet: SheetDraft, check: Check, sheets: Sequence[SheetDraft], known: Known
) -> None:
    """Between two dates lie at least so many months."""
    first, second = check.codes("apart")
    months = int(check.code("months"))
    for row in sheet.rows:
        start = _born(sheet, row, first)
        between = _months_between(start, row.values[second])
        if between is not None and between[0] < months:
            row.error("span_short", second, **_span(sheet, check, row, start))


def within(
    sheet: SheetDraft, check: Check, sheets: Sequence[SheetDraft], known: Known
) -> None:
    """Between two dates lie no more than so many months; what took longer is told."""
    first, second = check.codes("within")
    months = int(check.code("months"))
    for row in sheet.rows:
        start = row.values[first]
        between = _months_between(start, row.values[second])
        if between is not None and (between[0], between[1]) > (months, False):
            row.notice("span_long", second, **_span(sheet, check, row, start))


def _span(
    sheet: SheetDraft, check: Check, row: Draft, start: object
) -> Mapping[str, Any]:
    first, second = check.codes(check.name)
    return {
        "other": sheet.title(first),
        "found": start,
        "value": row.values[second],
        "months": int(check.code("months")),
        "basis": check.code("basis"),
    }


def follows(
    sheet: SheetDraft, check: Check, sheets: Sequence[SheetDraft], known: Known
) -> None:
    """Where the second date is given and the first is not, the order cannot be told."""
    first, second = check.codes("follows")
    for row in sheet.rows:
        is_unsaid = row.values[first] is None and not row.is_wrong(first)
        if row.values[second] is not None and is_unsaid:
            row.notice("step_unsaid", second, other=sheet.title(first))


def ended(
    sheet: SheetDraft, check: Check, sheets: Sequence[SheetDraft], known: Known
) -> None:
    """A day that has passed is told, as that of a term that has ended."""
    field = check.code("ended")
    for row in sheet.rows if known.today else ():
        if _is_before(row.values[field], known.today):
            row.notice("term_ended", field, value=row.values[field])


def in_period(
    sheet: SheetDraft, check: Check, sheets: Sequence[SheetDraft], known: Known
) -> None:
    """A date lies in the quarter of its group's line and in the year of the title.

    The year is that of the first table: one further down may be of another.
    """
    field, year = check.code("in_period"), sheet.found.year
    further = min(sheet.found.tables, default=None)
    groups = {row.row: row.group for row in sheet.found.rows}
    for row in sheet.rows:
        key = _key(row.values[field])
        if key is None:
            continue
        group = groups[row.row]
        quarter = QUARTER.search(group)
        if quarter and (key[1] + 2) // 3 != QUARTERS[quarter[1]]:
            row.notice("outside_period", field, value=row.values[field], found=group)
        elif further is not None and row.row >= further:
            continue
        elif year is not None and key[0] != year:
            row.notice("outside_period", field, value=row.values[field], found=year)
