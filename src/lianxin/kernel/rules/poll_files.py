"""The rulebook's kinds of poll and the shares they ask, read from YAML."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeVar

from lianxin.kernel.rules.book import Title, _codes, _entries, _Entry, _title, _yes_no
from lianxin.kernel.rules.counting import (
    Base,
    Shape,
    Share,
    ShareEdition,
    ShareRule,
)
from lianxin.kernel.rules.value_files import _day, _source

_SHARE = frozenset({"at_least", "more_than", "of"})
_SOURCE = frozenset(
    {"since", "regulation", "article", "article_unchecked", "sure", "checked"}
)


Code = TypeVar("Code", bound=StrEnum)


class Mode(StrEnum):
    """How votes are given."""

    HANDS = "hands"
    PAPER = "paper"
    SEALED = "sealed"


class Voters(StrEnum):
    """Who may vote in a poll of a unit."""

    FULL_MEMBERS = "full_members"
    COMMITTEE = "committee"
    MEMBERS = "members"
    STAFF = "staff"
    DELEGATES = "delegates"


@dataclass(frozen=True, slots=True)
class PollKind:
    """A kind of poll: who holds it, who votes, in which ways, and what is asked.

    `quorum`, `majority` and `candidates` name shares; `because` says why it may be
    held in its `modes` only. `is_private`: results go to those who hold the poll, and
    each person's own to that person. `needs_consent`: a secret vote on line needs the
    consent of the unit above.
    """

    code: str
    title: Title
    units: tuple[str, ...]
    shape: Shape
    voters: Voters
    modes: tuple[Mode, ...]
    because: Title
    quorum: str = ""
    majority: str = ""
    candidates: str = ""
    grades: tuple[tuple[str, Title], ...] = ()
    persons: bool = False
    is_private: bool = False
    needs_consent: bool = False
    most: int = 0


@dataclass(frozen=True, slots=True)
class ShareCase:
    """So many of a base, and whether that is enough on a day."""

    rule: str
    on: date
    number: int
    base: int
    expect: bool


def parse_shares(
    text: str, file: str, regulations: Mapping[str, Title]
) -> dict[str, ShareRule]:
    """The shares of a YAML text; BookError names `file`, line and what to do."""
    return {
        entry.code: ShareRule(
            entry.code, _title(entry), tuple(_editions(entry, regulations))
        )
        for entry in _entries(text, file, frozenset({"title", "editions"}))
    }


def _editions(
    entry: _Entry, regulations: Mapping[str, Title]
) -> Iterator[ShareEdition]:
    rows = entry.values.get("editions")
    if not isinstance(rows, list) or not rows:
        raise entry.fault("editions must be a list with at least one edition.")
    earlier: date | None = None
    for row in rows:
        if not isinstance(row, dict) or not set(row) <= _SHARE | _SOURCE:
            known = ", ".join(sorted(_SHARE | _SOURCE))
            raise entry.fault(f"an edition is a mapping; known keys are {known}.")
        since = _day(entry, row, "since")
        if earlier is not None and since <= earlier:
            raise entry.fault("editions must follow each other by since; sort them.")
        earlier = since
        yield ShareEdition(since, _share(entry, row), _source(entry, row, regulations))


def _share(entry: _Entry, row: Mapping[str, object]) -> Share:
    given = [key for key in ("at_least", "more_than") if key in row]
    if len(given) != 1 or row.get("of") not in tuple(Base):
        raise entry.fault(
            "give at_least or more_than, and of: one of " + ", ".join(Base) + "."
        )
    parts, slash, whole = str(row[given[0]]).partition("/")
    if not (slash and parts.isdecimal() and whole.isdecimal() and int(whole)):
        raise entry.fault(f'{given[0]} must be a fraction in quotes, such as "4/5".')
    return Share(
        int(parts), int(whole), Base(str(row["of"])), is_strict=given[0] == "more_than"
    )


def parse_share_cases(text: str, file: str) -> tuple[ShareCase, ...]:
    """The cases of a YAML text; BookError names `file`, line and what to do."""
    return tuple(
        case
        for entry in _entries(text, file, frozenset({"day", "cases"}))
        for case in _cases(entry)
    )


def _cases(entry: _Entry) -> Iterator[ShareCase]:
    rows = entry.values.get("cases")
    if not isinstance(rows, list) or not rows:
        raise entry.fault(
            "cases must be a list such as [{given: 4, of: 5, expect: true}]."
        )
    for row in rows:
        if not isinstance(row, dict) or set(row) != {"given", "of", "expect"}:
            raise entry.fault("each case has exactly given, of and expect.")
        yield ShareCase(
            entry.code,
            _day(entry, entry.values, "day"),
            int(row["given"]),
            int(row["of"]),
            row["expect"] is True,
        )


_KIND = frozenset(
    {
        "title",
        "units",
        "shape",
        "voters",
        "modes",
        "because",
        "quorum",
        "majority",
        "candidates",
        "grades",
        "persons",
        "private",
        "consent",
        "most",
    }
)


def parse_poll_kinds(
    text: str, file: str, shares: Mapping[str, ShareRule]
) -> dict[str, PollKind]:
    """The kinds of poll of a YAML text; BookError names `file`, line and what to do."""
    return {entry.code: _kind(entry, shares) for entry in _entries(text, file, _KIND)}


def _kind(entry: _Entry, shares: Mapping[str, ShareRule]) -> PollKind:
    named = {}
    for key in ("quorum", "majority", "candidates"):
        named[key] = str(entry.values.get(key, ""))
        if named[key] and named[key] not in shares:
            raise entry.fault(f"{key} names {named[key]!r}, which is no share.")
    shape = _one_of(entry, "shape", Shape)
    grades = _grades(entry)
    if (shape is Shape.GRADES) is not bool(grades):
        raise entry.fault("grades are given where shape is grades, and only there.")
    modes = tuple(_mode(entry, code) for code in _codes(entry, "modes"))
    if not modes:
        raise entry.fault("modes must name at least one way to vote.")
    most = entry.values.get("most", 0)
    if not isinstance(most, int) or most < 0:
        raise entry.fault("most must be a whole number.")
    because = _Entry(entry.code, {"title": entry.values.get("because")}, entry.place)
    return PollKind(
        entry.code,
        _title(entry),
        _codes(entry, "units"),
        shape,
        _one_of(entry, "voters", Voters),
        modes,
        _title(because),
        grades=grades,
        persons=_yes_no(entry, "persons"),
        is_private=_yes_no(entry, "private"),
        needs_consent=_yes_no(entry, "consent"),
        most=most,
        **named,
    )


def _mode(entry: _Entry, code: str) -> Mode:
    if code not in tuple(Mode):
        raise entry.fault(f"modes must be of {', '.join(Mode)}.")
    return Mode(code)


def _one_of(entry: _Entry, key: str, codes: type[Code]) -> Code:
    found = entry.values.get(key)
    if found not in tuple(codes):
        raise entry.fault(f"{key} must be one of {', '.join(codes)}.")
    return codes(str(found))


def _grades(entry: _Entry) -> tuple[tuple[str, Title], ...]:
    found = entry.values.get("grades") or {}
    if not isinstance(found, dict):
        raise entry.fault("grades must map each grade to its title.")
    return tuple(
        (str(code), _title(_Entry(entry.code, {"title": title}, entry.place)))
        for code, title in found.items()
    )
