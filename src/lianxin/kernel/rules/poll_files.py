"""The rulebook's kinds of poll, read from YAML."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from lianxin.kernel.rules.book import Title, _codes, _entries, _Entry, _title, _yes_no
from lianxin.kernel.rules.counting import Shape

Code = TypeVar("Code", bound=StrEnum)


class Mode(StrEnum):
    """How votes are given."""

    HANDS = "hands"
    PAPER = "paper"
    NAMED = "named"
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

    `quorum`, `majority` and `candidates` name rules; `because` says why it may be
    held in its `modes` only. `is_private`: results go to those who hold the poll, and
    each person's own to that person. `needs_consent`: a secret vote on line needs the
    consent of the unit above. `absent` names the rule by which those who cannot come
    give an opinion in writing that is counted with the votes. `resolves`: what is passed
    is a resolution, of which goals can be made.
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
    absent: str = ""
    grades: tuple[tuple[str, Title], ...] = ()
    persons: bool = False
    is_private: bool = False
    needs_consent: bool = False
    resolves: bool = False
    most: int = 0


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
        "absent",
        "grades",
        "persons",
        "private",
        "consent",
        "resolves",
        "most",
    }
)


def parse_poll_kinds(
    text: str, file: str, rules: Collection[str]
) -> dict[str, PollKind]:
    """The kinds of poll of a YAML text; BookError names `file`, line and what to do."""
    return {entry.code: _kind(entry, rules) for entry in _entries(text, file, _KIND)}


def _kind(entry: _Entry, rules: Collection[str]) -> PollKind:
    named = {}
    for key in ("quorum", "majority", "candidates", "absent"):
        named[key] = str(entry.values.get(key, ""))
        if named[key] and named[key] not in rules:
            raise entry.fault(f"{key} names {named[key]!r}, which is no rule.")
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
        resolves=_yes_no(entry, "resolves"),
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
