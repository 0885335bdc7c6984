"""Addresses of things that are known by their number, as lists need them by the dozen."""

from functools import lru_cache

from django.urls import get_script_prefix, reverse

# Longer than any key in use, so that it stands in an address but once.
_MARKS = (910_000_000_000_000_001, 910_000_000_000_000_002)


def address_of(name: str, *numbers: int) -> str:
    """What `reverse` says of these numbers; the pattern is looked up but once."""
    pattern = _pattern(name, len(numbers), get_script_prefix())
    return pattern.format(*numbers)


@lru_cache(maxsize=500)
def _pattern(name: str, count: int, prefix: str) -> str:
    marks = _MARKS[:count]
    found = reverse(name, args=marks).replace("{", "{{").replace("}", "}}")
    for place, mark in enumerate(marks):
        found = found.replace(str(mark), f"{{{place}:d}}")
    return found
