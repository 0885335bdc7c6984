"""The rulebook's values and their cases: read from YAML, refused with place and advice."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from lianxin.kernel.rules.book import (
    BookError,
    Title,
    _codes,
    _entries,
    _Entry,
    _title,
)
from lianxin.kernel.rules.shapes import Share, Than, counted_of
from lianxin.kernel.rules.values import (
    Among,
    Bounds,
    Counted,
    Edition,
    Rule,
    Source,
    Span,
    Sure,
    Value,
)

_RULE = frozenset({"title", "counted", "units", "where", "editions"})
_BOUNDS = frozenset({"least", "usual", "most"})
_SHAPES = _BOUNDS | {"after", "before", "among", "share"}
_SOURCE = frozenset(
    {"since", "regulation", "article", "article_unchecked", "sure", "checked"}
)
_SPAN = frozenset({"years", "months", "days"})


@dataclass(frozen=True, slots=True)
class Case:
    """What a rule must answer on a day: a number, a day or a code, and the answer."""

    rule: str
    on: date
    given: object
    expect: object

    def holds(self, value: Value) -> bool:
        """Whether `value` answers as the case expects."""
        if isinstance(value, Bounds):
            return isinstance(self.given, int) and value.fit(self.given) == self.expect
        if isinstance(value, Span):
            given = self.given
            return isinstance(given, date) and value.from_day(given) == self.expect
        if isinstance(value, Share):
            given = self.given if isinstance(self.given, dict) else {}
            return counted_of(value, given) is self.expect
        return (self.given in value.codes) is self.expect


def parse_regulations(text: str, file: str) -> dict[str, Title]:
    """The names of the regulations; BookError names `file`, line and what to do."""
    return {e.code: _title(e) for e in _entries(text, file, frozenset({"title"}))}


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
        )
        for entry in _entries(text, file, _RULE)
    )


def joined(rules: Iterator[Rule]) -> dict[str, Rule]:
    """The rules of all files by code; a code in two files, or a ``where`` that names
    no rule, is refused.
    """
    book: dict[str, Rule] = {}
    for rule in rules:
        if rule.code in book:
            message = f"{rule.code}: stands in two files; keep one of them."
            raise BookError(message)
        book[rule.code] = rule
    for rule in book.values():
        if rule.where and rule.where not in book:
            message = f"{rule.code}: where names {rule.where!r}, which is no rule."
            raise BookError(message)
    return book


def parse_cases(text: str, file: str) -> tuple[Case, ...]:
    """The cases of a YAML text; BookError names `file`, line and what to do."""
    return tuple(
        case
        for entry in _entries(text, file, frozenset({"day", "cases"}))
        for case in _cases(entry)
    )


def _cases(entry: _Entry) -> Iterator[Case]:
    rows = entry.values.get("cases")
    if not isinstance(rows, list) or not rows:
        raise entry.fault("cases must be a list such as [{given: 2, expect: below}].")
    day = _day(entry, entry.values, "day")
    for row in rows:
        if not isinstance(row, dict) or set(row) != {"given", "expect"}:
            raise entry.fault("each case has exactly given and expect.")
        yield Case(entry.code, day, row["given"], row["expect"])


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
    return tuple(found)


def _edition(entry: _Entry, row: object, regulations: Mapping[str, Title]) -> Edition:
    if not isinstance(row, dict):
        raise entry.fault("each edition must be a mapping with since and a value.")
    known = _SOURCE | _SHAPES
    for key in row:
        if key not in known:
            raise entry.fault(
                f"an edition has the unknown key {key!r}; known are "
                f"{', '.join(sorted(known))}. Correct the spelling or remove it."
            )
    return Edition(
        _day(entry, row, "since"), _value(entry, row), _source(entry, row, regulations)
    )


def _value(entry: _Entry, row: Mapping[str, object]) -> Value:
    shapes = {"bounds" if key in _BOUNDS else key for key in row if key in _SHAPES}
    if len(shapes) != 1:
        raise entry.fault(
            "an edition gives one value: least, usual and most; or after; or before; "
            "or among; or share."
        )
    shape = shapes.pop()
    if shape == "share":
        return _share(entry, row)
    if shape == "among":
        among = row["among"]
        if not isinstance(among, list) or not among:
            raise entry.fault("among must be a list of codes, such as [full].")
        return Among(tuple(str(code) for code in among))
    if shape == "bounds":
        if entry.values.get("counted") is None:
            raise entry.fault("counted must say what its numbers count.")
        given = {key: row[key] for key in row if key in _BOUNDS}
        return Bounds(**_numbers(entry, given, _BOUNDS))
    return Span(**_numbers(entry, row[shape], _SPAN), before=shape == "before")


def _share(entry: _Entry, row: Mapping[str, object]) -> Value:
    advice = (
        "share must be such as {more_than: 1/2, of: entitled}; also at_least, at_most."
    )
    found = row["share"]
    if not isinstance(found, dict) or len(found) != 2 or "of" not in found:
        raise entry.fault(advice)
    (than,) = set(found) - {"of"}
    if than not in tuple(Than):
        raise entry.fault(advice)
    try:
        return Share(Than(than), Fraction(str(found[than])), str(found["of"]))
    except (ValueError, ZeroDivisionError) as error:
        raise entry.fault(advice) from error


def _numbers(entry: _Entry, found: object, known: frozenset[str]) -> dict[str, int]:
    if not isinstance(found, dict) or not found or not set(found) <= known:
        raise entry.fault(f"give whole numbers for {', '.join(sorted(known))}.")
    for key, number in found.items():
        if not isinstance(number, int) or isinstance(number, bool) or number < 1:
            raise entry.fault(f"{key} must be a whole number from 1 on.")
    return dict(found)


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
    )


def _day(entry: _Entry, row: Mapping[str, object], key: str) -> date:
    found = row.get(key)
    if not isinstance(found, date):
        raise entry.fault(f"{key} must be a day, such as 2026-11-23.")
    return found
