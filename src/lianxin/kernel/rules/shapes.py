"""Sorts of values beyond numbers and times: parts of a whole."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction


class Than(StrEnum):
    """How a part is compared with what is asked of it."""

    MORE_THAN = "more_than"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole: more than, at least or at most this fraction of it.

    `of` says which whole is meant, such as those entitled or those present.
    """

    than: Than
    fraction: Fraction
    of: str

    def holds(self, part: int, whole: int) -> bool:
        """Whether `part` of `whole` is as asked."""
        asked = self.fraction * whole
        if self.than is Than.MORE_THAN:
            return part > asked
        return part >= asked if self.than is Than.AT_LEAST else part <= asked


def counted_of(share: Share, given: Mapping[str, int]) -> bool | None:
    """What a share answers to counts by code, the part under ``part``; None for none."""
    if "part" not in given or share.of not in given:
        return None
    return share.holds(given["part"], given[share.of])
