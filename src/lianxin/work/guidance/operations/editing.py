"""What every change of a plan's rows asks before it writes."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from itertools import islice
from types import MappingProxyType

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Max
from django.utils.translation import gettext as _

from lianxin.base.journal import operations as journal
from lianxin.base.journal.events import Event
from lianxin.kernel.actor import Actor, Conflict, NotVisible, Ref
from lianxin.work.guidance import policy, queries
from lianxin.work.guidance.models import Plan, Task

MOST_TOLD = 20
BIGGEST = models.BigIntegerField.MAX_BIGINT  # no row has a higher number


def opened(plan: Plan, *, actor: Actor) -> Plan:
    """The plan, held against others; refused where it may not be edited now."""
    plan = (
        Plan.objects.select_for_update(of=("self",), no_key=True)
        .select_related("unit")
        .get(pk=plan.pk)
    )
    policy.may_edit(plan, actor=actor).or_raise()
    if queries.stage_of(plan) not in queries.EDITABLE:
        raise ValidationError(
            _(
                "This plan waits for approval or is being issued, so its rows rest. "
                "Withdraw it from approval to change it."
            )
        )
    return plan


def tasks_of(plan: Plan, pks: Sequence[int]) -> list[Task]:
    """These rows of the plan in the order asked for; NotVisible where one is not."""
    possible = [pk for pk in set(pks) if 0 < pk <= BIGGEST]
    found = Task.objects.select_related("plan").in_bulk(possible)
    rows = [found.get(pk) for pk in pks]
    if any(row is None or row.plan_id != plan.pk for row in rows):
        raise NotVisible
    return [row for row in rows if row is not None]


def check_version(task: Task, version: int) -> None:
    """Raise Conflict where somebody changed the row meanwhile."""
    if task.version != version or task.removed_at is not None:
        raise Conflict({"task": task.pk, "text": task.text}, task.version)


def touch(tasks: Sequence[Task], *, fields: Sequence[str] = ()) -> None:
    """Store these fields of the rows, each one version further."""
    for task in tasks:
        task.version += 1
    Task.objects.bulk_update(tasks, ["version", *fields], batch_size=200)


def last_order(plan: Plan) -> int:
    """The highest place of a row of the plan."""
    found: int | None = plan.tasks.aggregate(last=Max("order"))["last"]
    return found or 0


def make_room(plan: Plan, after: int, *, rows: int = 1) -> None:
    """Move all rows behind a place so that `rows` fit in after it."""
    behind = list(plan.tasks.filter(order__gt=after).order_by("order"))
    for task in behind:
        task.order += rows
    Task.objects.bulk_update(behind, ["order"], batch_size=200)


def texts_of(tasks: Iterable[Task]) -> list[str]:
    """Rows in words for the journal, as many as anybody reads."""
    return [task.text for task in islice(tasks, MOST_TOLD)]


def note(
    event: type[Event],
    plan: Plan,
    *,
    actor: Actor,
    at: datetime,
    after: Mapping[str, object],
    before: Mapping[str, object] = MappingProxyType({}),
) -> None:
    """Write to the journal what happened to a plan; called last."""
    journal.write(
        event(
            subject=Ref("guidance.plan", plan.pk),
            unit=Ref("units.unit", plan.unit_id),
            actor=actor,
            at=at,
            before=before,
            after=after,
        )
    )
