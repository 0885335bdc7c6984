"""Whom rows of a table mean among those who are entered."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from lianxin.base.crypto.fields import keyed_hashes
from lianxin.kernel.actor import Scope
from lianxin.kernel.zh.identity import plain_identity
from lianxin.org.people.models import Affiliation, Contact, PartyStanding, Person
from lianxin.org.people.queries import in_force
from lianxin.org.units.queries import within

STANDING = "standing"


@dataclass(slots=True)
class Entered:
    """Somebody who is entered, as far as rows are compared with it.

    `places` are the numbers of units by the way of belonging, `ended` the days on which
    former ones ended, and the last standing; `is_near` where one of
    them is within the actor's reach, or there is none and the actor reaches all.
    """

    person: Person
    places: dict[str, int] = field(default_factory=dict)
    ended: dict[str, date] = field(default_factory=dict)
    standing: str = ""
    phone_hash: str = ""
    identity_hash: str = ""
    is_near: bool = False

    def has_ended(self, what: str, until: date) -> None:
        """Keep the last day on which it ended."""
        self.ended[what] = max(until, self.ended.get(what, until))

    def ended_later(self, begins: Mapping[str, date]) -> tuple[str, date | None]:
        """The first of what would begin before a former one had ended, and that day."""
        for what, day in begins.items():
            until = self.ended.get(what)
            if until is not None and until > day:
                return what, until
        return "", None


@dataclass(frozen=True, slots=True)
class Known:
    """The people whom some rows may mean, by identity number and by employee number."""

    by_identity: Mapping[str, Entered]
    by_number: Mapping[str, Entered]


def people_meant(
    identities: Iterable[str], numbers: Iterable[str], *, scope: Scope, today: date
) -> Known:
    """Those with one of these identity numbers or employee numbers.

    A constant number of questions for some hundred rows.
    """
    typed = {number: plain_identity(number) for number in identities if number}
    hashed = keyed_hashes(typed.values())
    hashes = {number: hashed[plain] for number, plain in typed.items()}
    contacts = dict(
        Contact.objects.filter(identity_hash__in=sorted(set(hashes.values())))
        .order_by()
        .values_list("identity_hash", "person")
    )
    by_number = Person.objects.filter(
        employee_number__in=sorted(set(numbers))
    ).select_related("merged_into")
    # The number of an entry that became one with another means that other one.
    numbered = {row.employee_number: row.merged_into or row for row in by_number}
    people = {person.pk: Entered(person) for person in numbered.values()}
    meant = Person.objects.filter(pk__in=sorted(set(contacts.values()) - set(people)))
    people |= {p.pk: Entered(p) for p in meant}
    if people:
        _complete(people, scope=scope, today=today)
    return Known(
        by_identity={
            n: people[contacts[h]] for n, h in hashes.items() if h in contacts
        },
        by_number={one.person.employee_number: one for one in people.values()}
        | {number: people[person.pk] for number, person in numbered.items()},
    )


def _complete(people: Mapping[int, Entered], *, scope: Scope, today: date) -> None:
    """Where these people belong, what they are, and which numbers they have."""
    numbers = list(people)
    places = Affiliation.objects.filter(person__in=numbers).order_by()
    of_place = ("person", "belonging", "unit", "valid_to")
    for person, belonging, unit, until in places.values_list(*of_place):
        if until is None:
            people[person].places[belonging] = unit
        else:
            people[person].has_ended(belonging, until)
    belonging_now = Affiliation.objects.filter(in_force(today), person__in=numbers)
    here = belonging_now.filter(within(scope, column="unit__path"))
    near = set(here.values_list("person", flat=True))
    if scope.everywhere:
        # All but those of restricted units alone, who are not even shown.
        somewhere = set(belonging_now.values_list("person", flat=True))
        near |= set(numbers) - somewhere
    standings = PartyStanding.objects.filter(person__in=numbers).order_by()
    for person, standing, until in standings.values_list(
        "person", "standing", "valid_to"
    ):
        if until is None:
            people[person].standing = standing
        else:
            people[person].has_ended(STANDING, until)
    contacts = Contact.objects.filter(person__in=numbers).order_by()
    for person, phone, identity in contacts.values_list(
        "person", "phone_hash", "identity_hash"
    ):
        people[person].phone_hash = phone
        people[person].identity_hash = identity
    for number, one in people.items():
        one.is_near = number in near
