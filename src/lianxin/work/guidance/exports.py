"""What tables of plans show, on the page and in files alike."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from lianxin.base.exports import operations as files
from lianxin.base.ui.tables import Column
from lianxin.base.ui.wording import STATUSES
from lianxin.work.guidance import queries
from lianxin.work.guidance.models import Plan


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


def table_file(kind: files.Format, plan: Plan, rows: Sequence[queries.Row]) -> bytes:
    """The table of tasks (任务分解表) as a file."""
    sheet = files.Sheet(
        title=plan.title,
        columns=queries.titles_of_table(),
        rows=[queries.cells_of(line) for line in queries.lines(rows)],
        note=plan.unit.name,
    )
    return files.write(kind, sheet)


def ledger_file(
    kind: files.Format, plan: Plan, rows: Sequence[queries.Row], *, today: date
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
            for line in queries.lines(rows)
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
