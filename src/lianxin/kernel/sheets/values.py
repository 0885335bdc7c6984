"""Cells to typed values: right, repaired with a notice, or wrong with the reason."""

import math
import re
from collections.abc import Mapping
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation
from types import MappingProxyType

from lianxin.kernel.sheets import limits
from lianxin.kernel.sheets.cells import Fault, Formula, Merged, Month, Value, shown
from lianxin.kernel.sheets.dates import (
    SERIALS,
    Dated,
    DateError,
    days_between,
    names_several,
    read_date,
)
from lianxin.kernel.sheets.identities import read_identity
from lianxin.kernel.sheets.kinds import Type, heading
from lianxin.kernel.sheets.names import read_name, read_names
from lianxin.kernel.sheets.placing import Place, Reader, Wrong
from lianxin.kernel.zh.phones import is_phone, plain_phone
from lianxin.kernel.zh.widths import narrow

# What people write into a cell to say that there is nothing to write.
NOTHING = re.compile(r"[-—–－/／\\]{1,6}|[暂暫]?[无無]|N/A|n/a")
TICKS = frozenset("√✓✔☑▲●★1是有yYvV")
FORMULA_SIGNS = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
TWO_NUMBERS = re.compile(r"(?:应到)?(\d+)人?[/、,;](?:实到)?(\d+)人?")
COUNTED = re.compile(
    r"(-?\d+(?:\.\d+)?)(人|名|个|次|元|万元|岁|年|月|户|项|天|日|学时|课时|小时|%)?"
)


def read_cell(value: Value, place: Place) -> object:
    """Return what the cell holds by its column's type; None for nothing and for wrong.

    Every repair and every refusal is told to the place.
    """
    try:
        plain = _uncovered(value, place)
        if plain is None:
            return None
        return READERS[place.column.type](plain, place)
    except Wrong:
        return None


def read_part(value: Value, part: int, place: Place) -> object:
    """One of the two numbers in a cell, 20/18; wrong where it holds no two."""
    typed = shown(value)
    numbers = TWO_NUMBERS.fullmatch(narrow(typed))
    if numbers is not None:
        return read_cell(numbers[part + 1], place)
    if typed and not NOTHING.fullmatch(typed):
        place.wrong("number_invalid", found=typed)
    return None


def read_tick(value: Value, header: str, place: Place) -> object:
    """What the heading of a ticked cell says; None where there is no tick."""
    typed = shown(value)
    is_covered = isinstance(value, Merged) and value.across
    if not typed or is_covered or NOTHING.fullmatch(typed):
        return None
    if typed not in TICKS:
        place.wrong("choice_unknown", found=typed, known="√")
        return None
    place.repaired("derived", value=header, found=f"{header} {typed}")
    return read_cell(header, place)


def _uncovered(value: Value, place: Place) -> object:
    """Take a cell out of its merged range and its formula."""
    if isinstance(value, Merged):
        if value.across:
            return None
        place.repaired("carried_merged", value=shown(value))
        value = value.value
    if isinstance(value, Formula):
        if value.cached is None or value.cached == "":
            raise place.wrong("formula_without_value")
        if not isinstance(value.cached, Fault):
            place.repaired("formula_value")
        value = value.cached
    if isinstance(value, Fault):
        raise place.wrong("formula_error", found=value.text)
    if isinstance(value, str):
        return _filled(value, place)
    return value


def _filled(value: str, place: Place) -> str | None:
    text = value.strip()
    if not text:
        return None
    if place.column.type is not Type.TEXT and NOTHING.fullmatch(text):
        return None
    if place.column.unset and heading(text.strip("（()）")) in place.column.unset:
        place.repaired("none_yet", found=text)
        return None
    if len(text) >= limits.CELL_CHARACTERS:
        raise place.wrong(
            "too_long", found=text[:20], characters=limits.CELL_CHARACTERS
        )
    if text != value:
        is_number = place.column.type is Type.IDENTITY
        place.repaired("identity_narrowed" if is_number else "trimmed", found=text)
    return text


def _text(value: object, place: Place) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float) and abs(value) >= 10**15:
        place.repaired("number_as_text", found=value)
    if isinstance(value, datetime):
        return value.isoformat(" ", "minutes")
    if isinstance(value, date | time | Month):
        return value.isoformat()
    return shown(value) if isinstance(value, int | float) else str(value)


def _due(value: object, place: Place) -> str:
    """A deadline as it was typed; a number that is a date of Excel as that date."""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, int | float) and SERIALS[0] <= value <= SERIALS[-1]:
        found = read_date(value)
        place.repaired("serial_date", found=value, value=found.value)
        return found.value.isoformat()
    return _text(value, place)


def _day(value: object, place: Place) -> date | Month:
    found = _dated(value, place)
    if isinstance(found, Month):
        place.repaired("month_only", value=found)
    return found


