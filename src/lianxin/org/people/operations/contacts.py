"""Phone and identity number: entering them, and looking them up with a trace."""

from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lianxin.base.crypto.fields import keyed_hash
from lianxin.base.journal import operations as journal
from lianxin.kernel.actor import Actor
from lianxin.kernel.zh.days import day_of
from lianxin.kernel.zh.identity import plain_identity
from lianxin.kernel.zh.phones import plain_phone
from lianxin.org.people import policy, queries
from lianxin.org.people.events import ContactLookedUp, ContactSet
from lianxin.org.people.models import Contact, Person
from lianxin.org.people.operations.checks import check_identity, check_phone
from lianxin.org.people.operations.keys import renew_keys
from lianxin.org.units import queries as units


@dataclass(frozen=True, slots=True)
class ContactValues:
    """Phone and identity number in clear, for one answer."""

    phone: str
    identity_number: str


@transaction.atomic
def set_contact(
    person: Person, *, phone: str, identity_number: str, actor: Actor, at: datetime
) -> Contact:
    """Enter or change phone and identity number; an empty text removes one.

    Raises ValidationError where a number cannot be right, is at odds with the
    birth date, or where the identity number is another person's.
    """
    places = list(queries.all_places_of(person, today=day_of(at)))
    paths = [place.unit.path or "" for place in places]
    policy.may_set_contact(person.pk, paths, actor=actor).or_raise()
    phone, identity_number = plain_phone(phone), plain_identity(identity_number)
    check_phone(phone)
    check_identity(identity_number, person.birth_on)
    _check_nobody_elses(identity_number, person)
    contact, _made = Contact.objects.select_for_update().get_or_create(person=person)
    changed = {
        field: value
        for field, value in (("phone", phone), ("identity_number", identity_number))
        if getattr(contact, field) != value
    }
    contact.phone, contact.identity_number = phone, identity_number
    contact.phone_hash = keyed_hash(phone) if phone else ""
    contact.identity_hash = keyed_hash(identity_number) if identity_number else ""
    contact.save()
    renew_keys(person)
    journal.write(
        ContactSet(
            subject=queries.ref(person),
            unit=units.ref(places[0].unit) if places else None,
            actor=actor,
            at=at,
            after=changed,
        )
    )
    return contact


@transaction.atomic
def reveal_contact(person: Person, *, actor: Actor, at: datetime) -> ContactValues:
    """Phone and identity number in clear; the look-up enters the journal."""
    places = list(queries.all_places_of(person, today=day_of(at)))
    paths = [place.unit.path or "" for place in places]
    policy.may_see_contact(person.pk, paths, actor=actor).or_raise()
    contact = Contact.objects.filter(person=person).first()
    journal.write(
        ContactLookedUp(
            subject=queries.ref(person),
            unit=units.ref(places[0].unit) if places else None,
            actor=actor,
            at=at,
        )
    )
    if contact is None:
        return ContactValues("", "")
    return ContactValues(contact.phone, contact.identity_number)


def _check_nobody_elses(number: str, person: Person) -> None:
    if not number:
        return
    others = Contact.objects.filter(identity_hash=keyed_hash(number))
    if others.exclude(person=person).exists():
        raise ValidationError(
            {"identity_number": _("Somebody else has this identity number.")}
        )
