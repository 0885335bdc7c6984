"""What a regulation asks, by the day: its values, their articles, how sure they are."""

from calendar import monthrange
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from lianxin.kernel.rules.book import Title
from lianxin.kernel.rules.shapes import (
    Answers,
    Brackets,
    Items,
    Often,
    Share,
    Steps,
    codes_of,
)


class Sure(StrEnum):
    """How a value came to be known."""

    READ = "read"
    SECONDARY = "secondary"
    UNVERIFIED = "unverified"


class Counted(StrEnum):
    """What a number of a rule counts."""

    MEMBERS = "members"
    FULL_MEMBERS = "full_members"
    COMMITTEE = "committee"
    DEPUTIES = "deputies"
    UNITS = "units"
    PEOPLE = "people"
    STAFF = "staff"
    DELEGATES = "delegates"
    YEARS = "years"
    MONTHS = "months"
    DAYS = "days"
    WORKDAYS = "workdays"
    HOURS = "hours"
    TIMES = "times"
    YUAN = "yuan"


class Fit(StrEnum):
    """Where a number lies beside what is asked."""

    BELOW = "below"
    WITHIN = "within"
    UNUSUAL = "unusual"
    ABOVE = "above"


@dataclass(frozen=True, slots=True)
class Bounds:
    """A number at least, usually at most, and never more than; None asks nothing."""

    least: int | None = None
    usual: int | None = None
    most: int | None = None

    def fit(self, number: int) -> Fit:
        """Where `number` lies."""
        if self.least is not None and number < self.least:
            return Fit.BELOW
        if self.most is not None and number > self.most:
            return Fit.ABOVE
        if self.usual is not None and number > self.usual:
            return Fit.UNUSUAL
        return Fit.WITHIN


@dataclass(frozen=True, slots=True)
class Span:
    """A time after a day, or before it; the last day of a shorter month stands in."""

    years: int = 0
    months: int = 0
    days: int = 0
    before: bool = False

    def from_day(self, day: date) -> date:
        """The day to which the time leads."""
        sign = -1 if self.before else 1
        count = day.year * 12 + day.month - 1 + sign * (self.years * 12 + self.months)
        year, month = divmod(count, 12)
        last = monthrange(year, month + 1)[1]
        moved = date(year, month + 1, min(day.day, last))
        return moved + timedelta(days=sign * self.days)


@dataclass(frozen=True, slots=True)
class Among:
    """The codes for which a rule holds, such as the standings that carry a right."""

    codes: tuple[str, ...]

    def missing(self, held: Iterable[str]) -> tuple[str, ...]:
        """The codes asked for that are not among `held`, in the order of the rule."""
        there = set(held)
        return tuple(code for code in self.codes if code not in there)


Value = Bounds | Span | Among | Share | Items | Steps | Answers | Brackets | Often


@dataclass(frozen=True, slots=True)
class Regulation(Title):
    """The name of what rules are taken from, and whom that is for."""

    code: str
    whom: Title


@dataclass(frozen=True, slots=True)
class Source:
    """Where a value stands, how it came to be known, and when it was last checked.

    `article` is empty where only memory gives its number: that is never printed.
    """

    regulation: Title
    article: str
    sure: Sure
    checked: date
    code: str = ""

    def cite(self, language: str) -> str:
        """The regulation, and its article where that is known."""
        name = self.regulation.into(language)
        if not self.article:
            return name
        if language == "en":
            return f"{name}, Article {self.article}"
        ending = "條" if language == "zh-hant" else "条"
        return f"{name}第{self.article.replace(', ', '、')}{ending}"


@dataclass(frozen=True, slots=True)
class Edition:
    """A value from a day on, until it ends or a later one takes its place.

    `until` is the last day of a value that ended without one that follows. `rows` are
    the numbers of the fact sheet that the value was taken from.
    """

    since: date
    value: Value
    source: Source
    until: date | None = None
    rows: tuple[str, ...] = ()

    def is_over(self, day: date) -> bool:
        """Whether the value ended before `day`."""
        return self.until is not None and self.until < day

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes for which the rulebook must have words."""
        value = self.value
        return value.codes if isinstance(value, Among) else codes_of(value)


@dataclass(frozen=True, slots=True)
class Rule:
    """A thing that a regulation asks, in all its editions, the earliest first.

    `units` are the kinds of unit of which it can be checked; `where` is the rule of a
    number that the unit must reach before this one is asked of it, `unless` that of one
    that it must not. `drives` are the addresses of the pages that read it.
    """

    code: str
    title: Title
    counted: Counted | None
    units: tuple[str, ...]
    where: str
    editions: tuple[Edition, ...]
    drives: tuple[str, ...] = ()
    unless: str = ""

    def on(self, day: date) -> Edition | None:
        """The edition in force on `day`; None before the first, and after the end."""
        found = [edition for edition in self.editions if edition.since <= day]
        return found[-1] if found and not found[-1].is_over(day) else None

    @property
    def latest(self) -> Edition:
        """The newest edition, in force or not."""
        return self.editions[-1]


@dataclass(frozen=True, slots=True)
class Check:
    """One rule held against one unit: what is asked, what there is, how they fit."""

    rule: Rule
    edition: Edition
    found: int | None
    missing: tuple[str, ...]
    fit: Fit


def checks(
    kind: str,
    *,
    counts: Mapping[Counted, int],
    posts: Iterable[str],
    on: date,
    book: Mapping[str, Rule],
) -> tuple[Check, ...]:
    """The rules asked of a unit of this kind on a day, in the order of the book.

    A rule is left out where its number is not among `counts`, and where the unit is
    too small or too large for it (`Rule.where`, `Rule.unless`).
    """
    held = tuple(posts)
    found = []
    for rule in book.values():
        if kind not in rule.units or not _asked(rule, counts, on, book):
            continue
        edition = rule.on(on)
        check = _check(rule, edition, counts, held) if edition else None
        if check is not None:
            found.append(check)
    return tuple(found)


def _asked(
    rule: Rule, counts: Mapping[Counted, int], on: date, book: Mapping[str, Rule]
) -> bool:
    if rule.where and _reached(book[rule.where], counts, on) is not True:
        return False
    return not rule.unless or _reached(book[rule.unless], counts, on) is False


def _reached(threshold: Rule, counts: Mapping[Counted, int], on: date) -> bool | None:
    """Whether the unit is as large as a rule says; None where nobody can tell."""
    edition = threshold.on(on)
    number = counts.get(threshold.counted) if threshold.counted else None
    if edition is None or number is None or not isinstance(edition.value, Bounds):
        return None
    return edition.value.fit(number) is not Fit.BELOW


def _check(
    rule: Rule, edition: Edition, counts: Mapping[Counted, int], held: tuple[str, ...]
) -> Check | None:
    value = edition.value
    if isinstance(value, Among):
        missing = value.missing(held)
        return Check(rule, edition, None, missing, Fit.BELOW if missing else Fit.WITHIN)
    number = counts.get(rule.counted) if rule.counted else None
    if isinstance(value, Bounds) and number is not None:
        return Check(rule, edition, number, (), value.fit(number))
    return None
