"""The cases that stand beside the rules: what each must answer to what is given."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from lianxin.kernel.rules.book import _entries, _Entry
from lianxin.kernel.rules.shape_files import yes_or_no
from lianxin.kernel.rules.shapes import (
    Answers,
    Brackets,
    Items,
    Share,
    Steps,
    counted_of,
)
from lianxin.kernel.rules.value_files import _day
from lianxin.kernel.rules.values import Among, Bounds, Span, Value

_FILE = frozenset({"day", "article", "cases"})
_ROW = frozenset({"given", "expect", "day", "article"})


@dataclass(frozen=True, slots=True)
class Case:
    """What a rule must answer on a day, and the article that it must then name.

    `given` and `expect` are as the sort of value has it: a number and how it fits, a
    day and a day, a code and yes or no, counts and yes or no, a list and what is
    missing from it, a step and the next one, a situation and the answer, a base and
    a sum. `article` is empty where none may be printed.
    """

    rule: str
    on: date
    given: object
    expect: object
    article: str = ""

    def holds(self, value: Value) -> bool:
        """Whether `value` answers as the case expects."""
        answer = _ANSWERS[type(value)]
        try:
            return answer(value, self.given) == _expected(value, self.expect)
        except (TypeError, ValueError, AttributeError):
            return False


def _expected(value: Value, expect: object) -> object:
    if isinstance(value, Answers):
        return yes_or_no(expect)
    if isinstance(value, Items):
        return tuple(expect) if isinstance(expect, list) else expect
    return Decimal(str(expect)) if isinstance(value, Brackets) else expect


def _fit(value: Bounds, given: Any) -> object:  # noqa: ANN401 -- as it stands in the file
    return value.fit(given)


def _day_after(value: Span, given: Any) -> object:  # noqa: ANN401 -- as it stands in the file
    return value.from_day(given)


def _is_among(value: Among, given: object) -> object:
    return given in value.codes


def _is_enough(value: Share, given: Any) -> object:  # noqa: ANN401 -- as it stands in the file
    return counted_of(value, given)


def _not_there(value: Items, given: Any) -> object:  # noqa: ANN401 -- as it stands in the file
    return value.missing(given)


def _next(value: Steps, given: Any) -> object:  # noqa: ANN401 -- as it stands in the file
    return value.after(given)


def _reply(value: Answers, given: Any) -> object:  # noqa: ANN401 -- as it stands in the file
    return value.to(given)


def _sum(value: Brackets, given: object) -> object:
    return value.due(Decimal(str(given)))


_ANSWERS: Mapping[type, Callable[[Any, object], object]] = {
    Bounds: _fit,
    Span: _day_after,
    Among: _is_among,
    Share: _is_enough,
    Items: _not_there,
    Steps: _next,
    Answers: _reply,
    Brackets: _sum,
}


def parse_cases(text: str, file: str) -> tuple[Case, ...]:
    """The cases of a YAML text; BookError names `file`, line and what to do."""
    return tuple(
        case for entry in _entries(text, file, _FILE) for case in _cases(entry)
    )


def _cases(entry: _Entry) -> Iterator[Case]:
    rows = entry.values.get("cases")
    if not isinstance(rows, list) or not rows:
        raise entry.fault("cases must be a list such as [{given: 2, expect: below}].")
    day = _day(entry, entry.values, "day")
    article = str(entry.values.get("article", ""))
    for row in rows:
        if not isinstance(row, dict) or not {"given", "expect"} <= set(row) <= _ROW:
            raise entry.fault(
                "each case has exactly given and expect; day and article where others hold."
            )
        on = _day(entry, row, "day") if "day" in row else day
        named = str(row.get("article", article))
        yield Case(entry.code, on, row["given"], row["expect"], named)
