"""Paths of units: one segment for each unit from the root down, in tree order."""

DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
PLACES = 3
NUMBERS = 6


def segment(position: int, unit_id: int) -> str:
    """The path segment of a unit: its place among its siblings, then its number.

    Ten characters: three base-36 digits, six base-36 digits and a slash, so that
    sorting by path is sorting in tree order.
    """
    place = _base36(min(position, 36**PLACES - 1), PLACES)
    return f"{place}{_base36(unit_id, NUMBERS)}/"


def last_below(path: str) -> str:
    """The first string after every path that begins with `path`.

    "Everything at or below": ``path <= p < last_below(path)`` in byte order.
    """
    return path[:-1] + chr(ord(path[-1]) + 1)


def ancestors(path: str) -> list[str]:
    """The paths from the root down to, and with, the unit itself."""
    width = PLACES + NUMBERS + 1
    return [path[:end] for end in range(width, len(path) + 1, width)]


def _base36(number: int, width: int) -> str:
    digits = []
    while number:
        number, digit = divmod(number, 36)
        digits.append(DIGITS[digit])
    return "".join(reversed(digits)).rjust(width, "0")
