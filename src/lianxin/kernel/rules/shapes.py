"""Sorts of values beyond numbers and times: parts of a whole, lists, tables, rates."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from fractions import Fraction

CENT = Decimal("0.01")
HUNDRED = Decimal(100)


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


@dataclass(frozen=True, slots=True)
class Items:
    """What must be there, all of it."""

    codes: tuple[str, ...]

    def missing(self, held: Sequence[str]) -> tuple[str, ...]:
        """What is asked for and not among `held`, in the order of the rule."""
        return tuple(code for code in self.codes if code not in held)


@dataclass(frozen=True, slots=True)
class Steps:
    """What follows what."""

    codes: tuple[str, ...]

    def after(self, step: str | None) -> str | None:
        """The step after this one (the first for None); None after the last.

        ValueError for what is no step.
        """
        place = 0 if step is None else self.codes.index(step) + 1
        return self.codes[place] if place < len(self.codes) else None


@dataclass(frozen=True, slots=True)
class Answers:
    """What the answer is in each situation; both are codes, ``yes`` and ``no`` too."""

    rows: tuple[tuple[str, str], ...]

    def to(self, situation: str) -> str | None:
        """The answer for a situation; None where the rule does not speak of it."""
        return dict(self.rows).get(situation)


@dataclass(frozen=True, slots=True)
class Bracket:
    """What is paid up to a base, this one included: a percentage, or a fixed sum.

    `up_to` is None in the last bracket, which has no end.
    """

    up_to: Decimal | None
    percent: Decimal | None
    fixed: Decimal | None

    def due(self, base: Decimal) -> Decimal:
        """The sum for a base in this bracket, to the cent."""
        if self.fixed is not None:
            return self.fixed
        part = base * (self.percent or 0) / HUNDRED
        return part.quantize(CENT, rounding=ROUND_HALF_UP)


@dataclass(frozen=True, slots=True)
class Brackets:
    """Rates by base: the rate of the bracket holds for the whole base."""

    rows: tuple[Bracket, ...]

    def due(self, base: Decimal) -> Decimal:
        """The sum for a base."""
        for bracket in self.rows[:-1]:
            if bracket.up_to is not None and base <= bracket.up_to:
                return bracket.due(base)
        return self.rows[-1].due(base)


@dataclass(frozen=True, slots=True)
class Often:
    """At least so many times in each period, such as ``month``."""

    each: str
    least: int


def codes_of(value: object) -> tuple[str, ...]:
    """The codes of a value for which the rulebook must have words."""
    if isinstance(value, Share):
        return (value.of,)
    if isinstance(value, Items | Steps):
        return value.codes
    if isinstance(value, Answers):
        return tuple(code for row in value.rows for code in row)
    return ()


def counted_of(share: Share, given: Mapping[str, int]) -> bool | None:
    """What a share answers to counts by code, the part under ``part``; None for none."""
    if "part" not in given or share.of not in given:
        return None
    return share.holds(given["part"], given[share.of])
