"""What a committee studies before others decide: its list, and topics taken from it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lianxin.base.journal import operations as journal
from lianxin.facts.records import policy, queries
from lianxin.facts.records.enums import Decider, Nature
from lianxin.facts.records.events import ItemSettled, MattersListed
from lianxin.facts.records.models import Matter, MatterList, Record
from lianxin.facts.records.operations.files import Upload
from lianxin.facts.records.operations.held import Held
from lianxin.facts.records.operations.meetings import amend_record, record_meeting
from lianxin.kernel.actor import Actor, Ref, Refused
from lianxin.org.people.queries import person_of
from lianxin.org.units.models import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """An edition of the list: from which day, on which basis, who decides what."""

    since: date
    basis: str
    matters: Sequence[tuple[str, Decider]]


@transaction.atomic
def list_matters(
    unit: Unit, *, listed: Listed, actor: Actor, at: datetime
) -> MatterList:
    """List what `unit` studies before others decide; former editions stay.

    ValidationError without a basis or a matter, for one listed twice, and for a day
    before the edition in force began: what was studied then stays studied then.
    """
    policy.may_record(unit, actor=actor).or_raise()
    if not queries.keeps_a_list(unit):
        raise Refused(_("Only a committee keeps such a list."))
    _check(unit, listed)
    edition = MatterList.objects.create(
        unit=unit,
        since=listed.since,
        basis=listed.basis,
        listed_by=person_of(actor),
        listed_at=at,
    )
    Matter.objects.bulk_create(
        Matter(edition=edition, number=number, text=text, decider=decider)
        for number, (text, decider) in enumerate(listed.matters, start=1)
    )
    journal.write(
        MattersListed(
            subject=Ref("units.unit", unit.pk),
            unit=Ref("units.unit", unit.pk),
            actor=actor,
            at=at,
            after={
                "since": listed.since,
                "basis": listed.basis,
                "matters": [text for text, _decider in listed.matters],
            },
        )
    )
    return edition


@transaction.atomic
def record_from_list(
    *,
    unit: Unit,
    held: Held,
    matters: Sequence[Matter],
    actor: Actor,
    at: datetime,
    uploads: Sequence[Upload] = (),
    besides: Collection[int] | None = None,
) -> Record:
    """Record a committee's meeting with topics of its list besides those of its own.

    ValidationError for a matter that was not on the list in force on that day;
    otherwise as `record_meeting`.
    """
    _check_listed(matters, unit=unit, on=held.took_place_on)
    record = record_meeting(
        unit=unit,
        held=with_matters(held, matters),
        actor=actor,
        at=at,
        uploads=uploads,
        besides=besides,
    )
    for matter in matters:
        _take(record, matter, actor=actor, at=at)
    return record


@transaction.atomic
def join_record(
    record: Record,
    *,
    held: Held,
    matters: Sequence[Matter],
    reason: str,
    version: int,
    actor: Actor,
    at: datetime,
    is_other: bool = True,
) -> Record:
    """Correct a record by another writing of the same meeting, whose topics from the
    list stay what they are there.

    A topic that was not chosen for `held` is left out; one that is a matter of the list
    already stays that. `is_other`: whether `held` differs from the record; nothing is
    corrected otherwise. ValidationError as for `record_from_list` and `amend_record`.
    """
    _check_listed(matters, unit=record.unit, on=held.took_place_on)
    policy.may_amend(record, actor=actor).or_raise()
    if is_other:
        record = amend_record(
            record, held=held, reason=reason, version=version, actor=actor, at=at
        )
    taken = record.items.filter(matter__isnull=True).values_list("topic", flat=True)
    for matter in matters:
        if matter.text in set(taken):
            _take(record, matter, actor=actor, at=at)
    return record


def with_matters(held: Held, matters: Sequence[Matter]) -> Held:
    """What was held with these matters among its topics, each once."""
    texts = [matter.text for matter in matters]
    topics = [*held.topics, *(text for text in texts if text not in held.topics)]
    return replace(held, topics=topics, topic=held.topic or "".join(topics[:1]))


def _check_listed(matters: Sequence[Matter], *, unit: Unit, on: date) -> None:
    if set(matters) - set(queries.matters_of(unit, on=on)):
        raise ValidationError(
            {"matters": _("This was not on the list in force on that day.")}
        )


def _take(record: Record, matter: Matter, *, actor: Actor, at: datetime) -> None:
    item = record.items.get(topic=matter.text)
    before = {"nature": item.nature, "matter": ""}
    item.nature, item.matter = Nature.PRE_STUDY, matter
    item.version += 1
    item.save(update_fields=["nature", "matter", "version"])
    journal.write(
        ItemSettled(
            subject=queries.ref(record),
            unit=Ref("units.unit", record.unit_id),
            actor=actor,
            at=at,
            before=before,
            after={"nature": item.nature, "matter": matter.text},
        )
    )


def _check(unit: Unit, listed: Listed) -> None:
    if not listed.basis.strip():
        raise ValidationError({"basis": _("Name the document on which it rests.")})
    texts = [text for text, _decider in listed.matters]
    if not texts:
        raise ValidationError({"board": _("List at least one matter.")})
    if len(set(texts)) < len(texts):
        raise ValidationError({"managers": _("The same line stands here twice.")})
    if listed.since < unit.founded_on:
        raise ValidationError({"since": _("The unit did not exist yet.")})
    latest = queries.editions_of(unit).first()
    if latest is not None and listed.since < latest.since:
        raise ValidationError(
            {
                "since": _("The latest list is in force from %(day)s; not before that.")
                % {"day": latest.since.isoformat()}
            }
        )
