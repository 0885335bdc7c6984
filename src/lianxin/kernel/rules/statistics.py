"""Statistical tables as data: what is counted, in which rows and columns.

The vocabulary is small and closed: what a table may say stands in `WORDS`. Whoever
counts turns each condition into a filter, so that a number and the rows behind it are
the same question.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import yaml

from lianxin.kernel.rules.book import BookError, Title, _Loader

Condition = tuple[str | int | None, ...]


class Counted(StrEnum):
    """What the numbers of a table count."""

    MEMBERS = "members"
    CHANGES = "changes"
    UNITS = "units"


class Sort(StrEnum):
    """What stands beside a word: codes of a list, any words, or two ends of a range."""

    CODES = "codes"
    WORDS = "words"
    RANGE = "range"


_MEMBERS: Mapping[str, Sequence[str] | Sort] = {
    "standing": ("full", "probationary"),
    "sex": ("f", "m", "unknown"),
    "age": Sort.RANGE,
    "age_unknown": ("yes",),
    "nation": ("han", "minority", "unknown"),
    "education": Sort.WORDS,
    "education_not": Sort.WORDS,
    "education_unknown": ("yes",),
    "party_years": Sort.RANGE,
    "party_years_unknown": ("yes",),
}
WORDS: Mapping[Counted, Mapping[str, Sequence[str] | Sort]] = {
    Counted.MEMBERS: _MEMBERS,
    Counted.CHANGES: {
        "change": ("admitted", "full", "moved_in", "moved_out", "died"),
        **{key: _MEMBERS[key] for key in ("sex", "age", "nation", "education")},
    },
    Counted.UNITS: {
        "kind": Sort.WORDS,
        "members": Sort.RANGE,
        "committee": ("yes", "no"),
        "term": ("in_term", "due", "overdue", "none"),
    },
}


@dataclass(frozen=True, slots=True)
class Line:
    """A row or a column: its title, and for whom it holds; empty holds for all."""

    title: Title
    where: Mapping[str, Condition]


@dataclass(frozen=True, slots=True)
class StatisticalTable:
    """A table: its title, what it counts, its rows and its columns."""

    code: str
    title: Title
    counts: Counted
    rows: tuple[Line, ...]
    columns: tuple[Line, ...]


def parse_statistics(text: str, file: str) -> dict[str, StatisticalTable]:
    """The tables of a YAML text by code; BookError names file, line and what to do."""
    loader = _Loader(text)
    try:
        root = loader.get_single_node()
    except (yaml.YAMLError, ValueError) as error:
        message = f"{file}: not valid YAML ({error}); mend the line it names."
        raise BookError(message) from error
    finally:
        loader.dispose()
    reader = _Reader(file)
    return {code: reader.table(code, node) for code, node in reader.pairs(root)}


class _Reader:
    """Reads nodes, so that each fault has its line."""

    def __init__(self, file: str) -> None:
        self.file = file

    def fault(self, node: yaml.Node | None, text: str) -> BookError:
        line = node.start_mark.line + 1 if node is not None else 1
        return BookError(f"{self.file}:{line}: {text}")

    def pairs(self, node: yaml.Node | None) -> Iterator[tuple[str, yaml.Node]]:
        """The keys of a mapping with their nodes; a key that is repeated is refused."""
        if not isinstance(node, yaml.MappingNode):
            raise self.fault(node, "must be a mapping of keys to values.")
        seen: set[str] = set()
        for key, value in node.value:
            if key.value in seen:
                raise self.fault(key, f"{key.value!r} is given twice; keep one.")
            seen.add(key.value)
            yield str(key.value), value

    def known(
        self, node: yaml.Node, needed: Sequence[str], also: Sequence[str] = ()
    ) -> dict[str, yaml.Node]:
        """The values of a mapping that has these keys, and no others."""
        found = dict(self.pairs(node))
        assert isinstance(node, yaml.MappingNode)  # noqa: S101 -- `pairs` has refused others
        for key, _value in node.value:
            if key.value not in (*needed, *also):
                names = ", ".join((*needed, *also))
                raise self.fault(key, f"unknown key {key.value!r}; known are {names}.")
        for name in needed:
            if name not in found:
                raise self.fault(node, f"{name} is missing; give it.")
        return found

    def items(self, node: yaml.Node) -> Sequence[yaml.Node]:
        """The items of a list that is not empty."""
        if not isinstance(node, yaml.SequenceNode) or not node.value:
            raise self.fault(node, "must be a list with at least one item.")
        return list(node.value)

    def table(self, code: str, node: yaml.Node) -> StatisticalTable:
        found = self.known(node, ("title", "counts", "columns", "rows"))
        counts = found["counts"].value
        if counts not in tuple(Counted):
            names = ", ".join(Counted)
            raise self.fault(found["counts"], f"counts must be one of {names}.")
        counted = Counted(counts)
        return StatisticalTable(
            code,
            self.title(found["title"]),
            counted,
            rows=tuple(self.line(each, counted) for each in self.items(found["rows"])),
            columns=tuple(
                self.line(each, counted) for each in self.items(found["columns"])
            ),
        )

    def title(self, node: yaml.Node) -> Title:
        found = self.known(node, ("en", "zh-Hans", "zh-Hant"))
        words = [str(found[key].value) for key in ("en", "zh-Hans", "zh-Hant")]
        return Title(*words)

    def line(self, node: yaml.Node, counted: Counted) -> Line:
        found = self.known(node, ("title",), ("where",))
        where: dict[str, Condition] = {}
        if "where" in found:
            words = WORDS[counted]
            conditions = self.known(found["where"], (), tuple(words))
            where = {
                key: self.condition(value, words[key])
                for key, value in conditions.items()
            }
        return Line(self.title(found["title"]), where)

    def condition(self, node: yaml.Node, sort: Sequence[str] | Sort) -> Condition:
        values = [str(each.value) for each in self.items(node)]
        if sort is Sort.RANGE:
            return self.range(node, values)
        if sort is not Sort.WORDS:
            for value in values:
                if value not in sort:
                    names = ", ".join(sort)
                    raise self.fault(node, f"{value!r} is not one of {names}.")
        return tuple(values)

    def range(self, node: yaml.Node, values: Sequence[str]) -> Condition:
        """Two ends, both within; ~ for an open end."""
        if len(values) != 2 or not all(v == "~" or v.isdigit() for v in values):
            raise self.fault(
                node, "must be two whole numbers such as [36, 40]; ~ is open."
            )
        low, high = (None if v == "~" else int(v) for v in values)
        if low is not None and high is not None and low > high:
            raise self.fault(node, "the first number is above the second; change them.")
        return low, high
