"""Rows below a heading to typed rows, one after the other, from the top down."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import pairwise

from lianxin.kernel.sheets.cells import DITTO, Month, Row, Value, texts_of
from lianxin.kernel.sheets.headers import FoundColumn, Heading
from lianxin.kernel.sheets.kinds import ColumnKind, Type
from lianxin.kernel.sheets.placing import Place
from lianxin.kernel.sheets.plainly import PLAINLY
from lianxin.kernel.sheets.problems import Problem
from lianxin.kernel.sheets.rowkinds import Why, rows_of_kind
from lianxin.kernel.sheets.values import read_cell, read_part, read_tick

# Of texts read without anything to tell no more than this are remembered at a time.
REMEMBERED = 20_000
# Beyond the last cell of any row: where a column is that has none, or several.
NOWHERE = 1 << 30
# How many there are of a group is not its name: 第一代表团（12人）.
COUNT = re.compile(
    r"\s*[（(]\s*(?:共|计)?\s*\d+\s*[人名个项]\s*(?:[)）]|$)|[:：]\s*$"
    r"|[\s，,、；;]+(?:共|计)?\s*\d+\s*[人名个项](?=\s*[)）])"
)
# 一、 or （1） before the name of a group that is a unit, and what such a line calls it.
ORDER = re.compile(r"^\s*(?:[（(]?[一二三四五六七八九十\d]{1,3}[)）、.．]|[-—*·])\s*")
LABEL = re.compile(
    r"^(?:填报|填報)?(?:所在|所属|所屬)?(?:党?支部|黨?支部|单位|單位|部门|部門|党组织|黨組織)(?:名称|名稱)?\s*[:：]\s*"
)
LONGEST_UNIT = 40
# 一、机关代表团 is called 机关代表团.
TEAMS = ("团", "團", "组", "組")
# Nor is who leads it: 第二代表团　团长：周明远.
LED_BY = re.compile(r"[\s，,；;（(]+(?:副?团长|副?组长|召集人|负责人)\s*[:：].*$")


class Standing(StrEnum):
    """How a row stands."""

    RIGHT = "right"
    REPAIRED = "repaired"
    WRONG = "wrong"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class TypedRow:
    """A row by the codes of its columns; what is wrong or empty is None.

    `why` says what a skipped row is; `group` is the text of the group's line above.
    """

    row: int
    values: Mapping[str, object]
    problems: tuple[Problem, ...] = ()
    why: Why = Why.DATA
    group: str = ""

    @property
    def standing(self) -> Standing:
        """Skipped, wrong where any problem is an error, repaired where any is told."""
        if self.why is not Why.DATA:
            return Standing.SKIPPED
        if any(problem.is_error for problem in self.problems):
            return Standing.WRONG
        return Standing.REPAIRED if self.problems else Standing.RIGHT


@dataclass(slots=True)
class _Asked:
    """A column that is asked of each row: most of its cells are read without any rule.

    Registers say the same again and again (汉族, 本科, the name of the branch): what a
    text was read as without anything to tell is remembered.
    """

    column: ColumnKind
    place: int
    may_lack: bool = False
    is_group: bool = False
    code: str = field(init=False)
    plainly: Callable[[Value], object] | None = field(init=False)
    known: dict[str, object] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.code = self.column.code
        is_usual = self.place != NOWHERE and not self.column.carried
        self.plainly = PLAINLY.get(self.column.type) if is_usual else None

    def read(self, cell: Value) -> object:
        """The value of a cell that is plainly right or known; None for any other."""
        if type(cell) is str:
            value = self.known.get(cell)
            if value is not None:
                return value
        return None if self.plainly is None else self.plainly(cell)

    def remember(self, cell: Value, value: object) -> None:
        """That this text was read so; what is carried down has to be read each time."""
        if type(cell) is str and not self.column.carried:
            if len(self.known) >= REMEMBERED:
                self.known.clear()
            self.known[cell] = value


@dataclass(slots=True)
class Reading:
    """One pass down a sheet; what is carried down comes along."""

    sheet: str
    heading: Heading
    year: int | None
    lines: Sequence[Row] = ()
    group: str = ""
    columns: dict[str, tuple[FoundColumn, ...]] = field(default_factory=dict)
    carried: dict[str, object] = field(default_factory=dict)
    blank: dict[str, object] = field(init=False)
    asked: list[_Asked] = field(default_factory=list)
    last: Mapping[str, object] = field(default_factory=dict)
    filling: str = field(init=False)
    what: Callable[[Row], Why] = field(init=False)

    def __post_init__(self) -> None:
        """Which columns are asked of each row; of those that are not found, few."""
        kind = self.heading.kind
        for each in self.heading.found:
            self.columns[each.code] = (*self.columns.get(each.code, ()), each)
        self.what = rows_of_kind(kind, self.heading.found, self.lines)
        self.filling = self._filling()
        self.blank = dict.fromkeys(column.code for column in kind.columns)
        for column in kind.columns:
            found = self.columns.get(column.code, ())
            is_filled = column.carried or column.code == kind.group
            is_split = bool(found) and found[0].part is not None
            if len(found) > 1 or column.series or is_split:
                self.asked.append(_Asked(column, NOWHERE))
            elif found:
                asked = _Asked(column, found[0].index)
                asked.may_lack = not (is_filled or column.needed)
                self.asked.append(asked)
            elif is_filled:
                self.asked.append(_Asked(column, NOWHERE))
            if self.asked and self.asked[-1].column is column:
                is_group = column.code == kind.group
                self.asked[-1].is_group = is_group and not column.carried

    def begin(self, above: Sequence[Row], below: Sequence[Row]) -> tuple[TypedRow, ...]:
        """The line right above the heading, where it is the first group's and no title.

        It is where each further group has its line above a heading of its own.
        """
        kind = self.heading.kind
        if len(above) < 2 or not kind.group or self.what(above[-1]) is not Why.GROUP:
            return ()
        ends = tuple(kind.group_ends)
        if ends and not COUNT.sub("", texts_of(above[-1])[0]).strip().endswith(ends):
            return ()
        what = map(self.what, below)
        if (Why.GROUP, Why.REPEATED_HEADER) not in pairwise(what):
            return ()
        return (self.row(above[-1]),)

    def between(self, row: Row) -> TypedRow:
        """A line above a further heading: of a group, or a title."""
        why = self.what(row)
        if why is Why.GROUP:
            return self.row(row)
        why = Why.TITLE if why is Why.DATA else why
        return TypedRow(row.number, {}, why=why, group=self.group)

    def row(self, row: Row) -> TypedRow:
        """The row as what it is; where it is one of data, with its values."""
        why = self.what(row)
        if why is Why.GROUP:
            self._begin_group(row)
        if why is not Why.DATA:
            return TypedRow(row.number, {}, why=why, group=self.group)
        values = self.blank.copy()
        problems: list[Problem] = []
        cells, width = row.cells, len(row.cells)
        for asked in self.asked:
            cell = cells[asked.place] if asked.place < width else None
            if cell is None and (
                asked.may_lack or (asked.is_group and not self.filling)
            ):
                continue
            value = asked.read(cell)
            if value is None:
                value, told = self._column(row, asked.column)
                problems += told
                if not told and value is not None:
                    asked.remember(cell, value)
            values[asked.code] = value
        self.last = values
        return TypedRow(row.number, values, tuple(problems), group=self.group)

    def _begin_group(self, row: Row) -> None:
        self.group = COUNT.sub("", LED_BY.sub("", texts_of(row)[0])).strip()
        self.filling = self._filling()
        self.carried.pop(self.heading.kind.group, None)

    def _filling(self) -> str:
        """What the group's line fills in below it; a unit is told by how its name ends."""
        ends = self.heading.kind.group_ends
        if not ends:
            bare = ORDER.sub("", self.group)
            return bare if bare.endswith(TEAMS) else self.group
        name = "".join(LABEL.sub("", ORDER.sub("", self.group)).split())
        return name if name.endswith(ends) and len(name) <= LONGEST_UNIT else ""

    def _column(self, row: Row, kind: ColumnKind) -> tuple[object, list[Problem]]:
        found = self.columns.get(kind.code, ())
        if kind.series:
            return self._series(row, kind, found)
        if not found and not kind.carried and kind.code != self.heading.kind.group:
            return None, []
        if len(found) > 1:
            read = self._ticked if kind.ticked else self._several
            return read(row, kind, found)
        letter = found[0].letter if found else ""
        place = Place(self.sheet, row.number, letter, kind, self.year)
        value = self._cell(row, found[0], place) if found else None
        wrong = any(problem.is_error for problem in place.problems)
        if value is None and not wrong:
            value = self._from_above(kind, place)
        if kind.carried and value is not None:
            self.carried[kind.code] = value
        if value is None and kind.needed and found and not wrong:
            place.wrong("needed", field=kind.title.hans)
        return value, place.problems

    def _cell(self, row: Row, column: FoundColumn, place: Place) -> object:
        cell = row.at(column.index)
        if column.part is not None:
            return read_part(cell, column.part, place)
        if type(cell) is str and cell.strip() in DITTO:
            return self._ditto(cell.strip(), place.column, place)
        return read_cell(cell, place)

    def _several(
        self, row: Row, kind: ColumnKind, found: Sequence[FoundColumn]
    ) -> tuple[object, list[Problem]]:
        """The names of several columns as one list; nothing where none of them has any."""
        listed: list[object] = []
        problems: list[Problem] = []
        for column in found:
            place = Place(self.sheet, row.number, column.letter, kind, self.year)
            named = read_cell(row.at(column.index), place)
            listed += named if isinstance(named, tuple) else ()
            problems += place.problems
        return tuple(dict.fromkeys(listed)) or None, problems

    def _ticked(
        self, row: Row, kind: ColumnKind, found: Sequence[FoundColumn]
    ) -> tuple[object, list[Problem]]:
        """What the headings of the ticked columns say, where one or more of them are."""
        listed: list[str] = []
        problems: list[Problem] = []
        for column in found:
            place = Place(self.sheet, row.number, column.letter, kind, self.year)
            value = read_tick(row.at(column.index), column.header, place)
            listed += [] if value is None else [str(value)]
            problems += place.problems
        place = Place(self.sheet, row.number, found[0].letter, kind, self.year)
        if len(listed) > 1 and kind.type is Type.CHOICE:
            place.wrong("ticked_twice", found="、".join(listed))
            listed = []
        elif not listed and kind.needed and not any(p.is_error for p in problems):
            place.wrong("needed", field=kind.title.hans)
        return "、".join(listed) or None, problems + place.problems

    def _series(
        self, row: Row, kind: ColumnKind, found: Sequence[FoundColumn]
    ) -> tuple[object, list[Problem]]:
        values: list[object] = [None] * len(kind.series)
        problems: list[Problem] = []
        for column in found:
            single = replace(kind, series=())
            place = Place(self.sheet, row.number, column.letter, single, self.year)
            values[column.step] = read_cell(row.at(column.index), place)
            problems += place.problems
        return (tuple(values) if found else None), problems

    def _ditto(self, typed: str, kind: ColumnKind, place: Place) -> object:
        """What the row above says, where a cell says no more than that; it is told."""
        value = self.last.get(kind.code)
        if value in (None, ()):
            place.wrong("ditto_without_value", found=typed)
        else:
            place.repaired("carried_ditto", found=typed, value=_in_words(value))
        return value

    def _from_above(self, kind: ColumnKind, place: Place) -> object:
        """Fill an empty cell from the rows above, where the kind says so; it is told."""
        fills = kind.code == self.heading.kind.group and kind.code not in self.carried
        if fills and self.filling:
            place.repaired("taken_from_group", value=self.filling)
            return self.filling
        if kind.carried and kind.code in self.carried:
            value = self.carried[kind.code]
            place.repaired("carried_blank", value=value)
            return value
        return None


def _in_words(value: object) -> object:
    return "、".join(map(str, value)) if isinstance(value, tuple) else value


def as_json(value: object) -> object:
    """A typed value as JSON has it: dates as ISO text, amounts as text of two decimals."""
    if isinstance(value, tuple | list):
        return [as_json(each) for each in value]
    if isinstance(value, Month) or hasattr(value, "isoformat"):
        return value.isoformat()
    if value is None or isinstance(value, str | int):
        return value
    return str(value)
