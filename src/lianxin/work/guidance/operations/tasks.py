"""Changing the rows of a plan: write, merge, split, move, remove, put back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lianxin.kernel.actor import Actor
from lianxin.kernel.zh.days import day_of
from lianxin.work.guidance.events import (
    TaskChanged,
    TaskRemoved,
    TaskRestored,
    TaskWritten,
)
from lianxin.work.guidance.models import Clause, Plan, Quote, Task
from lianxin.work.guidance.operations.cells import Row, store_links
from lianxin.work.guidance.operations.editing import (
    check_version,
    last_order,
    make_room,
    note,
    opened,
    tasks_of,
    texts_of,
    touch,
)
from lianxin.work.guidance.operations.grid import COLUMNS
from lianxin.work.guidance.queries.directory import Directory

MOST_ROWS = 3000


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words of a clause from which a row comes, by their place in the document."""

    clause: Clause
    start: int
    end: int


@transaction.atomic
def write_task(
    plan: Plan,
    *,
    values: Mapping[str, str],
    quotes: Sequence[Quoted] = (),
    after: Task | None = None,
    actor: Actor,
    at: datetime,
) -> Task:
    """Add a row, at the end or behind another, from what was typed into its cells.

    Raises ValidationError with the cells at fault; the row needs its task.
    """
    plan = opened(plan, actor=actor)
    task = _new_row(plan, after=after)
    row = Row(
        task, plan.year, day_of(at), Directory(plan.unit, actor=actor, today=day_of(at))
    )
    faults: dict[str, list[str]] = {}
    for cell, typed in {"text": "", **values}.items():
        try:
            row.write(cell, typed)
        except ValidationError as error:
            faults[cell] = error.messages
    if faults:
        raise ValidationError(faults)
    if not values.get("leader"):
        row.propose_leader()
    task.save()
    store_links(task, row.links)
    _quote(task, quotes)
    note(TaskWritten, plan, actor=actor, at=at, after={"task": task.text})
    return task


@transaction.atomic
def merge_tasks(
    plan: Plan, *, tasks: Sequence[tuple[int, int]], actor: Actor, at: datetime
) -> Task:
    """Merge rows (number and version) into the first: it keeps its cells and all quotes.

    Cells empty in the first are filled from the others, measures and standards joined.
    """
    plan = opened(plan, actor=actor)
    rows = tasks_of(plan, [pk for pk, _version in tasks])
    if len(rows) < 2 or len({row.pk for row in rows}) != len(rows):
        raise ValidationError(_("Choose at least two rows to merge."))
    for row, (_pk, version) in zip(rows, tasks, strict=True):
        check_version(row, version)
    first, *others = rows
    for other in others:
        _join(first, other)
        other.removed_at = at
    touch(rows, fields=[*COLUMNS, "removed_at"])
    _take_over_quotes(first, others)
    merged = {"into": first.text, "tasks": texts_of(others)}
    note(TaskChanged, plan, actor=actor, at=at, after=merged)
    return first


@transaction.atomic
def split_task(
    plan: Plan,
    *,
    task: int,
    version: int,
    texts: Sequence[str],
    actor: Actor,
    at: datetime,
) -> list[Task]:
    """Split a row into one for each text; all keep the quotes and the other cells."""
    plan = opened(plan, actor=actor)
    (row,) = tasks_of(plan, [task])
    check_version(row, version)
    words = [" ".join(text.split()) for text in texts if text.strip()]
    if len(words) < 2:
        raise ValidationError(_("Write one task a line, at least two."))
    if any(len(text) > 300 for text in words):
        raise ValidationError(_("A task has at most 300 characters."))
    make_room(plan, row.order, rows=len(words) - 1)
    row.text = words[0]
    touch([row], fields=["text"])
    made = [row] + [
        _copy(row, text=text, order=row.order + step)
        for step, text in enumerate(words[1:], start=1)
    ]
    split = {"tasks": texts_of(made)}
    note(TaskChanged, plan, actor=actor, at=at, after=split)
    return made


@transaction.atomic
def move_task(
    plan: Plan, *, task: int, version: int, to: int, actor: Actor, at: datetime
) -> Task:
    """Move a row to a place among the rows of the plan, counted from one."""
    plan = opened(plan, actor=actor)
    (row,) = tasks_of(plan, [task])
    check_version(row, version)
    others = [t for t in _rows(plan) if t.pk != row.pk]
    others.insert(max(0, min(to - 1, len(others))), row)
    for place, each in enumerate(others, start=1):
        each.order = place
    Task.objects.bulk_update(others, ["order"], batch_size=200)
    touch([row])
    moved = {"task": row.text, "to": row.order}
    note(TaskChanged, plan, actor=actor, at=at, after=moved)
    return row


