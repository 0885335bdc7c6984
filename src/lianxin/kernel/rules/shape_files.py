"""The sorts of values as they are written in the rulebook: read, or refused with advice."""

from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from fractions import Fraction

from lianxin.kernel.rules.book import _Entry
from lianxin.kernel.rules.shapes import (
    Answers,
    Bracket,
    Brackets,
    Items,
    Share,
    Steps,
    Than,
)
from lianxin.kernel.rules.values import Among, Bounds, Span, Value

YES_NO = {True: "yes", False: "no"}
_BOUNDS = frozenset({"least", "usual", "most"})
_SPAN = frozenset({"years", "months", "days"})
_BRACKET = frozenset({"up_to", "percent", "fixed"})


def value_of(entry: _Entry, row: Mapping[str, object]) -> Value:
    """The one value of an edition; BookError says what to write instead."""
    shapes = {"bounds" if key in _BOUNDS else key for key in row if key in SHAPES}
    if len(shapes) != 1:
        raise entry.fault(
            "an edition gives one value: least, usual and most; or after; before; "
            "among; share; items; steps; answers; or brackets."
        )
    return _READERS[shapes.pop()](entry, row)


def _bounds(entry: _Entry, row: Mapping[str, object]) -> Value:
    if entry.values.get("counted") is None:
        raise entry.fault("counted must say what its numbers count.")
    given = {key: row[key] for key in row if key in _BOUNDS}
    return Bounds(**_numbers(entry, given, _BOUNDS))


def _after(entry: _Entry, row: Mapping[str, object]) -> Value:
    return Span(**_numbers(entry, row["after"], _SPAN), before=False)


def _before(entry: _Entry, row: Mapping[str, object]) -> Value:
    return Span(**_numbers(entry, row["before"], _SPAN), before=True)


def _among(entry: _Entry, row: Mapping[str, object]) -> Value:
    return Among(_list(entry, row, "among"))


def _items(entry: _Entry, row: Mapping[str, object]) -> Value:
    return Items(_list(entry, row, "items"))


def _steps(entry: _Entry, row: Mapping[str, object]) -> Value:
    return Steps(_list(entry, row, "steps"))


def _share(entry: _Entry, row: Mapping[str, object]) -> Value:
    advice = (
        "share must be such as {more_than: 1/2, of: entitled}; also at_least, at_most."
    )
    found = row["share"]
    if not isinstance(found, dict) or len(found) != 2 or "of" not in found:
        raise entry.fault(advice)
    (than,) = set(found) - {"of"}
    if than not in tuple(Than):
        raise entry.fault(advice)
    try:
        return Share(Than(than), Fraction(str(found[than])), str(found["of"]))
    except (ValueError, ZeroDivisionError) as error:
        raise entry.fault(advice) from error


def _answers(entry: _Entry, row: Mapping[str, object]) -> Value:
    found = row["answers"]
    if not isinstance(found, dict) or not found:
        raise entry.fault("answers must be such as {by_proxy: false, on_paper: true}.")
    return Answers(tuple((str(k), yes_or_no(v)) for k, v in found.items()))


def yes_or_no(found: object) -> str:
    """A code as written; true and false are the codes ``yes`` and ``no``."""
    return YES_NO[found] if isinstance(found, bool) else str(found)


def _brackets(entry: _Entry, row: Mapping[str, object]) -> Value:
    found = row["brackets"]
    if not isinstance(found, list) or not found:
        raise entry.fault("brackets must be a list such as [{percent: '0.5'}].")
    brackets = tuple(_bracket(entry, one) for one in found)
    ends = [b.up_to for b in brackets]
    known = [end for end in ends[:-1] if end is not None]
    if ends[-1] is not None or len(known) < len(ends) - 1 or known != sorted(known):
        raise entry.fault(
            "brackets rise by up_to; only the last one, and that one, has no up_to."
        )
    return Brackets(brackets)


def _bracket(entry: _Entry, one: object) -> Bracket:
    advice = "a bracket has percent or fixed, as text, and up_to but in the last."
    if not isinstance(one, dict) or not set(one) <= _BRACKET:
        raise entry.fault(advice)
    if ("percent" in one) == ("fixed" in one):
        raise entry.fault(advice)
    try:
        sums = {key: Decimal(str(one[key])) for key in one}
    except InvalidOperation as error:
        raise entry.fault(advice) from error
    return Bracket(sums.get("up_to"), sums.get("percent"), sums.get("fixed"))


def _list(entry: _Entry, row: Mapping[str, object], key: str) -> tuple[str, ...]:
    found = row[key]
    if not isinstance(found, list) or not found:
        raise entry.fault(f"{key} must be a list of codes, such as [full].")
    codes = tuple(str(code) for code in found)
    if len(set(codes)) < len(codes):
        raise entry.fault(f"{key} names a code twice; keep one of them.")
    return codes


def _numbers(entry: _Entry, found: object, known: frozenset[str]) -> dict[str, int]:
    if not isinstance(found, dict) or not found or not set(found) <= known:
        raise entry.fault(f"give whole numbers for {', '.join(sorted(known))}.")
    for key, number in found.items():
        if not isinstance(number, int) or isinstance(number, bool) or number < 1:
            raise entry.fault(f"{key} must be a whole number from 1 on.")
    return dict(found)


_READERS: Mapping[str, Callable[[_Entry, Mapping[str, object]], Value]] = {
    "bounds": _bounds,
    "after": _after,
    "before": _before,
    "among": _among,
    "items": _items,
    "steps": _steps,
    "share": _share,
    "answers": _answers,
    "brackets": _brackets,
}
SHAPES = _BOUNDS | (set(_READERS) - {"bounds"})
