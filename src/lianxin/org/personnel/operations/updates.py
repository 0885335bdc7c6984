"""Holding what is told against what is entered; nothing of the entries changes."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from lianxin.base.journal import operations as journal
from lianxin.kernel.actor import Actor, Ref
from lianxin.kernel.sheets.feed import Feed, Told
from lianxin.kernel.zh.days import day_of
from lianxin.org.people.enums import Belonging
from lianxin.org.people.models import Affiliation, Person
from lianxin.org.personnel import policy, queries
from lianxin.org.personnel.enums import Kind, Outcome
from lianxin.org.personnel.events import UpdateTaken
from lianxin.org.personnel.models import Difference, Update
from lianxin.org.units import queries as units
from lianxin.org.units.models import Unit

COMPARED = ("name", "gender", "birth_on", "joined_on")
BATCH = 500
MOST_FAULTS_KEPT = 200


@dataclass(frozen=True, slots=True)
class _Known:
    """What is entered, as far as an update of `unit` may touch it."""

    unit: Unit
    people: Mapping[str, Person]
    works: Mapping[int, Affiliation]
    party: Mapping[int, Affiliation]
    units: Mapping[str, Unit]
    staff_below: Mapping[int, Affiliation]


@transaction.atomic
def take_update(feed: Feed, *, unit: Unit, actor: Actor, at: datetime) -> Update:
    """Keep in what the feed differs from the entries of `unit` and all below it.

    Differences that an earlier update told of the same people are replaced. Who
    works elsewhere is left alone; who is missing from a complete feed has left.
    """
    policy.may_update(unit, actor=actor).or_raise()
    update = Update.objects.create(
        unit=unit,
        sent_by=actor.name,
        sent_at=at,
        rows=len(feed.rows),
        faults=[asdict(fault) for fault in feed.faults[:MOST_FAULTS_KEPT]],
        is_complete=feed.is_complete,
    )
    found = list(_differences(feed, update, unit=unit, today=day_of(at)))
    _replace_earlier(feed, found, unit=unit, at=at)
    Difference.objects.bulk_create(found, batch_size=BATCH)
    journal.write(
        UpdateTaken(
            subject=queries.ref(update),
            unit=Ref("units.unit", unit.pk),
            actor=actor,
            at=at,
            after={"rows": update.rows, "differences": len(found)},
        )
    )
    return update


def _replace_earlier(
    feed: Feed, found: list[Difference], *, unit: Unit, at: datetime
) -> None:
    """What an earlier update told of the same people, as far as the sender reaches."""
    path = unit.path or "-"
    reached = Difference.objects.filter(
        units.below(path, column="unit__path")
        | Q(unit__path__isnull=True) & units.below(path, column="update__unit__path"),
        settled_at__isnull=True,
    )
    numbers = {row.employee_number for row in feed.rows}
    numbers |= {difference.employee_number for difference in found}
    ordered = sorted(numbers)
    for start in range(0, len(ordered), BATCH):
        of_some = reached.filter(employee_number__in=ordered[start : start + BATCH])
        of_some.update(settled_at=at, outcome=Outcome.REPLACED)


def _differences(
    feed: Feed, update: Update, *, unit: Unit, today: date
) -> Iterator[Difference]:
    known = _known(feed, unit=unit, today=today)
    for row in feed.rows:
        person = known.people.get(row.employee_number)
        if person is None:
            yield from _of_new(row, update, known, today=today)
        elif person.left_on is None and _is_ours(person, known):
            yield from _of_known(row, person, update, known, today=today)
        elif _is_back(row, person, known, today=today):
            yield _made(Kind.BACK, row, person, update, known, fields=["unit"])
    if feed.is_complete:
        told = {row.employee_number for row in feed.rows}
        told |= {fault.employee_number for fault in feed.faults}
        there = {person.pk for person in known.people.values()}
        for place in known.staff_below.values():
            person = place.person
            if person.pk not in there and person.employee_number not in told:
                gone = Told(0, person.employee_number, person.name)
                yield _made(Kind.LEFT, gone, person, update, known)


def _known(feed: Feed, *, unit: Unit, today: date) -> _Known:
    people: dict[str, Person] = {}
    works: dict[int, Affiliation] = {}
    numbers = [row.employee_number for row in feed.rows]
    for start in range(0, len(numbers), BATCH):
        some = queries.all_people_by_number(numbers[start : start + BATCH])
        ids = [person.pk for person in some.values()]
        people |= some
        works |= queries.all_places_of(ids, Belonging.STAFF, today=today)
    return _Known(
        unit=unit,
        people=people,
        works=works,
        party=queries.all_places_below(unit, Belonging.PARTY, today=today),
        units=queries.all_units_by_name(unit),
        staff_below=queries.all_places_below(unit, Belonging.STAFF, today=today)
        if feed.is_complete
        else {},
    )


def _is_ours(person: Person, known: _Known) -> bool:
    """Whether somebody works, or belongs as a Party member, within the unit's reach."""
    place = known.works.get(person.pk)
    below = place is not None and (place.unit.path or "").startswith(
        known.unit.path or "-"
    )
    return below or person.pk in known.party