@transaction.atomic
def promote_task(
    plan: Plan, *, task: int, version: int, actor: Actor, at: datetime
) -> Sequence[Task]:
    """Make a row's task the key task of its row and of those under the same one.

    The rows behind it, up to the next other key task, come under it.
    """
    plan = opened(plan, actor=actor)
    (row,) = tasks_of(plan, [task])
    check_version(row, version)
    former = row.key_task
    changed = []
    for each in _rows(plan):
        if each.order < row.order:
            continue
        if each.key_task != former:
            break
        each.key_task = row.text[:200]
        changed.append(each)
    touch(changed, fields=["key_task"])
    about_it = {"under": row.text, "tasks": texts_of(changed)}
    note(TaskChanged, plan, actor=actor, at=at, after=about_it)
    return changed


@transaction.atomic
def demote_task(
    plan: Plan, *, task: int, version: int, actor: Actor, at: datetime
) -> Task:
    """Put a row under the key task of the row before it."""
    plan = opened(plan, actor=actor)
    (row,) = tasks_of(plan, [task])
    check_version(row, version)
    before = (
        plan.tasks.filter(order__lt=row.order, removed_at=None).order_by("order").last()
    )
    if before is None:
        raise ValidationError(_("There is no row above to put this one under."))
    row.key_task = before.key_task or before.text[:200]
    touch([row], fields=["key_task"])
    put = {"task": row.text, "under": row.key_task}
    note(TaskChanged, plan, actor=actor, at=at, after=put)
    return row


@transaction.atomic
def remove_task(
    plan: Plan, *, task: int, version: int, actor: Actor, at: datetime
) -> Task:
    """Take a row out; former issues keep it, and it can be put back."""
    plan = opened(plan, actor=actor)
    (row,) = tasks_of(plan, [task])
    check_version(row, version)
    row.removed_at = at
    touch([row], fields=["removed_at"])
    note(TaskRemoved, plan, actor=actor, at=at, after={"task": row.text})
    return row


@transaction.atomic
def restore_task(plan: Plan, *, task: int, actor: Actor, at: datetime) -> Task:
    """Put a removed row back in its place, with the quotes another row took over."""
    plan = opened(plan, actor=actor)
    (row,) = tasks_of(plan, [task])
    if row.removed_at is None:
        raise ValidationError(_("This row is in the plan."))
    row.removed_at = None
    touch([row], fields=["removed_at"])
    for quote in row.quotes.all():
        Quote.objects.filter(
            task__plan=plan, clause=quote.clause_id, start=quote.start, order__gt=0
        ).exclude(task=row).delete()
    note(TaskRestored, plan, actor=actor, at=at, after={"task": row.text})
    return row


def _rows(plan: Plan) -> list[Task]:
    return list(plan.tasks.filter(removed_at=None).order_by("order", "pk"))


def _new_row(plan: Plan, *, after: Task | None) -> Task:
    if plan.tasks.count() >= MOST_ROWS:
        raise ValidationError(
            _("A plan has at most %(most)d rows.") % {"most": MOST_ROWS}
        )
    if after is None:
        return Task(plan=plan, order=last_order(plan) + 1)
    (before,) = tasks_of(plan, [after.pk])
    make_room(plan, before.order)
    return Task(plan=plan, order=before.order + 1, key_task=before.key_task)


def _quote(task: Task, quotes: Sequence[Quoted]) -> None:
    Quote.objects.bulk_create(
        Quote(task=task, clause=q.clause, order=place, start=q.start, end=q.end)
        for place, q in enumerate(quotes)
    )


def _join(first: Task, other: Task) -> None:
    for cell in ("actions", "standard"):
        mine, theirs = getattr(first, cell), getattr(other, cell)
        if theirs and theirs not in mine:
            setattr(first, cell, f"{mine}\n{theirs}".strip())
    for cell in ("key_task", "leader", "lead_unit", "remark"):
        if not getattr(first, cell):
            setattr(first, cell, getattr(other, cell))
    if not first.due_kind:
        first.due_kind, first.due_on = other.due_kind, other.due_on
        first.due_event = other.due_event


def _take_over_quotes(first: Task, others: Sequence[Task]) -> None:
    known = {(q.clause_id, q.start) for q in first.quotes.all()}
    place = len(known)
    for quote in Quote.objects.filter(task__in=others).order_by("task__order", "order"):
        if (quote.clause_id, quote.start) in known:
            continue
        known.add((quote.clause_id, quote.start))
        quote.pk, quote.task, quote.order = None, first, max(place, 1)
        quote.save(force_insert=True)
        place += 1


def _copy(task: Task, *, text: str, order: int) -> Task:
    values = {c: getattr(task, c) for c in COLUMNS if c != "text"}
    made = Task.objects.create(plan=task.plan, order=order, text=text, **values)
    links = {
        name: list(getattr(task, name).values_list("pk", flat=True))
        for name in ("supports", "persons", "targets")
    }
    store_links(made, links)
    _quote(
        made,
        [
            Quoted(q.clause, q.start, q.end)
            for q in task.quotes.select_related("clause").order_by("order")
        ],
    )
    return made
