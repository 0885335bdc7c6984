"""Identity numbers in cells: as typed, or damaged because a program took them for numbers."""

import re

from lianxin.kernel.sheets.placing import Place
from lianxin.kernel.zh.identity import identity_fault, plain_identity

SCIENTIFIC = re.compile(r"\d(?:\.\d+)?E\+?\d{2}")
LENGTH = 18
# GB/T 2260: the first two digits of the provinces, and those of people from abroad.
REGIONS = frozenset(
    [
        "11",
        "12",
        "13",
        "14",
        "15",
        "21",
        "22",
        "23",
        "31",
        "32",
        "33",
        "34",
        "35",
        "36",
        "37",
        "41",
        "42",
        "43",
        "44",
        "45",
        "46",
        "50",
        "51",
        "52",
        "53",
        "54",
        "61",
        "62",
        "63",
        "64",
        "65",
        "71",
        "81",
        "82",
        "83",
        "91",
    ]
)
FAULTS = {
    "shape": "identity_shape",
    "birth": "identity_birth",
    "check": "identity_check",
}


def read_identity(value: object, place: Place) -> str:
    """The number, narrow and with X in upper case; never mended."""
    if isinstance(value, int | float) and abs(value) >= 10**15:
        raise place.wrong("identity_damaged")
    typed = str(value).lstrip("'‘’`´“”＇")
    number = plain_identity(typed)
    if SCIENTIFIC.fullmatch(number):
        raise place.wrong("identity_damaged")
    if len(number) != LENGTH:
        raise place.wrong("identity_length", count=len(number))
    fault = identity_fault(number)
    if number[:2] not in REGIONS and fault != "shape":
        raise place.wrong("identity_region")
    if fault == "check" and number.endswith("000"):
        # Fifteen digits are all that a calculating number holds; the rest became 0.
        raise place.wrong("identity_damaged")
    if fault:
        raise place.wrong(FAULTS[fault])
    if number != "".join(str(value).split()):
        place.repaired("identity_narrowed")
    return number


def sex_of(number: str) -> str:
    """男 or 女, as the seventeenth digit of a sound number says."""
    return "男" if int(number[16]) % 2 else "女"
