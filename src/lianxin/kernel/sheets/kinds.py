"""Kinds of sheet and their columns: read from YAML, and refused with a place and advice."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from types import MappingProxyType

import yaml

from lianxin.kernel.rules.book import BookError, Title
from lianxin.kernel.zh.scripts import simplified
from lianxin.kernel.zh.widths import narrow


class Type(StrEnum):
    """What the cells of a column hold."""

    TEXT = "text"
    DUE = "due"
    NAME = "name"
    NAMES = "names"
    UNIT = "unit"
    DAY = "day"
    MONTH = "month"
    NUMBER = "number"
    AMOUNT = "amount"
    IDENTITY = "identity"
    PHONE = "phone"
    CHOICE = "choice"


@dataclass(frozen=True, slots=True)
class ColumnKind:
    """A column of a kind of sheet.

    `words` are the headings that mean it; those of `otherwise` mean it only where no
    other column of the sheet does. A `series` has a list of headings for each place;
    words of `around` may stand before or behind them, as may a year before.
    `carried`: an empty cell repeats the one above. `past`: its dates cannot lie ahead.
    `unset`: words that say that there is none yet. `of_range`: of several days in one
    cell the first or the last is the one. `ticked`: its heading may stand over several
    columns, one for each thing it can say, where a tick says that it is so.
    """

    code: str
    title: Title
    type: Type
    words: frozenset[str]
    otherwise: frozenset[str] = frozenset()
    usual: tuple[str, ...] = ()
    needed: bool = False
    carried: bool = False
    past: bool = False
    choices: tuple[tuple[str, tuple[str, ...]], ...] = ()
    series: tuple[frozenset[str], ...] = ()
    around: tuple[str, ...] = ()
    unset: frozenset[str] = frozenset()
    of_range: str = ""
    ticked: bool = False

    @property
    def is_many(self) -> bool:
        """Whether several columns may mean it: months, names one by one, ticks."""
        return bool(self.series) or self.ticked or self.type is Type.NAMES

    def step_of(self, words: str) -> int | None:
        """The place in the series that a heading means, from 0; None where it means none."""
        bare = self._bare(words) if self.series else words
        for step, known in enumerate(self.series):
            if words in known or bare in known:
                return step
        return None

    def _bare(self, words: str) -> str:
        """A heading of a series without its year and without what may stand around it."""
        bare = YEAR.sub("", words)
        number = MONTH_OF_YEAR.fullmatch(bare) if bare != words else None
        if number is not None:
            return f"{int(number[1])}月"
        for _each in self.around:
            for word in self.around:
                bare = bare.removeprefix(word).removesuffix(word)
        return bare


@dataclass(frozen=True, slots=True)
class Check:
    """A rule between cells: its name, and the columns it is about."""

    name: str
    values: Mapping[str, str | tuple[str, ...]]

    def codes(self, key: str) -> tuple[str, ...]:
        """What stands at a key, a list or one; nothing where the key is not there."""
        found = self.values.get(key, ())
        return (found,) if isinstance(found, str) else found

    def code(self, key: str) -> str:
        """The first that stands at a key."""
        return self.codes(key)[0]


@dataclass(frozen=True, slots=True)
class SheetKind:
    """A kind of sheet: the words in its name or heading, its columns, its checks.

    `group` is the column that a group's line fills in the rows below it; where
    `group_ends` are given, only a line that ends with one of them does.
    """

    code: str
    title: Title
    names: tuple[str, ...]
    columns: tuple[ColumnKind, ...]
    group: str = ""
    group_ends: tuple[str, ...] = ()
    checks: tuple[Check, ...] = ()

    def column(self, code: str) -> ColumnKind:
        """The column of that code; KeyError where there is none."""
        for column in self.columns:
            if column.code == code:
                return column
        raise KeyError(code)


# 2026年3月, 2026.03 and a day of Excel that shows as a month: 2026-03-01.
YEAR = re.compile(r"^(?:19|20)\d{2}年?(?=\d)")
MONTH_OF_YEAR = re.compile(r"(0[1-9]|1[0-2])(?:01)?")
BRACKETED = re.compile(r"[(\[【〔<《].*?[)\]】〕>》]")
NOT_LETTERS = re.compile(r"[\W_]+")


@lru_cache(maxsize=10_000)
def heading(text: str) -> str:
    """The heading as it is compared: narrow, Simplified, without brackets and signs."""
    bare = BRACKETED.sub("", simplified(narrow(text)))
    return NOT_LETTERS.sub("", bare or simplified(narrow(text))).lower()


KIND_KEYS = frozenset({"title", "names", "group", "group_ends", "columns", "checks"})
COLUMN_KEYS = frozenset(
    {"title", "type", "words", "otherwise", "needed", "carried", "past"}
    | {"choices", "series", "around", "unset", "of_range", "ticked"}
)
# Each check, and the keys it takes besides its own.
CHECKS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "identity": frozenset({"birth", "sex"}),
        "unique": frozenset({"per"}),
        "in_order": frozenset(),
        "apart": frozenset({"months", "basis"}),
        "within": frozenset({"months", "basis"}),
        "follows": frozenset(),
        "at_most": frozenset({"times", "basis"}),
        "at_least": frozenset({"times", "basis", "where"}),
        "reach": frozenset({"leasts", "basis"}),
        "no_more_than": frozenset(),
        "known_units": frozenset(),
        "known_people": frozenset(),
        "known_members": frozenset(),
        "not_member": frozenset(),
        "in_period": frozenset(),
        "tree": frozenset({"of"}),
        "not_in": frozenset({"by"}),
        "also_in": frozenset({"by"}),
        "sum": frozenset({"total"}),
        "ended": frozenset(),
        "said_in": frozenset({"words", "fills"}),
        "unset_says": frozenset({"fills", "as"}),
        "count_of": frozenset({"parent", "name"}),
    }
)
# Of these the values are no codes of columns of the same kind.
NO_CODES = frozenset(
    {"words", "as", "months", "basis", "times", "leasts", "not_in", "also_in"}
)


@dataclass(frozen=True, slots=True)
class _Part:
    """A node of the file with its value, and where it stands."""

    node: yaml.Node
    value: object
    file: str
    path: str

    def fault(self, text: str) -> BookError:
        """The error to raise: where it is, then `text`."""
        line = self.node.start_mark.line + 1
        return BookError(f"{self.file}:{line}: {self.path}: {text}")

    def children(self, known: frozenset[str] | None = None) -> "Iterator[_Part]":
        """The entries of a mapping; repeated keys and those not `known` are refused."""
        if not isinstance(self.node, yaml.MappingNode) or not isinstance(
            self.value, dict
        ):
            names = ", ".join(sorted(known or ())) or "codes and their entries"
            raise self.fault(f"must be a mapping with {names}.")
        seen: set[str] = set()
        for key, node in self.node.value:
            part = _Part(key, None, self.file, f"{self.path}: {key.value}".lstrip(": "))
            if known is not None and key.value not in known:
                names = ", ".join(sorted(known))
                raise part.fault(
                    f"unknown key; known are {names}. "
                    "Correct the spelling or remove the line."
                )
            if key.value in seen:
                raise part.fault("is given twice; keep one of them.")
            seen.add(key.value)
            name = yaml.safe_load(key.value)
            yield _Part(node, self.value.get(name), self.file, part.path)

    def at(self, key: str) -> "_Part | None":
        """The entry of a key, or None."""
        for part in self.children():
            if part.path.rpartition(": ")[2] == key:
                return part
        return None

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts; nothing where the key is not there."""
        part = self.at(key)
        if part is None:
            return ()
        if not isinstance(part.value, list) or not all(
            isinstance(each, str | int) for each in part.value
        ):
            raise part.fault("must be a list of words, such as [序号, 编号].")
        return tuple(str(each) for each in part.value)

    def is_on(self, key: str) -> bool:
        """A switch; off where the key is not there."""
        part = self.at(key)
        if part is not None and not isinstance(part.value, bool):
            raise part.fault("must be true or false.")
        return part is not None and part.value is True

    def title(self) -> Title:
        """The title in three languages."""
        found = self.at("title")
        value = None if found is None else found.value
        if not isinstance(value, dict) or set(value) != {"en", "zh-Hans", "zh-Hant"}:
            raise self.fault("title needs en, zh-Hans and zh-Hant; give all three.")
        return Title(str(value["en"]), str(value["zh-Hans"]), str(value["zh-Hant"]))