def _month(value: object, place: Place) -> date | Month:
    return _dated(value, place)


def _dated(value: object, place: Place) -> date | Month:
    try:
        found = read_date(value, year=place.year)
    except DateError as error:
        found = _of_range(value, place, error.code)
    if found.repair:
        year = found.value.year
        place.repaired(found.repair, found=value, value=found.value, year=year)
    elif isinstance(value, str) and narrow(value) != "".join(value.split()):
        place.repaired("full_width", found=value, value=found.value)
    return found.value


def _of_range(value: object, place: Place, code: str) -> Dated:
    """The day that counts of several in one cell; wrong where the column has no such rule."""
    typed = str(value)
    days = days_between(typed, year=place.year)
    if days is None:
        several = names_several(typed, year=place.year)
        raise place.wrong("date_several" if several else code, found=value)
    if not place.column.of_range:
        raise place.wrong("date_several", found=value)
    first, last = days
    if place.column.of_range == "last":
        place.repaired("last_of_days", found=value, value=last.value)
        return last
    place.repaired("first_of_days", found=value, value=first.value)
    return first


def _number(value: object, place: Place) -> int:
    number = _decimal(value, place)
    if number != int(number):
        raise place.wrong("number_invalid", found=value)
    return int(number)


def _amount(value: object, place: Place) -> Decimal:
    try:
        return _decimal(value, place).quantize(Decimal("0.01"))
    except InvalidOperation as error:  # more digits than any amount of money has
        raise place.wrong("number_invalid", found=value) from error


def _decimal(value: object, place: Place) -> Decimal:
    if isinstance(value, bool | date | time | Month):
        raise place.wrong("number_invalid", found=value)
    if isinstance(value, int | float) and math.isfinite(value):
        return _counting(Decimal(repr(value)), value, place)
    text = narrow(str(value)).replace(",", "").lstrip("¥￥")
    found = COUNTED.fullmatch(text)
    if found is None:
        raise place.wrong("number_invalid", found=value)
    try:
        number = Decimal(found[1])
    except InvalidOperation as error:
        raise place.wrong("number_invalid", found=value) from error
    _counting(number, value, place)
    if found[2]:
        place.repaired("unit_removed", found=value, value=number)
    elif text != (typed := "".join(str(value).split())):
        is_wide = narrow(typed.strip("￥¥")) != typed.strip("￥¥")
        code = "full_width" if is_wide else "unit_removed"
        place.repaired(code, found=value, value=number)
    return number


def _counting(number: Decimal, value: object, place: Place) -> Decimal:
    """Nothing that is counted or paid here is below zero."""
    if number < 0:
        raise place.wrong("number_negative", found=value)
    return number


def _phone(value: object, place: Place) -> str:
    typed = shown(value) if isinstance(value, int | float) else str(value)
    number = plain_phone(typed)
    if not is_phone(number):
        raise place.wrong("phone_invalid", found=typed)
    if narrow(typed) != "".join(typed.split()):
        place.repaired("full_width", found=typed, value=number)
    return number


def _choice(value: object, place: Place) -> str:
    typed = str(value)
    words = heading(typed)
    for name, known in place.column.choices:
        if words in known:
            if words != heading(name):
                place.repaired("choice_understood", found=typed, value=name)
            return name
    names = "、".join(name for name, _ in place.column.choices)
    raise place.wrong("choice_unknown", found=typed, known=names)


def _name(value: object, place: Place) -> str:
    _refuse_formula(value, place)
    return read_name(value, place)


def _names(value: object, place: Place) -> tuple[str, ...]:
    if isinstance(value, int | float):
        value = shown(value)
    _refuse_formula(value, place)
    return read_names(str(value), place)


def _unit(value: object, place: Place) -> str:
    _refuse_formula(value, place)
    typed = str(value)
    name = "".join(typed.split())
    if name != typed:
        place.repaired("spaces_removed", found=typed)
    return name


def _refuse_formula(value: object, place: Place) -> None:
    """Names never begin so; what does is an attempt, or a formula that became text."""
    if isinstance(value, str) and value.startswith(FORMULA_SIGNS):
        raise place.wrong("formula_like", found=value)
    if not isinstance(value, str):
        raise place.wrong("name_invalid", found=value)


READERS: Mapping[Type, Reader] = MappingProxyType(
    {
        Type.TEXT: _text,
        Type.DUE: _due,
        Type.NAME: _name,
        Type.NAMES: _names,
        Type.UNIT: _unit,
        Type.DAY: _day,
        Type.MONTH: _month,
        Type.NUMBER: _number,
        Type.AMOUNT: _amount,
        Type.IDENTITY: read_identity,
        Type.PHONE: _phone,
        Type.CHOICE: _choice,
    }
)
