"""Words for what the rules ask, and for how a unit fits them."""

from collections.abc import Callable, Iterator, Mapping

from django import template
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from lianxin.base.rulebook import queries as rulebook
from lianxin.base.ui.wording import Pill
from lianxin.kernel.rules import Tone
from lianxin.kernel.rules.values import (
    Among,
    Bounds,
    Check,
    Edition,
    Fit,
    Rule,
    Span,
    Sure,
)
from lianxin.org.people.enums import Standing
from lianxin.org.posts import queries

register = template.Library()

CHAPTERS = {
    "sizes": gettext_lazy("Sizes and posts"),
    "terms": gettext_lazy("Terms of office"),
    "rights": gettext_lazy("Rights of members"),
    "transfers": gettext_lazy("Transfers and members elsewhere"),
    "admission": gettext_lazy("Admission of members"),
}
SURE = {
    Sure.READ: gettext_lazy("Read in the text"),
    Sure.SECONDARY: gettext_lazy("From a page that quotes it"),
    Sure.UNVERIFIED: gettext_lazy("Not yet verified"),
}
FITS = {
    Fit.BELOW: (gettext_lazy("Fewer than asked"), Tone.SOON),
    Fit.WITHIN: (gettext_lazy("As asked"), Tone.DONE),
    Fit.UNUSUAL: (gettext_lazy("More than usual"), Tone.SOON),
    Fit.ABOVE: (gettext_lazy("More than asked"), Tone.SOON),
}


@register.filter
def chapter(code: str) -> str:
    """What a chapter of the rulebook is called."""
    return str(CHAPTERS[code])


@register.filter
def rule_title(rule: Rule) -> str:
    """What a rule is about, in the language in use."""
    return rule.title.into(get_language() or "")


@register.filter
def cited(edition: Edition) -> str:
    """The regulation, with its article unless only memory gives it."""
    return edition.source.cite(get_language() or "")


@register.filter
def sure(edition: Edition) -> str:
    """How the value came to be known."""
    return str(SURE[edition.source.sure])


@register.filter
def fit(check: Check) -> Pill:
    """How the unit fits the rule: a word, an icon, a colour."""
    if check.missing:
        return Pill(_("Posts without a holder"), Tone.SOON)
    word, tone = FITS[check.fit]
    return Pill(str(word), tone)


@register.filter
def missing(check: Check) -> str:
    """The posts that the rule asks for and nobody holds."""
    return _list(check.missing)


@register.filter
def asked(edition: Edition) -> str:
    """What is asked, in words."""
    value = edition.value
    if isinstance(value, Among):
        return _list(value.codes)
    parts = _bounds(value) if isinstance(value, Bounds) else _span(value)
    return _(", ").join(parts)


def _list(codes: tuple[str, ...]) -> str:
    posts = rulebook.post_kinds()
    titles = [
        queries.title_of_kind(code) if code in posts else str(Standing(code).label)
        for code in codes
    ]
    return _(", ").join(titles)


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
