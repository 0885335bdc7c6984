"""A workbook to rows that wait to be looked through: what a child process is asked to do."""

import json
import struct
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from lianxin.kernel.sheets.cells import Sheet, Value, Workbook, shown
from lianxin.kernel.sheets.checks import checked
from lianxin.kernel.sheets.choosing import (
    Chosen,
    columns_at,
    fingerprint_of,
    likeliest_row,
)
from lianxin.kernel.sheets.headers import FoundColumn
from lianxin.kernel.sheets.kinds import SheetKind, parse_sheet_kinds
from lianxin.kernel.sheets.parting import parted
from lianxin.kernel.sheets.preview import known_from
from lianxin.kernel.sheets.problems import Problem, Severity, notice
from lianxin.kernel.sheets.reading import read
from lianxin.kernel.sheets.recognising import Recognised, recognise
from lianxin.kernel.sheets.typedrows import Standing, TypedRow, as_json

ROWS_IN_A_FRAME = 500
LENGTH = struct.Struct(">Q")
# How a batch begins whose rows and cells are packed apart; older ones are one stream.
APART = b"\x02"
# Rows that stand so are entered.
TAKEN = frozenset([Standing.RIGHT, Standing.REPAIRED])
ZERO = "\\u0000"


@dataclass(slots=True)
class StagedRow:
    """A row that waits: its typed values as JSON has them, and what it showed.

    `cells` are the texts of the columns in their order. Whoever knows the entries says
    what is wrong beside them (`judged`), what taking the row would do (`effect`), and to
    which entry (`target`); that can be said again.
    """

    row: int
    values: dict[str, Any]
    read: list[dict[str, Any]] = field(default_factory=list)
    why: str = ""
    cells: list[str] = field(default_factory=list)
    judged: list[dict[str, Any]] = field(default_factory=list)
    effect: str = ""
    target: int | None = None

    @property
    def problems(self) -> list[dict[str, Any]]:
        """All that was told of the row."""
        return [*self.read, *self.judged]

    @property
    def standing(self) -> Standing:
        """Skipped, wrong where any problem is an error, repaired where any is told."""
        if self.why:
            return Standing.SKIPPED
        if not self.read and not self.judged:
            return Standing.RIGHT
        if any(problem["severity"] == Severity.ERROR for problem in self.problems):
            return Standing.WRONG
        return Standing.REPAIRED

    @property
    def said(self) -> tuple[list[dict[str, Any]], str, int | None]:
        """All that was said of the row beside the entries."""
        return self.judged, self.effect, self.target

    @property
    def can_be_taken(self) -> bool:
        """Whether it is right, or repaired."""
        return self.standing in TAKEN

    def judge_anew(self) -> None:
        """Forget what was said beside the entries."""
        self.judged, self.effect, self.target = [], "", None

    def error(self, code: str, field_: str = "", **values: object) -> None:
        """Tell what keeps the row from being taken."""
        self._tell(Severity.ERROR, code, field_, values)

    def notice(self, code: str, field_: str = "", **values: object) -> None:
        """Tell of something to look at."""
        self._tell(Severity.NOTICE, code, field_, values)

    def _tell(
        self, severity: Severity, code: str, field_: str, values: dict[str, object]
    ) -> None:
        told = {key: str(value) for key, value in values.items()}
        self.judged.append(_problem(Problem(code, severity, field=field_), told))

    def packed(self) -> list[Any]:
        """The row as JSON has it, without its cells unless they are all that it is."""
        return [
            self.row,
            self.values,
            self.read,
            self.why,
            self.cells if self.why else [],
            self.judged,
            self.effect,
            self.target,
        ]


