"""Trying a task out in a few units before its plan is issued."""

from collections.abc import Sequence
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lianxin.base.journal import operations as journal
from lianxin.kernel.actor import Actor, Ref
from lianxin.kernel.zh.days import day_of
from lianxin.org.people.queries import person_of
from lianxin.org.units.models import Unit
from lianxin.work.goals import operations as goals
from lianxin.work.guidance import queries
from lianxin.work.guidance.events import TrialBegun
from lianxin.work.guidance.models import Task, Trial
from lianxin.work.guidance.operations.asked import asked_by
from lianxin.work.guidance.operations.checks import held
from lianxin.work.guidance.operations.consultations import about


@transaction.atomic
def begin_trial(
    task: Task, *, units: Sequence[Unit], actor: Actor, at: datetime
) -> Sequence[Trial]:
    """Give a task to these units on trial, before it is issued to all.

    The goals are marked as on trial and become proper ones with the issue.
    ValidationError where the task was issued or tried out in one of them already.
    """
    plan = held(task.plan, actor=actor)
    _check_units(units)
    task = Task.objects.select_for_update().get(pk=task.pk)
    row = _row_to_try(task, at=at)
    tried = Trial.objects.filter(task=task, unit__in=units).select_related("unit")
    if tried:
        raise ValidationError(
            {
                "units": _("%(unit)s tries this out already.")
                % {"unit": tried[0].unit.name}
            }
        )
    goals.give_issued(
        tasks=[
            goals.IssuedTask(
                source=Ref("guidance.task", task.pk),
                asked=asked_by(row),
                unit_ids=[unit.pk for unit in units],
            )
        ],
        giver=plan.unit,
        on_trial=True,
        actor=actor,
        at=at,
    )
    person = person_of(actor)
    found = Trial.objects.bulk_create(
        Trial(task=task, unit=unit, begun_by=person, begun_at=at) for unit in units
    )
    told = {"task": task.text, "units": [unit.name for unit in units]}
    journal.write(TrialBegun(**about(plan, actor, at), after=told))
    return found


def _check_units(units: Sequence[Unit]) -> None:
    if not units:
        raise ValidationError({"units": _("Choose at least one unit.")})


def _row_to_try(task: Task, *, at: datetime) -> queries.Row:
    issued = task.plan.issues.order_by("sequence").last()
    if issued and any(row["task"] == task.pk for row in issued.snapshot):
        raise ValidationError(_("This task is issued; it needs no trial any more."))
    rows = queries.snapshot_of(task.plan, today=day_of(at))
    found = next((row for row in rows if row["task"] == task.pk), None)
    if found is None:
        raise ValidationError(_("This task was taken out of the plan."))
    if not found["due_kind"]:
        raise ValidationError(_("Set a deadline for the task first."))
    return found
