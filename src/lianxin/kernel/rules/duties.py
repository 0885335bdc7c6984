"""Duties: what a rule asks of a unit in each period, as slots and nothing else."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from math import ceil
from types import MappingProxyType

from lianxin.kernel.actor import Ref
from lianxin.kernel.rules.book import Title
from lianxin.kernel.rules.values import Source, Span

ONE_DAY = timedelta(days=1)


class Each(StrEnum):
    """In which period something is asked once more.

    A review year begins in one calendar year and ends in the next; its last day is
    set by the notice of a unit above.
    """

    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half_year"
    YEAR = "year"
    REVIEW_YEAR = "review_year"


MONTHS_OF: Mapping[Each, int] = MappingProxyType(
    {
        Each.MONTH: 1,
        Each.QUARTER: 3,
        Each.HALF_YEAR: 6,
        Each.YEAR: 12,
        Each.REVIEW_YEAR: 12,
    }
)


class Need(StrEnum):
    """What a record must hold to be counted.

    `LEADER` follows from `DutyEdition.led_by`; a rulebook names it nowhere else.
    """

    ATTENDANCE = "attendance"
    HOST = "host"
    MINUTES = "minutes"
    LEADER = "leader"


class Exempt(StrEnum):
    """Why a period asks nothing of a unit."""

    NEW = "new"
    BEFORE = "before"
    ENDED = "ended"
    NO_POST = "no_post"
    NEW_POST = "new_post"


@dataclass(frozen=True, slots=True)
class ReviewMonths:
    """The months in which a review year usually begins and ends."""

    opens: int
    closes: int


@dataclass(frozen=True, slots=True)
class DutyEdition:
    """How often a duty is asked for from a day on, and where that stands.

    `until` is the last day. `led_by`: only what somebody led who held one of these kinds
    of post of the unit that day, wherever it was held. Without a `source` it is the
    asking unit that says so, on its own basis.
    """

    since: date
    until: date | None
    each: Each
    least: int
    source: Source | None = None
    needs: frozenset[Need] = frozenset()
    months: ReviewMonths | None = None
    rows: tuple[str, ...] = ()
    led_by: tuple[str, ...] = ()

    def in_force(self, day: date) -> bool:
        """Whether this is how often it is asked for on `day`."""
        return self.since <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """What is asked of units of some kinds: by a rule, or by the unit `asker`.

    `posts`: only of a unit where somebody holds one of these kinds of post. `parts`: it
    is met as well where all units of these kinds directly below hold it, each by itself.
    A duty that is only `usual` is asked by no rule: units above may ask for it.
    """

    code: str
    title: Title
    units: tuple[str, ...]
    counts: tuple[str, ...]
    editions: tuple[DutyEdition, ...]
    posts: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    is_usual: bool = False
    asker: Ref | None = None
    asker_name: str = ""
    basis: str = ""


@dataclass(frozen=True, slots=True)
class Holding:
    """Somebody held a post of this kind from a day until a day (exclusive)."""

    kind: str
    since: date
    until: date | None = None

    def on(self, day: date) -> bool:
        """Whether it was so on `day`."""
        return self.since <= day and (self.until is None or day < self.until)


@dataclass(frozen=True, slots=True)
class Part:
    """A unit of this kind stood directly below from a day until a day (exclusive)."""

    number: int
    kind: str
    since: date
    until: date | None = None

    def on(self, day: date) -> bool:
        """Whether it was so on `day`."""
        return self.since <= day and (self.until is None or day < self.until)


@dataclass(frozen=True, slots=True)
class Window:
    """When the meetings of a review year are to be held, as a unit above told."""

    opens_on: date
    closes_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitFacts:
    """All of a unit that its slots depend on; `windows` by the year they begin in.

    `kept_since` is the day since which records are kept here at all: before it nobody
    could record anything, and nothing is asked.
    """

    ref: Ref
    kind: str
    founded_on: date
    dissolved_on: date | None = None
    kept_since: date | None = None
    holdings: tuple[Holding, ...] = ()
    parts: tuple[Part, ...] = ()
    windows: Mapping[int, Window] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """One period of a duty of a unit.

    `last` is the last day in time; None while no day is set, and then `usually` is the
    day that is set as a rule. `until` is the day before the next period begins: what is
    held after `last` is held late. `parts` are the numbers of the units that may hold it
    together instead: those that stand directly below on its last day.
    """

    duty: Duty
    edition: DutyEdition
    first: date
    last: date | None
    until: date
    exempt: Exempt | None = None
    usually: date | None = None
    parts: tuple[int, ...] = ()

    @property
    def needed(self) -> int:
        """How many records the period asks for."""
        return 0 if self.exempt else self.edition.least

    def begins_on(self, day: date) -> bool:
        """Whether this period begins on `day`, or once did.

        A notice may move the first day of a review year, within the year it begins in.
        """
        if self.edition.each is Each.REVIEW_YEAR:
            return day.year == self.first.year
        return day == self.first


def slots_of(
    duty: Duty, unit: UnitFacts, *, since: date, until: date, least_percent: int
) -> Sequence[Slot]:
    """The slots of `unit` whose periods begin from `since` to `until`, by their days.

    A period is judged by the edition in force on its first day. A unit that lived
    through less than `least_percent` of it, or ended before its last day, is not asked;
    nor is one whose posts were filled when less of it was left.
    """
    if unit.kind not in duty.units or duty.is_usual:
        return ()
    found = []
    for edition in duty.editions:
        last = until if edition.until is None else min(until, edition.until)
        for start in _starts(edition, max(since, edition.since), last):
            slot = _slot(duty, edition, unit, start, least_percent)
            if slot is not None:
                found.append(slot)
    return tuple(found)


def period_of(each: Each, day: date) -> tuple[date, date]:
    """The first and the last day of the calendar period in which `day` lies."""
    months = MONTHS_OF[each]
    first = date(day.year, (day.month - 1) // months * months + 1, 1)
    return first, Span(months=months).from_day(first) - ONE_DAY


def _starts(edition: DutyEdition, since: date, until: date) -> Sequence[date]:
    """The first days of the periods that begin from `since` to `until`."""
    month = edition.months.opens if edition.months else 1
    return _steps(MONTHS_OF[edition.each], month, since, until)


@lru_cache(maxsize=1000)
def _steps(months: int, month: int, since: date, until: date) -> Sequence[date]:
    """Kept, as they are the same for nearly all units."""
    start, found = date(since.year - 1, month, 1), []
    while start <= until:
        if start >= since:
            found.append(start)
        start = Span(months=months).from_day(start)
    return tuple(found)


@lru_cache(maxsize=10_000)
def _last_of(start: date, months: int) -> date:
    return Span(months=months).from_day(start) - ONE_DAY


def _slot(
    duty: Duty, edition: DutyEdition, unit: UnitFacts, start: date, least_percent: int
) -> Slot | None:
    first, last, until = _days(edition, unit, start)
    end = last or until
    if unit.founded_on > end:
        return None
    if unit.dissolved_on is not None and unit.dissolved_on < first:
        return None
    exempt = _exempt(duty, unit, first, end, least_percent)
    if exempt is Exempt.ENDED:
        last = unit.dissolved_on
    return Slot(
        duty=duty,
        edition=edition,
        first=first,
        last=last,
        until=until,
        exempt=exempt,
        usually=None if last else _usual_last(edition, start),
        parts=tuple(p.number for p in unit.parts if p.kind in duty.parts and p.on(end)),
    )


def _usual_last(edition: DutyEdition, start: date) -> date | None:
    if edition.months is None:
        return None
    months = (edition.months.closes - edition.months.opens) % 12 + 1
    return _last_of(start, months)


def _days(
    edition: DutyEdition, unit: UnitFacts, start: date
) -> tuple[date, date | None, date]:
    until = _last_of(start, MONTHS_OF[edition.each])
    if edition.each is not Each.REVIEW_YEAR:
        return start, until, until
    window = unit.windows.get(start.year)
    if window is None:
        return start, None, until
    return min(start, window.opens_on), window.closes_on, max(until, window.closes_on)


def _exempt(
    duty: Duty, unit: UnitFacts, first: date, end: date, least_percent: int
) -> Exempt | None:
    if unit.dissolved_on is not None and unit.dissolved_on < end:
        return Exempt.ENDED
    kept_since = unit.kept_since or unit.founded_on
    lived = (end - max(first, unit.founded_on, kept_since)).days + 1
    if lived * 100 < least_percent * ((end - first).days + 1):
        return Exempt.NEW if kept_since <= unit.founded_on else Exempt.BEFORE
    return _exempt_by_posts(duty, unit, first, end, least_percent)


def _exempt_by_posts(
    duty: Duty, unit: UnitFacts, first: date, end: date, least_percent: int
) -> Exempt | None:
    """As a unit founded within a period, so a committee elected within it."""
    if not duty.posts:
        return None
    held = [held for held in unit.holdings if held.kind in duty.posts]
    if not any(h.on(end) for h in held):
        return Exempt.NO_POST
    least = max(ceil(((end - first).days + 1) * least_percent / 100), 1)
    was_filled = any(h.on(end - ONE_DAY * (least - 1)) for h in held)
    return None if was_filled else Exempt.NEW_POST
