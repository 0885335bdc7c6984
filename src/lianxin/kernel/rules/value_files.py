"""The rulebook's values: read from YAML, checked, and refused with a place and advice."""

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import pairwise

from lianxin.kernel.rules.book import (
    BookError,
    Title,
    _codes,
    _entries,
    _Entry,
    _title,
)
from lianxin.kernel.rules.shape_files import SHAPES, value_of
from lianxin.kernel.rules.values import (
    Counted,
    Edition,
    Regulation,
    Rule,
    Source,
    Sure,
)

_RULE = frozenset(
    {"title", "counted", "units", "where", "unless", "drives", "editions"}
)
_SOURCE = frozenset(
    {
        "since",
        "until",
        "rows",
        "regulation",
        "article",
        "article_unchecked",
        "sure",
        "checked",
    }
)


def parse_regulations(text: str, file: str) -> dict[str, Regulation]:
    """The regulations by code; BookError names `file`, line and what to do."""
    found = {}
    for entry in _entries(text, file, frozenset({"title", "whom"})):
        said = _title(
            _Entry(entry.code, {"title": entry.values.get("whom")}, entry.place)
        )
        name = _title(entry)
        found[entry.code] = Regulation(
            name.en, name.hans, name.hant, entry.code, whom=said
        )
    return found


def parse_rules(
    text: str, file: str, regulations: Mapping[str, Title]
) -> tuple[Rule, ...]:
    """The rules of a YAML text; BookError names `file`, line and what to do."""
    return tuple(
        Rule(
            entry.code,
            _title(entry),
            _counted(entry),
            _codes(entry, "units"),
            str(entry.values.get("where", "")),
            _editions(entry, regulations),
            _codes(entry, "drives"),
            str(entry.values.get("unless", "")),
        )
        for entry in _entries(text, file, _RULE)
    )


def parse_left_out(text: str, file: str) -> dict[str, str]:
    """Rows of the fact sheet that are no value, each with the reason why."""
    found: dict[str, str] = {}
    for entry in _entries(text, file, frozenset({"why", "rows"})):
        why = entry.values.get("why")
        rows = _codes(entry, "rows")
        if not why or not rows:
            raise entry.fault("give why, in words, and the rows that it holds for.")
        for row in rows:
            if row in found:
                raise entry.fault(f"row {row} is left out twice; keep one of them.")
            found[row] = str(why)
    return found


def joined(
    rules: Iterator[Rule], words: Mapping[str, Title] | None = None
) -> dict[str, Rule]:
    """The rules of all files by code; a code in two files, or a ``where`` or an
    ``unless`` that names no rule, is refused, as is a value with a code for which `words` has nothing.
    """
    book: dict[str, Rule] = {}
    for rule in rules:
        if rule.code in book:
            message = f"{rule.code}: stands in two files; keep one of them."
            raise BookError(message)
        book[rule.code] = rule
    for rule in book.values():
        for word, named in (("where", rule.where), ("unless", rule.unless)):
            if named and named not in book:
                message = f"{rule.code}: {word} names {named!r}, which is no rule."
                raise BookError(message)
        if words is not None:
            _check_words(rule, words)
    return book


def _check_words(rule: Rule, words: Mapping[str, Title]) -> None:
    for edition in rule.editions:
        for code in edition.codes:
            if code not in words:
                message = (
                    f"{rule.code}: {code!r} has no words; add it to rules/words.yaml."
                )
                raise BookError(message)


def _counted(entry: _Entry) -> Counted | None:
    found = entry.values.get("counted")
    if found is None:
        return None
    if found not in tuple(Counted):
        raise entry.fault(f"counted must be one of {', '.join(Counted)}.")
    return Counted(str(found))


def _editions(entry: _Entry, regulations: Mapping[str, Title]) -> tuple[Edition, ...]:
    rows = entry.values.get("editions")
    if not isinstance(rows, list) or not rows:
        raise entry.fault("editions must be a list with at least one edition.")
    found = [_edition(entry, row, regulations) for row in rows]
    days = [edition.since for edition in found]
    if days != sorted(set(days)):
        raise entry.fault("editions must follow each other by since; sort them.")
    for one, following in pairwise(found):
        if one.until is not None and one.until >= following.since:
            raise entry.fault("an edition must end before the next one begins.")
    return tuple(found)


def _edition(entry: _Entry, row: object, regulations: Mapping[str, Title]) -> Edition:
    if not isinstance(row, dict):
        raise entry.fault("each edition must be a mapping with since and a value.")
    known = _SOURCE | SHAPES
    for key in row:
        if key not in known:
            raise entry.fault(
                f"an edition has the unknown key {key!r}; known are "
                f"{', '.join(sorted(known))}. Correct the spelling or remove it."
            )
    since = _day(entry, row, "since")
    until = _day(entry, row, "until") if "until" in row else None
    if until is not None and until < since:
        raise entry.fault("until must not be before since.")
    rows = _codes(_Entry(entry.code, row, entry.place), "rows")
    source = _source(entry, row, regulations)
    return Edition(since, value_of(entry, row), source, until, rows)


def _source(
    entry: _Entry, row: Mapping[str, object], regulations: Mapping[str, Title]
) -> Source:
    code = row.get("regulation")
    if code not in regulations:
        names = ", ".join(sorted(regulations))
        raise entry.fault(f"regulation must be one of {names}; add it there first.")
    if row.get("sure") not in tuple(Sure):
        raise entry.fault(f"sure must be one of {', '.join(Sure)}.")
    if "article" in row and "article_unchecked" in row:
        raise entry.fault("give article or article_unchecked, not both.")
    return Source(
        regulations[str(code)],
        str(row.get("article", "")),
        Sure(str(row["sure"])),
        _day(entry, row, "checked"),
        str(code),
    )


def _day(entry: _Entry, row: Mapping[str, object], key: str) -> date:
    found = row.get(key)
    if not isinstance(found, date):
        raise entry.fault(f"{key} must be a day, such as 2026-11-23.")
    return found
