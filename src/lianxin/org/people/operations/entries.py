"""Entering people and correcting their entries."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, fields
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lianxin.base.journal import operations as journal
from lianxin.kernel.actor import Actor, Conflict
from lianxin.kernel.zh import name_pinyin
from lianxin.kernel.zh.days import day_of
from lianxin.kernel.zh.identity import is_identity
from lianxin.org.people import policy, queries
from lianxin.org.people.enums import Standing
from lianxin.org.people.events import PersonAdded, PersonEdited
from lianxin.org.people.models import Affiliation, PartyStanding, Person
from lianxin.org.people.operations.checks import (
    check_order,
    check_place_now,
    check_standing,
)
from lianxin.org.people.operations.keys import renew_keys
from lianxin.org.people.operations.newcomers import Particulars, Place
from lianxin.org.units import queries as units

PLAIN = ("name", "employee_number", "gender", "birth_on", "joined_on")


EDITED = (*PLAIN, *(field.name for field in fields(Particulars)))


@transaction.atomic
def add_person(
    *,
    name: str,
    employee_number: str,
    places: Sequence[Place],
    actor: Actor,
    at: datetime,
    gender: str = "",
    birth_on: date | None = None,
    joined_on: date | None = None,
    particulars: Particulars | None = None,
    standing: Standing | None = None,
    standing_from: date | None = None,
) -> Person:
    """Enter somebody who belongs to `places`, with a standing if there is one.

    `standing_from` defaults to the first day in a unit. Raises ValidationError
    where the employee number is taken or a place is not possible.
    """
    policy.may_add((p.unit for p in places), actor=actor).or_raise()
    if standing is not None:
        paths = [p.unit.path or "" for p in places]
        policy.may_set_standing(paths, actor=actor).or_raise()
    _check_number(employee_number)
    check_order(birth_on, joined_on)
    person = Person.objects.create(
        name=name,
        pinyin=name_pinyin(name),
        employee_number=employee_number,
        gender=gender,
        birth_on=birth_on,
        joined_on=joined_on,
        **asdict(particulars or Particulars()),
    )
    renew_keys(person)
    _put(person, places)
    if standing is not None:
        first = standing_from or min(p.valid_from for p in places)
        check_standing(standing, first)
        PartyStanding.objects.create(person=person, standing=standing, valid_from=first)
    journal.write(
        PersonAdded(
            subject=queries.ref(person),
            unit=units.ref(places[0].unit),
            actor=actor,
            at=at,
            after={field: getattr(person, field) for field in PLAIN[:4]},
        )
    )
    return person


@transaction.atomic
def edit_person(
    person: Person,
    *,
    name: str,
    employee_number: str,
    version: int,
    actor: Actor,
    at: datetime,
    gender: str = "",
    birth_on: date | None = None,
    joined_on: date | None = None,
    particulars: Particulars | None = None,
) -> Person:
    """Correct or complete somebody's entry.

    Without `particulars` those stay. Raises Conflict where somebody changed the entry since `version`, and
    ValidationError where the employee number is another person's.
    """
    person = Person.objects.select_for_update().get(pk=person.pk)
    places = list(queries.all_places_of(person, today=day_of(at)))
    policy.may_edit((p.unit.path or "" for p in places), actor=actor).or_raise()
    held = {field: getattr(person, field) for field in EDITED}
    if person.version != version:
        raise Conflict(held, person.version)
    _check_number(employee_number, but=person)
    check_order(birth_on, joined_on)
    wanted: Mapping[str, object] = {
        "name": name,
        "employee_number": employee_number,
        "gender": gender,
        "birth_on": birth_on,
        "joined_on": joined_on,
        **asdict(particulars or Particulars.of(person)),
    }
    changed = [field for field in EDITED if held[field] != wanted[field]]
    if not changed:
        return person
    for field in changed:
        setattr(person, field, wanted[field])
    person.pinyin = name_pinyin(name)
    person.version += 1
    person.save(update_fields=[*changed, "pinyin", "version"])
    renew_keys(person)
    journal.write(
        PersonEdited(
            subject=queries.ref(person),
            unit=units.ref(places[0].unit) if places else None,
            actor=actor,
            at=at,
            before={field: held[field] for field in changed},
            after={field: wanted[field] for field in changed},
        )
    )
    return person


def _put(person: Person, places: Sequence[Place]) -> None:
    if len({p.belonging for p in places}) < len(places):
        raise ValidationError(_("A person belongs to one unit in each way."))
    for place in places:
        check_place_now(place.unit, place.belonging, place.valid_from)
        Affiliation.objects.create(
            person=person,
            unit=place.unit,
            belonging=place.belonging,
            valid_from=place.valid_from,
        )


def _check_number(employee_number: str, *, but: Person | None = None) -> None:
    if is_identity(employee_number):
        raise ValidationError(
            {
                "employee_number": _(
                    "This is an identity number, which is kept encrypted in its own "
                    "place. Give the employee number."
                )
            }
        )
    others = Person.objects.filter(employee_number=employee_number)
    if but is not None:
        others = others.exclude(pk=but.pk)
    held = others.first()
    if held is None:
        return
    said = _("Somebody else has this employee number.")
    if but is None and held.left_on is not None:
        said = _(
            "Somebody who left on %(day)s has this employee number. If it is the same "
            "person, note in that entry that they come back."
        ) % {"day": held.left_on}
    raise ValidationError({"employee_number": said})
