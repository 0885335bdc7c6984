"""Rows that checks judge against each other, before they are given out."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from lianxin.kernel.sheets.placing import quoted
from lianxin.kernel.sheets.problems import Problem, Severity
from lianxin.kernel.sheets.recognising import Recognised
from lianxin.kernel.sheets.rowkinds import Why
from lianxin.kernel.sheets.typedrows import TypedRow


@dataclass(frozen=True, slots=True)
class Known:
    """What the organisation knows already; what is empty is not asked of the rows.

    `above` are units that a table of units may name without having a row for them.
    `people` and `members` are names, `member_identities` numbers. `today` is the day by
    which terms have ended; `needs` names columns that must be filled, by kind of sheet.
    """

    units: frozenset[str] = frozenset()
    above: frozenset[str] = frozenset()
    people: frozenset[str] = frozenset()
    members: frozenset[str] = frozenset()
    member_identities: frozenset[str] = frozenset()
    today: date | None = None
    needs: Mapping[str, frozenset[str]] = field(default_factory=dict)


@dataclass(slots=True)
class Draft:
    """A row of data that may still be told of problems."""

    sheet: "SheetDraft"
    row: int
    values: dict[str, object]
    problems: list[Problem]

    def notice(self, code: str, field_: str, **values: object) -> None:
        """Tell of something to look at."""
        self._tell(code, Severity.NOTICE, field_, values)

    def error(
        self, code: str, field_: str, *, clear: bool = False, **values: object
    ) -> None:
        """Tell that a value is wrong; `clear` takes it away, so that nobody uses it."""
        self._tell(code, Severity.ERROR, field_, values)
        if clear:
            self.values[field_] = None

    def is_wrong(self, field_: str) -> bool:
        """Whether an error of the column has been told."""
        return any(p.is_error and p.field == field_ for p in self.problems)

    def _tell(
        self, code: str, severity: Severity, field_: str, values: dict[str, object]
    ) -> None:
        pairs = tuple((key, quoted(value)) for key, value in values.items())
        letter = self.sheet.letters.get(field_, "")
        name = self.sheet.found.sheet
        self.problems.append(
            Problem(code, severity, name, self.row, letter, field_, pairs)
        )


class SheetDraft:
    """A sheet whose rows are being judged."""

    def __init__(self, found: Recognised) -> None:
        self.found = found
        self.letters = {column.code: column.letter for column in found.columns}
        self.rows = [
            Draft(self, row.row, dict(row.values), list(row.problems))
            for row in found.rows
            if row.why is Why.DATA
        ]

    def title(self, code: str) -> str:
        """What a column is called."""
        return self.found.kind.column(code).title.hans

    def finished(self) -> Recognised:
        """The sheet with its rows as they were judged."""
        return replace(self.found, rows=tuple(self._finished()))

    def _finished(self) -> Iterator[TypedRow]:
        judged = {draft.row: draft for draft in self.rows}
        for row in self.found.rows:
            draft = judged.get(row.row)
            if draft is None:
                yield row
            else:
                yield TypedRow(
                    row.row,
                    draft.values,
                    tuple(draft.problems),
                    row.why,
                    row.group,
                )
