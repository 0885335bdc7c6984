"""The register of people (花名册): all that it usually says, one line a person."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from lianxin.kernel.actor import Actor
from lianxin.kernel.zh.identity import masked_identity
from lianxin.kernel.zh.phones import masked_phone
from lianxin.org.people import queries as people
from lianxin.org.people.enums import Standing
from lianxin.org.people.models import Affiliation, Contact, PartyStanding, Person
from lianxin.org.people.queries import in_force
from lianxin.org.units.queries import within


@dataclass(frozen=True, slots=True)
class Details:
    """What the register says besides the entry: since when a member, how to reach."""

    admitted_on: date | None = None
    full_on: date | None = None
    phone: str = ""
    identity_number: str = ""


def roster_of(actor: Actor, *, today: date) -> QuerySet[Person]:
    """The people of the units for which `actor` may look up phone and identity number.

    Of them all that the register says may be shown, so that no line has gaps.
    """
    there = Affiliation.objects.filter(
        in_force(today), within(actor.scope("people.contact"), column="unit__path")
    )
    seen = people.visible_to(actor, today=today)
    return seen.filter(pk__in=there.values("person")).order_by("pinyin", "pk")


def attach(rows: Sequence[Person], *, actor: Actor, today: date) -> None:
    """Put on each person what the columns show, in a constant number of queries."""
    people.attach(rows, actor=actor, today=today)
    ids = [row.pk for row in rows]
    contacts = {c.person_id: c for c in Contact.objects.filter(person__in=ids)}
    seen = people.standings_visible_to(actor, today=today).filter(person__in=ids)
    known = set(seen.values_list("person", flat=True))
    first: dict[tuple[int, str], date] = {}
    for held in PartyStanding.objects.filter(person__in=known).order_by("-valid_from"):
        first[held.person_id, held.standing] = held.valid_from
    for row in rows:
        contact = contacts.get(row.pk)
        full = first.get((row.pk, Standing.FULL))
        row.details = Details(  # type: ignore[attr-defined]  # annotated by the query
            admitted_on=first.get((row.pk, Standing.PROBATIONARY)),
            full_on=full,
            phone=masked_phone(contact.phone) if contact else "",
            identity_number=masked_identity(contact.identity_number) if contact else "",
        )


def details_of(person: Person) -> Details:
    """What `attach` has put on a person."""
    found: Details = getattr(person, "details", Details())
    return found
