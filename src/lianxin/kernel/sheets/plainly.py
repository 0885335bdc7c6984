"""Cells that are right as they stand: what `values.read_cell` would give, without asking.

Nearly all cells of a register are. Whatever is not plainly right gives None here and is
read by the rules, which repair it or say what is wrong.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType

from lianxin.kernel.sheets import limits
from lianxin.kernel.sheets.cells import DITTO, Value
from lianxin.kernel.sheets.dates import YEARS
from lianxin.kernel.sheets.identities import LENGTH, REGIONS
from lianxin.kernel.sheets.kinds import Type
from lianxin.kernel.zh.identity import identity_fault
from lianxin.kernel.zh.phones import MOBILE

HAN_NAME = re.compile("[\u4e00-\u9fff]{2,4}")


def _text(cell: Value) -> str | None:
    if type(cell) is int:
        return str(cell)
    if type(cell) is not str or len(cell) >= limits.CELL_CHARACTERS:
        return None
    return cell if cell and cell == cell.strip() and cell not in DITTO else None


def _number(cell: Value) -> int | None:
    return cell if type(cell) is int and cell >= 0 else None


def _day(cell: Value) -> date | None:
    return cell if type(cell) is date and cell.year in YEARS else None


def _name(cell: Value) -> str | None:
    return cell if type(cell) is str and HAN_NAME.fullmatch(cell) else None


def _identity(cell: Value) -> str | None:
    if type(cell) is not str or len(cell) != LENGTH or not cell.isascii():
        return None
    return cell if cell[:2] in REGIONS and not identity_fault(cell) else None


def _phone(cell: Value) -> str | None:
    if type(cell) is not str or not cell.isascii():
        return None
    return cell if MOBILE.fullmatch(cell) else None


PLAINLY: Mapping[Type, Callable[[Value], object]] = MappingProxyType(
    {
        Type.TEXT: _text,
        Type.NUMBER: _number,
        Type.DAY: _day,
        Type.MONTH: _day,
        Type.NAME: _name,
        Type.IDENTITY: _identity,
        Type.PHONE: _phone,
    }
)
