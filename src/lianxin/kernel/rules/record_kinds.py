"""Kinds of record: read from YAML, checked, and refused with a place and advice."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from lianxin.kernel.rules.book import (
    Title,
    _codes,
    _entries,
    _Entry,
    _title,
    _yes_no,
)

REGISTERS = ("meetings", "talks")
_LANGUAGES = {"en", "zh-Hans", "zh-Hant"}


class Expected(StrEnum):
    """Who is expected at a meeting of a unit."""

    MEMBERS = "members"
    STAFF = "staff"
    POSTS = "posts"


class Privacy(StrEnum):
    """Who may read a record of a kind.

    `OPEN`: whoever sees the unit's records. `NEEDED`: those who took part, those who
    keep the unit's records or see standings there. `TWO`: that it took place as
    `NEEDED`, what was said only those who took part.
    """

    OPEN = "open"
    NEEDED = "needed"
    TWO = "two"


class Entry(StrEnum):
    """How an entry of a kind's own is typed: a line, one thing a line, a number."""

    LINE = "line"
    LINES = "lines"
    NUMBER = "number"
    CHOICE = "choice"


@dataclass(frozen=True, slots=True)
class OwnField:
    """An entry that only this kind asks for; never compulsory."""

    code: str
    title: Title
    entry: Entry
    choices: Mapping[str, Title] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RecordKind:
    """A kind of record: which kinds of unit hold it, who is expected, what it asks.

    `seats`: of those who hold posts only who sits on the committee is expected, though
    others may have been there. `leader`: what whoever leads it is called, where that is not the chair. `hours`:
    the usual class hours, where it counts as learning. `quorum`: the rule of who must
    be there for a decision. `agenda`: its topics are rows of their own;
    `first_topic`: the first of them is study. `usual_agenda`: with which topics it
    usually begins, one on each line. `prior_study`: its topics may be taken from the
    unit's list of matters that it studies before others decide. `deals_with`: the rule of what such a meeting
    deals with. `part`: it may be held as a part of another meeting. `register`: in
    which register it stands. `outline`: headings for the minutes. `also`: what ledgers
    call it besides.
    """

    code: str
    title: Title
    expected: Mapping[str, Expected]
    privacy: Privacy = Privacy.OPEN
    seats: bool = False
    leader: Title | None = None
    hours: int | None = None
    quorum: str = ""
    agenda: bool = False
    first_topic: bool = False
    usual_agenda: Title | None = None
    deals_with: str = ""
    prior_study: bool = False
    part: bool = False
    register: str = ""
    outline: Title | None = None
    fields: tuple[OwnField, ...] = ()
    also: tuple[str, ...] = ()

    @property
    def units(self) -> tuple[str, ...]:
        """The kinds of unit that hold it."""
        return tuple(self.expected)


_KNOWN = frozenset(
    {
        "title",
        "expected",
        "privacy",
        "seats",
        "leader",
        "hours",
        "quorum",
        "agenda",
        "first_topic",
        "usual_agenda",
        "deals_with",
        "prior_study",
        "part",
        "register",
        "outline",
        "fields",
        "also",
    }
)


def parse_record_kinds(text: str, file: str) -> tuple[RecordKind, ...]:
    """The kinds of record in a YAML text; BookError names `file` and the fault."""
    return tuple(_kind(entry) for entry in _entries(text, file, _KNOWN))


