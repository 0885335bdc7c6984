"""The rulebook's steps of an election, read from YAML."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from lianxin.kernel.rules.book import (
    BookError,
    Title,
    _codes,
    _entries,
    _Entry,
    _title,
)

OWN = "own"


class Way(StrEnum):
    """Who elects whom: members or delegates a committee, or members the secretary."""

    MEETING = "meeting"
    DIRECT = "direct"
    CONGRESS = "congress"


@dataclass(frozen=True, slots=True)
class ElectionStep:
    """A step of an election, what it rests on, and the paper that belongs to it.

    `rules` and, for one kind of unit, `rules_of` name rules; `is_own`: no regulation
    that was read asks for the step, it is custom. `paper` is one that the software
    writes, `letter` a template of one with a number, which answers the step `answers`.
    """

    code: str
    title: Title
    ways: tuple[Way, ...]
    rules: tuple[str, ...]
    is_own: bool
    rules_of: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    titles: Mapping[Way, Title] = field(default_factory=dict)
    paper: str = ""
    letter: str = ""
    answers: str = ""

    def title_in(self, way: Way) -> Title:
        """What the step is called where it is elected in this way."""
        return self.titles.get(way, self.title)

    def rules_for(self, unit_kind: str) -> tuple[str, ...]:
        """The rules that it rests on in a unit of this kind."""
        return (*self.rules_of.get(unit_kind, ()), *self.rules)


@dataclass(frozen=True, slots=True)
class ElectionWay:
    """A way to elect: in which kinds of unit, in what meeting, by whom, in what vote."""

    code: Way
    title: Title
    units: tuple[str, ...]
    meeting: Title
    electors: Title
    poll: str


def parse_election_ways(
    text: str, file: str, polls: Collection[str]
) -> dict[Way, ElectionWay]:
    """The ways of a YAML text; BookError names `file`, line and what to do."""
    known = frozenset({"title", "units", "meeting", "electors", "poll"})
    found = {}
    for entry in _entries(text, file, known):
        way, poll = _way(entry, entry.code), str(entry.values.get("poll"))
        if poll not in polls:
            raise entry.fault(f"poll names {poll!r}, which is no kind of poll.")
        meeting, electors = (
            _title(_Entry(entry.code, {"title": entry.values.get(key)}, entry.place))
            for key in ("meeting", "electors")
        )
        units = _codes(entry, "units")
        found[way] = ElectionWay(way, _title(entry), units, meeting, electors, poll)
    if set(found) != set(Way):
        message = f"{file}: must have the ways {', '.join(Way)}."
        raise BookError(message)
    return found


_STEP = frozenset(
    {"title", "titles", "ways", "rules", "rules_of", "paper", "letter", "answers"}
)


def parse_election_steps(
    text: str, file: str, *, rules: Collection[str], letters: Collection[str]
) -> dict[str, ElectionStep]:
    """The steps of a YAML text; BookError names `file`, line and what to do."""
    found: dict[str, ElectionStep] = {}
    for entry in _entries(text, file, _STEP):
        step = _step(entry, rules)
        if step.letter and step.letter not in letters:
            raise entry.fault(f"letter names {step.letter!r}, which is no template.")
        if step.answers and step.answers not in found:
            raise entry.fault(
                f"answers names {step.answers!r}, which is no step above."
            )
        found[step.code] = step
    return found


def _step(entry: _Entry, rules: Collection[str]) -> ElectionStep:
    named = _codes(entry, "rules")
    if not named:
        raise entry.fault("rules must name what it rests on, or [own].")
    of_kinds = {str(kind): codes for kind, codes in _lists(entry, "rules_of").items()}
    for code in (*named, *(code for codes in of_kinds.values() for code in codes)):
        if code != OWN and code not in rules:
            raise entry.fault(f"rules names {code!r}, which is no rule.")
    ways = tuple(_way(entry, code) for code in _codes(entry, "ways"))
    return ElectionStep(
        entry.code,
        _title(entry),
        ways or tuple(Way),
        tuple(code for code in named if code != OWN),
        OWN in named,
        of_kinds,
        _titles(entry),
        *(str(entry.values.get(key, "")) for key in ("paper", "letter", "answers")),
    )


def _way(entry: _Entry, code: object) -> Way:
    if code not in tuple(Way):
        raise entry.fault(f"ways must be of {', '.join(Way)}.")
    return Way(str(code))


def _lists(entry: _Entry, key: str) -> Mapping[object, tuple[str, ...]]:
    found = entry.values.get(key, {})
    if not isinstance(found, dict) or not all(
        isinstance(codes, list) for codes in found.values()
    ):
        raise entry.fault(f"{key} must give lists, such as {{branch: [who_elects]}}.")
    return {name: tuple(str(code) for code in codes) for name, codes in found.items()}


def _titles(entry: _Entry) -> Mapping[Way, Title]:
    found = entry.values.get("titles", {})
    if not isinstance(found, dict):
        raise entry.fault("titles must map each way to its title.")
    return {
        _way(entry, code): _title(_Entry(entry.code, {"title": title}, entry.place))
        for code, title in found.items()
    }
