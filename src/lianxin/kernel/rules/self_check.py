"""How the software itself stands to what the rules ask of software: read from YAML."""

from dataclasses import dataclass
from enum import StrEnum

from lianxin.kernel.rules.book import Title, _entries, _Entry, _title

_KEYS = frozenset({"kept", "title", "page"})


class Keeper(StrEnum):
    """Who keeps a rule on software; nobody yet where it is missing."""

    SOFTWARE = "software"
    ENTERPRISE = "enterprise"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class SelfCheck:
    """Who keeps a rule, and what is done; `page` is where it shows, or empty."""

    rule: str
    keeper: Keeper
    words: Title
    page: str


def parse_self_check(text: str, file: str) -> tuple[SelfCheck, ...]:
    """The answers in a YAML text, by rule; BookError names `file` and the fault."""
    return tuple(_self_check(entry) for entry in _entries(text, file, _KEYS))


def _self_check(entry: _Entry) -> SelfCheck:
    kept = entry.values.get("kept")
    if kept not in set(Keeper):
        raise entry.fault("kept must be software, enterprise or missing.")
    page = str(entry.values.get("page") or "")
    return SelfCheck(entry.code, Keeper(str(kept)), _title(entry), page)
