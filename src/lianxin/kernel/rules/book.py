"""The rulebook's kinds: read from YAML, checked, and refused with a place and advice."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import yaml

from lianxin.kernel.actor import Reach

# The reader in C is ten times as fast; the rulebook has thousands of lines.
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class BookError(ValueError):
    """A rulebook file is wrong; the text names the file, the key and what to do."""


@dataclass(frozen=True, slots=True)
class Title:
    """A term in the three languages."""

    en: str
    hans: str
    hant: str

    def into(self, language: str) -> str:
        """The term in `language` (``en``, ``zh-hans``, ``zh-hant``; else Simplified)."""
        return {"en": self.en, "zh-hant": self.hant}.get(language, self.hans)


@dataclass(frozen=True, slots=True)
class UnitKind:
    """A kind of unit: what it is called, where it may stand, what line it is of.

    `members`: in which way one belongs to it as a member; empty where nobody does, but
    people work there. `forms` are the special ways in which one may be set up, such as
    a joint branch.
    """

    code: str
    title: Title
    line: str
    under: tuple[str, ...]
    members: str = ""
    forms: Mapping[str, Title] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PostKind:
    """A kind of post: in which kinds of unit, and which powers it carries how far.

    `seat`: whoever holds it sits on the committee of the unit and is elected.
    `party_staff`: it is one of those whose holders do the Party's office work.
    `asks`: rules on what whoever is chosen for it must have, such as years as a member.
    `single`: a unit has one such post and no second. `office`: the new committee, or a
    branch without one, elects its holder: secretary or deputy.
    """

    code: str
    title: Title
    units: tuple[str, ...]
    powers: tuple[tuple[str, Reach], ...]
    second_factor: bool = False
    seat: bool = False
    party_staff: bool = False
    asks: tuple[str, ...] = ()
    single: bool = False
    office: str = ""


@dataclass(frozen=True, slots=True)
class _Entry:
    """One entry of a file: its code, its values, and where it stands."""

    code: str
    values: Mapping[str, object]
    place: str

    def fault(self, text: str) -> BookError:
        """The error to raise: where it is, then `text`."""
        return BookError(f"{self.place}: {self.code}: {text}")


def _entries(text: str, file: str, known: frozenset[str]) -> Iterator[_Entry]:
    """The entries of a file in its order; unknown and repeated keys are refused."""
    loader = _Loader(text)
    try:
        root = loader.get_single_node()
        found = loader.construct_document(root) if root else None
    except (yaml.YAMLError, ValueError) as error:
        message = f"{file}: not valid YAML ({error}); mend the line it names."
        raise BookError(message) from error
    finally:
        loader.dispose()
    if not isinstance(root, yaml.MappingNode) or not isinstance(found, dict):
        message = f"{file}: must hold a mapping of codes to entries."
        raise BookError(message)
    seen: set[str] = set()
    for key, value in root.value:
        entry = _Entry(str(key.value), {}, f"{file}:{key.start_mark.line + 1}")
        if entry.code in seen:
            raise entry.fault("stands here a second time; join it with the first.")
        seen.add(entry.code)
        names = ", ".join(sorted(known))
        if not isinstance(value, yaml.MappingNode):
            raise entry.fault(f"must be a mapping with {names}.")
        _check_keys(entry.code, value, file, known)
        yield _Entry(entry.code, found[entry.code], entry.place)


def _check_keys(
    code: str, node: yaml.MappingNode, file: str, known: frozenset[str]
) -> None:
    seen: set[str] = set()
    for key, _ in node.value:
        entry = _Entry(code, {}, f"{file}:{key.start_mark.line + 1}")
        if key.value not in known:
            names = ", ".join(sorted(known))
            raise entry.fault(
                f"unknown key {key.value!r}; known are {names}. "
                "Correct the spelling or remove the line."
            )
        if key.value in seen:
            raise entry.fault(f"{key.value!r} is given twice; keep one of them.")
        seen.add(key.value)


def _title(entry: _Entry) -> Title:
    title = entry.values.get("title")
    if not isinstance(title, dict) or set(title) != {"en", "zh-Hans", "zh-Hant"}:
        raise entry.fault("title needs en, zh-Hans and zh-Hant; give all three.")
    return Title(str(title["en"]), str(title["zh-Hans"]), str(title["zh-Hant"]))


def _codes(entry: _Entry, key: str) -> tuple[str, ...]:
    found = entry.values.get(key, [])
    if not isinstance(found, list):
        raise entry.fault(f"{key} must be a list, such as [branch, group].")
    return tuple(str(c) for c in found)


def _yes_no(entry: _Entry, key: str) -> bool:
    found = entry.values.get(key, False)
    if not isinstance(found, bool):
        raise entry.fault(f"{key} must be true or false.")
    return found


UNIT_KEYS = frozenset({"title", "line", "under", "members", "forms"})


def parse_unit_kinds(text: str, file: str) -> tuple[UnitKind, ...]:
    """The kinds of unit in a YAML text; BookError names `file` and the fault."""
    entries = list(_entries(text, file, UNIT_KEYS))
    codes = {entry.code for entry in entries}
    kinds = []
    for entry in entries:
        under = _codes(entry, "under")
        for parent in under:
            if parent not in codes:
                raise entry.fault(
                    f"under names {parent!r}, which is no kind; "
                    f"name one of {', '.join(sorted(codes))}."
                )
        line, members = (str(entry.values.get(k, "")) for k in ("line", "members"))
        title, forms = _title(entry), _forms(entry)
        kinds.append(UnitKind(entry.code, title, line, under, members, forms))
    return tuple(kinds)


def _forms(entry: _Entry) -> Mapping[str, Title]:
    found = entry.values.get("forms", {})
    if not isinstance(found, dict):
        raise entry.fault("forms must map each form to its title.")
    return {
        str(code): _title(_Entry(entry.code, {"title": title}, entry.place))
        for code, title in found.items()
    }


def parse_post_kinds(text: str, file: str) -> tuple[PostKind, ...]:
    """The kinds of post in a YAML text; BookError names `file` and the fault."""
    known = frozenset(
        {"title", "units", "powers", "second_factor", "seat", "party_staff", "asks"}
        | {"single", "office"}
    )
    return tuple(
        PostKind(
            entry.code,
            _title(entry),
            _codes(entry, "units"),
            _powers(entry),
            second_factor=_yes_no(entry, "second_factor"),
            seat=_yes_no(entry, "seat"),
            party_staff=_yes_no(entry, "party_staff"),
            asks=_codes(entry, "asks") if "asks" in entry.values else (),
            single=_yes_no(entry, "single"),
            office=str(entry.values.get("office", "")),
        )
        for entry in _entries(text, file, known)
    )


def _powers(entry: _Entry) -> tuple[tuple[str, Reach], ...]:
    powers = entry.values.get("powers") or {}
    if not isinstance(powers, dict):
        raise entry.fault("powers must map each power to own, below or all.")
    for power, reach in powers.items():
        if reach not in tuple(Reach):
            raise entry.fault(f"{power}: reach must be own, below or all.")
    return tuple((str(power), Reach(reach)) for power, reach in powers.items())


def parse_settings(text: str, file: str) -> dict[str, int]:
    """Named whole numbers that are no regulation's, such as days of warning."""
    numbers = {}
    for entry in _entries(text, file, frozenset({"value", "unit", "why"})):
        value = entry.values.get("value")
        if not isinstance(value, int) or isinstance(value, bool):
            raise entry.fault("value must be a whole number.")
        numbers[entry.code] = value
    return numbers
