"""Wordings that a newer one has replaced: read from YAML, and found in a text."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from lianxin.kernel.rules.book import BookError, _codes, _entries, _Entry
from lianxin.kernel.zh.scripts import simplified
from lianxin.kernel.zh.widths import narrow

SURE = ("high", "moderate", "low")
_KEYS = frozenset({"old", "unless", "now", "since", "basis", "sure"})


@dataclass(frozen=True, slots=True)
class Wording:
    """A former wording, what is said now, since when and on what basis."""

    code: str
    old: tuple[str, ...]
    unless: tuple[str, ...]
    now: str
    since: date
    basis: str
    sure: str


@dataclass(frozen=True, slots=True)
class Superseded:
    """A former wording as it stands in a text."""

    words: str
    wording: Wording


def parse_wordings(text: str, file: str) -> tuple[Wording, ...]:
    """The wordings in a YAML text; BookError names `file` and the fault."""
    return tuple(_wording(entry) for entry in _entries(text, file, _KEYS))


def _wording(entry: _Entry) -> Wording:
    old = _codes(entry, "old")
    if not old or not all(old):
        raise entry.fault("old must list at least one former wording.")
    now, basis = (str(entry.values.get(key) or "") for key in ("now", "basis"))
    if not now or not basis:
        raise entry.fault("now and basis must say what is said today, and by what.")
    since, sure = entry.values.get("since"), entry.values.get("sure")
    if not isinstance(since, date):
        raise entry.fault("since must be a day, such as 2017-10-24.")
    if sure not in SURE:
        raise entry.fault("sure must be high, moderate or low.")
    unless = _codes(entry, "unless")
    return Wording(entry.code, old, unless, now, since, basis, str(sure))


def superseded_in(text: str, wordings: Iterable[Wording]) -> Sequence[Superseded]:
    """The former wordings in a text of either script, in the order of the table."""
    words = simplified(narrow(text))
    found = []
    for wording in wordings:
        left = words
        for longer in wording.unless:
            left = left.replace(narrow(longer), "\0")
        for old in wording.old:
            bare = narrow(old)
            if bare in left or bare in _bare(left):
                found.append(Superseded(old, wording))
                break
    return found


def _bare(text: str) -> str:
    """The text without quotation marks: “四强”党组织 is 四强党组织."""
    return text.translate({ord(sign): None for sign in '“”"‘’「」『』'})


__all__ = ["BookError", "Superseded", "Wording", "parse_wordings", "superseded_in"]
