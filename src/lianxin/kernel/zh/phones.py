"""Telephone numbers as they are typed in mainland China."""

import re

from lianxin.kernel.zh.widths import narrow

MOBILE = re.compile(r"1[3-9]\d{9}")
FIXED = re.compile(r"0\d{2,3}\d{7,8}(-\d{1,6})?")
# The country before a number: +86, 0086, or 86 before one of a mobile phone.
COUNTRY = re.compile(r"^(?:\+86|0086)-?|^86-?(?=1[3-9])")


def plain_phone(typed: str) -> str:
    """The number as it is compared: narrow, without spaces, dashes or +86.

    The dash before an extension stays.
    """
    number = COUNTRY.sub("", narrow(typed))
    if number.startswith("1"):
        return number.replace("-", "")
    area, _, rest = number.partition("-")
    if len(area) in {3, 4} and area.startswith("0"):
        return area + rest
    return number


def is_phone(number: str) -> bool:
    """Whether a plain number is a mobile one or a fixed one with its area code."""
    return bool(MOBILE.fullmatch(number) or FIXED.fullmatch(number))


def masked_phone(number: str) -> str:
    """The number with its middle hidden: first three and last two digits stay."""
    return f"{number[:3]}{'*' * (len(number) - 5)}{number[-2:]}" if number else ""
