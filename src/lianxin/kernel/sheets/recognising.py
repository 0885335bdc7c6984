"""A sheet to typed rows: its kind by its heading, its cells by their columns."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import pairwise

from lianxin.kernel.sheets.cells import Merged, Month, Row, Sheet, Value, shown
from lianxin.kernel.sheets.choosing import Chosen, fingerprint_of, heading_by
from lianxin.kernel.sheets.dates import year_in
from lianxin.kernel.sheets.headers import FoundColumn, Heading, find_heading
from lianxin.kernel.sheets.kinds import ColumnKind, SheetKind
from lianxin.kernel.sheets.placing import Place
from lianxin.kernel.sheets.plainly import PLAINLY
from lianxin.kernel.sheets.problems import Problem, Severity
from lianxin.kernel.sheets.rowkinds import Why, rows_of_kind
from lianxin.kernel.sheets.values import read_cell

# Of texts read without anything to tell no more than this are remembered at a time.
REMEMBERED = 20_000
# Beyond the last cell of any row: where a column is that has none, or several.
NOWHERE = 1 << 30
# How many there are of a group is not its name: 第一代表团（12人）.
COUNT = re.compile(
    r"\s*[（(]\s*(?:共|计)?\s*\d+\s*[人名个项]\s*[)）]|[:：]\s*$"
    r"|[\s，,、；;]+(?:共|计)?\s*\d+\s*[人名个项](?=\s*[)）])"
)
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


@dataclass(frozen=True, slots=True)
class Recognised:
    """A sheet of a known kind: where its heading is, what its columns mean, its rows."""

    kind: SheetKind
    sheet: str
    title: str
    header_rows: tuple[int, ...]
    columns: tuple[FoundColumn, ...]
    not_taken: tuple[FoundColumn, ...]
    rows: tuple[TypedRow, ...]
    problems: tuple[Problem, ...]

    @property
    def fingerprint(self) -> str:
        """The same for two sheets whose headings say the same."""
        return fingerprint_of((*self.columns, *self.not_taken))

    @property
    def year(self) -> int | None:
        """The one year that the heading names, if it does."""
        return year_in(self.title)


def recognise(
    sheet: Sheet, kinds: Sequence[SheetKind], *, chosen: Chosen | None = None
) -> Recognised | None:
    """Return the rows of a sheet by the kind that fits best; None where none does.

    What a person chose (`Chosen`) goes before what is recognised.

    Every row is right, repaired with notices, wrong with reasons, or skipped as what it
    is (a group's line, a total, a footnote, a repeated heading); empty rows are left
    out. `checks.checked` then judges the rows against each other.
    """
    found = heading_by(sheet, kinds, chosen) if chosen else find_heading(sheet, kinds)
    if found is None:
        return None
    above = [text for row in sheet.rows[: found.first] for text in _texts(row)]
    title = " ".join([sheet.title, *above]).strip()
    year = year_in(title) or year_in(sheet.name)
    by_code = {
        code: tuple(column for column in found.found if column.code == code)
        for code in found.codes
    }
    lines = sheet.rows[found.first : found.first + found.lines]
    below = sheet.rows[found.first + found.lines :]
    reading = _Reading(sheet.name, found, year, by_code, lines)
    titles = _titles(sheet, found)
    leading = reading.begin(sheet.rows[: found.first], below)
    rows = (*titles[: len(titles) - len(leading)], *leading)
    rows += tuple(reading.row(row) for row in below)
    return Recognised(
        kind=found.kind,
        sheet=sheet.name,
        title=title,
        header_rows=tuple(row.number for row in lines),
        columns=tuple(found.found),
        not_taken=tuple(
            sorted(
                [*found.left, *(second for second, _ in found.twice)],
                key=lambda column: column.index,
            )
        ),
        rows=rows,
        problems=sheet.problems
        + tuple(_about_columns(sheet.name, found, lines))
        + tuple(_about_spans(sheet.name, found, lines[-1], below)),
    )


def _texts(row: Row) -> list[str]:
    return list(dict.fromkeys(text for cell in row.cells if (text := shown(cell))))


def _titles(sheet: Sheet, found: Heading) -> tuple[TypedRow, ...]:
    return tuple(
        TypedRow(row.number, {}, why=Why.TITLE) for row in sheet.rows[: found.first]
    )


def _about_columns(
    sheet: str, found: Heading, lines: Sequence[Row]
) -> Iterator[Problem]:
    """What to tell of the heading: columns that lack, are there twice, or are not taken."""
    row = lines[-1].number

    def told(code: str, column: FoundColumn, **values: str) -> Problem:
        pairs = tuple(values.items())
        of = (sheet, row, column.letter, column.code)
        return Problem(code, Severity.NOTICE, *of, pairs)

    for missing in found.missing:
        values = (("field", missing.title.hans), ("words", "、".join(missing.usual)))
        yield Problem(
            "column_missing", Severity.ERROR, sheet, row, "", missing.code, values
        )
    for column in found.found:
        if column.by_likeness:
            title = found.kind.column(column.code).title.hans
            header = column.header
            yield told("column_by_likeness", column, header=header, field=title)
    for second, first in found.twice:
        title = found.kind.column(second.code).title.hans
        header, other = second.header, first.header
        yield told("column_twice", second, header=header, other=other, field=title)
    double = {column.index for column in found.double}
    for column in found.left:
        code = "column_of_two" if column.index in double else "column_not_taken"
        yield told(code, column, header=column.header)


def _about_spans(
    sheet: str, found: Heading, heading: Row, below: Sequence[Row]
) -> Iterator[Problem]:
    """Headings over several columns of which only the first is taken, and more is there."""
    known = {column.index for column in (*found.found, *found.left)}
    for column in found.found:
        after, beside = heading.at(column.index + 1), column.index + 1
        spans = isinstance(after, Merged) and after.across and beside not in known
        if spans and any(shown(row.at(beside)) for row in below[:REMEMBERED]):
            of = (sheet, heading.number, column.letter, column.code)
            values = (("header", column.header),)
            yield Problem("column_spans", Severity.NOTICE, *of, values)


@dataclass(slots=True)
class _Asked:
    """A column that is asked of each row: most of its cells are read without any rule.

    Registers say the same again and again (汉族, 本科, the name of the branch): what a
    text was read as without anything to tell is remembered.
    """

    column: ColumnKind
    place: int
    may_lack: bool = False
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
class _Reading:
    """One pass down a sheet; what is carried down comes along."""

    sheet: str
    heading: Heading
    year: int | None
    columns: Mapping[str, Sequence[FoundColumn]]
    lines: Sequence[Row] = ()
    group: str = ""
    carried: dict[str, object] = field(default_factory=dict)
    blank: dict[str, object] = field(init=False)
    asked: list[_Asked] = field(default_factory=list)
    what: Callable[[Row], Why] = field(init=False)

    def __post_init__(self) -> None:
        """Which columns are asked of each row; of those that are not found, few."""
        kind = self.heading.kind
        self.what = rows_of_kind(kind, self.heading.found, self.lines)
        self.blank = dict.fromkeys(column.code for column in kind.columns)
        for column in kind.columns:
            found = self.columns.get(column.code, ())
            is_filled = column.carried or column.code == kind.group
            if found and not column.series:
                asked = _Asked(column, found[0].index)
                asked.may_lack = not (is_filled or column.needed)
                self.asked.append(asked)
            elif column.series or is_filled:
                self.asked.append(_Asked(column, NOWHERE))

    def begin(self, above: Sequence[Row], below: Sequence[Row]) -> tuple[TypedRow, ...]:
        """The line right above the heading, where it is the first group's and no title.

        It is where each further group has its line above a heading of its own.
        """
        if not above or not self.heading.kind.group:
            return ()
        what = [self.what(row) for row in below]
        if (Why.GROUP, Why.REPEATED_HEADER) not in pairwise(what):
            return ()
        last = above[-1]
        if len(above) < 2 or self.what(last) is not Why.GROUP:
            return ()
        return (self.row(last),)

    def row(self, row: Row) -> TypedRow:
        kind = self.heading.kind
        why = self.what(row)
        if why is Why.GROUP:
            self.group = COUNT.sub("", LED_BY.sub("", _texts(row)[0])).strip()
            self.carried.pop(kind.group, None)
        if why is not Why.DATA:
            return TypedRow(row.number, {}, why=why, group=self.group)
        values = self.blank.copy()
        problems: list[Problem] = []
        cells, width = row.cells, len(row.cells)
        for asked in self.asked:
            cell = cells[asked.place] if asked.place < width else None
            if cell is None and asked.may_lack:
                continue
            value = asked.read(cell)
            if value is None:
                value, told = self._column(row, asked.column)
                problems += told
                if not told and value is not None:
                    asked.remember(cell, value)
            values[asked.code] = value
        return TypedRow(row.number, values, tuple(problems), group=self.group)

    def _column(self, row: Row, kind: ColumnKind) -> tuple[object, list[Problem]]:
        found = self.columns.get(kind.code, ())
        if kind.series:
            return self._series(row, kind, found)
        if not found and not kind.carried and kind.code != self.heading.kind.group:
            return None, []
        cell = row.at(found[0].index) if found else None
        letter = found[0].letter if found else ""
        place = Place(self.sheet, row.number, letter, kind, self.year)
        value = read_cell(cell, place) if found else None
        wrong = any(problem.is_error for problem in place.problems)
        if value is None and not wrong:
            value = self._from_above(kind, place)
        if kind.carried and value is not None:
            self.carried[kind.code] = value
        if value is None and kind.needed and found and not wrong:
            place.wrong("needed", field=kind.title.hans)
        return value, place.problems

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

    def _from_above(self, kind: ColumnKind, place: Place) -> object:
        """Fill an empty cell from the rows above, where the kind says so; it is told."""
        fills = kind.code == self.heading.kind.group and kind.code not in self.carried
        if fills and self.group:
            place.repaired("taken_from_group", value=self.group)
            return self.group
        if kind.carried and kind.code in self.carried:
            value = self.carried[kind.code]
            place.repaired("carried_blank", value=value)
            return value
        return None


def as_json(value: object) -> object:
    """A typed value as JSON has it: dates as ISO text, amounts as text of two decimals."""
    if isinstance(value, tuple | list):
        return [as_json(each) for each in value]
    if isinstance(value, Month) or hasattr(value, "isoformat"):
        return value.isoformat()
    if value is None or isinstance(value, str | int):
        return value
    return str(value)