@dataclass(frozen=True, slots=True)
class StagedBatch:
    """Rows that are judged and kept together, whose cells stay packed meanwhile.

    Only the pages that show rows look at their cells; whoever judges them does not, so
    the cells of rows of data are unpacked by `with_cells` alone.
    """

    rows: list[StagedRow]
    shown: bytes

    @classmethod
    def of(cls, rows: Iterable[StagedRow]) -> "StagedBatch":
        """Rows that have their cells."""
        found = list(rows)
        return cls(found, _compressed([r.cells for r in found if not r.why]))

    def packed(self) -> bytes:
        """The batch as few bytes."""
        facts = _compressed([row.packed() for row in self.rows])
        return APART + LENGTH.pack(len(facts)) + facts + self.shown

    @classmethod
    def unpacked(cls, content: bytes) -> "StagedBatch":
        """The batch that was packed."""
        if not content.startswith(APART):
            return cls.of(StagedRow(*row) for row in json.loads(_inflated(content)))
        begin = len(APART) + LENGTH.size
        end = begin + LENGTH.unpack_from(content, len(APART))[0]
        facts = json.loads(_inflated(content[begin:end]))
        return cls([StagedRow(*row) for row in facts], content[end:])

    def with_cells(self) -> list[StagedRow]:
        """The rows with what they showed."""
        shown_by_row = iter(json.loads(_inflated(self.shown)))
        for row in self.rows:
            if not row.why:
                row.cells = next(shown_by_row, [])
        return self.rows