def _is_back(row: Told, person: Person, known: _Known, *, today: date) -> bool:
    """Whether somebody who had left is told of again, in a unit within reach."""
    is_gone = person.left_on is not None and person.left_on < today
    return is_gone and not _has_left(row, today) and row.unit in known.units


def _has_left(row: Told, today: date) -> bool:
    """Whether the last day is there; systems tell one far ahead of whoever stays."""
    return row.left_on is not None and row.left_on <= today


def _of_new(
    row: Told, update: Update, known: _Known, *, today: date
) -> Iterator[Difference]:
    if not _has_left(row, today):
        kind = Kind.NEW if row.unit in known.units else Kind.UNCLEAR
        yield _made(kind, row, None, update, known)


def _of_known(
    row: Told, person: Person, update: Update, known: _Known, *, today: date
) -> Iterator[Difference]:
    if _has_left(row, today):
        yield _made(Kind.LEFT, row, person, update, known)
        return
    differing = [
        name
        for name in COMPARED
        if getattr(row, name) and getattr(row, name) != getattr(person, name)
    ]
    if differing:
        yield _made(Kind.CHANGED, row, person, update, known, fields=differing)
    if not row.unit:
        return
    place, wanted = known.works.get(person.pk), known.units.get(row.unit)
    if wanted is None:
        yield _made(Kind.UNCLEAR, row, person, update, known)
    elif place is None or place.unit_id != wanted.pk:
        yield _made(Kind.MOVED, row, person, update, known, fields=["unit"])


def _made(
    kind: Kind,
    row: Told,
    person: Person | None,
    update: Update,
    known: _Known,
    fields: list[str] | None = None,
) -> Difference:
    """The difference, filed where it is to be settled."""
    told = {
        name: str(value)
        for name, value in asdict(row).items()
        if value and name not in {"line", "employee_number"}
    }
    held: dict[str, str] = {}
    where = known.units.get(row.unit, known.unit)
    if person is not None:
        place = known.works.get(person.pk) or known.staff_below.get(person.pk)
        party = known.party.get(person.pk)
        held_in = party or place
        where = held_in.unit if held_in else where
        held = {n: str(getattr(person, n) or "") for n in COMPARED}
        held["unit"] = place.unit.name if place else ""
    if fields is not None:
        told = {name: value for name, value in told.items() if name in fields}
        held = {name: value for name, value in held.items() if name in fields}
    return Difference(
        update=update,
        kind=kind,
        employee_number=row.employee_number,
        name=row.name,
        person=person,
        unit=where,
        told=json.dumps(told, ensure_ascii=False),
        held=json.dumps(held, ensure_ascii=False),
    )
