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
    PARTY_DELEGATES = "party_delegates"


class Offered(StrEnum):
    """Who stands on the ballot unless somebody else is named."""

    VOTERS = "voters"
    GRADED = "graded"
    HOLDERS = "holders"


@dataclass(frozen=True, slots=True)
class Way:
    """A way in which such a poll may be held, and by which rules.

    `is_own`: these do not settle it, or there are none; it is the software's own choice.
    """

    mode: Mode
    rules: tuple[str, ...]
    is_own: bool


class Told(StrEnum):
    """When it is told how many of those entitled took part in a secret vote on line."""

    ALWAYS = "always"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Participation:
    """When participation is told, and by which rules; `is_own` as for a way to vote."""

    told: Told = Told.ENDED
    rules: tuple[str, ...] = ()
    is_own: bool = True


@dataclass(frozen=True, slots=True)
class Template:
    """Words to begin such a poll with; a review is held anew each year."""

    title: Title
    text: Title
    lines: tuple[Title, ...]
    is_yearly: bool


@dataclass(frozen=True, slots=True)
class PollKind:
    """A kind of poll: who holds it, who votes, in which ways, and what is asked.

    `quorum`, `majority` and `candidates` name rules; `because` says why it may be
    held in its `ways` only. `is_private`: results go to those who hold the poll, and
    each person's own to that person. `needs_consent`: a secret vote on line needs the
    consent of the unit above. `absent` names the rule by which those who cannot come
    give an opinion in writing that is counted with the votes; `watched` the rule by which
    scrutineers watch over the count. `resolves`: what is passed
    is a resolution, of which goals can be made. `offered`: who stands on the ballot.
    After a review the committee decides on grades, of which `best` may go to no more
    than the rule `limit` says. `criteria`: graded by criteria that have weights.
    """

    code: str
    title: Title
    units: tuple[str, ...]
    shape: Shape
    voters: Voters
    ways: tuple[Way, ...]
    because: Title
    quorum: str = ""
    majority: str = ""
    candidates: str = ""
    absent: str = ""
    watched: str = ""
    grades: tuple[tuple[str, Title], ...] = ()
    persons: bool = False
    is_private: bool = False
    needs_consent: bool = False
    resolves: bool = False
    offered: Offered = Offered.VOTERS
    best: str = ""
    limit: str = ""
    criteria: bool = False
    template: Template | None = None
    most: int = 0
    participation: Participation = Participation()

    @property
    def modes(self) -> tuple[Mode, ...]:
        """How votes may be given, the usual way first."""
        return tuple(way.mode for way in self.ways)


