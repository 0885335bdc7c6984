"""Entering very many people at once: judged first, then written set by set."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from functools import partial
from itertools import chain

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils.translation import gettext as _

from lianxin.base.bulk.rows import WaitingRows, new_numbers
from lianxin.base.crypto.fields import keyed_hashes, sealed_texts
from lianxin.base.jobs import operations as jobs
from lianxin.base.journal import operations as journal
from lianxin.kernel.actor import Actor, Ref
from lianxin.kernel.zh import name_pinyin
from lianxin.kernel.zh.identity import plain_identity
from lianxin.kernel.zh.phones import plain_phone
from lianxin.org.people import policy
from lianxin.org.people.events import PeopleAdded
from lianxin.org.people.models import Affiliation, Contact, PartyStanding, Person
from lianxin.org.people.operations.keys import fill_keys
from lianxin.org.people.operations.newcomers import NewPerson, Particulars
from lianxin.org.people.operations.sieve import faults_of_rows
from lianxin.org.units import queries as units
from lianxin.org.units.models import Unit

KEYS_AT_ONCE = 500
OWN_NUMBER = "L{:07}"
OF_PERSON = (
    "id", "name", "pinyin", "employee_number", "gender", "birth_on", "joined_on",
    *(field.name for field in fields(Particulars)), "version",
)  # fmt: skip
OF_CONTACT = (
    "person_id", "phone", "phone_hash", "identity_number", "identity_hash",
)  # fmt: skip
OF_PLACE = ("person_id", "unit_id", "belonging", "valid_from", "valid_to")
OF_STANDING = ("person_id", "standing", "valid_from", "valid_to")


@dataclass(frozen=True, slots=True)
class Ready:
    """A row with what takes time to work out, worked out before the lock is held."""

    row: NewPerson
    pinyin: str
    contact: tuple[str, str, str, str] | None


def add_people(
    rows: Sequence[NewPerson], *, actor: Actor, at: datetime
) -> Sequence[int]:
    """Enter all these people or none; their numbers, in the order of `rows`.

    Raises Refused where the actor may not enter people of one of the units or say
    what people there are to the Party, and ValidationError that names the rows at
    fault. Names, sounds and ciphertexts are worked out before the transaction begins,
    which then only writes. The journal has one entry for all. Beyond some hundred,
    people are found by name once a job has made their keys, some seconds later.
    """
    check_rights(rows, actor=actor)
    faults = faults_of_rows(rows)
    if faults:
        raise ValidationError([fault.in_words for fault in faults[:50]])
    waiting = WaitingPeople()
    try:
        waiting.add(ready_people(rows))
        return waiting.enter(actor=actor, at=at)
    finally:
        waiting.clear()


class WaitingPeople:
    """People who are to be entered as one, judged and made ready batch by batch.

    Their rows wait beside the tables (see `WaitingRows`), so that the transaction that
    enters them moves whole sets and holds the lock of SQLite as short as can be.
    """

    def __init__(self) -> None:
        self._people = WaitingRows(Person, OF_PERSON)
        self._places = WaitingRows(Affiliation, OF_PLACE)
        self._standings = WaitingRows(PartyStanding, OF_STANDING)
        self._contacts = WaitingRows(Contact, OF_CONTACT)
        self._numbers: list[int] = []
        self._unit: Unit | None = None

    def add(self, ready: Sequence[Ready]) -> None:
        """Let these wait, each with the number that is going to be theirs."""
        if not ready:
            return
        self._unit = self._unit or ready[0].row.places[0].unit
        numbers = new_numbers(Person, len(ready))
        pairs = list(zip(numbers, ready, strict=True))
        self._numbers += numbers
        self._people.add(_person(pk, one) for pk, one in pairs)
        self._places.add(chain.from_iterable(map(_places, pairs)))
        self._standings.add(chain.from_iterable(map(_standings, pairs)))
        self._contacts.add((pk, *r.contact) for pk, r in pairs if r.contact)

    @transaction.atomic
    def enter(self, *, actor: Actor, at: datetime) -> Sequence[int]:
        """Enter all who wait or none; their numbers, in the order in which they came.

        Raises ValidationError where somebody entered one of them since, by the identity
        number. The journal has one entry for all. Beyond some hundred, people are found
        by name once a job has made their keys, some seconds later.
        """
        if self._unit is None:
            return []
        self._check_still_new()
        for rows in (self._people, self._places, self._standings, self._contacts):
            rows.enter()
        first, last = min(self._numbers), max(self._numbers)
        if len(self._numbers) <= KEYS_AT_ONCE:
            fill_keys(first, last)
        else:
            jobs.later("people.fill_keys", Ref("people.person", first))
        journal.write(
            PeopleAdded(
                subject=Ref("people.person", self._numbers[0]),
                unit=units.ref(self._unit),
                actor=actor,
                at=at,
                after={"people": len(self._numbers)},
            )
        )
        return self._numbers

    def clear(self) -> None:
        """Forget those who wait; called whether or not they were entered."""
        for rows in (self._people, self._places, self._standings, self._contacts):
            rows.clear()

    def _check_still_new(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT 1 FROM {self._contacts.name} AS waiting "  # noqa: S608 -- names of our own tables
                f"JOIN {Contact._meta.db_table} AS held "
                "ON held.identity_hash = waiting.identity_hash "
                "WHERE waiting.identity_hash <> '' LIMIT 1"
            )
            if cursor.fetchone() is not None:
                raise ValidationError(
                    _(
                        "Somebody of these was entered meanwhile; have the file read anew."
                    )
                )
        if self._places.lacks(Unit, "unit_id", unless="dissolved_on"):
            raise ValidationError(
                _("A unit of these is not there any more; have the file read anew.")
            )


def check_rights(rows: Sequence[NewPerson], *, actor: Actor) -> None:
    """Refused unless the actor may do all of this; each unit is judged once."""
    known = {place.unit.pk: place.unit for row in rows for place in row.places}
    may_add = partial(policy.may_add, actor=actor)
    for unit in known.values():
        may_add([unit]).or_raise()
    member_units = {
        tuple(place.unit.path or "" for place in row.places)
        for row in rows
        if row.standings
    }
    for paths in member_units:
        policy.may_set_standing(paths, actor=actor).or_raise()
    reached = {
        tuple(place.unit.path or "" for place in row.places)
        for row in rows
        if row.phone or row.identity_number
    }
    for paths in reached:
        policy.may_set_contact(0, paths, actor=actor).or_raise()


def ready_people(rows: Sequence[NewPerson]) -> Sequence[Ready]:
    """What takes time of `add_people`, before any lock is held."""
    sounds = {name: name_pinyin(name) for name in {row.name for row in rows}}
    contacts = sealed_contacts(
        [(plain_phone(r.phone), plain_identity(r.identity_number)) for r in rows]
    )
    return [
        Ready(row, sounds[row.name], contact if contact[0] or contact[2] else None)
        for row, contact in zip(rows, contacts, strict=True)
    ]


def sealed_contacts(
    numbers: Sequence[tuple[str, str]],
) -> list[tuple[str, str, str, str]]:
    """Phones and identity numbers as the table holds them: each with its keyed hash."""
    if not numbers:
        return []
    phones, identities = zip(*numbers, strict=True)
    hashes = keyed_hashes([*phones, *identities])
    return [
        (phone, hashes[of_phone], identity, hashes[of_identity])
        for phone, of_phone, identity, of_identity in zip(
            sealed_texts(phones),
            phones,
            sealed_texts(identities),
            identities,
            strict=True,
        )
    ]


def _person(pk: int, one: Ready) -> tuple[object, ...]:
    row = one.row
    more = row.particulars
    return (
        pk,
        row.name,
        one.pinyin,
        row.employee_number or OWN_NUMBER.format(pk),
        row.gender,
        row.birth_on,
        row.joined_on,
        *(getattr(more, field.name) for field in fields(more)),
        1,
    )


def _places(pair: tuple[int, Ready]) -> Iterator[tuple[object, ...]]:
    pk, one = pair
    for place in one.row.places:
        yield pk, place.unit.pk, str(place.belonging), place.valid_from, None


def _standings(pair: tuple[int, Ready]) -> Iterator[tuple[object, ...]]:
    pk, one = pair
    held = one.row.standings
    for number, since in enumerate(held, start=1):
        end = held[number].valid_from if number < len(held) else None
        yield pk, str(since.standing), since.valid_from, end
