"""How far a plan has come: by clause, by task, by unit; and each clause's way."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from typing import Any

from django.db.models import Count, Max, OuterRef, QuerySet
from django.db.models.functions import Length, Substr

from lianxin.base.remembered import Exists
from lianxin.base.ui.wording import STATUSES
from lianxin.kernel.actor.paths import ancestors, segment
from lianxin.kernel.rules import Status, Tone
from lianxin.org.units import queries as units
from lianxin.org.units.models import Unit
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
Titles = Sequence[tuple[int, str]]
MOST_DIGITS = 12
MOST_REMOVED = 200
SEGMENT = len(segment(0, 0))
_TONES = {Status.LATE: Tone.LATE, Status.STRUCK_OFF: Tone.DONE}


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

    def take_over(self, other: "Tally") -> None:
        """Count in what another counted."""
        for status, number in other.by_status.items():
            self.add(status, number)

    @property
    def parts(self) -> Sequence[tuple[Status, object, str, int]]:
        """How many goals have which status, its words and the family of its colour."""
        return [
            (status, title, _TONES.get(status, ""), self.by_status[status])
            for status, title in STATUSES.items()
            if self.by_status.get(status)
        ]

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

    @property
    def where(self) -> str:
        """Its part of the address of its goals."""
        return f"task={self.pk}&"


@dataclass(frozen=True, slots=True)
class ClauseLine:
    """A clause with what became of it and the tasks that come from it."""

    clause: Clause
    disposition: Disposition
    reason: str
    duty: str
    tasks: tuple[TaskLine, ...]

    @property
    def is_open(self) -> bool:
        """Whether nothing was done with a clause that needs it."""
        return self.disposition is Disposition.OPEN and not self.clause.is_heading

    @property
    def tally(self) -> Tally:
        """How the goals of all its tasks stand."""
        return total_of(self.tasks)

    @property
    def where(self) -> str:
        """Its part of the address of its goals."""
        return f"clause={self.clause.pk}&"


@dataclass(frozen=True, slots=True)
class UnitLine:
    """A unit with how the goals stand that it and all below have from a plan."""

    pk: int
    name: str
    tally: Tally
    has_below: bool

    @property
    def where(self) -> str:
        """Its part of the address of its goals."""
        return f"unit=%23{self.pk}&"


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


def clause_lines(plan: Plan, tasks: Mapping[int, TaskLine]) -> Sequence[ClauseLine]:
    """Each clause of the plan's documents with its `task_lines`."""
    quoted: dict[int, list[tuple[bool, int]]] = {}
    first_of: set[int] = set()
    for clause, task in (
        _quotes_in(plan)
        .order_by("task__order", "task", "order", "pk")
        .values_list("clause", "task")
    ):
        quoted.setdefault(clause, []).append((task not in first_of, task))
        first_of.add(task)
    handled = {row.clause_id: row for row in ClauseHandling.objects.filter(plan=plan)}
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


def unit_lines(plan: Plan, *, under: Unit, today: date) -> Sequence[UnitLine]:
    """A unit and those right below it that have goals from the plan, in tree order.

    Each with all below it, in two queries, so that a plan of thousands of units is
    gone through level by level.
    """
    path = under.path or "-"
    rows: QuerySet[Any] = goals.with_standing(goals_of(plan), today=today).filter(
        units.below(path, column="unit__path")
    )
    counted = (
        rows.order_by()
        .annotate(place=Substr("unit__path", 1, len(path) + SEGMENT))
        .values_list("place", "standing")
        .annotate(number=Count("pk"), deepest=Max(Length("unit__path")))
    )
    tallies: dict[str, Tally] = {}
    deepest: dict[str, int] = {}
    for place, standing, number, deep in counted:
        tallies.setdefault(place, Tally()).add(Status(standing), number)
        deepest[place] = max(deep, deepest.get(place, 0))
    found = Unit.objects.filter(path__in=tallies).order_by("path")
    return [
        UnitLine(
            unit.pk,
            unit.name,
            tallies[unit.path or ""],
            len(unit.path or "") > len(path)
            and deepest[unit.path or ""] > len(unit.path or ""),
        )
        for unit in found
    ]


def total_of(lines: Iterable[TaskLine | UnitLine]) -> Tally:
    """How the goals of all these lines stand together."""
    total = Tally()
    for line in lines:
        total.take_over(line.tally)
    return total


def goals_from(
    plan: Plan, *, task: int | None = None, clause: int | None = None
) -> QuerySet[Goal]:
    """The goals that come from a plan, from one of its rows, or from a clause."""
    rows = goals_of(plan)
    if task is not None:
        rows = rows.filter(source_id=task)
    if clause is not None:
        quoting = _quotes_in(plan).filter(clause=clause)
        rows = rows.filter(source_id__in=quoting.values("task"))
    return rows


def unit_under(plan: Plan, number: str) -> Unit:
    """The unit below the plan's own that an address names, else the plan's own."""
    if number.isascii() and number.isdigit() and len(number) < MOST_DIGITS:
        there = Unit.objects.filter(units.below(plan.unit.path or "-"), pk=int(number))
        return there.first() or plan.unit
    return plan.unit


def way_to(unit: Unit, *, of: Plan) -> Sequence[Unit]:
    """The units from the plan's own down to this one, without it."""
    top = of.unit.path or "-"
    paths = [path for path in ancestors(unit.path or "") if path.startswith(top)]
    return list(Unit.objects.filter(path__in=paths[:-1]).order_by("path"))


def titles_of_tasks(plan: Plan) -> Titles:
    """The living rows of a plan with their numbers, for a filter."""
    rows = Task.objects.filter(plan=plan, removed_at__isnull=True).order_by(
        "order", "pk"
    )
    return [
        (pk, f"{place}. {text}")
        for place, (pk, text) in enumerate(rows.values_list("pk", "text"), start=1)
    ]


def titles_of_removed(plan: Plan) -> Titles:
    """The rows that were taken out of a plan, the last one first."""
    rows = Task.objects.filter(plan=plan, removed_at__isnull=False)
    found = rows.order_by("-removed_at", "-pk").values_list("pk", "text")
    return list(found[:MOST_REMOVED])


def titles_of_clauses(plan: Plan) -> Titles:
    """The clauses that can have tasks, with their places, for a filter."""
    rows = _clauses_of(plan).filter(is_heading=False)
    return [
        (pk, f"{path} {heading}")
        for pk, path, heading in rows.values_list("pk", "path", "heading")
    ]


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
    handled: Mapping[int, ClauseHandling],
    tasks: Mapping[int, TaskLine],
) -> ClauseLine:
    return ClauseLine(
        clause,
        _disposition(clause.pk, quoted, handled),
        handled[clause.pk].reason if clause.pk in handled else "",
        handled[clause.pk].duty if clause.pk in handled else "",
        tuple(tasks[pk] for pk in dict.fromkeys(t for _f, t in quoted) if pk in tasks),
    )


def _disposition(
    clause: int,
    quoted: Sequence[tuple[bool, int]],
    handled: Mapping[int, ClauseHandling],
) -> Disposition:
    if any(is_first for is_first, _task in quoted):
        return Disposition.TASKS
    if quoted:
        return Disposition.MERGED
    if clause in handled:
        return Disposition(handled[clause].handling)
    return Disposition.OPEN


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
