"""The registers of staff, of members, and of those on the way to the Party."""

from collections.abc import Mapping
from typing import Any

from typing_extensions import override

from lianxin.base.imports.enums import Effect
from lianxin.kernel.sheets.staging import StagedRow
from lianxin.org.people.enums import Belonging
from lianxin.org.people.imports.entered import STANDING, Entered
from lianxin.org.people.imports.taking import PeopleSheet
from lianxin.org.people.imports.values import standings_in, steps_in
from lianxin.org.people.operations import Since
from lianxin.org.units.models import Unit


class StaffSheet(PeopleSheet):
    """The register of staff: everybody who works in a department."""

    unit_column = "unit"
    belonging = Belonging.STAFF
    line = "staff"


class MembersSheet(PeopleSheet):
    """The register of members: who belongs to a branch, full or on probation."""

    unit_column = "branch"
    belonging = Belonging.PARTY
    line = "party"

    @override
    def standings(self, row: StagedRow) -> tuple[Since, ...]:
        """Probationary since joining, full since being confirmed."""
        return standings_in(row)


class ActivistsSheet(PeopleSheet):
    """Applicants, activists and development targets among those who are entered.

    They belong to no branch yet: the branch that looks after them is within the
    actor's reach, and their standings are added to their entries.
    """

    unit_column = "branch"
    belonging = Belonging.PARTY
    line = "party"

    @override
    def standings(self, row: StagedRow) -> tuple[Since, ...]:
        """One after the other, as far as the table dates them."""
        return steps_in(row)

    @override
    def _judge_stranger(self, row: StagedRow) -> None:
        row.error("enter_first", "name", found=row.values["name"])

    @override
    def _check_unit_stays(self, row: StagedRow, unit: Unit) -> None:
        """Nobody comes to belong to it."""

    @override
    def _compare(
        self,
        row: StagedRow,
        meant: Entered,
        unit: Unit,
        standings: tuple[Since, ...],
        fields: Mapping[str, Any],
    ) -> None:
        if meant.standing not in ("", standings[-1].standing):
            row.error("standing_differs")
            return
        if not meant.standing:
            _what, until = meant.ended_later({STANDING: standings[0].valid_from})
            if until is not None:
                row.error("ended_later", value=until)
                return
        self._tell_what_stays(row, meant, fields)
        if not meant.standing:
            self._without_standing.add(meant.person.pk)
        row.effect = Effect.SAME if meant.standing else Effect.COMPLETES
