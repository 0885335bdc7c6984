"""What, besides the standing, decides how a member takes part: elsewhere, suspended."""

from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lianxin.base.journal import operations as journal
from lianxin.kernel.actor import Actor, Ref
from lianxin.kernel.zh.days import day_of
from lianxin.org.people import policy, queries
from lianxin.org.people.enums import Circumstance
from lianxin.org.people.events import SituationBegun, SituationEnded
from lianxin.org.people.models import Person, Situation
from lianxin.org.people.operations.checks import EARLIEST, is_member
from lianxin.org.units import queries as units
from lianxin.org.units.models import Unit

ON_A_PAPER = (
    Circumstance.SUSPENDED,
    Circumstance.PROBATION,
    Circumstance.DETAINED,
    Circumstance.ARRESTED,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What is said of a situation: on what it rests, where to, who keeps in touch."""

    basis: str = ""
    place: str = ""
    contact_unit: Unit | None = None


@transaction.atomic
def begin_situation(
    person: Person,
    *,
    circumstance: str,
    valid_from: date,
    told: Told,
    actor: Actor,
    at: datetime,
) -> Situation:
    """Say that a member is elsewhere, is suspended, has no rights now, or has died.

    Raises ValidationError where the person was no member on that day, where the day is
    still to come, where the same is said already, and where a member elsewhere has
    no place or a suspension, a sanction or a detention no basis.
    """
    person, unit = _held(person, actor=actor, at=at)
    _check(person, circumstance, valid_from, told, today=day_of(at))
    made = Situation.objects.create(
        person=person,
        circumstance=circumstance,
        valid_from=valid_from,
        basis=told.basis.strip(),
        place=told.place.strip(),
        contact_unit=told.contact_unit,
    )
    journal.write(
        SituationBegun(
            subject=queries.ref(person),
            unit=unit,
            actor=actor,
            at=at,
            after={
                "circumstance": str(circumstance),
                "valid_from": valid_from,
                "basis": made.basis,
                "place": made.place,
            },
        )
    )
    return made


@transaction.atomic
def end_situation(
    situation: Situation, *, ended_on: date, actor: Actor, at: datetime
) -> None:
    """Say that a member is back, or is suspended no more, from `ended_on` on."""
    _person, unit = _held(situation.person, actor=actor, at=at)
    held = Situation.objects.select_for_update(of=("self",)).get(pk=situation.pk)
    if held.valid_to is not None or held.circumstance == Circumstance.DECEASED:
        raise ValidationError(_("This has ended already."))
    if ended_on <= held.valid_from:
        raise ValidationError(
            {"ended_on": _("Choose a day after the day on which it began.")}
        )
    held.valid_to = ended_on
    held.save(update_fields=["valid_to"])
    journal.write(
        SituationEnded(
            subject=queries.ref(held.person),
            unit=unit,
            actor=actor,
            at=at,
            before={"circumstance": held.circumstance},
            after={"ended_on": ended_on},
        )
    )


def _held(person: Person, *, actor: Actor, at: datetime) -> tuple[Person, Ref | None]:
    """The person held against others, and the unit to which the change belongs."""
    person = Person.objects.select_for_update().get(pk=person.pk)
    places = list(queries.all_places_of(person, today=day_of(at)))
    policy.may_set_standing((p.unit.path or "" for p in places), actor=actor).or_raise()
    return person, units.ref(places[0].unit) if places else None


def _check(
    person: Person, circumstance: str, valid_from: date, told: Told, *, today: date
) -> None:
    if circumstance not in Circumstance.values:
        raise ValidationError({"circumstance": _("Choose from the list.")})
    _check_day(valid_from, today=today)
    if circumstance in queries.ELSEWHERE and not told.place.strip():
        raise ValidationError({"place": _("Say where the member is.")})
    if circumstance in ON_A_PAPER and not told.basis.strip():
        raise ValidationError({"basis": _("Name the resolution it rests on.")})
    if circumstance != Circumstance.DECEASED:
        _check_member(person, valid_from)
    if person.situations.filter(circumstance=circumstance, valid_to=None).exists():
        raise ValidationError({"circumstance": _("This is entered already.")})
    later = person.situations.filter(circumstance=circumstance, valid_to__gt=valid_from)
    if later.exists():
        raise ValidationError(
            {"valid_from": _("The same ended later than this day; give a later day.")}
        )


def _check_day(day: date, *, today: date) -> None:
    if day > today:
        raise ValidationError({"valid_from": _("This day is still to come.")})
    if day < EARLIEST:
        raise ValidationError({"valid_from": _("This day is too long ago.")})


def _check_member(person: Person, day: date) -> None:
    if not is_member(person, day):
        raise ValidationError(
            {"valid_from": _("The person was no Party member on this day.")}
        )