def _kind(entry: _Entry) -> RecordKind:
    kind = RecordKind(
        entry.code,
        _title(entry),
        _expected(entry),
        privacy=_privacy(entry),
        seats=_yes_no(entry, "seats"),
        leader=_optional_title(entry, "leader"),
        hours=_hours(entry),
        quorum=str(entry.values.get("quorum", "")),
        agenda=_yes_no(entry, "agenda"),
        first_topic=_yes_no(entry, "first_topic"),
        usual_agenda=_optional_title(entry, "usual_agenda"),
        deals_with=str(entry.values.get("deals_with", "")),
        prior_study=_yes_no(entry, "prior_study"),
        part=_yes_no(entry, "part"),
        register=_register(entry),
        outline=_optional_title(entry, "outline"),
        fields=_fields(entry),
        also=_codes(entry, "also") if "also" in entry.values else (),
    )
    if kind.usual_agenda is not None and not kind.agenda:
        raise entry.fault(
            "usual_agenda: its topics are no rows of their own; add agenda: true or "
            "write headings under outline."
        )
    if kind.prior_study and not kind.agenda:
        raise entry.fault(
            "prior_study: its topics are no rows of their own; add agenda: true."
        )
    if kind.seats and Expected.POSTS not in kind.expected.values():
        raise entry.fault(
            "seats: nobody is expected by post; remove it or expect posts."
        )
    if kind.part and kind.privacy is not Privacy.OPEN:
        raise entry.fault(
            "part: what not everybody may read cannot be a part of another meeting; "
            "remove part or privacy."
        )
    return kind


def _expected(entry: _Entry) -> Mapping[str, Expected]:
    found = entry.values.get("expected")
    if not isinstance(found, dict) or not found:
        raise entry.fault(
            "expected must say for each kind of unit who is expected, "
            "such as {branch: members}."
        )
    for unit, who in found.items():
        if who not in tuple(Expected):
            names = ", ".join(Expected)
            raise entry.fault(f"expected: {unit}: must be one of {names}.")
    return MappingProxyType({str(u): Expected(who) for u, who in found.items()})


def _privacy(entry: _Entry) -> Privacy:
    found = entry.values.get("privacy", Privacy.OPEN)
    if found not in tuple(Privacy):
        raise entry.fault(f"privacy must be one of {', '.join(Privacy)}.")
    return Privacy(str(found))


def _register(entry: _Entry) -> str:
    found = str(entry.values.get("register", ""))
    if found not in ("", *REGISTERS):
        raise entry.fault(f"register must be one of {', '.join(REGISTERS)}.")
    return found


def _hours(entry: _Entry) -> int | None:
    found = entry.values.get("hours")
    if found is None:
        return None
    if not isinstance(found, int) or isinstance(found, bool) or found < 1:
        raise entry.fault("hours must be a whole number from 1 on.")
    return found


def _optional_title(entry: _Entry, key: str) -> Title | None:
    if key not in entry.values:
        return None
    return _in_three(entry, key, entry.values[key])


def _in_three(entry: _Entry, key: str, found: object) -> Title:
    if not isinstance(found, dict) or set(found) != _LANGUAGES:
        raise entry.fault(f"{key} needs en, zh-Hans and zh-Hant; give all three.")
    return Title(str(found["en"]), str(found["zh-Hans"]), str(found["zh-Hant"]))


def _fields(entry: _Entry) -> tuple[OwnField, ...]:
    found = entry.values.get("fields", {})
    if not isinstance(found, dict):
        raise entry.fault("fields must map each field to its title and entry.")
    return tuple(_field(entry, str(code), row) for code, row in found.items())


def _field(entry: _Entry, code: str, row: object) -> OwnField:
    place = f"fields: {code}"
    if not isinstance(row, dict) or not {"title", "entry"} <= set(row) <= {
        "title",
        "entry",
        "choices",
    }:
        raise entry.fault(f"{place}: takes title, entry and choices.")
    if row["entry"] not in tuple(Entry):
        raise entry.fault(f"{place}: entry must be one of {', '.join(Entry)}.")
    choices = row.get("choices", {})
    if (row["entry"] == Entry.CHOICE) != bool(choices) or not isinstance(choices, dict):
        raise entry.fault(
            f"{place}: choices stand beside entry: choice, and only there."
        )
    return OwnField(
        code,
        _in_three(entry, f"{place}: title", row["title"]),
        Entry(row["entry"]),
        MappingProxyType(
            {
                str(key): _in_three(entry, f"{place}: {key}", title)
                for key, title in choices.items()
            }
        ),
    )