_KIND = frozenset(
    {
        "title",
        "units",
        "shape",
        "voters",
        "modes",
        "because",
        "participation",
        "quorum",
        "majority",
        "candidates",
        "absent",
        "watched",
        "grades",
        "persons",
        "private",
        "consent",
        "resolves",
        "offered",
        "decision",
        "criteria",
        "template",
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
    for key in ("quorum", "majority", "candidates", "absent", "watched"):
        named[key] = str(entry.values.get(key, ""))
        if named[key] and named[key] not in rules:
            raise entry.fault(f"{key} names {named[key]!r}, which is no rule.")
    shape = _one_of(entry, "shape", Shape)
    grades = _grades(entry)
    if (shape is Shape.GRADES) is not bool(grades):
        raise entry.fault("grades are given where shape is grades, and only there.")
    most = entry.values.get("most", 0)
    if not isinstance(most, int) or most < 0:
        raise entry.fault("most must be a whole number.")
    best, limit = _decision(entry, grades, rules)
    because = _Entry(entry.code, {"title": entry.values.get("because")}, entry.place)
    return PollKind(
        entry.code,
        _title(entry),
        _codes(entry, "units"),
        shape,
        _one_of(entry, "voters", Voters),
        _ways(entry, rules),
        _title(because),
        grades=grades,
        persons=_yes_no(entry, "persons"),
        is_private=_yes_no(entry, "private"),
        needs_consent=_yes_no(entry, "consent"),
        resolves=_yes_no(entry, "resolves"),
        offered=_one_of(entry, "offered", Offered, otherwise=Offered.VOTERS),
        best=best,
        limit=limit,
        criteria=_yes_no(entry, "criteria"),
        template=_template(entry),
        most=most,
        participation=_participation(entry, rules),
        **named,
    )


OWN = "own"


def _ways(entry: _Entry, rules: Collection[str]) -> tuple[Way, ...]:
    found = entry.values.get("modes")
    if not isinstance(found, dict) or not found:
        raise entry.fault("modes must give each way to vote its rules, or [own].")
    return tuple(_way(entry, code, basis, rules) for code, basis in found.items())


def _way(entry: _Entry, code: object, basis: object, rules: Collection[str]) -> Way:
    if code not in tuple(Mode):
        raise entry.fault(f"modes must be of {', '.join(Mode)}.")
    return Way(Mode(str(code)), *_basis(entry, code, basis, rules))


def _participation(entry: _Entry, rules: Collection[str]) -> Participation:
    found = entry.values.get("participation")
    if found is None:
        return Participation()
    if not isinstance(found, dict) or len(found) != 1 or set(found) - set(Told):
        raise entry.fault("participation is {always: [rules]} or {ended: [rules]}.")
    ((told, basis),) = found.items()
    return Participation(Told(told), *_basis(entry, told, basis, rules))


def _basis(
    entry: _Entry, what: object, basis: object, rules: Collection[str]
) -> tuple[tuple[str, ...], bool]:
    """The rules that are named, and whether our own choice is."""
    if not isinstance(basis, list) or not basis:
        raise entry.fault(f"{what} must have its rules, or [own].")
    named = tuple(str(one) for one in basis if one != OWN)
    unknown = [one for one in named if one not in rules]
    if unknown:
        raise entry.fault(f"{what} names {unknown[0]!r}, which is no rule.")
    return named, OWN in basis


def _one_of(
    entry: _Entry, key: str, codes: type[Code], otherwise: Code | None = None
) -> Code:
    found = entry.values.get(key, otherwise)
    if found not in tuple(codes):
        raise entry.fault(f"{key} must be one of {', '.join(codes)}.")
    return codes(str(found))


def _decision(
    entry: _Entry, grades: tuple[tuple[str, Title], ...], rules: Collection[str]
) -> tuple[str, str]:
    """The grade that is limited when the committee decides, and the rule that limits it."""
    found = entry.values.get("decision")
    if found is None:
        return "", ""
    if not isinstance(found, dict) or set(found) != {"best", "limit"}:
        raise entry.fault("decision needs best, a grade, and limit, a rule.")
    best, limit = str(found["best"]), str(found["limit"])
    if best not in dict(grades) or limit not in rules:
        raise entry.fault(f"decision names {best!r} or {limit!r}, which is not there.")
    return best, limit


_TEMPLATE = frozenset({"title", "text", "lines", "yearly"})


def _template(entry: _Entry) -> Template | None:
    found = entry.values.get("template")
    if found is None:
        return None
    if not isinstance(found, dict) or set(found) - _TEMPLATE:
        raise entry.fault("template has title, text, lines and yearly.")
    lines = found.get("lines", [])
    if not isinstance(lines, list):
        raise entry.fault("lines of a template must be a list of titles.")
    inner = _Entry(entry.code, found, entry.place)
    return Template(
        _title(inner),
        _words(entry, found.get("text")),
        tuple(_words(entry, line) for line in lines),
        _yes_no(inner, "yearly"),
    )


def _words(entry: _Entry, found: object) -> Title:
    return _title(_Entry(entry.code, {"title": found}, entry.place))


def _grades(entry: _Entry) -> tuple[tuple[str, Title], ...]:
    found = entry.values.get("grades") or {}
    if not isinstance(found, dict):
        raise entry.fault("grades must map each grade to its title.")
    return tuple(
        (str(code), _title(_Entry(entry.code, {"title": title}, entry.place)))
        for code, title in found.items()
    )
