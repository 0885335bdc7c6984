"""Goals of an issued plan: given, changed and withdrawn for many units at once.

Set by set and not row by row, as a plan of some hundred rows reaches thousands of
units; the journal holds one entry for each row of the plan.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from lianxin.base.journal import operations as journal
from lianxin.kernel.actor import Actor, Ref
from lianxin.kernel.zh.days import day_of
from lianxin.org.people.queries import person_of
from lianxin.org.units.models import Unit
from lianxin.work.goals import policy, queries
from lianxin.work.goals.events import GoalsChanged, GoalsIssued
from lianxin.work.goals.models import Goal, GoalChange, GoalWithdrawal, Milestone
from lianxin.work.goals.operations.rows import insert_rows
from lianxin.work.goals.operations.undertakings import Undertaking, columns_of

BATCH = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuedTask:
    """A row of a plan and the units that undertake it."""

    source: Ref
    asked: Undertaking
    unit_ids: Sequence[int]


@transaction.atomic
def give_issued(
    *,
    tasks: Sequence[IssuedTask],
    giver: Unit,
    actor: Actor,
    at: datetime,
    on_trial: bool = False,
) -> int:
    """Give the units of each row its goal; how many goals are new.

    A unit that has the goal already keeps it, and it is on trial no more where
    `on_trial` is not asked for. Units that do not exist today or that nobody can report
    for are passed over.
    """
    policy.may_issue(giver, actor=actor).or_raise()
    number = 0
    for task in tasks:
        number += _give(task, giver=giver, actor=actor, at=at, on_trial=on_trial)
    return number


@transaction.atomic
def change_issued(
    *,
    source: Ref,
    asked: Undertaking,
    giver: Unit,
    reason: str,
    actor: Actor,
    at: datetime,
) -> int:
    """Give all goals of `source` that are still open the new words; how many.

    The former words stay with the reason. Milestones that were reached stay.
    """
    policy.may_issue(giver, actor=actor).or_raise()
    if not reason.strip():
        raise ValidationError({"reason": _("Say why, in a sentence.")})
    wanted = columns_of(asked)
    goals = list(queries.all_open_of_source(source).order_by("pk"))
    GoalChange.objects.bulk_create(
        (
            GoalChange(
                goal=goal,
                version=goal.version,
                former={name: getattr(goal, name) for name in wanted},
                reason=reason,
                changed_by=person_of(actor),
                changed_at=at,
            )
            for goal in goals
        ),
        batch_size=BATCH,
    )
    numbers = [goal.pk for goal in goals]
    for pks in _batches(numbers):
        Goal.objects.filter(pk__in=pks).update(**wanted, version=F("version") + 1)
        Milestone.objects.filter(goal__in=pks, reached_on=None).delete()
        _add_milestones(pks, asked)
    _write(
        GoalsChanged,
        source,
        giver,
        actor,
        at,
        {"goals": len(numbers), "reason": reason},
    )
    return len(numbers)


@transaction.atomic
def withdraw_issued(
    *,
    source: Ref,
    giver: Unit,
    reason: str,
    actor: Actor,
    at: datetime,
    unit_ids: Iterable[int] | None = None,
) -> int:
    """Take back the goals of `source` that are still open, of all units or of some."""
    policy.may_issue(giver, actor=actor).or_raise()
    if not reason.strip():
        raise ValidationError({"reason": _("Say why, in a sentence.")})
    goals = queries.all_open_of_source(source)
    if unit_ids is not None:
        wanted = set(unit_ids)
        numbers = [pk for pk, unit in goals.values_list("pk", "unit") if unit in wanted]
    else:
        numbers = list(goals.values_list("pk", flat=True))
    person = person_of(actor)
    GoalWithdrawal.objects.bulk_create(
        (
            GoalWithdrawal(
                goal_id=pk,
                reason=reason,
                withdrawn_by=person,
                withdrawn_at=at,
                withdrawn_on=day_of(at),
            )
            for pk in numbers
        ),
        batch_size=BATCH,
    )
    _write(
        GoalsChanged,
        source,
        giver,
        actor,
        at,
        {"withdrawn": len(numbers), "reason": reason},
    )
    return len(numbers)


def _give(
    task: IssuedTask, *, giver: Unit, actor: Actor, at: datetime, on_trial: bool
) -> int:
    wanted = queries.all_units_that_can_report(task.unit_ids)
    held = dict(queries.all_of_source(task.source).values_list("unit", "pk"))
    if not on_trial:
        queries.all_of_source(task.source).filter(on_trial=True).update(on_trial=False)
    new = [unit for unit in wanted if unit not in held]
    row: dict[str, object] = {
        "giver_id": giver.pk,
        "given_by_id": person_of(actor).pk,
        "given_at": at,
        "given_on": day_of(at),
        "source_kind": task.source.kind,
        "source_id": task.source.id,
        "own_kind": "",
        "on_trial": on_trial,
        "version": 1,
        **columns_of(task.asked),
    }
    insert_rows(Goal, row, "unit", new)
    if task.asked.milestones:
        numbers = queries.all_of_source(task.source).filter(unit__in=new)
        _add_milestones(list(numbers.values_list("pk", flat=True)), task.asked)
    _write(GoalsIssued, task.source, giver, actor, at, {"goals": len(new)})
    return len(new)


def _add_milestones(goals: Sequence[int], asked: Undertaking) -> None:
    Milestone.objects.bulk_create(
        (
            Milestone(goal_id=pk, due_on=due, text=text)
            for pk in goals
            for due, text in asked.milestones
        ),
        batch_size=BATCH,
    )


def _batches(numbers: Sequence[int]) -> Iterable[list[int]]:
    rest = iter(numbers)
    while batch := list(islice(rest, 500)):
        yield batch


def _write(
    kind: type[GoalsIssued | GoalsChanged],
    source: Ref,
    giver: Unit,
    actor: Actor,
    at: datetime,
    after: Mapping[str, object],
) -> None:
    journal.write(
        kind(
            subject=source,
            unit=Ref("units.unit", giver.pk),
            actor=actor,
            at=at,
            after=after,
        )
    )
