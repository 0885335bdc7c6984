"""Resident identity numbers: their shape, their check character, their birth date."""

import re
from datetime import date
from operator import mul

from lianxin.kernel.zh.widths import narrow

SHAPE = re.compile(r"[1-9]\d{5}(\d{4})(\d{2})(\d{2})\d{3}[\dX]")
WEIGHTS = tuple(pow(2, 17 - place, 11) for place in range(17))
CHECK_CHARACTERS = "10X98765432"


def identity_fault(number: str) -> str:
    """What is wrong with an 18-character identity number: a code, or nothing.

    ``shape``: not 17 digits and a digit or X; ``birth``: no such day; ``check``: the
    last character does not follow from the others. After GB 11643-1999.
    """
    found = SHAPE.fullmatch(number)
    if found is None:
        return "shape"
    try:
        date(*(int(part) for part in found.groups()))
    except ValueError:
        return "birth"
    return "" if number[17] == _check_character(number[:17]) else "check"


def is_identity(typed: str) -> bool:
    """Whether what was typed is a faultless identity number."""
    return not identity_fault(plain_identity(typed))


def birth_of(number: str) -> date:
    """The birth date within an identity number that has no fault."""
    return date(int(number[6:10]), int(number[10:12]), int(number[12:14]))


def plain_identity(typed: str) -> str:
    """The number as it is compared: narrow, without spaces, X in upper case."""
    return narrow(typed).upper()


def masked_identity(number: str) -> str:
    """The number with all but its first three and last two characters hidden."""
    return f"{number[:3]}{'*' * (len(number) - 5)}{number[-2:]}" if number else ""


def _check_character(first: str) -> str:
    total = sum(map(mul, map(int, first), WEIGHTS))
    return CHECK_CHARACTERS[total % 11]
