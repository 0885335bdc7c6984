"""The rulebook's kinds: read from YAML, checked, and refused with a place and advice."""

from collections.abc import Mapping
from dataclasses import dataclass

import yaml

from lianxin.kernel.actor import Reach

LANGUAGES = ("en", "zh-hans", "zh-hant")


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
    """A kind of unit: what it is called, where it may stand, what line it is of."""

    code: str
    title: Title
    line: str
    under: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PostKind:
    """A kind of post: in which kinds of unit, and which powers it carries how far."""

    code: str
    title: Title
    units: tuple[str, ...]
    powers: tuple[tuple[str, Reach], ...]
    second_factor: bool = False


@dataclass(frozen=True, slots=True)
class RecordKind:
    """A kind of record: who holds it and what its form is called."""

    code: str
    title: Title
    units: tuple[str, ...]
    attendance: bool


def _load(text: str, file: str) -> dict[str, dict[str, object]]:
    try:
        found = yaml.safe_load(text)
    except yaml.YAMLError as error:
        message = f"{file}: not valid YAML ({error}); mend the line it names."
        raise BookError(message) from error
    if not isinstance(found, dict):
        message = f"{file}: must hold a mapping of codes to entries."
        raise BookError(message)
    return found


def _entry(
    code: str, values: object, file: str, known: frozenset[str]
) -> Mapping[str, object]:
    if not isinstance(values, dict):
        message = f"{file}: {code}: must be a mapping with {', '.join(sorted(known))}."
        raise BookError(message)
    unknown = sorted(set(values) - known)
    if unknown:
        message = (
            f"{file}: {code}: unknown key {unknown[0]!r}; "
            f"known are {', '.join(sorted(known))}."
        )
        raise BookError(message)
    return values


def _title(code: str, values: Mapping[str, object], file: str) -> Title:
    title = values.get("title")
    if not isinstance(title, dict) or set(title) != {"en", "zh-Hans", "zh-Hant"}:
        message = f"{file}: {code}: title needs en, zh-Hans and zh-Hant."
        raise BookError(message)
    return Title(str(title["en"]), str(title["zh-Hans"]), str(title["zh-Hant"]))


def _codes(values: Mapping[str, object], key: str) -> tuple[str, ...]:
    found = values.get(key, ())
    return tuple(str(c) for c in found) if isinstance(found, list) else ()


def parse_unit_kinds(text: str, file: str) -> tuple[UnitKind, ...]:
    """The kinds of unit in a YAML text; BookError names `file` and the fault."""
    kinds = []
    book = _load(text, file)
    for code, raw in book.items():
        values = _entry(code, raw, file, frozenset({"title", "line", "under"}))
        under = _codes(values, "under")
        for parent in under:
            if parent not in book:
                message = f"{file}: {code}: under names {parent!r}, which is no kind."
                raise BookError(message)
        title = _title(code, values, file)
        kinds.append(UnitKind(code, title, str(values.get("line", "")), under))
    return tuple(kinds)


def parse_post_kinds(text: str, file: str) -> tuple[PostKind, ...]:
    """The kinds of post in a YAML text; BookError names `file` and the fault."""
    known = frozenset({"title", "units", "powers", "second_factor"})
    kinds = []
    for code, raw in _load(text, file).items():
        values = _entry(code, raw, file, known)
        powers = values.get("powers") or {}
        if not isinstance(powers, dict):
            message = (
                f"{file}: {code}: powers must map each power to own, below or all."
            )
            raise BookError(message)
        held = []
        for power, reach in powers.items():
            if reach not in tuple(Reach):
                message = f"{file}: {code}: {power}: reach is own, below or all."
                raise BookError(message)
            held.append((str(power), Reach(reach)))
        kinds.append(
            PostKind(
                code,
                _title(code, values, file),
                _codes(values, "units"),
                tuple(held),
                second_factor=values.get("second_factor") is True,
            )
        )
    return tuple(kinds)


def parse_record_kinds(text: str, file: str) -> tuple[RecordKind, ...]:
    """The kinds of record in a YAML text; BookError names `file` and the fault."""
    known = frozenset({"title", "units", "attendance"})
    kinds = []
    for code, raw in _load(text, file).items():
        values = _entry(code, raw, file, known)
        kinds.append(
            RecordKind(
                code,
                _title(code, values, file),
                _codes(values, "units"),
                attendance=values.get("attendance") is True,
            )
        )
    return tuple(kinds)


def parse_settings(text: str, file: str) -> dict[str, int]:
    """Named whole numbers that are no regulation's, such as days of warning."""
    numbers = {}
    for code, raw in _load(text, file).items():
        values = _entry(code, raw, file, frozenset({"value", "unit", "why"}))
        value = values.get("value")
        if not isinstance(value, int):
            message = f"{file}: {code}: value must be a whole number."
            raise BookError(message)
        numbers[str(code)] = value
    return numbers
