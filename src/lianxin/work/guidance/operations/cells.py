"""Writing what was typed into a cell of the grid to a row of a plan."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from lianxin.kernel.zh.deadlines import DeadlineError, read_deadline
from lianxin.kernel.zh.widths import narrow
from lianxin.work.goals.enums import DueKind, Measure
from lianxin.work.guidance.models import Task, TaskPerson, TaskSupport, TaskTarget
from lianxin.work.guidance.queries.directory import Directory, Match, names_in

TEXT = 20_000
MILESTONE = 200
_NUMBER = re.compile(r"(?P<number>\d{1,10}(?:\.\d{1,2})?)(?P<unit>[^\d\s]{0,20})")
CELLS = (
    "key_task",
    "text",
    "actions",
    "standard",
    "leader",
    "lead_unit",
    "supports",
    "persons",
    "reach",
    "due",
    "measure",
    "remark",
)


@dataclass
class Row:
    """A row of a plan with what is to be written to it."""

    task: Task
    year: int
    today: date
    directory: Directory
    links: dict[str, list[int]] = field(default_factory=dict)

    def write(self, cell: str, typed: str) -> None:
        """Put what was typed into a cell; ValidationError says what is wrong with it."""
        if cell not in CELLS:
            raise ValidationError(_("There is no such column."))
        if cell in _WRITERS:
            _WRITERS[cell](self, typed.strip())
        else:
            self._write_words(cell, typed)

    def propose_leader(self) -> None:
        """Name the leader in charge of the lead unit where the row names none yet."""
        if self.task.leader_id is None and self.task.lead_unit is not None:
            self.task.leader = self.directory.leader_of(self.task.lead_unit)

    def _write_words(self, cell: str, typed: str) -> None:
        words = typed.strip()
        most = Task._meta.get_field(cell).max_length or TEXT  # type: ignore[union-attr]  # columns of text
        if cell in {"key_task", "text", "remark"}:
            words = " ".join(words.split())
        if len(words) > most:
            raise ValidationError(
                _("At most %(most)d characters; this has %(has)d.")
                % {"most": most, "has": len(words)}
            )
        if cell == "text" and not words:
            raise ValidationError(_("A row needs its task. Remove the row instead."))
        setattr(self.task, cell, words)


_LINKS: Mapping[str, tuple[type[models.Model], str]] = {
    "supports": (TaskSupport, "unit_id"),
    "persons": (TaskPerson, "person_id"),
    "targets": (TaskTarget, "unit_id"),
}


def _write_leader(row: Row, typed: str) -> None:
    row.task.leader = _only(row.directory.post(typed)) if typed else None


def _write_lead_unit(row: Row, typed: str) -> None:
    row.task.lead_unit = _only(row.directory.unit(typed)) if typed else None


def _write_supports(row: Row, typed: str) -> None:
    names = names_in(typed)
    many = [name for name in names if row.directory.kinds(name)]
    if many:
        raise ValidationError(
            _(
                "“%(name)s” stands for many units. Write it under “Carried out by”, "
                "and each of them has the goal."
            )
            % {"name": many[0]}
        )
    row.links["supports"] = [_only(row.directory.unit(name)).pk for name in names]


def _write_persons(row: Row, typed: str) -> None:
    found = [_only(row.directory.person(name)) for name in names_in(typed)]
    row.links["persons"] = [person.pk for person in found]


def _write_reach(row: Row, typed: str) -> None:
    kinds: list[str] = []
    picked: list[int] = []
    for name in names_in(typed):
        meant = row.directory.kinds(name)
        if meant:
            kinds += meant
        else:
            picked.append(_only(row.directory.unit(name)).pk)
    row.task.reach_kinds = list(dict.fromkeys(kinds))
    row.links["targets"] = picked


def _write_due(row: Row, typed: str) -> None:
    try:
        found = read_deadline(typed, year=row.year, today=row.today)
    except DeadlineError as error:
        raise ValidationError(_fault_of(error)) from error
    task = row.task
    task.due_kind, task.due_on, task.due_event = "", None, ""
    if found is not None:
        if len(found.event) > 120:
            raise ValidationError(_("Say the deadline in at most 120 characters."))
        task.due_kind = DueKind(found.kind)
        task.due_on, task.due_event = found.on, found.event


def _write_measure(row: Row, typed: str) -> None:
    """Nothing: by evidence; 12次 or 95%: a number; lines with a day: milestones."""
    task = row.task
    task.measure, task.measure_unit = Measure.YES_NO, ""
    task.measure_target, task.milestones = None, []
    lines = [line.strip() for line in typed.splitlines() if line.strip()]
    number = _NUMBER.fullmatch(narrow(lines[0])) if len(lines) == 1 else None
    if number is not None:
        task.measure, task.measure_unit = Measure.NUMBER, number["unit"]
        task.measure_target = Decimal(number["number"])
    elif lines:
        task.measure = Measure.MILESTONES
        task.milestones = [_milestone(row, line) for line in lines]


def _milestone(row: Row, line: str) -> list[str]:
    day, _space, words = line.partition(" ")
    try:
        due = read_deadline(day, year=row.year, today=row.today)
    except DeadlineError as error:
        raise ValidationError(_fault_of(error)) from error
    if due is None or due.on is None or not words.strip():
        raise ValidationError(
            _("Write a number such as 12次, or a day and a milestone on each line.")
        )
    return [due.on.isoformat(), words.strip()[:MILESTONE]]


def _fault_of(error: DeadlineError) -> str:
    if error.code == "past" and error.day is not None:
        return _("%(day)s has passed already. Give a later deadline.") % {
            "day": error.day.isoformat()
        }
    if error.code == "no_such_day":
        return _("There is no such day. Check month and day.")
    if error.code == "interval":
        return _("Choose every month or every quarter; other intervals are not kept.")
    return _(
        "Not understood as a deadline. Write for example 2026-12-31, 9月, 三季度, 全年, "
        "每月, 每季度, 长期坚持, or an event such as 换届前."
    )


def store_links(task: Task, links: Mapping[str, Sequence[int]]) -> None:
    """Store a row's supporting units, persons and units picked, where they are given."""
    for name, pks in links.items():
        through, column = _LINKS[name]
        rows: models.Manager[Any] = through.objects  # type: ignore[attr-defined]  # every model has it
        rows.filter(task=task).delete()
        rows.bulk_create(
            through(task=task, **{column: pk}) for pk in dict.fromkeys(pks)
        )


_WRITERS: Mapping[str, Callable[[Row, str], None]] = {
    "leader": _write_leader,
    "lead_unit": _write_lead_unit,
    "supports": _write_supports,
    "persons": _write_persons,
    "reach": _write_reach,
    "due": _write_due,
    "measure": _write_measure,
}


def _only(match: "Match[Any]") -> Any:  # noqa: ANN401 -- a unit, a post or a person
    if match.one is not None:
        return match.one
    if not match.things:
        raise ValidationError(
            _("“%(name)s” is not found here. Choose from the list as you type.")
            % {"name": match.name}
        )
    raise ValidationError(
        _("“%(name)s” stands for several: %(several)s. Write the full name.")
        % {"name": match.name, "several": "; ".join(_told(match.things))}
    )


def _told(things: Sequence[Any]) -> list[str]:
    return [_in_words(thing) for thing in things[:4]]


def _in_words(thing: Any) -> str:  # noqa: ANN401 -- a unit, a post or a person
    unit = getattr(thing, "unit", None)
    if unit is not None:
        return f"{unit.name} {thing.kind}"
    number = getattr(thing, "employee_number", "")
    return f"{thing.name} {number}".strip()
