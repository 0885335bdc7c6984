"""Adding to many entries at once what a register says of those who are entered."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils.translation import gettext as _

from lianxin.base.bulk.rows import WaitingRows, new_numbers
from lianxin.base.journal import operations as journal
from lianxin.kernel.actor import Actor, Ref
from lianxin.kernel.zh.days import day_of
from lianxin.kernel.zh.identity import plain_identity
from lianxin.kernel.zh.phones import plain_phone
from lianxin.org.people import policy, queries
from lianxin.org.people.events import PeopleCompleted
from lianxin.org.people.models import Affiliation, Contact, PartyStanding, Person
from lianxin.org.people.operations.bulk import (
    OF_CONTACT,
    OF_PLACE,
    OF_STANDING,
    sealed_contacts,
)
from lianxin.org.people.operations.checks import check_place, check_standing
from lianxin.org.people.operations.keys import add_phone_keys
from lianxin.org.people.operations.newcomers import Place, Since
from lianxin.org.units import queries as units
from lianxin.org.units.models import Unit

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
Row = tuple[object, ...]


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
    """What was added, to be taken back by: keys of rows, and filled fields by person.

    `at` is when that was; None where it was not kept.
    """

    affiliations: Sequence[int]
    standings: Sequence[int]
    fields: Mapping[int, Sequence[str]]
    at: datetime | None = None


def complete_people(
    rows: Sequence[Completion], *, actor: Actor, at: datetime
) -> Completed:
    """Add all of this to the entries, or nothing; what was added.

    Raises Refused where the actor may not enter people of one of the units, and
    ValidationError where somebody belongs to a unit in that way already, or has a
    standing.
    """
    waiting = WaitingCompletions()
    try:
        waiting.add(rows, actor=actor, at=at)
        return waiting.enter(actor=actor, at=at)
    finally:
        waiting.clear()


class WaitingCompletions:
    """What is to be added to entries as one, worked out batch by batch beforehand.

    It waits beside the tables (see `WaitingRows`), so that the transaction moves whole
    sets. Whatever was changed meanwhile keeps all of it from being entered.
    """

    def __init__(self) -> None:
        keyed = ("id", *FILLED, "version")
        self._people = WaitingRows(Person, keyed, called="completed")
        self._places = WaitingRows(Affiliation, ("id", *OF_PLACE), called="more_places")
        self._standings = WaitingRows(
            PartyStanding, ("id", *OF_STANDING), called="more_standings"
        )
        self._contacts = WaitingRows(Contact, OF_CONTACT, called="more_contacts")
        self._numbers = WaitingRows(Contact, OF_CONTACT, called="more_numbers")
        self._fields: dict[int, list[str]] = {}
        self._place_keys: list[int] = []
        self._standing_keys: list[int] = []
        self._with_contact = 0
        # How many rows say where these people belong, and the sum of their keys.
        self._belong = (0, 0)
        self._unit: Unit | None = None

    def add(self, rows: Sequence[Completion], *, actor: Actor, at: datetime) -> None:
        """Let these wait; Refused or ValidationError where they cannot be entered."""
        self._check_once(rows)
        paths, belong = _belonging_of([r.person for r in rows], today=day_of(at))
        self._belong = self._belong[0] + belong[0], self._belong[1] + belong[1]
        _check_rights(rows, paths, actor=actor)
        for row in rows:
            for place in row.places:
                self._unit = self._unit or place.unit
                check_place(place.unit, place.belonging, place.valid_from)
            for since in row.standings:
                check_standing(since.standing, since.valid_from)
        for some in _parts(rows):
            self._add_fields(some)
            self._add_contacts(some)
        self._place_keys += _keyed(self._places, Affiliation, _places(rows))
        self._standing_keys += _keyed(self._standings, PartyStanding, _standings(rows))

    @transaction.atomic
    def enter(self, *, actor: Actor, at: datetime) -> Completed:
        """Add all that waits, or nothing; what was added."""
        if not self._fields:
            return Completed([], [], {}, at)
        self._check_still_lacking(at)
        self._fill()
        self._places.enter()
        self._standings.enter()
        self._contacts.enter()
        self._fill_contacts()
        for rows in (self._contacts, self._numbers):
            add_phone_keys(rows)
        journal.write(
            PeopleCompleted(
                subject=Ref("people.person", next(iter(self._fields))),
                unit=units.ref(self._unit) if self._unit else actor.unit,
                actor=actor,
                at=at,
                after={"people": len(self._fields)},
            )
        )
        return Completed(self._place_keys, self._standing_keys, self._fields, at)

    def clear(self) -> None:
        """Forget what waits; called whether or not it was entered."""
        for rows in self._all():
            rows.clear()

    def _all(self) -> Iterator[WaitingRows]:
        yield from (self._people, self._places, self._standings)
        yield from (self._contacts, self._numbers)

    def _check_once(self, rows: Sequence[Completion]) -> None:
        numbers = {row.person for row in rows}
        if len(numbers) < len(rows) or not numbers.isdisjoint(self._fields):
            raise ValidationError(
                _("Somebody stands in two rows of this table; keep one of them.")
            )

    def _add_fields(self, rows: Sequence[Completion]) -> None:
        """The fields as they are going to be, and which of them are filled."""
        wanted = {row.person: row.fields for row in rows}
        held = Person.objects.filter(pk__in=list(wanted)).order_by()
        filled: list[Row] = []
        for pk, version, *values in held.values_list("pk", "version", *FILLED):
            said = wanted[pk]
            names = [
                name
                for name, value in zip(FILLED, values, strict=True)
                if not value and said.get(name)
            ]
            self._fields[pk] = names
            pairs = zip(FILLED, values, strict=True)
            filled.append((pk, *(v or said.get(n) or v for n, v in pairs), version))
        self._people.add(filled)

    def _add_contacts(self, rows: Sequence[Completion]) -> None:
        """Phone and identity number where there is none."""
        wanted = {row.person: row for row in rows if row.phone or row.identity_number}
        held = {
            person: (phone, identity)
            for person, phone, identity in Contact.objects.filter(
                person__in=list(wanted)
            ).values_list("person", "phone_hash", "identity_hash")
        }
        new: list[Row] = []
        more: list[Row] = []
        lacking = []
        for person, row in wanted.items():
            phone, identity = held.get(person, ("", ""))
            lacking.append(
                (
                    "" if phone else plain_phone(row.phone),
                    "" if identity else plain_identity(row.identity_number),
                )
            )
        for person, sealed in zip(wanted, sealed_contacts(lacking), strict=True):
            names = [
                name
                for name, told in zip(
                    ("phone", "identity_number"), sealed[::2], strict=True
                )
                if told
            ]
            if names:
                self._fields[person] += names
                (more if person in held else new).append((person, *sealed))
        self._with_contact += len(more)
        self._contacts.add(new)
        self._numbers.add(more)

    def _check_still_lacking(self, at: datetime) -> None:
        """Nobody got since what waits for them, nor went where others enter them."""
        place, standing, contact = (
            model._meta.db_table for model in (Affiliation, PartyStanding, Contact)
        )
        of_person = "held.person_id = waiting.person_id"
        holds = "(held.valid_to IS NULL OR held.valid_to > waiting.valid_from)"
        asked = [
            (self._places, place, f"{of_person} AND held.belonging = waiting.belonging "
             f"AND {holds}"),
            (self._standings, standing, f"{of_person} AND {holds}"),
            (self._contacts, contact, of_person),
            *((rows, contact, "held.identity_hash = waiting.identity_hash "
               "AND waiting.identity_hash <> ''")
              for rows in (self._contacts, self._numbers)),
        ]  # fmt: skip
        with connection.cursor() as cursor:
            for rows, table, same in asked:
                cursor.execute(
                    f"SELECT 1 FROM {rows.name} AS waiting "  # noqa: S608 -- names of our own tables
                    f"JOIN {table} AS held ON {same} LIMIT 1"
                )
                if cursor.fetchone() is not None:
                    raise _changed_meanwhile()
            today = connection.ops.adapt_datefield_value(day_of(at))
            cursor.execute(
                f"SELECT COUNT(*), COALESCE(SUM(held.id), 0) FROM {self._people.name} "  # noqa: S608 -- names of our own tables
                f"AS waiting JOIN {place} AS held ON held.person_id = waiting.id "
                "WHERE held.valid_from <= %s "
                "AND (held.valid_to IS NULL OR held.valid_to > %s)",
                [today, today],
            )
            count, total = cursor.fetchone()
        is_as_told = (int(count), int(total)) == self._belong
        if not is_as_told or self._places.lacks(Unit, "unit_id", unless="dissolved_on"):
            raise _changed_meanwhile()

    def _fill(self) -> None:
        """The entries as they were worked out, unless one has another version now."""
        table = Person._meta.db_table
        values = ", ".join(f"{name} = waiting.{name}" for name in FILLED)
        with connection.cursor() as cursor:
            cursor.execute(
                f"UPDATE {table} SET {values}, version = waiting.version + 1 "  # noqa: S608 -- names of our own tables
                f"FROM {self._people.name} AS waiting WHERE {table}.id = waiting.id "
                f"AND {table}.version = waiting.version"
            )
            if cursor.rowcount != len(self._fields):
                raise _changed_meanwhile()

    def _fill_contacts(self) -> None:
        """What a contact lacks, unless it has it now."""
        table = Contact._meta.db_table
        values = ", ".join(
            f"{name} = CASE WHEN waiting.{digest} = '' THEN {table}.{name} "
            f"ELSE waiting.{name} END"
            for name, digest in (
                ("phone", "phone_hash"),
                ("phone_hash", "phone_hash"),
                ("identity_number", "identity_hash"),
                ("identity_hash", "identity_hash"),
            )
        )
        lacking = " AND ".join(
            f"(waiting.{digest} = '' OR {table}.{digest} = '')"
            for digest in ("phone_hash", "identity_hash")
        )
        with connection.cursor() as cursor:
            cursor.execute(
                f"UPDATE {table} SET {values} FROM {self._numbers.name} AS waiting "  # noqa: S608 -- names of our own tables
                f"WHERE {table}.person_id = waiting.person_id AND {lacking}"
            )
            if cursor.rowcount != self._with_contact:
                raise _changed_meanwhile()


def paths_of_people(people: Iterable[int], *, today: date) -> dict[int, list[str]]:
    """The paths of the units to which each of them belongs on a day."""
    return _belonging_of(people, today=today)[0]


def _belonging_of(
    people: Iterable[int], *, today: date
) -> tuple[dict[int, list[str]], tuple[int, int]]:
    """Paths by person; of how many rows, and the sum of the keys of these rows."""
    paths: dict[int, list[str]] = {person: [] for person in people}
    keys: list[int] = []
    for some in _parts(list(paths)):
        held = Affiliation.objects.filter(queries.in_force(today), person__in=some)
        rows = held.order_by().values_list("pk", "person", "unit__path")
        for pk, person, path in rows:
            keys.append(pk)
            paths[person].append(path or "")
    return paths, (len(keys), sum(keys))


def _check_rights(
    rows: Sequence[Completion], paths: dict[int, list[str]], *, actor: Actor
) -> None:
    """Each entry, its standing and its contact by the units to which somebody belongs."""
    for unit in {p.unit.pk: p.unit for row in rows for p in row.places}.values():
        policy.may_add([unit], actor=actor).or_raise()
    asked: set[tuple[bool, bool, tuple[str, ...]]] = set()
    for row in rows:
        there = [*paths[row.person], *(place.unit.path or "" for place in row.places)]
        has_contact = bool(row.phone or row.identity_number)
        asked.add((bool(row.standings), has_contact, tuple(there)))
    for has_standing, has_contact, places in asked:
        policy.may_edit(places, actor=actor).or_raise()
        if has_standing:
            policy.may_set_standing(places, actor=actor).or_raise()
        if has_contact:
            policy.may_set_contact(0, places, actor=actor).or_raise()


def _changed_meanwhile() -> ValidationError:
    return ValidationError(
        _("Somebody of these was changed meanwhile; have the file read anew.")
    )


def _keyed(
    waiting: WaitingRows,
    model: type[Affiliation] | type[PartyStanding],
    rows: Iterable[Row],
) -> list[int]:
    """Let rows wait with the numbers that are going to be theirs; these numbers."""
    found = list(rows)
    if not found:
        return []
    numbers = list(new_numbers(model, len(found)))
    waiting.add((pk, *row) for pk, row in zip(numbers, found, strict=True))
    return numbers


def _places(rows: Iterable[Completion]) -> Iterator[Row]:
    for row in rows:
        for place in row.places:
            belonging = str(place.belonging)
            yield row.person, place.unit.pk, belonging, place.valid_from, None


def _standings(rows: Iterable[Completion]) -> Iterator[Row]:
    for row in rows:
        for number, since in enumerate(row.standings, start=1):
            until = _until(row.standings, number)
            yield row.person, str(since.standing), since.valid_from, until


def _until(held: Sequence[Since], number: int) -> date | None:
    return held[number].valid_from if number < len(held) else None


def _parts(rows: Sequence[Any]) -> Iterable[Sequence[Any]]:
    return (rows[start : start + AT_ONCE] for start in range(0, len(rows), AT_ONCE))
