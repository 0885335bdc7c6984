"""Every value that is almost the one of a rule, to see whether a case notices."""

from collections.abc import Iterator, Sequence
from dataclasses import fields, replace
from decimal import Decimal
from fractions import Fraction

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

HUNDREDTH = Fraction(1, 100)
OTHER = "something_else"


def altered(value: Value, given: Sequence[object]) -> Iterator[Value]:
    """The value with each of its parts changed, gone or new.

    `given` is what its cases ask about: codes that a set does not hold are added.
    """
    if isinstance(value, Bounds | Span):
        yield from renumbered(value)
    elif isinstance(value, Among):
        more = [code for code in given if code not in value.codes]
        assert more, "a case must ask about a code that is not among them"
        yield from (Among((*value.codes, str(code))) for code in more)
        yield from (Among(codes) for codes in without_one(value.codes))
    elif isinstance(value, Items | Steps):
        yield from relisted(value)
    elif isinstance(value, Share):
        yield from reshared(value)
    elif isinstance(value, Answers):
        yield from answered_otherwise(value)
    else:
        yield from repriced(value)


def renumbered(value: Bounds | Span) -> Iterator[Value]:
    """With one of its numbers one more or one less; turned; without one of its bounds."""
    for each in fields(value):
        number = getattr(value, each.name)
        if isinstance(number, bool):
            yield replace(value, **{each.name: not number})
        elif number:
            changed = [number - 1, number + 1]
            if isinstance(value, Bounds):
                changed.append(None)
            yield from (replace(value, **{each.name: other}) for other in changed)


def without_one(codes: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """The codes without each of them."""
    for code in codes:
        yield tuple(c for c in codes if c != code)


def relisted(value: Items | Steps) -> Iterator[Value]:
    """With one thing less, one more, and two neighbours of steps in the other order."""
    codes = value.codes
    yield from (replace(value, codes=fewer) for fewer in without_one(codes))
    yield replace(value, codes=(*codes, OTHER))
    if isinstance(value, Steps):
        for place in range(len(codes) - 1):
            before, one, two = codes[:place], codes[place], codes[place + 1]
            yield Steps((*before, two, one, *codes[place + 2 :]))


def reshared(value: Share) -> Iterator[Value]:
    """With a little more or less, of another whole, compared in another way."""
    yield replace(value, fraction=value.fraction + HUNDREDTH)
    yield replace(value, fraction=value.fraction - HUNDREDTH)
    yield replace(value, of=OTHER)
    yield from (replace(value, than=than) for than in Than if than is not value.than)


def answered_otherwise(value: Answers) -> Iterator[Value]:
    """With each answer another one, or none."""
    for place, (situation, answer) in enumerate(value.rows):
        before, following = value.rows[:place], value.rows[place + 1 :]
        yield Answers((*before, *following))
        for other in {"yes", "no", OTHER, *dict(value.rows).values()} - {answer}:
            yield Answers((*before, (situation, other), *following))


def repriced(value: Brackets) -> Iterator[Value]:
    """With one bound, rate or sum a little more or less."""
    steps = {"up_to": Decimal(1), "percent": Decimal("0.1"), "fixed": Decimal("0.01")}
    for place, bracket in enumerate(value.rows):
        before, following = value.rows[:place], value.rows[place + 1 :]
        for name, step in steps.items():
            number = getattr(bracket, name)
            if number is not None:
                for other in (number - step, number + step):
                    changed: Bracket = replace(bracket, **{name: other})
                    yield Brackets((*before, changed, *following))
