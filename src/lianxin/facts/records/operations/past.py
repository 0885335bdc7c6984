"""Recording what units held before it was kept here, from a ledger, and undoing that."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lianxin.base.imports.queries import who_refers_to
from lianxin.base.journal import operations as journal
from lianxin.base.journal import queries as entries
from lianxin.facts.records import policy, queries
from lianxin.facts.records.events import PastMeetingsRecorded, PastMeetingsWithdrawn
from lianxin.facts.records.models import Participation, Record, RecordPart
from lianxin.facts.records.operations.contents import plain
from lianxin.facts.records.operations.held import Held, check
from lianxin.kernel.actor import Actor, Ref
from lianxin.kernel.zh.days import day_of
from lianxin.org.people.queries import person_of
from lianxin.org.units.models import Unit

AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class PastMeeting:
    """What a unit held, as a row of its ledger says."""

    unit: Unit
    held: Held


@transaction.atomic
def record_past_meetings(
    rows: Sequence[PastMeeting], *, actor: Actor, at: datetime
) -> Sequence[int]:
    """Record all that these units held, or nothing; the numbers of the records.

    Who was there is taken as the rows say it: whoever makes them has found these
    people among those who were expected on that day. The journal has one entry for
    each unit. Raises Refused for a unit for which the actor may not, ValidationError
    for what cannot have been held so, and for talks, which no ledger tells of.
    """
    for unit in {row.unit.pk: row.unit for row in rows}.values():
        policy.may_record_past(unit, actor=actor).or_raise()
    for row in rows:
        _check(row, actor=actor, at=at)
    by = person_of(actor)
    records = Record.objects.bulk_create(
        [
            Record(unit=row.unit, recorded_by=by, recorded_at=at, **plain(row.held))
            for row in rows
        ],
        batch_size=AT_ONCE,
    )
    pairs = list(zip(records, rows, strict=True))
    RecordPart.objects.bulk_create(
        [RecordPart(record=record, kind=record.kind) for record in records],
        batch_size=AT_ONCE,
    )
    Participation.objects.bulk_create(
        [
            Participation(record=record, person_id=person, presence=mark.presence)
            for record, row in pairs
            for person, mark in row.held.attendance.items()
        ],
        batch_size=AT_ONCE,
    )
    for made in _by_unit(records):
        journal.write(
            PastMeetingsRecorded(
                subject=queries.ref(made[0]),
                unit=Ref("units.unit", made[0].unit_id),
                actor=actor,
                at=at,
                after={"records": len(made)},
            )
        )
    return [record.pk for record in records]


def _check(row: PastMeeting, *, actor: Actor, at: datetime) -> None:
    if queries.is_talk(row.held.kind):
        raise ValidationError(_("Talks are recorded one by one, by who took part."))
    known = set(row.held.attendance)
    known |= {row.held.host.pk} if row.held.host else set()
    check(row.held, unit=row.unit, actor=actor, today=day_of(at), known=known)


@transaction.atomic
def withdraw_past_meetings(
    numbers: Sequence[int], *, actor: Actor, at: datetime
) -> None:
    """Strike out records that were made from a ledger, while nothing depends on them.

    Raises ValidationError where one was changed since, or serves as evidence or
    otherwise; Refused for a unit for which the actor may not.
    """
    records = list(
        Record.objects.filter(pk__in=numbers).select_related("unit").order_by("pk")
    )
    for unit in {record.unit_id: record.unit for record in records}.values():
        policy.may_record_past(unit, actor=actor).or_raise()
    if len(records) != len(numbers) or entries.tells_of(
        "records.record", numbers, but=(PastMeetingsRecorded.code,)
    ):
        raise ValidationError(
            _("One of these records was changed since; nothing was taken back.")
        )
    if who_refers_to(Record, numbers, but=(RecordPart, Participation)) is not None:
        raise ValidationError(
            _(
                "One of these records has files, or serves a goal; nothing was taken "
                "back."
            )
        )
    for start in range(0, len(numbers), AT_ONCE):
        some = numbers[start : start + AT_ONCE]
        Participation.objects.filter(record__in=some).delete()
        RecordPart.objects.filter(record__in=some).delete()
        Record.objects.filter(pk__in=some).delete()
    for made in _by_unit(records):
        journal.write(
            PastMeetingsWithdrawn(
                subject=Ref("records.record", numbers[0]),
                unit=Ref("units.unit", made[0].unit_id),
                actor=actor,
                at=at,
                before={"records": len(made)},
            )
        )


def _by_unit(records: Iterable[Record]) -> Iterable[Sequence[Record]]:
    found: dict[int, list[Record]] = {}
    for record in records:
        found.setdefault(record.unit_id, []).append(record)
    return found.values()
