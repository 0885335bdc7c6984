"""What is noted after a meeting: of its topics, and of study made up."""

from collections.abc import Mapping
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lianxin.base.journal import operations as journal
from lianxin.facts.records import policy, queries
from lianxin.facts.records.enums import Nature, Presence
from lianxin.facts.records.events import ItemSettled, StudyMadeUp
from lianxin.facts.records.models import (
    AgendaItem,
    Amendment,
    MakeUp,
    Matter,
    Record,
)
from lianxin.kernel.actor import Actor, Conflict, Ref
from lianxin.kernel.zh.days import day_of
from lianxin.org.people.models import Person
from lianxin.org.people.queries import person_of

# What is noted of a topic and may have to be corrected.
NOTED = ("matter", "opinion", "result", "decided_on")


@transaction.atomic
def settle_item(
    item: AgendaItem,
    *,
    nature: Nature,
    is_major: bool,
    opinion: str,
    result: str,
    version: int,
    actor: Actor,
    at: datetime,
    matter: Matter | None = None,
    decided_on: date | None = None,
    reason: str = "",
) -> AgendaItem:
    """Note what a topic is, what the committee said and what was decided afterwards.

    `matter`: which one of the unit's list it is. ValidationError for a result of the
    board where the committee gave no opinion yet, for a day on which it cannot have
    decided, for a matter that is none of this meeting's, and where something noted is
    changed without a `reason`: it stays readable with it. Conflict where somebody noted
    something since `version`.
    """
    item = AgendaItem.objects.select_for_update(of=("self",), no_key=True).get(
        pk=item.pk
    )
    policy.may_amend(item.record, actor=actor).or_raise()
    before = _noted(item)
    if item.version != version:
        raise Conflict(before, item.version)
    if result and not opinion:
        raise ValidationError(
            {
                "opinion": _(
                    "Write the committee's opinion first; the result follows it."
                )
            }
        )
    _check_decided_on(item, decided_on, result=result, today=day_of(at))
    _check_matter(item, matter, nature=nature)
    item.nature, item.is_major, item.matter = nature, is_major, matter
    item.opinion, item.result, item.decided_on = opinion, result, decided_on
    _keep_former(item, before, reason=reason, actor=actor, at=at)
    item.version += 1
    item.save()
    journal.write(
        ItemSettled(
            subject=queries.ref(item.record),
            unit=Ref("units.unit", item.record.unit_id),
            actor=actor,
            at=at,
            before=before,
            after=_noted(item),
        )
    )
    return item


def _noted(item: AgendaItem) -> dict[str, object]:
    return {
        "nature": item.nature,
        "is_major": item.is_major,
        "matter": item.matter.text if item.matter else "",
        "opinion": item.opinion,
        "result": item.result,
        "decided_on": item.decided_on,
    }


def _keep_former(
    item: AgendaItem,
    before: Mapping[str, object],
    *,
    reason: str,
    actor: Actor,
    at: datetime,
) -> None:
    """What was noted before stays readable, with why it was changed."""
    after = _noted(item)
    former = {
        name: before[name] for name in NOTED if before[name] not in ("", after[name])
    }
    if not any(former.values()):
        return
    if not reason.strip():
        raise ValidationError({"reason": _("Say why it is corrected.")})
    Amendment.objects.create(
        record=item.record,
        version=item.record.version,
        former={"note": {"topic": item.topic, **former}},
        reason=reason,
        amended_by=person_of(actor),
        amended_at=at,
    )


def _check_decided_on(
    item: AgendaItem, day: date | None, *, result: str, today: date
) -> None:
    if day is None:
        return
    if not result:
        raise ValidationError({"result": _("Say what was decided on that day.")})
    if not item.record.took_place_on <= day <= today:
        raise ValidationError(
            {"decided_on": _("Give a day from the meeting's on, until today.")}
        )


def _check_matter(item: AgendaItem, matter: Matter | None, *, nature: Nature) -> None:
    if matter is None:
        return
    if nature is not Nature.PRE_STUDY:
        raise ValidationError(
            {"nature": _("What stands on the list is studied before others decide.")}
        )
    if not queries.matters_for(item.record).filter(pk=matter.pk).exists():
        raise ValidationError(
            {"matter": _("This was not on the list in force on that day.")}
        )


@transaction.atomic
def note_made_up(
    record: Record,
    *,
    person: Person,
    studied_on: date,
    how: str,
    actor: Actor,
    at: datetime,
) -> MakeUp:
    """Note that somebody who was not there made the study up, and when.

    ValidationError for a day before the meeting or still to come, and for somebody who
    was there, was not expected, or has made it up already.
    """
    policy.may_amend(record, actor=actor).or_raise()
    missed = record.participations.exclude(presence=Presence.PRESENT)
    if not missed.filter(person=person).exists():
        raise ValidationError({"person": _("This person did not miss the meeting.")})
    if record.made_up.filter(person=person).exists():
        raise ValidationError({"person": _("This is noted already.")})
    if not record.took_place_on <= studied_on <= day_of(at):
        raise ValidationError(
            {"studied_on": _("Give a day from the meeting's on, until today.")}
        )
    made = MakeUp.objects.create(
        record=record,
        person=person,
        studied_on=studied_on,
        how=how,
        entered_by=person_of(actor),
        entered_at=at,
    )
    journal.write(
        StudyMadeUp(
            subject=queries.ref(record),
            unit=Ref("units.unit", record.unit_id),
            actor=actor,
            at=at,
            after={"person": person.name, "studied_on": studied_on, "how": how},
        )
    )
    return made
