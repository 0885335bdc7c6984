"""The roll-up of duties by upper unit: made by a job, from what has changed since."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction
from django.db.models import Count, F, Q

from lianxin.base.bulk.rows import give_room_to_count, write_rows
from lianxin.work.duties.enums import Outcome
from lianxin.work.duties.models import (
    DutyLedger,
    DutyTallyLedger,
    DutyTallyRunLedger,
)
from lianxin.work.duties.queries import Ways

BATCH = 2000
Key = tuple[int, str, date, date, str]
COLUMNS = ("unit_id", "duty", "first_day", "last_day", "outcome", "number")
UNTALLIED = ~Q(outcome=F("tallied"))


def follow_ledger(*, at: datetime) -> int:
    """Count what has changed in the ledger; returns how many rows had changed.

    Where units have moved, all is counted anew. Slots count where their unit stood on
    their last day.
    """
    run = DutyTallyRunLedger.objects.first()
    if run is None or run.is_stale:
        rebuild_tally(at=at)
        return DutyLedger.objects.count()
    number = 0
    while changed := _count_some():
        number += changed
    DutyTallyRunLedger.objects.update(at=at)
    return number


@transaction.atomic
def rebuild_tally(*, at: datetime) -> int:
    """Count all slots of all units by each unit above them; returns how many rows."""
    # Changed rather than made anew: whoever makes the ledger anew meanwhile says that
    # this is stale, and waits for the row to say it.
    if not DutyTallyRunLedger.objects.update(at=at, is_stale=False):
        DutyTallyRunLedger.objects.create(at=at, is_stale=False)
    DutyLedger.objects.filter(outcome=Outcome.GONE).delete()
    DutyLedger.objects.filter(UNTALLIED).update(tallied=F("outcome"))
    DutyTallyLedger.objects.all().delete()
    give_room_to_count()
    number = 0
    # One duty after another: all of them at once would take much memory.
    for duty in DutyLedger.objects.order_by().values_list("duty", flat=True).distinct():
        counted = _counted_anew(duty)
        rows = ((*key, many) for key, many in counted.items())
        write_rows(DutyTallyLedger, COLUMNS, rows)
        number += len(counted)
    return number


def _counted_anew(asked: str) -> Counter[Key]:
    """One query over the ledger, grouped by the unit just above on the last day."""
    stood = Q(unit__placements__valid_from__lte=F("last_day")) & (
        Q(unit__placements__valid_to__isnull=True)
        | Q(unit__placements__valid_to__gt=F("last_day"))
    )
    rows = (
        DutyLedger.objects.filter(stood, duty=asked)
        .order_by()
        .values_list(
            *("unit__placements__parent", "duty", "first_day", "last_day", "outcome")
        )
        .annotate(number=Count("pk"))
    )
    ways = Ways()
    counted: Counter[Key] = Counter()
    for above, duty, first, last, outcome, number in rows.iterator(chunk_size=BATCH):
        for unit in ways.up_from(above, last):
            counted[unit, duty, first, last, outcome] += number
    return counted


@transaction.atomic
def _count_some() -> int:
    """Count some of the rows that have changed; rows that somebody holds are left.

    A row counted is held until its outcome is noted, so that none is counted twice.
    """
    rows = list(
        DutyLedger.objects.filter(UNTALLIED)
        .select_for_update(skip_locked=True)
        .order_by("pk")[:BATCH]
    )
    ways = Ways({row.unit_id for row in rows})
    changes: Counter[Key] = Counter()
    noted: defaultdict[str, list[int]] = defaultdict(list)
    for row in rows:
        for unit in ways.up(row.unit_id, row.last_day):
            slot = (unit, row.duty, row.first_day, row.last_day)
            if row.tallied:
                changes[*slot, row.tallied] -= 1
            if row.outcome != Outcome.GONE:
                changes[*slot, row.outcome] += 1
        noted[row.outcome].append(row.pk)
    _apply({key: number for key, number in changes.items() if number})
    for outcome, pks in noted.items():
        DutyLedger.objects.filter(pk__in=pks).update(tallied=outcome)
    DutyLedger.objects.filter(pk__in=noted[Outcome.GONE]).delete()
    return len(rows)


def _apply(changes: Mapping[Key, int]) -> None:
    if not changes:
        return
    kept = DutyTallyLedger.objects.filter(
        unit__in={key[0] for key in changes},
        first_day__in={key[2] for key in changes},
        duty__in={key[1] for key in changes},
    )
    left = dict(changes)
    changed = []
    for row in kept:
        key = (row.unit_id, row.duty, row.first_day, row.last_day, row.outcome)
        if key in left:
            row.number += left.pop(key)
            changed.append(row)
    DutyTallyLedger.objects.bulk_update(changed, ["number"], batch_size=500)
    DutyTallyLedger.objects.bulk_create(
        (_row(key, number) for key, number in left.items()), batch_size=BATCH
    )
    DutyTallyLedger.objects.filter(number=0).delete()


def _row(key: Key, number: int) -> DutyTallyLedger:
    unit, duty, first, last, outcome = key
    return DutyTallyLedger(
        unit_id=unit,
        duty=duty,
        first_day=first,
        last_day=last,
        outcome=outcome,
        number=number,
    )
