"""The columns of the list of goals, on the page and in files alike."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from lianxin.base.exports.operations import papers
from lianxin.base.ui.addresses import address_of
from lianxin.base.ui.tables import Column
from lianxin.base.ui.wording import STATUSES
from lianxin.org.units.models import Unit
from lianxin.work.goals import queries
from lianxin.work.goals.models import Goal


def columns(*, today: date) -> Sequence[Column]:
    """What the list of goals shows of each, as of today."""
    return [
        Column("due", _("Due"), queries.due_of, sort=("ledger__due",)),
        Column(
            "goal",
            pgettext("what a unit undertakes", "Goal"),
            lambda g: g.text,
            link=lambda g: address_of("goals:goal", g.pk),
        ),
        Column(
            "unit", _("Unit"), lambda g: g.unit.name, sort=("unit__path",),
        ),
        Column(
            "giver", _("Given by"), lambda g: g.giver.short_name, sort=("giver__path",),
            export=lambda g: g.giver.name,
        ),
        Column(
            "status", _("Status"), lambda g: queries.standing_of(g, today=today)
        ),
    ]  # fmt: skip


def sheet_file(
    kind: papers.Kind, unit: Unit, lines: Sequence[queries.SheetLine], *, today: date
) -> bytes:
    """The sheet of a unit (支部任务表) as Excel or Word."""
    return papers.unit_sheet(
        kind,
        papers.SheetPaper(
            title=title_of_sheet(unit, today=today),
            unit=unit.name,
            day=today,
            rows=[_row(line, today=today) for line in lines],
        ),
    )


def title_of_sheet(unit: Unit, *, today: date) -> str:
    """What the sheet of a unit is called."""
    words = _("Sheet of goals of %(unit)s, %(year)d")
    return words % {"unit": unit.short_name, "year": today.year}


def due_in_words(goal: Goal) -> str:
    """The next day that asks for something, else that it is long-term or waits."""
    due = queries.due_of(goal)
    return due.isoformat() if due else str(goal.get_due_kind_display())


def _row(line: queries.SheetLine, *, today: date) -> papers.SheetRow:
    standing = queries.standing_of(line.goal, today=today)
    return papers.SheetRow(
        source=line.source,
        text=line.goal.text,
        measure=line.measure,
        due=due_in_words(line.goal),
        evidence="\n".join(line.evidence),
        standing=str(STATUSES[standing.status]),
    )
