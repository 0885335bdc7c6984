"""Registers of the members of unions and of the youth league, among those entered."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from itertools import chain
from typing import ClassVar

from typing_extensions import override

from lianxin.base.rulebook import queries as rulebook
from lianxin.kernel.actor import Actor
from lianxin.kernel.sheets.staging import StagedRow
from lianxin.kernel.zh.days import day_of
from lianxin.org.people.enums import Belonging
from lianxin.org.people.imports.entered import Entered, Known
from lianxin.org.people.imports.named import PeopleNamed
from lianxin.org.people.imports.taking import PeopleSheet
from lianxin.org.people.imports.values import day
from lianxin.org.people.operations import Place
from lianxin.org.units.models import Unit
from lianxin.org.units.queries import all_units, within


class BodySheet(PeopleSheet):
    """What both have in common: staff who are entered belong to one more unit.

    A register of the only such unit within the actor's reach often does not name it,
    and names alone are what it often has of people; several of one name are told.
    """

    unit_column = "body"
    line = "mass"
    joined_column: ClassVar[str] = "body_joined"

    def __init__(self, *, actor: Actor, at: datetime, since: date) -> None:
        super().__init__(actor=actor, at=at, since=since)
        self._kinds = [
            kind.code
            for kind in rulebook.unit_kinds().values()
            if kind.members == self.belonging
        ]
        near = all_units().filter(within(self._scope), kind__in=self._kinds)
        found = list(near[:2])
        self._only = found[0] if len(found) == 1 else None
        self._named: PeopleNamed | None = None

    @override
    def _numbers_of(self, rows: Sequence[StagedRow]) -> Iterable[str]:
        bare = [row.values for row in rows if _is_bare(row)]
        today = day_of(self._at)
        self._named = PeopleNamed(bare, actor=self._actor, today=today)
        return chain(super()._numbers_of(rows), self._named.numbers)

    @override
    def _meant_by(self, row: StagedRow, known: Known, _unit: Unit) -> Entered | None:
        if not _is_bare(row):
            return super()._meant_by(row, known, _unit)
        assert self._named is not None  # noqa: S101 -- made for these rows
        person = self._named.called(row, row.values["name"], _unit, field="name")
        if person is None:
            return None
        meant = known.by_number[person.employee_number]
        self._check_reach(row, meant)
        return meant

    @override
    def _unit_of(self, row: StagedRow) -> Unit | None:
        is_read = any(p["field"] == self.unit_column for p in row.read)
        if not row.values.get(self.unit_column) and self._only and not is_read:
            row.notice("only_unit", self.unit_column, found=self._only.name)
            return self._only
        found = super()._unit_of(row)
        if found is not None and found.kind not in self._kinds:
            row.error("unit_of_other_body", self.unit_column, found=found.name)
            return None
        return found

    @override
    def _judge_stranger(self, row: StagedRow) -> None:
        row.error("enter_first", "name", found=row.values["name"])

    @override
    def _place(self, row: StagedRow, *days: date | None) -> Place:
        """From the day of joining on, or since the table was taken where it has none."""
        unit = self._only
        if name := row.values.get(self.unit_column):
            unit = self._unit_called(name)
        assert unit is not None  # noqa: S101 -- judged before
        joined = day(row.values, self.joined_column) or self._since
        return Place(unit, self.belonging, max(joined, unit.founded_on))


def _is_bare(row: StagedRow) -> bool:
    """Whether it names somebody by name alone."""
    return not row.values.get("number") and not row.values.get("id_number")


class UnionMembersSheet(BodySheet):
    """The register of a union: who belongs to which of its groups."""

    belonging = Belonging.UNION


class LeagueMembersSheet(BodySheet):
    """The register of the youth league: who belongs to which of its branches."""

    belonging = Belonging.LEAGUE
