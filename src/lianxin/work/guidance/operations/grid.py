"""What was typed into the cells of rows that stand: each for itself, or all or none."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from lianxin.kernel.actor import Actor
from lianxin.kernel.zh.days import day_of
from lianxin.work.guidance.events import TaskChanged
from lianxin.work.guidance.models import Plan, Task
from lianxin.work.guidance.operations.cells import Row, store_links
from lianxin.work.guidance.operations.editing import (
    note,
    opened,
    tasks_of,
    texts_of,
    touch,
)
from lianxin.work.guidance.queries.directory import Directory

COLUMNS = (
    "key_task",
    "text",
    "actions",
    "standard",
    "leader",
    "lead_unit",
    "reach_kinds",
    "due_kind",
    "due_on",
    "due_event",
    "measure",
    "measure_unit",
    "measure_target",
    "milestones",
    "remark",
)


@dataclass(frozen=True, slots=True)
class CellEdit:
    """What was typed into one cell of a row, and which version of the row was seen."""

    task: int
    version: int
    cell: str
    typed: str


@dataclass(frozen=True, slots=True)
class Fault:
    """A cell that could not be stored, and why."""

    task: int
    cell: str
    message: str


@dataclass
class Edited:
    """What came of a batch of edits: rows stored, rows changed by others, faults."""

    stored: list[Task] = field(default_factory=list)
    conflicts: list[Task] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


@transaction.atomic
def edit_tasks(
    plan: Plan, *, edits: Sequence[CellEdit], actor: Actor, at: datetime
) -> Edited:
    """Store what was typed into cells; each row for itself.

    A row that somebody changed meanwhile is left alone and named; a cell that cannot
    be stored is named with the reason, the other cells of its row are stored. A lead
    unit brings the leader in charge of it, unless the row names a leader.
    """
    plan = opened(plan, actor=actor)
    told, rows = _written(plan, edits, actor=actor, at=at)
    return _kept(plan, told, rows, actor=actor, at=at)


@transaction.atomic
def edit_whole_task(
    plan: Plan, *, edits: Sequence[CellEdit], actor: Actor, at: datetime
) -> Edited:
    """Store all edits of one row or none; ValidationError names the cells at fault."""
    plan = opened(plan, actor=actor)
    told, rows = _written(plan, edits, actor=actor, at=at)
    if told.faults:
        raise ValidationError({fault.cell: fault.message for fault in told.faults})
    return _kept(plan, told, rows, actor=actor, at=at)


def _written(
    plan: Plan, edits: Sequence[CellEdit], *, actor: Actor, at: datetime
) -> tuple[Edited, list[Row]]:
    """The rows with what was typed in them, not stored yet, and what cannot be."""
    today = day_of(at)
    directory = Directory(plan.unit, actor=actor, today=today)
    by_row: dict[int, list[CellEdit]] = {}
    for edit in edits:
        by_row.setdefault(edit.task, []).append(edit)
    told, rows = Edited(), []
    for task in tasks_of(plan, list(by_row)):
        if task.removed_at or any(e.version != task.version for e in by_row[task.pk]):
            told.conflicts.append(task)
            continue
        row = Row(task, plan.year, today, directory)
        if _write_cells(row, by_row[task.pk], told):
            rows.append(row)
    return told, rows


def _kept(
    plan: Plan, told: Edited, rows: list[Row], *, actor: Actor, at: datetime
) -> Edited:
    _store(rows)
    told.stored = [row.task for row in rows]
    if rows:
        changed = {"tasks": texts_of(row.task for row in rows)}
        note(TaskChanged, plan, actor=actor, at=at, after=changed)
    return told


def _write_cells(row: Row, edits: Sequence[CellEdit], told: Edited) -> bool:
    """Write what can be written; whether anything could."""
    written = False
    for edit in edits:
        try:
            row.write(edit.cell, edit.typed)
            written = True
        except ValidationError as error:
            message = " ".join(error.messages)
            told.faults.append(Fault(row.task.pk, edit.cell, message))
    cells = {edit.cell for edit in edits}
    if "lead_unit" in cells and "leader" not in cells:
        row.propose_leader()
    return written


def _store(rows: Sequence[Row]) -> None:
    touch([row.task for row in rows], fields=COLUMNS)
    for row in rows:
        store_links(row.task, row.links)
