"""Taking in an existing table of tasks: the right rows at once, the others told."""

from collections.abc import Mapping
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lianxin.kernel.actor import Actor
from lianxin.kernel.zh.days import day_of
from lianxin.kernel.zh.scripts import simplified
from lianxin.kernel.zh.worktables import WorkRow, WorkTable
from lianxin.org.people.queries import person_of
from lianxin.org.units.models import Unit
from lianxin.work.guidance import policy
from lianxin.work.guidance.enums import Openness
from lianxin.work.guidance.events import TableTakenIn
from lianxin.work.guidance.models import Document, Plan, PlanDocument, Task
from lianxin.work.guidance.operations.cells import CELLS, Row, store_links
from lianxin.work.guidance.operations.editing import (
    last_order,
    note,
    opened,
)
from lianxin.work.guidance.operations.intake import (
    NAME,
    TITLE,
    Recognised,
    begin_plan_from,
    refuse_marked,
    title_of,
)
from lianxin.work.guidance.operations.originals import keep_original
from lianxin.work.guidance.operations.tasks import MOST_ROWS
from lianxin.work.guidance.queries.directory import Directory, names_in

WORDS, REMARK = 300, 200
# What is shortened rather than refused, as nobody can retype a superior's table.
_LONGEST: Mapping[str, int] = {"key_task": 200, "text": WORDS, "remark": REMARK}


@transaction.atomic
def take_in_table(
    *,
    unit: Unit,
    recognised: Recognised,
    table: WorkTable,
    openness: str,
    file_name: str = "",
    original: bytes | None = None,
    plan: Plan | None = None,
    actor: Actor,
    at: datetime,
) -> Plan:
    """Take in a table of work: each row becomes a task of a new plan, or of `plan`.

    Names that are not found, and deadlines that are not understood, stay as words in
    the remark of their row; each is told among the document's problems, with its line.
    """
    policy.may_begin(unit, actor=actor).or_raise()
    refuse_marked(recognised.text)
    if openness not in Openness.values:
        raise ValidationError({"openness": _("Say whether it is public or internal.")})
    if not table.rows or len(table.rows) > MOST_ROWS:
        raise ValidationError(
            _("A table needs at least one row and at most %(most)d.")
            % {"most": MOST_ROWS}
        )
    document = Document(
        unit=unit,
        title=title_of(recognised, file_name)[:TITLE],
        number=recognised.number[:80],
        issuer=recognised.issuer[:120],
        openness=openness,
        is_table=True,
        text=recognised.text,
        file_name=file_name[-NAME:],
        taken_in_by=person_of(actor),
        taken_in_at=at,
    )
    if plan is None:
        document.save()
        plan = begin_plan_from(unit, document, year=None, actor=actor, at=at)
    else:
        plan = opened(plan, actor=actor)
    document.problems = _write_rows(plan, table, actor=actor, at=at)
    keep_original(document, original, at=at)
    document.save()
    PlanDocument.objects.create(
        plan=plan, document=document, order=plan.bases.count() + 1
    )
    told = {"title": document.title, "rows": len(table.rows)}
    note(TableTakenIn, plan, actor=actor, at=at, after=told)
    return plan


def _write_rows(
    plan: Plan, table: WorkTable, *, actor: Actor, at: datetime
) -> list[dict[str, object]]:
    """Store the rows; what could not be taken over, told by line."""
    today = day_of(at)
    directory = Directory(plan.unit, actor=actor, today=today)
    told = [_told("row_without_task", line) for line in table.left_out]
    told += [_told("row_filled", line) for line in table.filled]
    first = last_order(plan) + 1
    for order, given in enumerate(table.rows, start=first):
        row = Row(Task(plan=plan, order=order), plan.year, today, directory)
        told += _fill(row, given)
        row.task.save()
        store_links(row.task, row.links)
    return told


def _fill(row: Row, given: WorkRow) -> list[dict[str, object]]:
    told: list[dict[str, object]] = []
    left: list[str] = []
    for cell, typed in _for_columns(given.cells, row.directory).items():
        for words in _one_by_one(cell, typed):
            try:
                row.write(cell, words)
            except ValidationError as error:
                left.append(words)
                message = " ".join(error.messages)
                told.append(_told("cell", given.line, words=words, message=message))
        _take_what_was_found(row, cell, typed, left)
    if left:
        said = "；".join([row.task.remark, *dict.fromkeys(left)]).strip("；")
        row.task.remark = said[:REMARK]
    return told


def _one_by_one(cell: str, typed: str) -> list[str]:
    """Lists of names are looked up name by name, so that one unknown spoils none."""
    if cell in {"supports", "persons", "reach"}:
        return list(names_in(typed))
    return [typed]


def _take_what_was_found(row: Row, cell: str, typed: str, left: list[str]) -> None:
    """Write a list of names once more, without those that were not found."""
    if cell in {"supports", "persons", "reach"}:
        row.write(cell, "、".join(n for n in names_in(typed) if n not in left))


def _for_columns(cells: Mapping[str, str], directory: Directory) -> dict[str, str]:
    """The cells as the grid has them: one lead unit, 各支部 under those who carry out."""
    found = {
        code: " ".join(words.split())[: _LONGEST[code]] if code in _LONGEST else words
        for code, words in cells.items()
        if code in CELLS
    }
    leads = [*names_in(found.pop("lead_unit", ""))]
    supports = [*leads[1:], *names_in(found.pop("supports", ""))]
    reach = [*names_in(found.pop("reach", ""))]
    many = [n for n in [*leads[:1], *supports] if directory.kinds(n)]
    if leads and leads[0] not in many:
        found["lead_unit"] = leads[0]
    found["supports"] = "、".join(name for name in supports if name not in many)
    found["reach"] = "、".join([*reach, *many])
    found["text"] = simplified(found["text"])
    return {code: found[code] for code in CELLS if found.get(code)}


def _told(kind: str, line: int, **values: str) -> dict[str, object]:
    return {"kind": f"table_{kind}", "values": {"line": str(line), **values}}
