"""The cases of a rule in words: on which day, given what, the answer is what."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianxin.base.rulebook import queries as rulebook
from lianxin.base.rules.queries.words import amount, day, listed, word
from lianxin.kernel.rules.case_files import Case
from lianxin.kernel.rules.shape_files import yes_or_no
from lianxin.kernel.rules.shapes import Answers, Brackets, Items, Share, Steps
from lianxin.kernel.rules.values import Among, Bounds, Fit, Rule, Span

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

FITS: Mapping[Fit, "StrOrPromise"] = {
    Fit.BELOW: gettext_lazy("Fewer than asked"),
    Fit.WITHIN: gettext_lazy("As asked"),
    Fit.UNUSUAL: gettext_lazy("More than usual"),
    Fit.ABOVE: gettext_lazy("More than asked"),
}


@dataclass(frozen=True, slots=True)
class CaseInWords:
    """On a day, given this, the answer is that."""

    on: date
    given: str
    answer: str


def cases_in_words(rule: Rule) -> Sequence[CaseInWords]:
    """What the rule answers in the cases that stand beside it."""
    return [_told(rule, case) for case in rulebook.cases() if case.rule == rule.code]


def _told(rule: Rule, case: Case) -> CaseInWords:
    edition = rule.on(case.on) or rule.latest
    given, answer = _WORDS[type(edition.value)](case.given, case.expect)
    return CaseInWords(case.on, given, answer)


# What stands in a file of cases is of any sort; a test holds each to its rule.
def _fit(given: Any, expect: Any) -> tuple[str, str]:  # noqa: ANN401 -- see above
    return str(given), str(FITS[Fit(expect)])


def _from_day(given: Any, expect: Any) -> tuple[str, str]:  # noqa: ANN401 -- see above
    return _("counted from %(day)s") % {"day": day(given)}, day(expect)


def _one_of_them(given: Any, expect: Any) -> tuple[str, str]:  # noqa: ANN401 -- see above
    return word(given), _("Yes") if expect else _("No")


def _counts(given: Any, expect: Any) -> tuple[str, str]:  # noqa: ANN401 -- see above
    said = [
        _("%(what)s: %(number)s") % {"what": word(code), "number": number}
        for code, number in given.items()
        if code != "part"
    ]
    there = _("%(number)s of them") % {"number": given["part"]}
    return _("; ").join([*said, there]), _("As asked") if expect else _("Not as asked")


def _missing(given: Any, expect: Any) -> tuple[str, str]:  # noqa: ANN401 -- see above
    there = _("There: %(things)s") % {"things": listed(given)}
    lacking = _("Missing: %(things)s") % {"things": listed(expect)}
    return (
        there if given else _("Nothing is there"),
        lacking if expect else _("Nothing is missing"),
    )


def _following(given: Any, expect: Any) -> tuple[str, str]:  # noqa: ANN401 -- see above
    after = _("After: %(step)s") % {"step": word(given)} if given else _("At first")
    return after, word(expect) if expect else _("Nothing more")


def _reply(given: Any, expect: Any) -> tuple[str, str]:  # noqa: ANN401 -- see above
    return word(given), word(yes_or_no(expect))


def _sum(given: Any, expect: Any) -> tuple[str, str]:  # noqa: ANN401 -- see above
    said = [
        _("%(sum)s yuan") % {"sum": amount(Decimal(one))} for one in (given, expect)
    ]
    return said[0], said[1]


_WORDS: Mapping[type, Callable[[Any, Any], tuple[str, str]]] = {
    Bounds: _fit,
    Span: _from_day,
    Among: _one_of_them,
    Share: _counts,
    Items: _missing,
    Steps: _following,
    Answers: _reply,
    Brackets: _sum,
}