def parse_sheet_kinds(text: str, file: str) -> tuple[SheetKind, ...]:
    """The kinds of sheet in a YAML text; BookError names `file`, the line and the fault."""
    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
        value = yaml.safe_load(text)
    except (yaml.YAMLError, ValueError) as error:
        message = f"{file}: not valid YAML ({error}); mend the line it names."
        raise BookError(message) from error
    if node is None:
        message = f"{file}: must hold a mapping of codes to kinds of sheet."
        raise BookError(message)
    root = _Part(node, value, file, "")
    return tuple(_kind(part) for part in root.children())


def _kind(part: _Part) -> SheetKind:
    list(part.children(KIND_KEYS))
    listed = part.at("columns")
    if listed is None:
        raise part.fault("columns must say what each column is called; add them.")
    columns = tuple(_column(each) for each in listed.children())
    codes = {column.code for column in columns}
    group = part.at("group")
    if group is not None and group.value not in codes:
        raise group.fault(f"must be a column: one of {', '.join(sorted(codes))}.")
    _refuse_shared_words(part, columns)
    return SheetKind(
        code=part.path,
        title=part.title(),
        names=tuple(heading(name) for name in part.texts("names")),
        columns=columns,
        group="" if group is None else str(group.value),
        group_ends=part.texts("group_ends"),
        checks=tuple(_checks(part, codes)),
    )


