"""What tables of plans show, on the page and in files alike."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from lianxin.base.exports import operations as files
from lianxin.base.rulebook import queries as rulebook
from lianxin.base.ui.tables import Column
from lianxin.base.ui.wording import STATUSES
from lianxin.work.guidance import queries
from lianxin.work.guidance.models import Plan

Row = Mapping[str, Any]


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
        due=queries.due_in_words(row["due_kind"], on, row["due_event"]),
        lead=row["lead_unit_name"],
        supports="、".join(row["supports"]),
        persons="、".join(row["persons"]),
        reach="、".join([*map(_kind, row["reach_kinds"]), *row["target_names"]]),
    )


def _kind(code: str) -> str:
    known = rulebook.unit_kinds().get(code)
    title = known.title.into(get_language() or "") if known else code
    return _("all: %(kind)s") % {"kind": title}


def columns() -> Sequence[Column]:
    """The columns of the list of plans."""
    return [
        Column(
            "title",
            _("Plan"),
            lambda plan: plan.title,
            link=lambda plan: reverse("guidance:plan", args=[plan.pk]),
        ),
        Column("year", _("Year"), lambda plan: plan.year, sort=("year",)),
        Column(
            "unit",
            _("Unit"),
            lambda plan: plan.unit.short_name,
            sort=("unit__path",),
            export=lambda plan: plan.unit.name,
        ),
        Column(
            "stage",
            pgettext("of a plan", "How far"),
            lambda plan: queries.pill_of(plan.stage),
        ),
        Column(
            "number",
            _("Document number"),
            queries.number_of,
        ),
    ]


TABLE, LEDGER = "table", "ledger"


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
    pairs = zip(titles_of_table(), _cells(line), strict=True)
    return [(title, str(value or "")) for title, value in pairs][1:]


def table_file(kind: files.Format, plan: Plan, rows: Sequence[Row]) -> bytes:
    """The table of tasks (任务分解表) as a file."""
    sheet = files.Sheet(
        title=plan.title,
        columns=titles_of_table(),
        rows=[_cells(line) for line in lines(rows)],
        note=plan.unit.name,
    )
    return files.write(kind, sheet)


def _cells(line: Line) -> list[object]:
    row = line.row
    places = "；".join(quote["path"] for quote in line.quotes)
    return [
        row["order"],
        row["key_task"],
        f"{row['text']} ({places})" if places else row["text"],
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


def ledger_file(
    kind: files.Format, plan: Plan, rows: Sequence[Row], *, today: date
) -> bytes:
    """The ledger for chasing (督办台账): each task with how its goals stand."""
    tallies = queries.task_lines(plan, today=today)
    statuses = list(STATUSES)
    sheet = files.Sheet(
        title=plan.title,
        columns=[
            _("No."), _("Specific task"), _("Standard"), _("Responsible leader"),
            _("Lead department"), _("Deadline"), _("Goals"),
            *[str(STATUSES[status]) for status in statuses],
        ],
        rows=[
            [
                line.row["order"], line.row["text"], line.row["standard"],
                line.row["leader"], line.lead, line.due,
                *_counts(tallies.get(line.row["task"]), statuses),
            ]
            for line in lines(rows)
        ],
        note=plan.unit.name,
    )  # fmt: skip
    return files.write(kind, sheet)


def _counts(line: "queries.TaskLine | None", statuses: Sequence[Any]) -> Sequence[int]:
    if line is None:
        return [0] * (len(statuses) + 1)
    return [line.tally.goals, *(line.tally.by_status.get(s, 0) for s in statuses)]


def kinds_of_files() -> Sequence[tuple[str, str]]:
    """What of a plan can be taken as a file: code and title."""
    return [(TABLE, _("Table of tasks")), (LEDGER, _("Ledger"))]
