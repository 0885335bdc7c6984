"""Rows of a plan's table in words, the same on pages, in files and in comparisons."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from lianxin.base.rulebook import queries as rulebook
from lianxin.base.ui.wording import bracketed
from lianxin.work.guidance.queries.versions import Row, due_in_words


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a plan's table in words."""

    row: Row
    due: str
    lead: str
    supports: str
    persons: str
    reach: str

    @property
    def quotes(self) -> Sequence[Mapping[str, Any]]:
        """The words of the documents from which the row comes."""
        found: Sequence[Mapping[str, Any]] = self.row["quotes"]
        return found


def lines(rows: Sequence[Row]) -> Sequence[Line]:
    """The rows in words, in the language in use."""
    return [_line(row) for row in rows]


def _line(row: Row) -> Line:
    on = date.fromisoformat(row["due_on"]) if row["due_on"] else None
    return Line(
        row=row,
        due=due_in_words(row["due_kind"], on, row["due_event"]),
        lead=row["lead_unit_name"],
        supports="、".join(row["supports"]),
        persons="、".join(row["persons"]),
        reach="、".join([*map(_kind, row["reach_kinds"]), *row["target_names"]]),
    )


def _kind(code: str) -> str:
    known = rulebook.unit_kinds().get(code)
    title = known.title.into(get_language() or "") if known else code
    return _("all: %(kind)s") % {"kind": title}


def titles_of_table() -> Sequence[str]:
    """The titles of the columns of the table of tasks."""
    return [
        _("No."),
        _("Key task"),
        _("Specific task"),
        _("Measures"),
        _("Standard"),
        _("Responsible leader"),
        _("Lead department"),
        _("Supporting units"),
        _("Persons responsible"),
        _("Carried out by"),
        _("Deadline"),
        _("Remark"),
    ]


def named_cells(line: Line) -> Sequence[tuple[str, str]]:
    """Each cell of a row with its title, but for the number, to compare two rows."""
    pairs = zip(titles_of_table(), cells_of(line), strict=True)
    return [(title, str(value or "")) for title, value in pairs][1:]


def cells_of(line: Line) -> list[object]:
    """The cells of a row, in the order of the titles."""
    row = line.row
    places = _("; ").join(quote["path"] for quote in line.quotes)
    return [
        row["order"],
        row["key_task"],
        bracketed(row["text"], places) if places else row["text"],
        row["actions"],
        row["standard"],
        row["leader"],
        line.lead,
        line.supports,
        line.persons,
        line.reach,
        line.due,
        row["remark"],
    ]
