"""Rules, their values and their cases in words, in the language in use."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from lianxin.base.rulebook import queries as rulebook
from lianxin.kernel.rules.book import Title
from lianxin.kernel.rules.duties import Each
from lianxin.kernel.rules.shapes import (
    Answers,
    Bracket,
    Brackets,
    Items,
    Often,
    Share,
    Steps,
    Than,
)
from lianxin.kernel.rules.values import Among, Bounds, Span, Value

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

PERCENT_FROM = 20
SHARES = {
    Than.MORE_THAN: gettext_lazy("more than %(part)s of: %(whole)s"),
    Than.AT_LEAST: gettext_lazy("at least %(part)s of: %(whole)s"),
    Than.AT_MOST: gettext_lazy("at most %(part)s of: %(whole)s"),
}

EACH: Mapping[Each, "StrOrPromise"] = {
    Each.MONTH: gettext_lazy("each month"),
    Each.QUARTER: gettext_lazy("each quarter"),
    Each.HALF_YEAR: gettext_lazy("each half-year"),
    Each.YEAR: gettext_lazy("each year"),
    Each.REVIEW_YEAR: gettext_lazy("each review year"),
}


def named(title: Title) -> str:
    """A title in the language in use."""
    return title.into(get_language() or "")


def word(code: str) -> str:
    """What a code of a value is called."""
    return named(rulebook.words_of_rules()[code])


def listed(codes: Sequence[str]) -> str:
    """What these codes are called, one after the other."""
    return _(", ").join(word(code) for code in codes)


def asked(value: Value) -> str:
    """What a value asks, in words."""
    parts = _PARTS[type(value)](value)
    if isinstance(value, Steps):
        return " → ".join(parts)
    between = _("; ") if isinstance(value, Answers | Brackets) else _(", ")
    return between.join(parts)


def amount(number: Decimal) -> str:
    """A sum or a rate without noughts at its end."""
    return f"{number.normalize():f}"


def day(on: date) -> str:
    """A day as people write it."""
    return on.isoformat()


def fraction(part: Fraction) -> str:
    """A part as people write it: 4/5, or 20 %."""
    if part.denominator >= PERCENT_FROM:
        return _("%(number)s %%") % {"number": amount(Decimal(int(part * 100)))}
    return _("all") if part == 1 else str(part)


def _bounds(value: Bounds) -> Iterator[str]:
    if value.least is not None and value.least == value.most:
        yield _("exactly %(number)s") % {"number": value.least}
        return
    words: Mapping[str, int | None] = {
        _("at least %(number)s"): value.least,
        _("usually at most %(number)s"): value.usual,
        _("at most %(number)s"): value.most,
    }
    for text, number in words.items():
        if number is not None:
            yield text % {"number": number}


def _span(value: Span) -> Iterator[str]:
    parts: Mapping[Callable[[int], str], int] = {
        _years: value.years,
        _months: value.months,
        _days: value.days,
    }
    for words, number in parts.items():
        if number:
            said = words(number)
            yield _("%(time)s before") % {"time": said} if value.before else said


def _years(number: int) -> str:
    return ngettext("%(number)s year", "%(number)s years", number) % {"number": number}


def _months(number: int) -> str:
    words = ngettext("%(number)s month", "%(number)s months", number)
    return words % {"number": number}


def _days(number: int) -> str:
    return ngettext("%(number)s day", "%(number)s days", number) % {"number": number}


def _codes(value: Among | Items | Steps) -> Iterator[str]:
    yield from (word(code) for code in value.codes)


def _share(value: Share) -> Iterator[str]:
    told = {"part": fraction(value.fraction), "whole": word(value.of)}
    yield str(SHARES[value.than]) % told


def _answers(value: Answers) -> Iterator[str]:
    for situation, answer in value.rows:
        told = {"situation": word(situation), "answer": word(answer)}
        yield _("%(situation)s: %(answer)s") % told


def _brackets(value: Brackets) -> Iterator[str]:
    for bracket in value.rows:
        rate = _rate(bracket)
        if bracket.up_to is not None:
            told = {"base": amount(bracket.up_to), "rate": rate}
            yield _("up to %(base)s yuan %(rate)s") % told
        else:
            above = _("above that %(rate)s") % {"rate": rate}
            yield rate if bracket is value.rows[0] else above
    if len(value.rows) > 1:
        yield _("each rate for the whole base")


def _often(value: Often) -> Iterator[str]:
    told = {"number": value.least, "period": EACH[Each(value.each)]}
    yield _("%(period)s at least %(number)s") % told


def _rate(bracket: Bracket) -> str:
    if bracket.fixed is not None:
        return _("%(sum)s yuan") % {"sum": amount(bracket.fixed)}
    return _("%(number)s %%") % {"number": amount(bracket.percent or Decimal(0))}


_PARTS: Mapping[type, Callable[[Any], Iterator[str]]] = {
    Bounds: _bounds,
    Span: _span,
    Among: _codes,
    Items: _codes,
    Steps: _codes,
    Share: _share,
    Answers: _answers,
    Brackets: _brackets,
    Often: _often,
}
