"""Registers of staff and of members: judged beside the entries, then entered as one."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from functools import partial
from typing import Any, ClassVar

from django.db import transaction

from lianxin.base.crypto.fields import keyed_hash
from lianxin.base.imports.enums import Effect
from lianxin.base.rulebook import queries as rulebook
from lianxin.kernel.actor import Actor
from lianxin.kernel.sheets.runs import numbers_in, runs_of
from lianxin.kernel.sheets.staging import StagedRow
from lianxin.kernel.zh.days import day_of
from lianxin.kernel.zh.identity import is_identity
from lianxin.kernel.zh.phones import plain_phone
from lianxin.org.people import operations
from lianxin.org.people.enums import Belonging
from lianxin.org.people.imports.entered import (
    STANDING,
    Entered,
    Known,
    people_meant,
)
from lianxin.org.people.imports.values import (
    began_before_birth,
    column_of,
    fields_of,
    particulars_of,
    too_long,
)
from lianxin.org.people.operations import (
    Completed,
    Completion,
    NewPerson,
    Place,
    Since,
    withdraw_people,
)
from lianxin.org.people.operations.bulk import (
    WaitingPeople,
    check_rights,
    ready_people,
)
from lianxin.org.people.operations.checks import EARLIEST
from lianxin.org.people.operations.completing import WaitingCompletions
from lianxin.org.units.models import Unit
from lianxin.org.units.queries import NamedUnits


class PeopleSheet:
    """What both registers have in common; the kinds say where somebody belongs.

    `unit_column` names the unit, in which people belong in the way of `belonging`.
    """

    unit_column: ClassVar[str]
    belonging: ClassVar[Belonging]
    line: ClassVar[str]
    knows_references: ClassVar[bool] = True

    def __init__(self, *, actor: Actor, at: datetime, since: date) -> None:
        self._actor, self._at, self._since = actor, at, since
        self._units = NamedUnits(actor, "people.edit")
        self._scope = actor.scope("people.edit")
        self._lines = {kind.code: kind.line for kind in rulebook.unit_kinds().values()}
        self._new: WaitingPeople | None = None
        self._more: WaitingCompletions | None = None
        # What the batch that was judged last says, for `prepare`.
        self._said: dict[int, tuple[tuple[Since, ...], Mapping[str, Any]]] = {}
        # Of each unit the rights that the actor lacks, as rows are told of them.
        self._lacking: dict[int, tuple[tuple[str, str], ...]] = {}
        self._without_place: set[int] = set()
        self._without_standing: set[int] = set()

    def judge(self, rows: Sequence[StagedRow]) -> None:
        """Say of each row what is wrong beside the entries, and what it would do."""
        data = [row for row in rows if not row.why]
        known = people_meant(
            (row.values.get("id_number") or "" for row in data),
            self._numbers_of(data),
            scope=self._scope,
            today=day_of(self._at),
        )
        self._said.clear()
        for row in data:
            row.judge_anew()
            self._judge(row, known)

    def prepare(self, rows: Sequence[StagedRow]) -> None:
        """Names, sounds and ciphertexts of judged rows are worked out."""
        new = [self._newcomer(row) for row in rows if row.effect == Effect.NEW]
        check_rights(new, actor=self._actor)
        if new:
            self._new = self._new or WaitingPeople()
            self._new.add(ready_people(new))
        more = [self._completion(row) for row in rows if row.effect == Effect.COMPLETES]
        if more:
            self._more = self._more or WaitingCompletions()
            self._more.add(more, actor=self._actor, at=self._at)

    @transaction.atomic
    def write(self) -> Mapping[str, object]:
        """Enter all of them; the numbers of those who are new, and what was added."""
        numbers: Sequence[int] = []
        if self._new is not None:
            numbers = self._new.enter(actor=self._actor, at=self._at)
        done = Completed([], [], {}, self._at)
        if self._more is not None:
            done = self._more.enter(actor=self._actor, at=self._at)
        return {
            "people": runs_of(numbers),
            "affiliations": runs_of(done.affiliations),
            "standings": runs_of(done.standings),
            "fields": {str(k): list(names) for k, names in done.fields.items()},
            "at": self._at.isoformat(),
        }

    def close(self) -> None:
        """Let go of what was prepared."""
        for waiting in (self._new, self._more):
            if waiting is not None:
                waiting.clear()

    def standings(self, row: StagedRow) -> tuple[Since, ...]:
        """What a row says that somebody is to the Party; nothing in a list of staff."""
        return ()

    def _numbers_of(self, rows: Sequence[StagedRow]) -> Iterable[str]:
        """The employee numbers of those whom the rows may mean."""
        return (row.values.get("number") or "" for row in rows)

    def _judge(self, row: StagedRow, known: Known) -> None:
        unit = self._unit_of(row)
        standings = self.standings(row) if not _is_wrong(row) else ()
        fields = {} if _is_wrong(row) else fields_of(row.values)
        self._said[row.row] = standings, fields
        if any(since.valid_from < EARLIEST for since in standings):
            row.error("too_long_ago", "join_date")
        if fields and (name := too_long(fields)):
            row.error("field_too_long", column_of(name))
        if fields and began_before_birth(fields):
            row.error("began_before_birth", "hired")
        if unit is None or _is_wrong(row):
            return
        self._check_contact_rights(row, unit)
        meant = self._meant_by(row, known, unit)
        if meant is None or self.belonging not in meant.places:
            self._check_unit_stays(row, unit)
        if _is_wrong(row):
            return
        if meant is None:
            self._judge_stranger(row)
        else:
            row.target = meant.person.pk
            self._compare(row, meant, unit, standings, fields)

    def _check_unit_stays(self, row: StagedRow, unit: Unit) -> None:
        """Nobody comes to a unit whose end is noted: they would be nowhere then."""
        if unit.dissolved_on is not None:
            name, day = unit.name, unit.dissolved_on
            row.error("unit_ends", self.unit_column, found=name, value=day)

    def _judge_stranger(self, row: StagedRow) -> None:
        """What taking the row does where nobody is meant: somebody new is entered."""
        row.effect = Effect.NEW

    def _unit_of(self, row: StagedRow) -> Unit | None:
        name = row.values.get(self.unit_column)
        if not name:
            if not any(p["field"] == self.unit_column for p in row.read):
                row.error("unit_unsaid", self.unit_column)
            return None
        found = self._units.find(name, line=self.line)
        if not isinstance(found, Unit):
            row.error(str(found), self.unit_column, found=name)
            return None
        party = self.belonging is Belonging.PARTY
        if party and self._lines[found.kind] != "party":
            row.error("unit_of_other_line", self.unit_column, found=name)
            return None
        return found

    def _check_contact_rights(self, row: StagedRow, unit: Unit) -> None:
        if unit.pk not in self._lacking:
            self._lacking[unit.pk] = self._rights_lacking(unit.path or "")
        for code, field in self._lacking[unit.pk]:
            row.error(code, field)

    def _rights_lacking(self, path: str) -> tuple[tuple[str, str], ...]:
        """What the actor may not enter of people of the unit at a path."""
        if not self._actor.may("people.contact", path):
            return (("no_right_to_numbers", "id_number"),)
        is_party = self.belonging is Belonging.PARTY
        if is_party and not self._actor.may("people.standing", path):
            return (("no_right_to_standings", ""),)
        return ()

    def _meant_by(self, row: StagedRow, known: Known, _unit: Unit) -> Entered | None:
        """Who is meant: by identity number first, then by employee number; never by name."""
        number = row.values.get("number") or ""
        if is_identity(number):
            row.error("number_is_identity", "number")
        by_identity = known.by_identity.get(row.values.get("id_number") or "")
        by_number = known.by_number.get(number) if number else None
        meant = by_identity or by_number
        if meant is None:
            return None
        is_other = by_identity is not None and by_number not in (None, by_identity)
        has_identity = bool(row.values.get("id_number"))
        if is_other or (has_identity and by_identity is None and meant.identity_hash):
            row.error("number_of_other", "number", found=number)
        elif meant.person.name != row.values.get("name"):
            other = meant.person.name if meant.is_near else "…"
            row.error("name_of_other", "name", found=row.values["name"], other=other)
        else:
            self._check_reach(row, meant)
        return meant

    def _check_reach(self, row: StagedRow, meant: Entered) -> None:
        if not meant.is_near:
            row.error("person_out_of_reach", "name", found=row.values["name"])
        elif meant.person.left_on is not None and self.belonging not in meant.places:
            # A member who left is in the branch still, until transferred.
            row.error("person_left", "name", found=row.values["name"])

    def _compare(
        self,
        row: StagedRow,
        meant: Entered,
        unit: Unit,
        standings: tuple[Since, ...],
        fields: Mapping[str, Any],
    ) -> None:
        """Whether the row adds something to an entry, or contradicts it."""
        held = meant.places.get(self.belonging)
        if held is not None and held != unit.pk:
            row.error("in_another_unit", self.unit_column, found=unit.name)
            return
        if standings and meant.standing not in ("", standings[-1].standing):
            row.error("standing_differs", "member_type")
            return
        if meant.ended and self._ended_later(row, meant, standings):
            return
        if held is None:
            self._without_place.add(meant.person.pk)
        if not meant.standing:
            self._without_standing.add(meant.person.pk)
        adds = held is None or bool(standings and not meant.standing)
        adds |= any(v and not getattr(meant.person, k) for k, v in fields.items())
        adds |= bool(row.values.get("phone")) and not meant.phone_hash
        adds |= bool(row.values.get("id_number")) and not meant.identity_hash
        self._tell_what_stays(row, meant, fields)
        row.effect = Effect.COMPLETES if adds else Effect.SAME

    def _ended_later(
        self,
        row: StagedRow,
        meant: Entered,
        standings: tuple[Since, ...],
    ) -> bool:
        """Whether what the row adds would begin before something else had ended."""
        begins: dict[str, date] = {}
        if self.belonging not in meant.places:
            first = standings[0].valid_from if standings else None
            begins[self.belonging] = self._place(row, first).valid_from
        if standings and not meant.standing:
            begins[STANDING] = standings[0].valid_from
        what, until = meant.ended_later(begins)
        if until is not None:
            row.error("ended_later", self.unit_column * (what != STANDING), value=until)
        return until is not None

    def _tell_what_stays(
        self, row: StagedRow, meant: Entered, fields: Mapping[str, Any]
    ) -> None:
        """What is entered otherwise stays as it is; that is told."""
        for name, value in fields.items():
            held = getattr(meant.person, name)
            if value and held and value != held:
                row.notice("entered_stays", column_of(name), found=value, value=held)
        phone = plain_phone(row.values.get("phone") or "")
        if phone and meant.phone_hash and keyed_hash(phone) != meant.phone_hash:
            row.notice("phone_stays", "phone")

    def _place(self, row: StagedRow, *days: date | None) -> Place:
        unit = self._unit_called(row.values[self.unit_column])
        first = max(day for day in (self._since, unit.founded_on, *days) if day)
        return Place(unit, self.belonging, first)

    def _unit_called(self, name: str) -> Unit:
        unit = self._units.find(name, line=self.line)
        assert isinstance(unit, Unit)  # noqa: S101 -- judged before
        return unit

    def _newcomer(self, row: StagedRow) -> NewPerson:
        standings, fields = self._said[row.row]
        first = standings[0].valid_from if standings else None
        return NewPerson(
            name=row.values["name"],
            employee_number=row.values.get("number") or "",
            places=(self._place(row, fields["joined_on"], first),),
            gender=fields["gender"],
            birth_on=fields["birth_on"],
            joined_on=fields["joined_on"],
            particulars=particulars_of(fields),
            standings=standings,
            phone=row.values.get("phone") or "",
            identity_number=row.values.get("id_number") or "",
        )

    def _completion(self, row: StagedRow) -> Completion:
        assert row.target is not None  # noqa: S101 -- judged before
        standings, fields = self._said[row.row]
        first = standings[0].valid_from if standings else None
        adds_place = row.target in self._without_place
        return Completion(
            person=row.target,
            places=(self._place(row, first),) if adds_place else (),
            standings=standings if row.target in self._without_standing else (),
            fields=fields,
            phone=row.values.get("phone") or "",
            identity_number=row.values.get("id_number") or "",
        )


def make_way(
    made: Mapping[str, Any], *, actor: Actor, at: datetime
) -> Callable[[], None]:
    """Do beforehand what takes time of `undo`; what is to be done where that fails."""
    numbers = numbers_in(made["people"])
    operations.make_way(numbers, _completed(made), actor=actor, at=at)
    return partial(operations.give_back_keys, numbers)


def undo(made: Mapping[str, Any], *, actor: Actor, at: datetime) -> None:
    """Take back what `write` told of."""
    numbers = numbers_in(made["people"])
    withdraw_people(numbers, _completed(made), actor=actor, at=at)


def _completed(made: Mapping[str, Any]) -> Completed:
    return Completed(
        numbers_in(made["affiliations"]),
        numbers_in(made["standings"]),
        {int(person): names for person, names in made["fields"].items()},
        datetime.fromisoformat(made["at"]) if "at" in made else None,
    )


def _is_wrong(row: StagedRow) -> bool:
    return not row.can_be_taken
