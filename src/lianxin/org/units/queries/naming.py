"""Units by the names that clerks write into tables."""

from collections.abc import Sequence
from enum import StrEnum

from lianxin.base.rulebook import queries as rulebook
from lianxin.kernel.actor import Actor
from lianxin.kernel.zh.scripts import simplified
from lianxin.kernel.zh.widths import narrow
from lianxin.org.units.models import Unit
from lianxin.org.units.queries.today import all_units, visible_to, within


class NotFound(StrEnum):
    """Why a name gives no unit."""

    UNKNOWN = "unit_unknown"
    SEVERAL = "unit_ambiguous"
    OUT_OF_REACH = "unit_out_of_reach"


def plain_name(name: str) -> str:
    """A name as names are compared: narrow, Simplified, without spaces."""
    return simplified("".join(narrow(name).split()))


class NamedUnits:
    """The units within a power of the actor, by name and short name; read once."""

    def __init__(self, actor: Actor, power: str) -> None:
        """The units as they stand today."""
        self._lines = {kind.code: kind.line for kind in rulebook.unit_kinds().values()}
        self._named: dict[str, list[Unit]] = {}
        for unit in all_units().filter(within(actor.scope(power))):
            self.add(unit)
        self._actor = actor
        self._answers: dict[tuple[str, str], Unit | NotFound] = {}

    def add(self, unit: Unit) -> None:
        """Let a unit be found as well."""
        for name in {plain_name(unit.name), plain_name(unit.short_name)}:
            self._named.setdefault(name, []).append(unit)

    @property
    def names(self) -> Sequence[str]:
        """All names that are known."""
        return list(self._named)

    def find(self, name: str, *, line: str = "") -> Unit | NotFound:
        """The unit of this name, of one line of the enterprise where it is given."""
        key = (name, line)
        if key not in self._answers:
            self._answers[key] = self._find(plain_name(name), line)
        return self._answers[key]

    def _find(self, name: str, line: str) -> Unit | NotFound:
        found = {unit.pk: unit for unit in self._named.get(name, ())}
        of_line = [u for u in found.values() if self._lines[u.kind] == line]
        possible = of_line or list(found.values())
        if len(possible) > 1:
            exact = [unit for unit in possible if plain_name(unit.name) == name]
            possible = exact or possible
        if len(possible) == 1:
            return possible[0]
        if possible:
            return NotFound.SEVERAL
        elsewhere = visible_to(self._actor).filter(name=name)
        return NotFound.OUT_OF_REACH if elsewhere.exists() else NotFound.UNKNOWN
