"""The duties of the rulebook and their cases: read from YAML, refused with advice."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from lianxin.kernel.actor import Ref
from lianxin.kernel.rules.book import Title, _codes, _entries, _Entry, _title, _yes_no
from lianxin.kernel.rules.duties import (
    Duty,
    DutyEdition,
    Each,
    Holding,
    Need,
    Part,
    ReviewMonths,
    UnitFacts,
    Window,
    slots_of,
)
from lianxin.kernel.rules.duty_judge import judge
from lianxin.kernel.rules.duty_marks import HeldFact
from lianxin.kernel.rules.value_files import _day, _source

_DUTY = frozenset({"title", "units", "posts", "parts", "counts", "usual", "editions"})
_EDITION = frozenset(
    {
        *("since", "until", "each", "least", "needs", "led_by", "opens", "closes"),
        "rows",
        *("regulation", "article", "article_unchecked", "sure", "checked"),
    }
)
_CASE = frozenset(
    {
        *(
            "begins",
            "asked",
            "unit",
            "posts",
            "founded",
            "dissolved",
            "kept_since",
            "window",
            "held",
            "parts",
        ),
        *("expect", "needed", "last", "usually", "article"),
    }
)
LONG_AGO = date(2000, 1, 1)
NO_SLOT = "not_asked"


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the other files of the rulebook know, for names to be checked against."""

    regulations: Mapping[str, Title]
    units: Collection[str]
    records: Collection[str]
    posts: Collection[str]


@dataclass(frozen=True, slots=True)
class DutyAnswer:
    """Status, number asked for, last day, usual last day and article of a period."""

    status: str
    needed: int = 0
    last: date | None = None
    usually: date | None = None
    article: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyCase:
    """A situation of one unit in one period of a duty, and the answer expected."""

    duty: str
    begins: date
    on: date
    unit: str
    posts: tuple[str, ...]
    founded: date
    dissolved: date | None
    kept_since: date | None
    window: Window | None
    held: tuple[HeldFact, ...]
    parts: int
    expect: str
    needed: int
    last: date | None
    usually: date | None
    article: str

    def answer(self, duty: Duty, *, soon_days: int, least_percent: int) -> "DutyAnswer":
        """What `duty` answers here."""
        unit = UnitFacts(
            ref=Ref("units.unit", 1),
            kind=self.unit,
            founded_on=self.founded,
            dissolved_on=self.dissolved,
            kept_since=self.kept_since,
            holdings=tuple(Holding(kind, self.founded) for kind in self.posts),
            parts=tuple(Part(n, "group", LONG_AGO) for n in range(1, self.parts + 1)),
            windows={self.begins.year: self.window} if self.window else {},
        )
        slots = slots_of(
            duty,
            unit,
            since=date(self.begins.year, 1, 1),
            until=date(self.begins.year + 1, 12, 31),
            least_percent=least_percent,
        )
        number = next((n for n, s in enumerate(slots) if s.first == self.begins), None)
        if number is None:
            return DutyAnswer(NO_SLOT)
        following = slots[number + 1] if number + 1 < len(slots) else None
        slot = slots[number]
        verdict = judge(slot, following, self.held, as_of=self.on, soon_days=soon_days)
        return DutyAnswer(
            verdict.status,
            slot.needed,
            slot.last,
            slot.usually,
            slot.edition.source.article if slot.edition.source else "",
        )

    @property
    def expected(self) -> "DutyAnswer":
        """What `answer` is to be."""
        return DutyAnswer(
            self.expect, self.needed, self.last, self.usually, self.article
        )


def parse_duties(text: str, file: str, known: Known) -> tuple[Duty, ...]:
    """The duties of a YAML text; BookError names `file`, line and what to do."""
    return tuple(_duty(entry, known) for entry in _entries(text, file, _DUTY))


def _duty(entry: _Entry, known: Known) -> Duty:
    return Duty(
        code=entry.code,
        title=_title(entry),
        units=_known(entry, "units", known.units, asked=True),
        counts=_known(entry, "counts", known.records, asked=True),
        posts=_known(entry, "posts", known.posts),
        parts=_known(entry, "parts", known.units),
        is_usual=_yes_no(entry, "usual"),
        editions=_editions(entry, known),
    )


def _known(
    entry: _Entry, key: str, names: Collection[str], *, asked: bool = False
) -> tuple[str, ...]:
    codes = _codes(entry, key)
    if asked and not codes:
        raise entry.fault(f"{key} must name at least one kind.")
    for code in codes:
        if code not in names:
            raise entry.fault(
                f"{key} names {code!r}, which is no kind; name one of "
                f"{', '.join(sorted(names))}."
            )
    return codes


def _editions(entry: _Entry, known: Known) -> tuple[DutyEdition, ...]:
    rows = entry.values.get("editions")
    if not isinstance(rows, list) or not rows:
        raise entry.fault("editions must be a list with at least one edition.")
    found: list[DutyEdition] = []
    for row in rows:
        edition = _edition(entry, row, known)
        if found and edition.since <= (found[-1].until or date.max):
            raise entry.fault(
                "an edition begins before the one above it has ended; give that one "
                "an until."
            )
        found.append(edition)
    return tuple(found)