def _compressed(value: object) -> bytes:
    """As JSON and packed, without zero characters, which no database of ours can hold."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    if ZERO in text:
        value = _without_zeros(value)
        text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return zlib.compress(text.encode("utf-8", "replace"), 1)


def _without_zeros(value: object) -> object:
    if isinstance(value, dict):
        return {key: _without_zeros(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_without_zeros(each) for each in value]
    return plain(value)


def _inflated(content: bytes) -> bytes:
    return zlib.decompress(content)


def payload(settings: Mapping[str, object], data: bytes) -> bytes:
    """What `stage_file` is given: how to read, and the file."""
    head = json.dumps(settings, ensure_ascii=False).encode("utf-8", "replace")
    return LENGTH.pack(len(head)) + head + data


def stage_file(given: bytes) -> bytes:
    """The sheets of a file and their rows, in frames; Unreadable as `read` raises it.

    The settings of `payload` are `name`, the text of the rulebook's `kinds`, what is
    `known` (for `known_from`), what was `chosen` by the number of the sheet, and what
    is `remembered` by the fingerprint of a heading.
    """
    length = LENGTH.unpack_from(given)[0]
    begin = LENGTH.size + length
    settings = json.loads(given[LENGTH.size : begin])
    kinds = parse_sheet_kinds(settings["kinds"], "sheets.yaml")
    workbook = parted(read(given[begin:], settings["name"]), kinds)
    return b"".join(_frames(workbook, kinds, settings))


def frames_of(answer: bytes) -> Iterator[bytes]:
    """The frames of an answer, each as it was made: the sheets first, then rows."""
    place = 0
    while place < len(answer):
        length = LENGTH.unpack_from(answer, place)[0]
        place += LENGTH.size
        yield answer[place : place + length]
        place += length


def _framed(content: bytes) -> bytes:
    return LENGTH.pack(len(content)) + content


def _frames(
    workbook: Workbook, kinds: Sequence[SheetKind], settings: Mapping[str, Any]
) -> Iterator[bytes]:
    found = [
        _recognised(sheet, number, kinds, settings)
        for number, sheet in enumerate(workbook.sheets)
    ]
    known = [each for each in found if each is not None]
    judged = iter(checked(known, known_from(settings["known"])))
    whole = [None if each is None else next(judged) for each in found]
    pairs = list(zip(workbook.sheets, whole, strict=True))
    told = {
        "format": workbook.format,
        "problems": [_problem(problem) for problem in workbook.problems],
        "sheets": [_sheet(*pair) for pair in pairs],
    }
    yield _framed(json.dumps(told, ensure_ascii=False).encode("utf-8", "replace"))
    for number, (sheet, recognised) in enumerate(pairs):
        if recognised is not None:
            yield from _frames_of_rows(number, sheet, recognised)


def _recognised(
    sheet: Sheet, number: int, kinds: Sequence[SheetKind], settings: Mapping[str, Any]
) -> Recognised | None:
    if not sheet.rows:
        return None
    chosen = settings["chosen"].get(str(number))
    if chosen is None:
        first = recognise(sheet, kinds)
        chosen = settings["remembered"].get(_fingerprint(sheet, first))
        if chosen is None:
            return first
    return recognise(sheet, kinds, chosen=Chosen(**chosen))


def _fingerprint(sheet: Sheet, found: Recognised | None) -> str:
    if found is not None:
        return found.fingerprint
    return fingerprint_of(columns_at(sheet, likeliest_row(sheet)))


def _sheet(sheet: Sheet, found: Recognised | None) -> dict[str, object]:
    """What is told of a sheet; of one of no kind, the columns that it might have."""
    problems = list(found.problems if found else sheet.problems)
    columns: list[FoundColumn] = []
    header = None
    if found is not None:
        columns = sorted((*found.columns, *found.not_taken), key=lambda c: c.index)
        # A column of two numbers is one to choose for.
        columns = [column for column in columns if not column.part]
        header = found.header_rows[-1] if found.header_rows else None
    elif sheet.rows:
        problems.append(notice("sheet_not_recognised", sheet=sheet.name))
        place = likeliest_row(sheet)
        columns, header = columns_at(sheet, place), sheet.rows[place].number
    return {
        "name": plain(sheet.name),
        "title": plain(found.title if found else sheet.title),
        "kind": found.kind.code if found else "",
        "header": header,
        "columns": [
            [c.letter, plain(c.header), _taken(c, found), c.by_likeness]
            for c in columns
        ],
        "fingerprint": _fingerprint(sheet, found) if sheet.rows else "",
        "problems": [_problem(problem) for problem in problems],
    }


def _taken(column: FoundColumn, found: Recognised | None) -> str:
    is_taken = found is not None and column in found.columns
    return column.code if is_taken else ""


def _frames_of_rows(number: int, sheet: Sheet, found: Recognised) -> Iterator[bytes]:
    order = sorted({c.index for c in (*found.columns, *found.not_taken)})
    shown_by_row = {row.number: row.cells for row in sheet.rows}
    prefix = LENGTH.pack(number)
    for start in range(0, len(found.rows), ROWS_IN_A_FRAME):
        rows = [
            _staged(row, _shown_in(shown_by_row[row.row], order))
            for row in found.rows[start : start + ROWS_IN_A_FRAME]
        ]
        yield _framed(prefix + StagedBatch.of(rows).packed())


def _shown_in(cells: Sequence[Value], order: Sequence[int]) -> list[str]:
    """What the columns of a row show: texts nearly always, and the row may end early."""
    width = len(cells)
    return [
        (cell.strip() if type(cell := cells[i]) is str else shown(cell))
        if i < width
        else ""
        for i in order
    ]


def batch_in(frame: bytes) -> tuple[int, StagedBatch]:
    """The number of the sheet and the rows of a frame."""
    number = LENGTH.unpack_from(frame)[0]
    return number, StagedBatch.unpacked(frame[LENGTH.size :])


def _staged(row: TypedRow, cells: list[str]) -> StagedRow:
    values: dict[str, Any] = {}
    for code, value in row.values.items():
        if value is None:
            continue
        kind = type(value)
        if kind is date:
            values[code] = value.isoformat()  # type: ignore[attr-defined]  # it is a date
        else:
            values[code] = value if kind is str else as_json(value)
    problems = [_problem(problem) for problem in row.problems]
    return StagedRow(row.row, values, problems, str(row.why), cells)


def plain(value: Any) -> Any:  # noqa: ANN401 -- whatever JSON holds
    """A text without zero characters, which no database of ours can hold."""
    return value.replace("\0", "") if isinstance(value, str) else value


def _problem(
    problem: Problem, values: Mapping[str, str] | None = None
) -> dict[str, Any]:
    return {
        "code": problem.code,
        "severity": str(problem.severity),
        "row": problem.row,
        "column": problem.column,
        "field": problem.field,
        "values": dict(problem.values) if values is None else dict(values),
    }
