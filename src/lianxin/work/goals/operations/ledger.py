"""The ledger of goals: kept up by events, made anew by one command."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice

from django.db import transaction

from lianxin.base.journal.events import Event
from lianxin.kernel.rules import GoalMarks, marks_of
from lianxin.work.goals import queries
from lianxin.work.goals.models import (
    Evidence,
    ExtensionRequest,
    Goal,
    GoalLedger,
    GoalProposal,
)
from lianxin.work.goals.operations.rows import insert_rows

BATCH = 200


def follow_goal(event: Event) -> None:
    """A reader of this app's events: refresh the one goal that is its subject."""
    _refresh([event.subject.id])


def follow_issued(event: Event) -> None:
    """A reader of `GoalsIssued`: a row for each new goal, all with the same values."""
    new = queries.all_of_source(event.subject).filter(ledger=None).order_by("pk")
    numbers = list(new.values_list("pk", flat=True))
    if not numbers:
        return
    _pk, marks = next(iter(_marks(numbers[:1])))
    insert_rows(GoalLedger, _values(marks), "goal", numbers)


def follow_changed(event: Event) -> None:
    """A reader of `GoalsChanged`: refresh all goals of one row of a plan."""
    numbers = queries.all_of_source(event.subject).values_list("pk", flat=True)
    for pks in _batches(iter(numbers)):
        _refresh(pks)


def follow_record(event: Event) -> None:
    """A reader of changes of a record: its day, or that it stands, for goals it serves."""
    served = Evidence.objects.filter(
        record=event.subject.id, removed_on__isnull=True
    ).values_list("goal", flat=True)
    _refresh(list(served))


def follow_approval(event: Event) -> None:
    """A reader of decisions on later deadlines and on goals of a unit's own."""
    asked = ExtensionRequest.objects.filter(approval=event.subject.id)
    proposed = GoalProposal.objects.filter(approval=event.subject.id)
    _refresh(
        [
            *asked.values_list("goal", flat=True),
            *proposed.values_list("goal", flat=True),
        ]
    )


@transaction.atomic
def rebuild_ledger() -> int:
    """Make the ledger of all goals anew from the facts; returns how many goals."""
    GoalLedger.objects.all().delete()
    number = 0
    numbers = queries.all_goals().values_list("pk", flat=True)
    for pks in _batches(numbers.iterator(chunk_size=BATCH)):
        GoalLedger.objects.bulk_create(
            GoalLedger(goal_id=pk, **_values(marks)) for pk, marks in _marks(pks)
        )
        number += len(pks)
    return number


def _refresh(pks: list[int]) -> None:
    """Read the facts while the goals are held, so that no event is overlooked."""
    if not pks:
        return
    held = Goal.objects.select_for_update(no_key=True).filter(pk__in=pks)
    list(held.order_by("pk").values_list("pk"))
    for pk, marks in _marks(pks):
        GoalLedger.objects.update_or_create(goal_id=pk, defaults=_values(marks))


def _batches(numbers: Iterator[int]) -> Iterator[list[int]]:
    while batch := list(islice(numbers, BATCH)):
        yield batch


def _marks(pks: list[int]) -> Iterable[tuple[int, GoalMarks]]:
    goals = [Goal(pk=pk) for pk in pks]
    for pk, facts in queries.facts_of(goals).items():
        yield pk, marks_of(facts, as_of=date.max)


def _values(marks: GoalMarks) -> dict[str, object]:
    values = {name: getattr(marks, name) for name in marks.__slots__}
    return values | {
        "due": marks.due or queries.NEVER,
        "is_ended": bool(marks.struck_off_on or marks.withdrawn_on),
    }
