"""The roll-up of goals by upper unit: made by a job, as often as something happened."""

from collections import Counter
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Count, QuerySet

from lianxin.base.journal import queries as journal
from lianxin.kernel.actor.paths import ancestors
from lianxin.org.units.models import Unit
from lianxin.work.goals import queries
from lianxin.work.goals.models import Goal, GoalTallyLedger, GoalTallyRunLedger

BATCH = 1000


def follow_journal(*, at: datetime) -> bool:
    """Make the tally anew where the journal has gone on since; whether it was made."""
    last = journal.all_entries().values_list("pk", flat=True).first() or 0
    run = GoalTallyRunLedger.objects.first()
    if run is not None and run.entry == last:
        GoalTallyRunLedger.objects.update(at=at)
        return False
    rebuild_tally(at=at)
    return True


def rebuild_tally(*, at: datetime) -> int:
    """Count the goals of all units by each unit above them; returns how many rows.

    The counting, the longer part, locks nothing: what happens meanwhile is later than
    `entry` and is counted the next time. The rows are replaced in one transaction, so
    that a reader never sees half of them.
    """
    last = journal.all_entries().values_list("pk", flat=True).first() or 0
    counted = _count()
    _replace(counted, at=at, entry=last)
    return len(counted)


def _count() -> Counter[tuple[int, str, date]]:
    """How many goals below each unit stand how and are due when.

    One query over the goals, grouped by the unit just above theirs; the way further up
    is in that unit's path.
    """
    by_path = dict(Unit.objects.filter(path__isnull=False).values_list("path", "pk"))
    goals: QuerySet[Any] = queries.with_standing(
        Goal.objects.filter(unit__path__isnull=False), today=date.min
    )
    rows = (
        goals.order_by()
        .values_list("unit__parent__path", "standing", "due")
        .annotate(number=Count("pk"))
    )
    counted: Counter[tuple[int, str, date]] = Counter()
    for path, standing, due, number in rows.iterator(chunk_size=BATCH):
        for above in ancestors(path or ""):
            if above in by_path:
                counted[by_path[above], standing, due] += number
    return counted


@transaction.atomic
def _replace(
    counted: Counter[tuple[int, str, date]], *, at: datetime, entry: int
) -> None:
    GoalTallyLedger.objects.all().delete()
    GoalTallyLedger.objects.bulk_create(
        (
            GoalTallyLedger(unit_id=unit, standing=standing, due=due, number=number)
            for (unit, standing, due), number in counted.items()
        ),
        batch_size=BATCH,
    )
    GoalTallyRunLedger.objects.all().delete()
    GoalTallyRunLedger.objects.create(at=at, entry=entry)
