"""Adding to many entries at once what a register says of those who are entered."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lianxin.base.journal import operations as journal
from lianxin.kernel.actor import Actor, Ref
from lianxin.kernel.zh.days import day_of
from lianxin.kernel.zh.identity import plain_identity
from lianxin.kernel.zh.phones import plain_phone
from lianxin.org.people import policy, queries
from lianxin.org.people.events import PeopleCompleted
from lianxin.org.people.models import Affiliation, Contact, PartyStanding, Person
from lianxin.org.people.operations.bulk import sealed_contact
from lianxin.org.people.operations.checks import check_place, check_standing
from lianxin.org.people.operations.newcomers import Place, Since
from lianxin.org.units import queries as units

FILLED = (
    "gender",
    "birth_on",
    "joined_on",
    "nation",
    "native_place",
    "education",
    "degree",
    "job",
    "job_title",
    "employment",
    "worked_since",
)
AT_ONCE = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Completion:
    """What is to be added to one entry; nothing that it says already is changed.

    `fields` are names of `FILLED` with their values.
    """

    person: int
    places: tuple[Place, ...] = ()
    standings: tuple[Since, ...] = ()
    fields: Mapping[str, Any] = field(default_factory=dict)
    phone: str = ""
    identity_number: str = ""


@dataclass(frozen=True, slots=True)
class Completed:
    """What was added, to be taken back by: keys of rows, and filled fields by person."""

    affiliations: Sequence[int]
    standings: Sequence[int]
    fields: Mapping[int, Sequence[str]]


@transaction.atomic
def complete_people(
    rows: Sequence[Completion], *, actor: Actor, at: datetime
) -> Completed:
    """Add all of this to the entries, or nothing; what was added.

    Raises Refused where the actor may not enter people of one of the units, and
    ValidationError where somebody belongs to a unit in that way already, or has a
    standing.
    """
    _check(rows, actor=actor, at=at)
    filled = _fill(rows)
    places = Affiliation.objects.bulk_create(_places(rows), batch_size=AT_ONCE)
    standings = PartyStanding.objects.bulk_create(_standings(rows), batch_size=AT_ONCE)
    contacts = _contacts(rows)
    if rows:
        first = next((p.unit for row in rows for p in row.places), None)
        journal.write(
            PeopleCompleted(
                subject=Ref("people.person", rows[0].person),
                unit=units.ref(first) if first else actor.unit,
                actor=actor,
                at=at,
                after={"people": len(rows)},
            )
        )
    for person, names in contacts.items():
        filled.setdefault(person, []).extend(names)
    return Completed([row.pk for row in places], [row.pk for row in standings], filled)


def paths_of_people(people: Iterable[int], *, today: date) -> dict[int, list[str]]:
    """The paths of the units to which each of them belongs on a day."""
    paths: dict[int, list[str]] = {person: [] for person in people}
    for some in _parts(list(paths)):
        held = Affiliation.objects.filter(
            queries.in_force(today), person__in=some
        ).values_list("person", "unit__path")
        for person, path in held:
            paths[person].append(path or "")
    return paths


def _check_rights(rows: Sequence[Completion], *, actor: Actor, at: datetime) -> None:
    """Each entry, its standing and its contact by the units to which somebody belongs."""
    paths = paths_of_people({row.person for row in rows}, today=day_of(at))
    for row in rows:
        paths[row.person] += [place.unit.path or "" for place in row.places]
    asked: set[tuple[bool, bool, tuple[str, ...]]] = {
        (
            bool(row.standings),
            bool(row.phone or row.identity_number),
            tuple(paths[row.person]),
        )
        for row in rows
    }
    for has_standing, has_contact, places in asked:
        policy.may_edit(places, actor=actor).or_raise()
        if has_standing:
            policy.may_set_standing(places, actor=actor).or_raise()
        if has_contact:
            policy.may_set_contact(0, places, actor=actor).or_raise()


def _check(rows: Sequence[Completion], *, actor: Actor, at: datetime) -> None:
    for unit in {p.unit.pk: p.unit for row in rows for p in row.places}.values():
        policy.may_add([unit], actor=actor).or_raise()
    _check_rights(rows, actor=actor, at=at)
    for row in rows:
        for place in row.places:
            check_place(place.unit, place.belonging, place.valid_from)
        for since in row.standings:
            check_standing(since.standing, since.valid_from)
    for some in _parts(rows):
        numbers = [row.person for row in some]
        held = set(
            Affiliation.objects.filter(
                person__in=numbers, valid_to__isnull=True
            ).values_list("person", "belonging")
        )
        known = set(
            PartyStanding.objects.filter(
                person__in=numbers, valid_to__isnull=True
            ).values_list("person", flat=True)
        )
        if any(
            (row.person, str(place.belonging)) in held
            for row in some
            for place in row.places
        ) or any(row.standings and row.person in known for row in some):
            raise ValidationError(
                _("Somebody of these was changed meanwhile; have the file read anew.")
            )


def _fill(rows: Sequence[Completion]) -> dict[int, list[str]]:
    """Fill what is empty; which fields, by person."""
    filled: dict[int, list[str]] = {}
    wanted = {row.person: row.fields for row in rows if row.fields}
    for numbers in _parts(list(wanted)):
        people = list(Person.objects.select_for_update().filter(pk__in=numbers))
        for person in people:
            names = [
                name
                for name, value in wanted[person.pk].items()
                if name in FILLED and value and not getattr(person, name)
            ]
            for name in names:
                setattr(person, name, wanted[person.pk][name])
            person.version += 1
            filled[person.pk] = names
        Person.objects.bulk_update(people, [*FILLED, "version"], batch_size=50)
    return filled


def _places(rows: Iterable[Completion]) -> list[Affiliation]:
    return [
        Affiliation(
            person_id=row.person,
            unit=place.unit,
            belonging=place.belonging,
            valid_from=place.valid_from,
        )
        for row in rows
        for place in row.places
    ]


def _standings(rows: Iterable[Completion]) -> list[PartyStanding]:
    return [
        PartyStanding(
            person_id=row.person,
            standing=since.standing,
            valid_from=since.valid_from,
            valid_to=_until(row.standings, number),
        )
        for row in rows
        for number, since in enumerate(row.standings, start=1)
    ]


def _until(held: Sequence[Since], number: int) -> date | None:
    return held[number].valid_from if number < len(held) else None


def _contacts(rows: Sequence[Completion]) -> dict[int, list[str]]:
    """Enter phone and identity number where there is none; which, by person."""
    filled: dict[int, list[str]] = {}
    wanted = {row.person: row for row in rows if row.phone or row.identity_number}
    for numbers in _parts(list(wanted)):
        held = {c.person_id: c for c in Contact.objects.filter(person__in=numbers)}
        new = []
        for number in numbers:
            contact = held.get(number) or Contact(person_id=number)
            names = _complete_contact(contact, wanted[number])
            if not names:
                continue
            filled[number] = names
            if contact.pk:
                contact.save()
            else:
                new.append(contact)
        Contact.objects.bulk_create(new)
    return filled


def _complete_contact(contact: Contact, row: Completion) -> list[str]:
    phone, identity = plain_phone(row.phone), plain_identity(row.identity_number)
    _p, phone_hash, _i, identity_hash = sealed_contact(phone, identity)
    names = []
    if phone and not contact.phone:
        contact.phone, contact.phone_hash = phone, phone_hash
        names.append("phone")
    if identity and not contact.identity_number:
        contact.identity_number, contact.identity_hash = identity, identity_hash
        names.append("identity_number")
    return names


def _parts(rows: Sequence[Any]) -> Iterable[Sequence[Any]]:
    return (rows[start : start + AT_ONCE] for start in range(0, len(rows), AT_ONCE))
