"""The place of a cell that is being read, and the problems found there."""

from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal

from lianxin.kernel.sheets.cells import Month
from lianxin.kernel.sheets.kinds import ColumnKind, Type
from lianxin.kernel.sheets.problems import Problem, Severity

# Of what was typed no more than this is repeated in a sentence.
QUOTED = 60
# Problems are shown, stored and sent; these numbers are not repeated in them.
PRIVATE = frozenset([Type.IDENTITY, Type.PHONE])


class Wrong(Exception):
    """The value cannot be taken; the place has been told why."""


@dataclass(slots=True)
class Place:
    """A cell: where it is, what its column means, and what was found there."""

    sheet: str
    row: int
    letter: str
    column: ColumnKind
    year: int | None = None
    problems: list[Problem] = field(default_factory=list)

    def repaired(self, code: str, **values: object) -> None:
        """Tell of a repair."""
        self._tell(code, Severity.NOTICE, values)

    def wrong(self, code: str, **values: object) -> Wrong:
        """Tell what is wrong, and return what to raise."""
        self._tell(code, Severity.ERROR, values)
        return Wrong(code)

    def _tell(self, code: str, severity: Severity, values: dict[str, object]) -> None:
        pairs = tuple((key, self._quoted(value)) for key, value in values.items())
        field_ = self.column.code
        self.problems.append(
            Problem(code, severity, self.sheet, self.row, self.letter, field_, pairs)
        )

    def _quoted(self, value: object) -> str:
        """Quote a value; of numbers that are a person's own, only the ends."""
        text = quoted(value)
        if self.column.type not in PRIVATE or len(text) < 6:
            return text
        return f"{text[:3]}…{text[-2:]}"


def quoted(value: object) -> str:
    """A value as it is repeated in a sentence."""
    if isinstance(value, Month) or hasattr(value, "isoformat"):
        return str(value.isoformat())
    if isinstance(value, Decimal):
        return f"{value:f}"
    text = " ".join(str(value).split())
    return text if len(text) <= QUOTED else f"{text[:QUOTED]}…"


Reader = Callable[[object, Place], object]
