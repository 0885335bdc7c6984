"""People whom rows of a table name: by a number where there is one, else by name alone."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from lianxin.base.crypto.fields import keyed_hash
from lianxin.kernel.actor import Actor
from lianxin.kernel.sheets.staging import StagedRow
from lianxin.kernel.zh.identity import plain_identity
from lianxin.org.people.models import Affiliation, Contact, Person
from lianxin.org.people.queries import in_force, visible_to
from lianxin.org.units.models import Unit


class PeopleNamed:
    """The people whom some rows name, as far as the actor sees them; four questions.

    Somebody is meant by the identity number, else by the employee number, else by the
    name where it is one person's alone, or one person's of the unit alone.
    """

    def __init__(
        self,
        rows: Iterable[Mapping[str, Any]],
        *,
        actor: Actor,
        today: date,
        more: Iterable[str] = (),
    ) -> None:
        """Read them; `more` are names besides those in the column of names."""
        rows = list(rows)
        seen = visible_to(actor, today=today)
        names = {str(row["name"]) for row in rows if row.get("name")} | {*more}
        numbers = {str(row["number"]) for row in rows if row.get("number")}
        self._named: dict[str, list[Person]] = {}
        for person in seen.filter(name__in=sorted(names)):
            self._named.setdefault(person.name, []).append(person)
        by_number = seen.filter(employee_number__in=sorted(numbers)) if numbers else ()
        self._numbered = {person.employee_number: person for person in by_number}
        self._by_identity = _by_identity(rows, actor=actor, today=today)
        alike = [p.pk for same in self._named.values() if len(same) > 1 for p in same]
        there = Affiliation.objects.filter(in_force(today), person__in=alike)
        self._places = set(there.values_list("person", "unit")) if alike else set()

    def meant_by(self, row: StagedRow, unit: Unit) -> Person | None:
        """Whom a row means; where that is not clear, the row says so."""
        name = row.values.get("name")
        if not name:
            return None
        identity = plain_identity(row.values.get("id_number") or "")
        number = row.values.get("number") or ""
        if identity:
            found = self._by_identity.get(keyed_hash(identity))
            field = "id_number"
        else:
            found, field = self._numbered.get(number), "number"
        if found is not None and found.name != name:
            row.error("name_of_other", "name", found=name, other="…")
            return None
        if found is not None:
            return found
        if identity or number:
            row.error("number_unknown", field, found=name)
            return None
        return self.called(row, name, unit, field="name")

    @property
    def numbers(self) -> list[str]:
        """The employee numbers of all who have one of the names."""
        return [p.employee_number for same in self._named.values() for p in same]

    def called(
        self, row: StagedRow, name: str, unit: Unit, *, field: str
    ) -> Person | None:
        """Whom a name alone means; several of one name are told, and nobody guessed."""
        people = self._named.get(name, [])
        if len(people) > 1:
            here = [one for one in people if (one.pk, unit.pk) in self._places]
            people = here if len(here) == 1 else people
        if len(people) == 1:
            return people[0]
        code = "person_ambiguous" if people else "person_unknown"
        row.error(code, field, found=name)
        return None


def _by_identity(
    rows: Iterable[Mapping[str, Any]], *, actor: Actor, today: date
) -> Mapping[str, Person]:
    """By keyed hash those whose number the actor may look up."""
    given = [plain_identity(row.get("id_number") or "") for row in rows]
    hashes = sorted({keyed_hash(number) for number in given if number})
    if not hashes or not actor.holds("people.contact"):
        return {}
    people = visible_to(actor, today=today)
    held = Contact.objects.filter(
        identity_hash__in=hashes, person__in=people.values("pk")
    )
    return {row.identity_hash: row.person for row in held.select_related("person")}
