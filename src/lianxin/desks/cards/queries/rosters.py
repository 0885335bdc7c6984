"""The register of people (花名册): all that it usually says, one line a person."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import QuerySet

from lianxin.kernel.actor import Actor
from lianxin.kernel.zh.identity import masked_identity
from lianxin.kernel.zh.phones import masked_phone
from lianxin.org.people import queries as people
from lianxin.org.people.enums import Standing
from lianxin.org.people.models import (
    Affiliation,
    Contact,
    PartyStanding,
    Person,
    Situation,
)
from lianxin.org.people.queries import in_force
from lianxin.org.units.queries import within

ON_THE_WAY = (Standing.APPLICANT, Standing.ACTIVIST, Standing.DEVELOPMENT_TARGET)


@dataclass(frozen=True, slots=True)
class Details:
    """What the registers say besides the entry: since when what, how to reach.

    `begun` is by standing the day on which it first began.
    """

    begun: Mapping[str, date] = field(default_factory=dict)
    phone: str = ""
    identity_number: str = ""
    touched_on: date | None = None

    @property
    def admitted_on(self) -> date | None:
        """When probation began."""
        return self.begun.get(Standing.PROBATIONARY)

    @property
    def full_on(self) -> date | None:
        """Since when a full member."""
        return self.begun.get(Standing.FULL)


def roster_of(actor: Actor, *, today: date) -> QuerySet[Person]:
    """The people of the units for which `actor` may look up phone and identity number.

    Of them all that the register says may be shown, so that no line has gaps.
    """
    there = Affiliation.objects.filter(
        in_force(today), within(actor.scope("people.contact"), column="unit__path")
    )
    seen = people.visible_to(actor, today=today)
    return seen.filter(pk__in=there.values("person")).order_by("pinyin", "pk")


def coming_to_the_party(actor: Actor, *, today: date) -> QuerySet[Person]:
    """Of the register the applicants, activists and development targets."""
    there = people.standings_visible_to(actor, today=today)
    return roster_of(actor, today=today).filter(
        pk__in=there.filter(standing__in=ON_THE_WAY).values("person")
    )


def elsewhere(actor: Actor, *, today: date) -> QuerySet[Person]:
    """Of the register the mobile members and those abroad."""
    there = people.situations_visible_to(actor, today=today)
    return roster_of(actor, today=today).filter(
        pk__in=there.filter(circumstance__in=people.ELSEWHERE).values("person")
    )


def away(person: Person) -> Situation | None:
    """Where somebody of `elsewhere` is, after `attach`."""
    seen: Sequence[Situation] = getattr(person, "situations_seen", ())
    return next((row for row in seen if row.circumstance in people.ELSEWHERE), None)


def attach(rows: Sequence[Person], *, actor: Actor, today: date) -> None:
    """Put on each person what the columns show, in a constant number of queries."""
    people.attach(rows, actor=actor, today=today)
    ids = [row.pk for row in rows]
    contacts = {c.person_id: c for c in Contact.objects.filter(person__in=ids)}
    seen = people.standings_visible_to(actor, today=today).filter(person__in=ids)
    known = set(seen.values_list("person", flat=True))
    first: dict[int, dict[str, date]] = {pk: {} for pk in ids}
    for held in PartyStanding.objects.filter(person__in=known).order_by("-valid_from"):
        first[held.person_id][held.standing] = held.valid_from
    touched = people.last_touched([row for row in rows if away(row) is not None])
    for row in rows:
        contact = contacts.get(row.pk)
        row.details = Details(  # type: ignore[attr-defined]  # annotated by the query
            begun=first[row.pk],
            phone=masked_phone(contact.phone) if contact else "",
            identity_number=masked_identity(contact.identity_number) if contact else "",
            touched_on=touched.get(row.pk),
        )


def details_of(person: Person) -> Details:
    """What `attach` has put on a person."""
    found: Details = getattr(person, "details", Details())
    return found
