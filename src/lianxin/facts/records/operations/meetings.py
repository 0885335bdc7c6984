"""Recording what a unit held, and correcting it."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, time
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lianxin.base.journal import operations as journal
from lianxin.base.rulebook import queries as rulebook
from lianxin.base.ui.wording import labelled
from lianxin.facts.records import policy, queries
from lianxin.facts.records.enums import Mark
from lianxin.facts.records.events import MeetingRecorded, RecordAmended
from lianxin.facts.records.models import Amendment, FormerLeave, Record
from lianxin.facts.records.operations.contents import (
    keep_private,
    listed,
    mark,
    plain,
    store,
    store_new,
    told_reason,
    unmark,
)
from lianxin.facts.records.operations.files import Upload, keep
from lianxin.facts.records.operations.held import Held, check
from lianxin.kernel.actor import Actor, Conflict, Ref
from lianxin.kernel.zh.days import day_of
from lianxin.org.people.models import Person
from lianxin.org.people.queries import number_of, person_of
from lianxin.org.units.models import Unit

PERSONS = ("host", "recorder")


class RecordedAlready(Exception):
    """There are records of this unit, kind and day; nothing was stored.

    Whether it is the same meeting only a person can say. `records` are their numbers,
    `held` is what was to be recorded.
    """

    def __init__(self, held: Held, records: Sequence[int]) -> None:
        super().__init__("recorded already")
        self.held = held
        self.records = records


@transaction.atomic
def record_meeting(
    *,
    unit: Unit,
    held: Held,
    actor: Actor,
    at: datetime,
    uploads: Sequence[Upload] = (),
    besides: Collection[int] | None = None,
) -> Record:
    """Record what `unit` held, with who took part and the files about it.

    Raises ValidationError for a kind that such a unit does not hold, for a day in
    the future or outside the unit's life, for people who have nothing to do with
    the unit, and for files that are not taken; for a talk also where somebody else
    than those who took part would write down what was said.

    `besides`: the records of the same kind and day that whoever records this knows of;
    RecordedAlready is raised where there are others. None where nobody can be asked.
    """
    policy.may_record(unit, actor=actor).or_raise()
    check(held, unit=unit, actor=actor, today=day_of(at))
    if besides is not None and not queries.is_talk(held.kind):
        _check_is_another(held, unit=unit, besides=besides)
    record = Record.objects.create(
        unit=unit, recorded_by_id=number_of(actor), recorded_at=at, **plain(held)
    )
    mark(record, held.attendance)
    store_new(record, held)
    if queries.is_talk(held.kind) and held.minutes:
        _check_took_part(held, actor)
        keep_private(record, held.minutes)
    keep(record, uploads, actor=actor, at=at)
    journal.write(
        MeetingRecorded(
            subject=queries.ref(record),
            unit=Ref("units.unit", unit.pk),
            actor=actor,
            at=at,
            after=_told_of(held),
            on=held.took_place_on,
            kinds=frozenset({held.kind, *held.parts}),
            unit_kind=unit.kind,
            host=Ref("people.person", held.host.pk) if held.host else None,
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
    policy.may_amend(record, actor=actor).or_raise()
    marks = queries.marks_of(record)
    if record.version != version:
        raise Conflict(_as_entered(record, marks, held), record.version)
    if not reason.strip():
        raise ValidationError({"reason": _("Say why the record is corrected.")})
    known = {*marks, *filter(None, (record.host_id, record.recorder_id))}
    check(held, unit=record.unit, actor=actor, today=day_of(at), known=known)
    _check_kind(record, held)
    former = _differences(record, held, marks, actor=actor)
    if not former:
        raise ValidationError(_("Nothing is different; there is nothing to save."))
    _keep_former(record, former, marks, reason=reason, actor=actor, at=at)
    _replace(record, held, former, marks)
    after = {k: v for k, v in (plain(held) | listed(held)).items() if k in former}
    if "attendance" in former:
        after["attendance"] = len(held.attendance)
    journal.write(
        RecordAmended(
            subject=queries.ref(record),
            unit=Ref("units.unit", record.unit_id),
            actor=actor,
            at=at,
            before=_told(former),
            after=_told(after) | {"reason": told_reason(record.kind, reason)},
        )
    )
    return record


def _check_is_another(held: Held, *, unit: Unit, besides: Collection[int]) -> None:
    """One after the other for each unit: of two sent at once the second is asked."""
    Unit.objects.select_for_update(no_key=True).get(pk=unit.pk)
    there = queries.numbers_of_day(unit, held.kind, held.took_place_on)
    if set(there) - set(besides):
        raise RecordedAlready(held, there)


def _check_took_part(held: Held, actor: Actor) -> None:
    if actor.person is None or actor.person.id not in held.took_part():
        raise ValidationError(
            {"minutes": _("What was said is written by one of those who took part.")}
        )


def _check_kind(record: Record, held: Held) -> None:
    """A talk does not become a party day: who reads it would change with that."""
    kinds = rulebook.record_kinds()
    if kinds[record.kind].privacy is not kinds[held.kind].privacy:
        raise ValidationError(
            {
                "kind": _(
                    "Other people may read records of this kind. Withdraw this one and "
                    "record it anew."
                )
            }
        )


def _replace(
    record: Record,
    held: Held,
    former: Mapping[str, Any],
    marks: Mapping[int, Mark],
) -> None:
    for name, value in plain(held).items():
        setattr(record, name, value)
    record.version += 1
    record.save()
    store(record, held)
    if dict(held.attendance) != marks:
        unmark(record)
        mark(record, held.attendance)
    if queries.is_talk(record.kind) and "minutes" in former:
        keep_private(record, held.minutes)


def _differences(
    record: Record, held: Held, marks: Mapping[int, Mark], *, actor: Actor
) -> dict[str, Any]:
    """The former values of the fields that are different now.

    That the words of a talk are different shows, but not how they were.
    """
    former = {
        name: getattr(record, name)
        for name, value in plain(held).items()
        if getattr(record, name) != value
    }
    lists = queries.lists_of(record)
    former |= {
        name: lists[name]
        for name, value in listed(held).items()
        if lists[name] != value
    }
    if queries.is_talk(record.kind):
        said = queries.said_in(record, actor=actor)
        if said is not None and said != held.minutes:
            former["minutes"] = ""
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
    numbers = {
        name: former[name] and former[name].pk for name in PERSONS if name in former
    }
    amendment = Amendment.objects.create(
        record=record,
        version=record.version,
        former={**former, **numbers},
        reason=reason,
        amended_by=person_of(actor),
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
        "recorder": record.recorder_id,
        "minutes": record.minutes,
        "hours": record.hours,
    }
    if queries.is_talk(record.kind):
        del entered["minutes"]
    lists = queries.lists_of(record)
    for name in ("resolutions", "topics"):
        if lists[name] != listed(held)[name]:
            entered[name] = "; ".join(lists[name])
    if dict(held.attendance) != marks:
        entered["attendance"] = _in_words(record)
    return entered


def _in_words(record: Record) -> str:
    names: dict[str, list[str]] = {}
    for row in record.participations.select_related("person").order_by("pk"):
        names.setdefault(row.get_presence_display(), []).append(row.person.name)
    return _("; ").join(
        labelled(word, _(", ").join(who)) for word, who in names.items()
    )


def _told_of(held: Held) -> dict[str, object]:
    """What the journal is told of a new record; its minutes it is not told of."""
    told = _told(plain(held) | listed(held))
    del told["minutes"]
    return told | _numbers(held.attendance)


def _told(values: Mapping[str, Any]) -> dict[str, object]:
    """The values for the journal; a person by name."""
    told = dict(values)
    for name in PERSONS:
        if isinstance(told.get(name), Person):
            told[name] = told[name].name
    late = {"recorder", "hours", "details", "parts", "resolutions", "topics"}
    return {name: value for name, value in told.items() if value or name not in late}


def _numbers(attendance: Mapping[int, Mark]) -> dict[str, object]:
    present = sum(mark is Mark.PRESENT for mark in attendance.values())
    return {"expected": len(attendance), "present": present}
