"""A sheet to typed rows: its kind by its heading, its cells by their columns."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lianxin.kernel.sheets.cells import Merged, Row, Sheet, shown, texts_of
from lianxin.kernel.sheets.choosing import Chosen, fingerprint_of, heading_by
from lianxin.kernel.sheets.dates import year_in
from lianxin.kernel.sheets.headers import FoundColumn, Heading, find_heading
from lianxin.kernel.sheets.kinds import SheetKind
from lianxin.kernel.sheets.problems import Problem, Severity
from lianxin.kernel.sheets.rowkinds import Why
from lianxin.kernel.sheets.stacked import is_title, tables_in
from lianxin.kernel.sheets.typedrows import Reading, TypedRow

# So many rows below a heading are looked at for what stands beside it.
LOOKED_AT = 20_000


@dataclass(frozen=True, slots=True)
class Recognised:
    """A sheet of a known kind: where its heading is, what its columns mean, its rows.

    `tables` are the rows where further headings begin, with columns of their own.
    """

    kind: SheetKind
    sheet: str
    title: str
    header_rows: tuple[int, ...]
    columns: tuple[FoundColumn, ...]
    not_taken: tuple[FoundColumn, ...]
    rows: tuple[TypedRow, ...]
    problems: tuple[Problem, ...]
    tables: tuple[int, ...] = ()

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
    tables = tables_in(sheet, found, is_first=chosen is not None)
    first = tables[0]
    above = [text for row in sheet.rows[: first.first] for text in texts_of(row)]
    title = " ".join([sheet.title, *above]).strip()
    rows, problems = _rows(sheet, tables, title)
    lines = sheet.rows[first.first : first.first + first.lines]
    return Recognised(
        kind=first.kind,
        sheet=sheet.name,
        title=title,
        header_rows=tuple(row.number for row in lines),
        columns=tuple(first.found),
        not_taken=_not_taken(first),
        rows=rows,
        problems=sheet.problems + problems,
        tables=tuple(sheet.rows[table.first].number for table in tables[1:]),
    )


def _not_taken(found: Heading) -> tuple[FoundColumn, ...]:
    left = [*found.left, *(second for second, _ in found.twice)]
    return tuple(sorted(left, key=lambda column: column.index))


def _rows(
    sheet: Sheet, tables: Sequence[Heading], title: str
) -> tuple[tuple[TypedRow, ...], tuple[Problem, ...]]:
    """The typed rows of all tables of a sheet, and what is told of their headings."""
    year = year_in(title) or year_in(sheet.name)
    rows: list[TypedRow] = []
    told: list[Problem] = []
    group = ""
    ends = [*(table.first for table in tables[1:]), len(sheet.rows)]
    for table, end in zip(tables, ends, strict=True):
        begin = table.first + table.lines
        lines, below = sheet.rows[table.first : begin], sheet.rows[begin:end]
        reading = Reading(sheet.name, table, year, lines, group=group)
        if table is tables[0]:
            titles = sheet.rows[: table.first]
            leading = reading.begin(titles, below)
            kept = titles[: len(titles) - len(leading)]
            rows += [TypedRow(row.number, {}, why=Why.TITLE) for row in kept]
            rows += leading
        else:
            again = Why.REPEATED_HEADER
            rows += [TypedRow(line.number, {}, why=again) for line in lines]
        is_last = end == len(sheet.rows)
        closing = () if is_last else below[_end_of_data(below, table.kind) :]
        rows += [reading.row(row) for row in below[: len(below) - len(closing)]]
        rows += [reading.between(row) for row in closing]
        group = reading.group
        said = " ".join(text for row in closing for text in texts_of(row))
        year = year_in(said) or year
        told += _about_columns(sheet.name, table, lines)
        told += _about_spans(sheet.name, table, lines[-1], below)
    return tuple(rows), tuple(told)


def _end_of_data(rows: Sequence[Row], kind: SheetKind) -> int:
    """Where the lines begin that stand above the next heading: a title, who keeps it."""
    place = len(rows)
    while place and is_title(rows[place - 1], kind.names):
        place -= 1
    return place


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
        if spans and any(shown(row.at(beside)) for row in below[:LOOKED_AT]):
            of = (sheet, heading.number, column.letter, column.code)
            values = (("header", column.header),)
            yield Problem("column_spans", Severity.NOTICE, *of, values)