def _column(part: _Part) -> ColumnKind:
    list(part.children(COLUMN_KEYS))
    given = part.at("type")
    type_ = "text" if given is None else given.value
    if type_ not in tuple(Type):
        raise part.fault(f"type must be one of {', '.join(Type)}.")
    words = part.texts("words")
    series = _series(part)
    if not words and not series:
        raise part.fault("words must list the headings that mean this column.")
    choices = _choices(part)
    if (type_ == Type.CHOICE) != bool(choices):
        raise part.fault("choices go with type: choice, and only with it.")
    return ColumnKind(
        code=part.path.rpartition(": ")[2],
        title=part.title(),
        type=Type(str(type_)),
        words=frozenset(heading(word) for word in words),
        otherwise=frozenset(heading(word) for word in part.texts("otherwise")),
        usual=words[:3],
        needed=part.is_on("needed"),
        carried=part.is_on("carried"),
        past=part.is_on("past"),
        choices=choices,
        series=series,
        around=tuple(heading(word) for word in part.texts("around")),
        unset=frozenset(heading(word) for word in part.texts("unset")),
        of_range=_of_range(part),
        ticked=part.is_on("ticked"),
    )


def _of_range(part: _Part) -> str:
    given = part.at("of_range")
    if given is None:
        return ""
    if given.value not in ("first", "last"):
        raise given.fault("must be first or last.")
    return str(given.value)


def _choices(part: _Part) -> tuple[tuple[str, tuple[str, ...]], ...]:
    listed = part.at("choices")
    if listed is None:
        return ()
    names = (str(each.path.rpartition(": ")[2]) for each in listed.children())
    return tuple(
        (name, tuple(heading(word) for word in (name, *listed.texts(name))))
        for name in names
    )


def _series(part: _Part) -> tuple[frozenset[str], ...]:
    listed = part.at("series")
    if listed is None:
        return ()
    if not isinstance(listed.value, list) or not all(
        isinstance(each, list) and each for each in listed.value
    ):
        raise listed.fault("must be a list of lists of headings: [[1月, 一月], [2月]].")
    return tuple(
        frozenset(heading(str(word)) for word in each) for each in listed.value
    )


def _refuse_shared_words(part: _Part, columns: tuple[ColumnKind, ...]) -> None:
    owners: dict[str, str] = {}
    for column in columns:
        for word in column.words:
            if word in owners:
                raise part.fault(
                    f"“{word}” means both {owners[word]} and {column.code}; "
                    "keep it in one of them, or move it to otherwise."
                )
            owners[word] = column.code


def _checks(part: _Part, codes: set[str]) -> Iterator[Check]:
    listed = part.at("checks")
    if listed is None:
        return
    if not isinstance(listed.node, yaml.SequenceNode):
        raise listed.fault("must be a list of checks, such as - {unique: id_number}.")
    values = listed.value if isinstance(listed.value, list) else []
    for node, value in zip(listed.node.value, values, strict=True):
        yield _check(_Part(node, value, part.file, f"{part.path}: checks"), codes)


def _check(part: _Part, codes: set[str]) -> Check:
    keys = [each.path.rpartition(": ")[2] for each in part.children()]
    if not keys or keys[0] not in CHECKS:
        raise part.fault(f"begins with none of {', '.join(sorted(CHECKS))}.")
    name = keys[0]
    list(part.children(CHECKS[name] | {name}))
    values: dict[str, str | tuple[str, ...]] = {}
    for each in part.children():
        key = each.path.rpartition(": ")[2]
        many = isinstance(each.value, list)
        values[key] = part.texts(key) if many else str(each.value)
        about = () if key in NO_CODES else values[key]
        for code in (about,) if isinstance(about, str) else about:
            if code not in codes:
                raise each.fault(f"{code!r} is no column of this kind.")
    return Check(name, MappingProxyType(values))