def _edition(entry: _Entry, row: object, known: Known) -> DutyEdition:
    if not isinstance(row, dict):
        raise entry.fault("each edition must be a mapping with since, each and least.")
    _check_keys(entry, row, _EDITION, "an edition")
    if row.get("each") not in tuple(Each):
        raise entry.fault(f"each must be one of {', '.join(Each)}.")
    each = Each(str(row["each"]))
    return DutyEdition(
        since=_day(entry, row, "since"),
        until=_day(entry, row, "until") if "until" in row else None,
        each=each,
        least=_number(entry, row, "least", most=366),
        source=_source(entry, row, known.regulations),
        needs=_needs(entry, row),
        months=_months(entry, row, each),
        rows=tuple(str(code) for code in _list(entry, row, "rows")),
        led_by=_known(_Entry(entry.code, row, entry.place), "led_by", known.posts),
    )


def _months(
    entry: _Entry, row: Mapping[str, object], each: Each
) -> ReviewMonths | None:
    if each is not Each.REVIEW_YEAR:
        if "opens" in row or "closes" in row:
            raise entry.fault("opens and closes belong to a review_year only.")
        return None
    return ReviewMonths(
        _number(entry, row, "opens", most=12), _number(entry, row, "closes", most=12)
    )


def _needs(entry: _Entry, row: Mapping[str, object]) -> frozenset[Need]:
    found = _list(entry, row, "needs")
    names = [need.value for need in Need if need is not Need.LEADER]
    for need in found:
        if need not in names:
            raise entry.fault(f"needs must be of {', '.join(names)}.")
    return frozenset(Need(str(need)) for need in found)


def parse_duty_cases(text: str, file: str) -> tuple[DutyCase, ...]:
    """The cases of a YAML text; BookError names `file`, line and what to do."""
    found: list[DutyCase] = []
    for entry in _entries(text, file, frozenset({"cases"})):
        rows = entry.values.get("cases")
        if not isinstance(rows, list) or not rows:
            raise entry.fault("cases must be a list with at least one case.")
        found += (_case(entry, row) for row in rows)
    return tuple(found)


def _case(entry: _Entry, row: object) -> DutyCase:
    if not isinstance(row, dict):
        raise entry.fault("each case must be a mapping with begins, asked and expect.")
    _check_keys(entry, row, _CASE, "a case")
    window = [day for day in _list(entry, row, "window") if isinstance(day, date)]
    return DutyCase(
        duty=entry.code,
        begins=_day(entry, row, "begins"),
        on=_day(entry, row, "asked"),
        unit=str(row.get("unit", "branch")),
        posts=tuple(str(code) for code in _list(entry, row, "posts")),
        founded=_day(entry, row, "founded") if "founded" in row else LONG_AGO,
        dissolved=_day(entry, row, "dissolved") if "dissolved" in row else None,
        kept_since=_day(entry, row, "kept_since") if "kept_since" in row else None,
        window=Window(window[0], window[1]) if window else None,
        held=tuple(
            _held(entry, str(line), number)
            for number, line in enumerate(_list(entry, row, "held"), start=1)
        ),
        expect=str(row.get("expect", "")),
        needed=int(str(row.get("needed", 0))),
        last=_day(entry, row, "last") if "last" in row else None,
        usually=_day(entry, row, "usually") if "usually" in row else None,
        parts=int(str(row.get("parts", 0))),
        article=str(row.get("article", "")),
    )


def _held(entry: _Entry, line: str, number: int) -> HeldFact:
    """A line such as ``2026-10-20 general_meeting attendance``.

    ``by:`` names the post of whoever led it, ``part:`` the number of the unit below.
    """
    day, *words = line.split()
    led_by = frozenset(w.removeprefix("by:") for w in words if w.startswith("by:"))
    parts = [int(w.removeprefix("part:")) for w in words if w.startswith("part:")]
    kinds = frozenset(word for word in words if ":" not in word) - set(Need)
    try:
        on = date.fromisoformat(day)
    except ValueError as error:
        raise entry.fault(
            "held: each line is a day, a kind of record and what it holds."
        ) from error
    holds = frozenset(Need(word) for word in words if word in tuple(Need))
    part = parts[0] if parts else 0
    return HeldFact(Ref("records.record", number), kinds, on, holds, led_by, part)


def _check_keys(
    entry: _Entry, row: Mapping[str, object], known: frozenset[str], what: str
) -> None:
    for key in row:
        if key not in known:
            raise entry.fault(
                f"{what} has the unknown key {key!r}; known are "
                f"{', '.join(sorted(known))}. Correct the spelling or remove it."
            )


def _list(entry: _Entry, row: Mapping[str, object], key: str) -> list[object]:
    found = row.get(key, [])
    if not isinstance(found, list):
        raise entry.fault(f"{key} must be a list.")
    return found


def _number(entry: _Entry, row: Mapping[str, object], key: str, *, most: int) -> int:
    found = row.get(key)
    if not isinstance(found, int) or isinstance(found, bool) or not 1 <= found <= most:
        raise entry.fault(f"{key} must be a whole number from 1 to {most}.")
    return found
