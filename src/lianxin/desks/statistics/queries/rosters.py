"""A roster exported elsewhere beside our entries: who is missing where, what differs."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from lianxin.base.crypto.fields import keyed_hash
from lianxin.desks.statistics.queries.asking import Asked
from lianxin.desks.statistics.queries.counting import members_on
from lianxin.kernel.zh.identity import masked_identity, plain_identity
from lianxin.org.people.enums import Belonging, Standing
from lianxin.org.people.models import Affiliation, Contact, PartyStanding, Person
from lianxin.org.people.queries import in_force
from lianxin.org.units.models import Unit
from lianxin.org.units.queries import plain_name

SEXES = {"男": "m", "女": "f"}
KINDS = {"正式党员": Standing.FULL, "预备党员": Standing.PROBATIONARY}
WORDS_OF_SEX = {code: word for word, code in SEXES.items()}
WORDS_OF_KIND: Mapping[str, str] = {code: word for word, code in KINDS.items()}


@dataclass(frozen=True, slots=True)
class Difference:
    """One column in which the roster and our entry of a person differ."""

    column: str
    here: str
    there: str


@dataclass(frozen=True, slots=True)
class Compared:
    """A person of whom something differs, with the columns."""

    person: Person
    differences: Sequence[Difference]


@dataclass(frozen=True, slots=True)
class Missing:
    """Somebody who stands in the roster only: as it names them."""

    row: int
    name: str
    identity: str
    branch: str


@dataclass(frozen=True, slots=True)
class Differences:
    """What a roster and our entries do not have in common.

    `numberless` are our members without an identity number, whom no roster can name.
    """

    same: int
    missing_here: Sequence[Missing]
    missing_there: Sequence[Person]
    numberless: Sequence[Person]
    differing: Sequence[Compared]

    @property
    def is_none(self) -> bool:
        """Whether both say the same of the same people."""
        return not (
            self.missing_here or self.missing_there or self.numberless or self.differing
        )


@dataclass(frozen=True, slots=True)
class _Entry:
    """What we hold of a member, as a roster would say it."""

    person: Person
    hash: str
    values: Mapping[str, str]
    unit: Unit | None


def differences_in(
    rows: Iterable[tuple[int, Mapping[str, Any]]], asked: Asked
) -> Differences:
    """Compare rows of a roster with the members of the asked units, by identity number.

    A column that the roster leaves empty is not compared. As many queries for any
    number of people.
    """
    entries = _entries(asked)
    ours = {entry.hash: entry for entry in entries if entry.hash}
    there: dict[str, tuple[int, Mapping[str, Any]]] = {}
    for number, values in rows:
        identity = plain_identity(str(values["id_number"]))
        there[keyed_hash(identity)] = (number, values)
    compared = [
        Compared(entry.person, _differing(entry, there[code][1]))
        for code, entry in ours.items()
        if code in there
    ]
    return Differences(
        same=sum(not each.differences for each in compared),
        missing_here=[
            _missing(number, values)
            for code, (number, values) in there.items()
            if code not in ours
        ],
        missing_there=[
            entry.person for code, entry in ours.items() if code not in there
        ],
        numberless=[entry.person for entry in entries if not entry.hash],
        differing=[each for each in compared if each.differences],
    )


def _missing(number: int, values: Mapping[str, Any]) -> Missing:
    identity = masked_identity(plain_identity(str(values["id_number"])))
    return Missing(
        number, str(values.get("name", "")), identity, str(values.get("branch", ""))
    )


def _entries(asked: Asked) -> Sequence[_Entry]:
    held = list(members_on(asked).select_related("person").order_by("person__pinyin"))
    ids = [row.person_id for row in held]
    hashes = dict(
        Contact.objects.filter(person__in=ids).values_list("person", "identity_hash")
    )
    rows = PartyStanding.objects.filter(person__in=ids, standing=Standing.PROBATIONARY)
    earliest_last = rows.order_by("-valid_from")
    admitted = dict(earliest_last.values_list("person", "valid_from"))
    places = {
        place.person_id: place.unit
        for place in Affiliation.objects.filter(
            in_force(asked.on), belonging=Belonging.PARTY, person__in=ids
        ).select_related("unit")
    }
    return [
        _Entry(
            row.person,
            hashes.get(row.person_id, ""),
            _values(row, admitted.get(row.person_id)),
            places.get(row.person_id),
        )
        for row in held
    ]


def _values(row: PartyStanding, admitted: date | None) -> Mapping[str, str]:
    person = row.person
    full: date | None = row.full_since  # type: ignore[attr-defined]  # given by `members_on`
    return {
        "name": person.name,
        "sex": WORDS_OF_SEX.get(person.gender, ""),
        "nation": person.nation,
        "birth": person.birth_on.isoformat() if person.birth_on else "",
        "education": person.education,
        "join_date": admitted.isoformat() if admitted else "",
        "full_date": full.isoformat() if full else "",
        "member_type": WORDS_OF_KIND.get(row.standing, ""),
    }


def _differing(entry: _Entry, values: Mapping[str, Any]) -> Sequence[Difference]:
    found = []
    for column, here in entry.values.items():
        there = str(values.get(column) or "")
        if there and not _is_same(column, here, there):
            found.append(Difference(column, here, there))
    branch = str(values.get("branch") or "")
    if branch and entry.unit is not None and not _is_unit(entry.unit, branch):
        found.append(Difference("branch", entry.unit.name, branch))
    return found


def _is_same(column: str, here: str, there: str) -> bool:
    if column == "birth":  # a roster says the month or the day
        return here[: len(there)] == there or there[: len(here)] == here != ""
    if column == "nation":
        return here.removesuffix("族") == there.removesuffix("族")
    return plain_name(here) == plain_name(there)


def _is_unit(unit: Unit, named: str) -> bool:
    """Whether a roster means this unit: it often names the units above as well."""
    wanted = plain_name(named)
    names = [plain_name(unit.name), plain_name(unit.short_name)]
    return any(name and (name in wanted or wanted in name) for name in names)
