"""Recording what a unit held, correcting it, and putting files beside it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext as _

from lianxin.base.files import operations as files
from lianxin.base.journal import operations as journal
from lianxin.facts.records import policy, queries
from lianxin.facts.records.enums import Mark
from lianxin.facts.records.events import (
    FileRemoved,
    FilesAdded,
    MeetingRecorded,
    RecordAmended,
)
from lianxin.facts.records.models import (
    Amendment,
    FormerLeave,
    Leave,
    Participation,
    Record,
    RecordFile,
)
from lianxin.kernel.actor import Actor, Conflict, Ref
from lianxin.kernel.zh.days import day_of
from lianxin.org.people.models import Person
from lianxin.org.people.queries import visible_to as people_visible_to
from lianxin.org.units.models import Unit

Upload = File[Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What a unit held, as it is entered: all that an amendment may correct.

    `attendance` maps the number of each expected person to their mark.
    """

    kind: str
    took_place_on: date
    topic: str
    began_at: time | None = None
    place: str = ""
    host: Person | None = None
    minutes: str = ""
    attendance: Mapping[int, Mark]


@transaction.atomic
def record_meeting(
    *,
    unit: Unit,
    held: Held,
    actor: Actor,
    at: datetime,
    uploads: Sequence[Upload] = (),
) -> Record:
    """Record what `unit` held, with who took part and the files about it.

    Raises ValidationError for a kind that such a unit does not hold, for a day in
    the future or outside the unit's life, for people who have nothing to do with
    the unit, and for files that are not taken.
    """
    policy.may_record(unit, actor=actor).or_raise()
    _check(held, unit=unit, actor=actor, today=day_of(at))
    record = Record.objects.create(
        unit=unit, recorded_by=_person(actor), recorded_at=at, **_plain(held)
    )
    _mark(record, held.attendance)
    _keep(record, uploads, actor=actor, at=at)
    journal.write(
        MeetingRecorded(
            subject=queries.ref(record),
            unit=Ref("units.unit", unit.pk),
            actor=actor,
            at=at,
            after=_told(_plain(held)) | _numbers(held.attendance),
        )
    )
    return record


@transaction.atomic
def amend_record(
    record: Record,
    *,
    held: Held,
    reason: str,
    version: int,
    actor: Actor,
    at: datetime,
) -> Record:
    """Correct a record; the former values stay readable with the reason.

    Raises Conflict where somebody amended it since `version`, and ValidationError
    where nothing is different or no reason is given.
    """
    record = Record.objects.select_for_update(of=("self",), no_key=True).get(
        pk=record.pk
    )
    policy.may_record(record.unit, actor=actor).or_raise()
    marks = queries.marks_of(record)
    if record.version != version:
        raise Conflict(_as_entered(record, marks, held), record.version)
    if not reason.strip():
        raise ValidationError({"reason": _("Say why the record is corrected.")})
    _check(held, unit=record.unit, actor=actor, today=day_of(at), known=set(marks))
    former = _differences(record, held, marks)
    if not former:
        raise ValidationError(_("Nothing is different; there is nothing to save."))
    _keep_former(record, former, marks, reason=reason, actor=actor, at=at)
    for name, value in _plain(held).items():
        setattr(record, name, value)
    record.version += 1
    record.save()
    if dict(held.attendance) != marks:
        _unmark(record)
        _mark(record, held.attendance)
    after = {k: v for k, v in _plain(held).items() if k in former}
    if "attendance" in former:
        after["attendance"] = len(held.attendance)
    journal.write(
        RecordAmended(
            subject=queries.ref(record),
            unit=Ref("units.unit", record.unit_id),
            actor=actor,
            at=at,
            before=_told(former),
            after=_told(after) | {"reason": reason},
        )
    )
    return record


@transaction.atomic
def add_files(
    record: Record, *, uploads: Sequence[Upload], actor: Actor, at: datetime
) -> Sequence[RecordFile]:
    """Put files beside a record; ValidationError, in words, for those not taken."""
    policy.may_record(record.unit, actor=actor).or_raise()
    if not uploads:
        raise ValidationError({"uploads": _("Choose at least one file.")})
    added = _keep(record, uploads, actor=actor, at=at)
    journal.write(
        FilesAdded(
            subject=queries.ref(record),
            unit=Ref("units.unit", record.unit_id),
            actor=actor,
            at=at,
            after={"names": [f.name for f in added], "files": len(added)},
        )
    )
    return added


@transaction.atomic
def remove_file(file: RecordFile, *, actor: Actor, at: datetime) -> RecordFile:
    """Take a file away from its record; nobody is served it any more."""
    record = file.record
    policy.may_record(record.unit, actor=actor).or_raise()
    file.removed_at = at
    file.save(update_fields=["removed_at"])
    journal.write(
        FileRemoved(
            subject=queries.ref(record),
            unit=Ref("units.unit", record.unit_id),
            actor=actor,
            at=at,
            before={"name": file.name, "sha256": file.file.sha256},
        )
    )
    return file


def _check(
    held: Held,
    *,
    unit: Unit,
    actor: Actor,
    today: date,
    known: frozenset[int] | set[int] = frozenset(),
) -> None:
    if held.kind not in {kind.code for kind in queries.kinds_of(unit)}:
        raise ValidationError({"kind": _("This unit does not hold such meetings.")})
    if not held.topic.strip():
        raise ValidationError({"topic": _("Say what it was about.")})
    _check_day(held.took_place_on, unit=unit, today=today)
    _check_people(held, unit=unit, actor=actor, today=today, known=known)


