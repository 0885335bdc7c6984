"""What is noted after a meeting: of its topics, and of study made up."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lianxin.base.journal import operations as journal
from lianxin.facts.records import policy, queries
from lianxin.facts.records.enums import Nature, Presence
from lianxin.facts.records.events import ItemSettled, StudyMadeUp
from lianxin.facts.records.models import AgendaItem, MakeUp, Record
from lianxin.kernel.actor import Actor, Conflict, Ref
from lianxin.kernel.zh.days import day_of
from lianxin.org.people.models import Person
from lianxin.org.people.queries import person_of


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
) -> AgendaItem:
    """Note what a topic is, what the committee said and what was decided afterwards.

    ValidationError for a result of the board where the committee gave no opinion yet;
    Conflict where somebody noted something since `version`.
    """
    item = AgendaItem.objects.select_for_update(of=("self",), no_key=True).get(
        pk=item.pk
    )
    policy.may_amend(item.record, actor=actor).or_raise()
    before = {
        name: getattr(item, name)
        for name in ("nature", "is_major", "opinion", "result")
    }
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
    item.nature, item.is_major = nature, is_major
    item.opinion, item.result = opinion, result
    item.version += 1
    item.save()
    journal.write(
        ItemSettled(
            subject=queries.ref(item.record),
            unit=Ref("units.unit", item.record.unit_id),
            actor=actor,
            at=at,
            before=before,
            after={name: getattr(item, name) for name in before},
        )
    )
    return item


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
