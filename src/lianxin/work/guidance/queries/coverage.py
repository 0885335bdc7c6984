"""How far a plan has come: by clause, by task, by unit; and each clause's way."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from typing import Any

from django.db.models import Count, OuterRef, QuerySet

from lianxin.base.remembered import Exists
from lianxin.kernel.rules import Status
from lianxin.work.goals import queries as goals
from lianxin.work.goals.models import Goal
from lianxin.work.guidance.enums import Disposition
from lianxin.work.guidance.models import (
    Clause,
    ClauseHandling,
    Document,
    Plan,
    Quote,
    Task,
)

TASK = "guidance.task"


@dataclass(frozen=True, slots=True)
class Handled:
    """How many clauses of a plan's documents there are, and how many are handled."""

    clauses: int
    handled: int

    @property
    def is_open(self) -> bool:
        """Whether a clause waits for its disposition."""
        return self.handled < self.clauses


@dataclass(slots=True)
class Tally:
    """How many goals stand how."""

    by_status: dict[Status, int] = field(default_factory=dict)

    def add(self, status: Status, number: int) -> None:
        """Count these goals in."""
        self.by_status[status] = self.by_status.get(status, 0) + number

    @property
    def goals(self) -> int:
        """All goals but the withdrawn ones."""
        return sum(n for s, n in self.by_status.items() if s is not Status.WITHDRAWN)

    @property
    def finished(self) -> int:
        """Those that were struck off."""
        return self.by_status.get(Status.STRUCK_OFF, 0)

    @property
    def overdue(self) -> int:
        """Those whose deadline has passed."""
        return self.by_status.get(Status.LATE, 0)


@dataclass(frozen=True, slots=True)
class TaskLine:
    """A task on the way of a clause: how its goals stand."""

    pk: int
    text: str
    number: int
    tally: Tally


@dataclass(frozen=True, slots=True)
class ClauseLine:
    """A clause with what became of it and the tasks that come from it."""

    clause: Clause
    disposition: Disposition
    reason: str
    tasks: tuple[TaskLine, ...]

    @property
    def is_open(self) -> bool:
        """Whether nothing was done with a clause that needs it."""
        return self.disposition is Disposition.OPEN and not self.clause.is_heading


@dataclass(frozen=True, slots=True)
class UnitLine:
    """A unit with how the goals that it has from a plan stand."""

    pk: int
    name: str
    tally: Tally


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a document's text; `clause` where it belongs to one."""

    text: str
    clause: int | None = None
    is_heading: bool = False


def handled_in(plan: Plan) -> Handled:
    """How many clauses need a disposition and how many have one, in one query."""
    rows = _clauses_of(plan).filter(is_heading=False)
    done = rows.filter(
        Exists(_quotes_in(plan).filter(clause=OuterRef("pk")))
        | Exists(ClauseHandling.objects.filter(plan=plan, clause=OuterRef("pk")))
    )
    return Handled(rows.count(), done.count())


def clause_lines(plan: Plan, *, today: date) -> Sequence[ClauseLine]:
    """Each clause of the plan's documents with its tasks and their goals."""
    tasks = task_lines(plan, today=today)
    quoted: dict[int, list[tuple[bool, int]]] = {}
    first_of: set[int] = set()
    for clause, task in (
        _quotes_in(plan)
        .order_by("task__order", "task", "order", "pk")
        .values_list("clause", "task")
    ):
        quoted.setdefault(clause, []).append((task not in first_of, task))
        first_of.add(task)
    handled = dict(
        ClauseHandling.objects.filter(plan=plan).values_list("clause", "reason")
    )
    return [
        _line_of(clause, quoted.get(clause.pk, ()), handled, tasks)
        for clause in _clauses_of(plan).select_related("document")
    ]


def task_lines(plan: Plan, *, today: date) -> Mapping[int, TaskLine]:
    """Each living task of a plan with how its goals stand, in two queries."""
    rows = list(
        Task.objects.filter(plan=plan, removed_at__isnull=True)
        .order_by("order", "pk")
        .values_list("pk", "text")
    )
    tallies: dict[int, Tally] = {pk: Tally() for pk, _text in rows}
    for task, standing, number in _counted(plan, "source_id", today=today):
        if task in tallies:
            tallies[task].add(Status(standing), number)
    return {
        pk: TaskLine(pk, text, place, tallies[pk])
        for place, (pk, text) in enumerate(rows, start=1)
    }


def unit_lines(plan: Plan, *, today: date) -> Sequence[UnitLine]:
    """Each unit that has goals from the plan, in tree order, with how they stand."""
    found: dict[tuple[int, str], Tally] = {}
    for pk, name, standing, number in _counted(
        plan, "unit", "unit__name", today=today, order="unit__path"
    ):
        found.setdefault((pk, name), Tally()).add(Status(standing), number)
    return [UnitLine(pk, name, tally) for (pk, name), tally in found.items()]


def documents_of(plan: Plan) -> QuerySet[Document]:
    """The documents that a plan decomposes, in their order."""
    return Document.objects.filter(plans__plan=plan).order_by("plans__order")


def goals_of(plan: Plan) -> QuerySet[Goal]:
    """All goals that come from a plan's tasks."""
    tasks = Task.objects.filter(plan=plan).values("pk")
    return goals.all_goals().filter(source_kind=TASK, source_id__in=tasks)


def pieces_of(document: Document, clauses: Sequence[Clause]) -> Sequence[Piece]:
    """The text cut where clauses begin and end, so that each can be highlighted."""
    owner: dict[int, Clause] = {}
    cuts = {0, len(document.text)}
    for clause in clauses:
        cuts |= {clause.start, clause.text_start, clause.own_end}
        owner[clause.start] = clause
    found: list[Piece] = []
    now: Clause | None = None
    for start, end in pairwise(sorted(c for c in cuts if c <= len(document.text))):
        now = owner.get(start, now)
        if now is not None and start >= now.own_end:
            now = None
        found.append(
            Piece(
                document.text[start:end],
                now.pk if now else None,
                now is not None and start < now.text_start,
            )
        )
    return found


def _line_of(
    clause: Clause,
    quoted: Sequence[tuple[bool, int]],
    handled: Mapping[int, str],
    tasks: Mapping[int, TaskLine],
) -> ClauseLine:
    return ClauseLine(
        clause,
        _disposition(clause.pk, quoted, handled),
        handled.get(clause.pk, ""),
        tuple(tasks[pk] for pk in dict.fromkeys(t for _f, t in quoted) if pk in tasks),
    )


def _disposition(
    clause: int, quoted: Sequence[tuple[bool, int]], handled: Mapping[int, str]
) -> Disposition:
    if any(is_first for is_first, _task in quoted):
        return Disposition.TASKS
    if quoted:
        return Disposition.MERGED
    return Disposition.PRINCIPLE if clause in handled else Disposition.OPEN


def _clauses_of(plan: Plan) -> QuerySet[Clause]:
    return Clause.objects.filter(document__plans__plan=plan).order_by(
        "document__plans__order", "order"
    )


def _quotes_in(plan: Plan) -> QuerySet[Quote]:
    return Quote.objects.filter(task__plan=plan, task__removed_at__isnull=True)


def _counted(plan: Plan, *by: str, today: date, order: str = "") -> Any:  # noqa: ANN401 -- rows of values
    rows = goals.with_standing(goals_of(plan), today=today)
    counted = rows.order_by(*([order] if order else [])).values_list(*by, "standing")
    return counted.annotate(number=Count("pk"))
