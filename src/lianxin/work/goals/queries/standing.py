"""How goals stand today, worked out by the database from their ledger."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import chain
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import (
    CharField,
    DateField,
    Func,
    Q,
    QuerySet,
    Value,
)
from django.db.models.functions import Coalesce
from django.db.models.sql.compiler import SQLCompiler
from typing_extensions import override

from lianxin.base.rulebook import queries as rulebook
from lianxin.kernel.rules import (
    GoalMarks,
    Standing,
    Status,
    tone_of,
)
from lianxin.work.goals.models import (
    Goal,
    GoalLedger,
    GoalTallyLedger,
    GoalTallyRunLedger,
)

WAITING = (Status.NOT_STARTED, Status.UNDER_WAY, Status.RETURNED)
BECOMES_LATE = (*WAITING, Status.CHANGED)
NEVER = date.max  # in the ledger: nothing is due on any day


def with_standing(rows: QuerySet[Goal], *, today: date) -> QuerySet[Goal]:
    """The goals, each with `standing`, its status today as a code, and `due`."""
    return rows.annotate(
        standing=StandingOn(today),
        due=Coalesce("ledger__due", "deadline", Value(NEVER, DateField())),
    )


def in_standing(
    rows: QuerySet[Goal], wanted: Iterable[Status], *, today: date
) -> QuerySet[Goal]:
    """Only the goals whose status today is one of `wanted`."""
    annotated: QuerySet[Any] = with_standing(rows, today=today)
    return annotated.filter(standing__in=list(wanted))


@dataclass(frozen=True, slots=True)
class Tally:
    """How many goals below a unit stand how, and at which moment they were counted."""

    numbers: Mapping[Status, int]
    at: datetime | None


def tally_below(unit_id: int, *, today: date) -> Tally:
    """How the goals of the units below a unit stand today, from the roll-up.

    Two queries, whatever the number of goals. Without a run yet, `at` is None.
    """
    run = GoalTallyRunLedger.objects.first()
    numbers: Counter[Status] = Counter()
    for standing, due, number in GoalTallyLedger.objects.filter(
        unit=unit_id
    ).values_list("standing", "due", "number"):
        is_overdue = due < today and standing in BECOMES_LATE
        numbers[Status.LATE if is_overdue else Status(standing)] += number
    return Tally(numbers, run.at if run else None)


def due_soon(rows: QuerySet[Goal], *, today: date) -> QuerySet[Goal]:
    """Only the goals that wait for their unit and are late, returned or due soon."""
    soon = today + timedelta(days=rulebook.number("goal_soon_days"))
    waiting = (*WAITING, Status.CHANGED, Status.LATE)
    return in_standing(rows, waiting, today=today).filter(
        Q(ledger__due__lte=soon) | Q(standing__in=[Status.RETURNED, Status.CHANGED])
    )


def standing_of(goal: Goal, *, today: date) -> Standing:
    """How a goal of `with_standing` stands today, as a list shows it."""
    status = Status(goal.standing)  # type: ignore[attr-defined]  # from `with_standing`
    due = due_of(goal)
    soon_days = rulebook.number("goal_soon_days")
    tone = tone_of(status, due=due, as_of=today, soon_days=soon_days)
    return Standing(status=status, tone=tone, as_of=today, due=due)


def due_of(goal: Goal) -> date | None:
    """The next day that asks for something of a goal of `with_standing`."""
    due: date = goal.due  # type: ignore[attr-defined]  # from `with_standing`
    return None if due == NEVER else due


def was_returned(goal: Goal) -> bool:
    """Whether a report of a goal of `with_standing` was ever returned."""
    ledger: GoalLedger | None = getattr(goal, "ledger", None)
    return ledger is not None and ledger.decisions > 0


def marks_in(ledger: GoalLedger) -> GoalMarks:
    """What the ledger keeps, as the kernel reads it."""
    return GoalMarks(
        due=None if ledger.due == NEVER else ledger.due,
        first_counted_on=ledger.first_counted_on,
        changed_on=ledger.changed_on,
        drafted=ledger.drafted,
        proposed=ledger.proposed,
        reports=ledger.reports,
        decisions=ledger.decisions,
        struck_off_on=ledger.struck_off_on,
        withdrawn_on=ledger.withdrawn_on,
    )


class StandingOn(Func):
    """The SQL that gives a goal's status on a day from its ledger.

    Equal to `status_of` over the ledger's marks; a test compares the two. One piece
    of SQL and not a `Case` of `When`s, which the ORM would take apart and put
    together anew, at several times the cost, for each query of each request.
    """

    # withdrawn, struck off, reports, decisions, due, the day, first counted, drafted,
    # proposed, changed, never
    template = (
        "CASE WHEN {0} IS NOT NULL AND ({1} IS NULL OR {0} < {1}) THEN 'withdrawn'"
        " WHEN {1} IS NOT NULL THEN 'struck_off'"
        " WHEN {7} AND {8} THEN 'proposed'"
        " WHEN {7} THEN 'drafted'"
        " WHEN {2} > {3} THEN 'reported'"
        " WHEN {4} < {5} THEN 'late'"
        " WHEN {3} > 0 THEN 'returned'"
        " WHEN {9} IS NOT NULL THEN 'changed'"
        " WHEN {4} = {10} THEN 'long_term'"
        " WHEN {6} IS NOT NULL THEN 'under_way'"
        " ELSE 'not_started' END"
    )
    output_field = CharField()

    def __init__(self, day: date) -> None:
        super().__init__(
            "ledger__withdrawn_on",
            "ledger__struck_off_on",
            "ledger__reports",
            "ledger__decisions",
            "ledger__due",
            Value(day, DateField()),
            "ledger__first_counted_on",
            "ledger__drafted",
            "ledger__proposed",
            "ledger__changed_on",
            Value(NEVER, DateField()),
        )

    @override
    def as_sql(
        self,
        compiler: SQLCompiler,
        connection: BaseDatabaseWrapper,
        *_: object,
        **__: object,
    ) -> tuple[str, tuple[Any, ...]]:
        """The template with the columns in it; the days are its only parameters."""
        parts = [compiler.compile(part) for part in self.get_source_expressions()]
        columns = [sql for sql, _ in parts]
        return self.template.format(*columns), (*chain(*(held for _, held in parts)),)