def _check_day(day: date, *, unit: Unit, today: date) -> None:
    fault = ""
    if day > today:
        fault = _(
            "This day is still to come; record the meeting once it has been held."
        )
    elif day < unit.founded_on:
        fault = _("The unit did not exist yet: it was founded on %(day)s.") % {
            "day": unit.founded_on.isoformat()
        }
    elif unit.dissolved_on is not None and day > unit.dissolved_on:
        fault = _("The unit did not exist any more: it ended on %(day)s.") % {
            "day": unit.dissolved_on.isoformat()
        }
    if fault:
        raise ValidationError({"when": fault})


def _check_people(
    held: Held,
    *,
    unit: Unit,
    actor: Actor,
    today: date,
    known: frozenset[int] | set[int],
) -> None:
    asked = set(held.attendance) - known
    if held.host is not None:
        asked.add(held.host.pk)
    expected = queries.expected_people(held.kind, unit, today=today)
    asked -= set(expected.values_list("pk", flat=True))
    if not asked:
        return
    seen = people_visible_to(actor, today=today).filter(pk__in=asked)
    if asked - set(seen.values_list("pk", flat=True)):
        raise ValidationError(
            {"attendance": _("Somebody in this list does not belong to the unit.")}
        )


def _plain(held: Held) -> dict[str, Any]:
    return {
        "kind": held.kind,
        "took_place_on": held.took_place_on,
        "began_at": held.began_at,
        "place": held.place,
        "topic": held.topic,
        "host": held.host,
        "minutes": held.minutes,
    }


def _mark(record: Record, attendance: Mapping[int, Mark]) -> None:
    rows = Participation.objects.bulk_create(
        Participation(record=record, person_id=person, presence=mark.presence)
        for person, mark in attendance.items()
    )
    Leave.objects.bulk_create(
        Leave(participation=row, reason=mark.reason)
        for row, mark in zip(rows, attendance.values(), strict=True)
        if mark.reason
    )


def _unmark(record: Record) -> None:
    Leave.objects.filter(participation__record=record).delete()
    record.participations.all().delete()


def _keep(
    record: Record, uploads: Sequence[Upload], *, actor: Actor, at: datetime
) -> list[RecordFile]:
    kept = []
    person = _person(actor)
    for upload in uploads:
        name = files.clean_name(upload.name or "")
        try:
            stored = files.store(upload, name=name, at=at)
        except ValidationError as error:
            raise ValidationError({"uploads": error}) from error
        kept.append(
            RecordFile.objects.create(
                record=record, file=stored, name=name, added_by=person, added_at=at
            )
        )
    return kept


def _differences(
    record: Record, held: Held, marks: Mapping[int, Mark]
) -> dict[str, Any]:
    """The former values of the fields that are different now."""
    former = {
        name: getattr(record, name)
        for name, value in _plain(held).items()
        if getattr(record, name) != value
    }
    if dict(held.attendance) != marks:
        former["attendance"] = {
            str(person): mark.presence.value for person, mark in marks.items()
        }
    return former


def _keep_former(
    record: Record,
    former: Mapping[str, Any],
    marks: Mapping[int, Mark],
    *,
    reason: str,
    actor: Actor,
    at: datetime,
) -> None:
    host = former.get("host")
    amendment = Amendment.objects.create(
        record=record,
        version=record.version,
        former={**former, "host": host.pk if host else None}
        if "host" in former
        else former,
        reason=reason,
        amended_by=_person(actor),
        amended_at=at,
    )
    if "attendance" in former:
        FormerLeave.objects.bulk_create(
            FormerLeave(amendment=amendment, person_id=person, reason=mark.reason)
            for person, mark in marks.items()
            if mark.reason
        )


def _as_entered(
    record: Record, marks: Mapping[int, Mark], held: Held
) -> dict[str, object]:
    """The record as the form of an amendment names its entries.

    Attendance only where it is not as `held` says, in words, each mark with names.
    """
    began = record.began_at or time()
    entered = {
        "kind": record.kind,
        "when": datetime.combine(record.took_place_on, began),
        "place": record.place,
        "topic": record.topic,
        "host": record.host_id,
        "minutes": record.minutes,
    }
    if dict(held.attendance) != marks:
        entered["attendance"] = _in_words(record)
    return entered


def _in_words(record: Record) -> str:
    names: dict[str, list[str]] = {}
    for row in record.participations.select_related("person").order_by("pk"):
        names.setdefault(row.get_presence_display(), []).append(row.person.name)
    return "; ".join(f"{word}: {', '.join(who)}" for word, who in names.items())


def _told(values: Mapping[str, Any]) -> dict[str, object]:
    """The values for the journal; a person by name, long texts left out."""
    told = dict(values)
    if isinstance(told.get("host"), Person):
        told["host"] = told["host"].name
    if "minutes" in told:
        told["minutes"] = ""
    return told


def _numbers(attendance: Mapping[int, Mark]) -> dict[str, object]:
    present = sum(mark is Mark.PRESENT for mark in attendance.values())
    return {"expected": len(attendance), "present": present}


def _person(actor: Actor) -> Person:
    """The person behind the actor; the policy lets nobody else come this far."""
    assert actor.person is not None  # noqa: S101 -- policy has refused all others
    return Person.objects.get(pk=actor.person.id)
