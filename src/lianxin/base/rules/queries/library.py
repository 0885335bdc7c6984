"""The rulebook as a library: by regulation and article, found, changed, driving what."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import pairwise

from django.urls import NoReverseMatch, reverse

from lianxin.base.rulebook import queries as rulebook
from lianxin.base.rules.queries.duties import duties_as_rules
from lianxin.base.rules.queries.words import named
from lianxin.kernel.actor import NotVisible
from lianxin.kernel.rules.book import Title
from lianxin.kernel.rules.values import Edition, Regulation, Rule, Sure

OFTEN = "yearly"
UNIT_PAGE = "units:unit"
LAST = (10**6,)


@dataclass(frozen=True, slots=True)
class Held:
    """A rule with the edition that is shown of it, and whether that is in force."""

    rule: Rule
    edition: Edition
    is_in_force: bool


@dataclass(frozen=True, slots=True)
class Shelf:
    """A regulation and what the rulebook holds of it."""

    regulation: Regulation
    rules: Sequence[Held]

    @property
    def unverified(self) -> int:
        """How many of its rules are known from memory only."""
        return sum(held.edition.source.sure is Sure.UNVERIFIED for held in self.rules)

    @property
    def checked(self) -> date:
        """When the rule that was looked at longest ago was checked."""
        return min(held.edition.source.checked for held in self.rules)

    @property
    def since(self) -> date:
        """From when the newest of its values is in force."""
        return max(held.edition.since for held in self.rules)


@dataclass(frozen=True, slots=True)
class Driven:
    """A page that reads a rule; `url` is empty where it stands for one thing only."""

    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Change:
    """A value that took another's place, or ended without one, on a day."""

    on: date
    rule: Rule
    before: Edition
    after: Edition | None

    @property
    def is_only_moved(self) -> bool:
        """Whether nothing but the place in the regulation changed."""
        return self.after is not None and self.after.value == self.before.value


def all_rules() -> Mapping[str, Rule]:
    """Every rule and every duty of the rulebook, by code."""
    return {**rulebook.rules(), **duties_as_rules()}


def held_on(day: date) -> Sequence[Held]:
    """Every rule with its edition in force on `day`; else the newest one it had or has."""
    return [
        Held(rule, edition or rule.latest, is_in_force=edition is not None)
        for rule in all_rules().values()
        for edition in (rule.on(day),)
    ]


def codes_of_chapter(chapter: str) -> frozenset[str]:
    """The codes of the rules of a chapter; duties stand in that of how often."""
    codes = {rule.code for rule in rulebook.rules_by_chapter()[chapter]}
    return frozenset(codes | set(duties_as_rules()) if chapter == OFTEN else codes)


def among(rows: Sequence[Held], words: str) -> Sequence[Held]:
    """Those in whose title, value or source, in any language, all these words stand."""
    wanted = words.casefold().split()
    return [
        held
        for held in rows
        if all(each in _searched(held.rule.code, held.edition.since) for each in wanted)
    ]


def shelves(rows: Sequence[Held]) -> Sequence[Shelf]:
    """These rules by regulation, each in the order of its articles."""
    found: dict[str, list[Held]] = {}
    for held in sorted(rows, key=_article):
        found.setdefault(held.edition.source.code, []).append(held)
    return [
        Shelf(regulation, found[code])
        for code, regulation in rulebook.regulations().items()
        if code in found
    ]


def rule_of(code: str) -> Rule:
    """One rule; NotVisible where there is none of this code."""
    try:
        return all_rules()[code]
    except KeyError as error:
        raise NotVisible from error


def whom_of(rule: Rule) -> Title:
    """Whom the regulation of a rule is for."""
    return rulebook.regulations()[rule.latest.source.code].whom


def driven_by(rule: Rule) -> Sequence[Driven]:
    """The pages that read a rule, as it declares them, and those of its units."""
    names = list(rule.drives)
    if rule.units and rule.code in rulebook.rules():
        names.append(UNIT_PAGE)
    pages = rulebook.pages_of_rules()
    return [Driven(named(pages[name]), address_of_page(name)) for name in names]


def changes_of(rule: Rule) -> Sequence[Change]:
    """What changed in a rule, the latest first."""
    found = [
        Change(after.since, rule, before, after)
        for before, after in pairwise(rule.editions)
    ]
    if rule.latest.until is not None:
        ended = rule.latest.until + timedelta(days=1)
        found.append(Change(ended, rule, rule.latest, None))
    return found[::-1]


def all_changes() -> Sequence[Change]:
    """What changed in all rules, the latest first."""
    found = [c for rule in all_rules().values() for c in changes_of(rule)]
    return sorted(found, key=lambda change: change.on, reverse=True)


def _article(held: Held) -> tuple[int, ...]:
    numbers = re.findall(r"\d+", held.edition.source.article)
    return tuple(map(int, numbers)) or LAST


def address_of_page(name: str) -> str:
    """The address of a page that takes no number; empty where there is none such."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


@cache
def _searched(code: str, since: date) -> str:
    rule = all_rules()[code]
    edition = next(e for e in rule.editions if e.since == since)
    return " ".join(_texts(rule, edition)).casefold()


def _texts(rule: Rule, edition: Edition) -> Iterator[str]:
    words = rulebook.words_of_rules()
    titles = [rule.title, edition.source.regulation]
    titles += [words[code] for code in edition.codes]
    for title in titles:
        yield from (title.en, title.hans, title.hant)
    yield edition.source.article
