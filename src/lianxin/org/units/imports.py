"""Tables of units: judged beside the tree, then founded as one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from lianxin.base.imports.enums import Effect
from lianxin.base.rulebook import queries as rulebook
from lianxin.kernel.actor import Actor
from lianxin.kernel.sheets.runs import numbers_in, runs_of
from lianxin.kernel.sheets.staging import StagedRow
from lianxin.org.units.models import Unit
from lianxin.org.units.operations import NewUnit, found_units, withdraw_units
from lianxin.org.units.queries import NamedUnits, NotFound, all_units, plain_name

LONGEST_NAME, LONGEST_SHORT_NAME = 120, 40


@dataclass(frozen=True, slots=True)
class _Coming:
    """A unit of the same table: its kind and founding, and whether its row is right."""

    kind: str
    founded_on: date | None
    is_right: bool


class UnitsSheet:
    """A table of units, each below one that exists or that has a row of its own."""

    knows_references: ClassVar[bool] = False

    def __init__(self, *, actor: Actor, at: datetime, since: date) -> None:
        self._actor, self._at, self._since = actor, at, since
        self._units = NamedUnits(actor, "units.edit")
        self._kinds = _kinds_by_words()
        self._root = all_units().first()
        self._coming: dict[str, _Coming] = {}
        self._rows: list[StagedRow] = []

    def judge(self, rows: Sequence[StagedRow]) -> None:
        """Say of each row what is wrong beside the tree, and what it would do."""
        data = [row for row in rows if not row.why]
        for row in data:
            row.judge_anew()
            self._note(row)
        for row in data:
            if row.can_be_taken:
                self._judge(row)
                self._note(row)

    def prepare(self, rows: Sequence[StagedRow]) -> None:
        """Keep the rows that found a unit."""
        self._rows += [row for row in rows if row.effect == Effect.NEW]

    def write(self) -> Mapping[str, object]:
        """Found all of them, those above before those below; their numbers."""
        made = found_units(self._in_order(), actor=self._actor, at=self._at)
        return {"units": runs_of([unit.pk for unit in made])}

    def close(self) -> None:
        """Let go of what was prepared."""
        self._rows = []

    def _note(self, row: StagedRow) -> None:
        name = plain_name(str(row.values.get("name") or ""))
        kind, _form = self._kinds.get(row.values.get("type") or "", ("", ""))
        founded = _day(row.values, "founded")
        self._coming[name] = _Coming(kind, founded, row.can_be_taken)

    def _judge(self, row: StagedRow) -> None:
        values = row.values
        name = values["name"]
        kind, _form = self._kinds[values["type"]]
        if len(name) > LONGEST_NAME:
            row.error("field_too_long", "name")
            return
        held = self._units.find(name, line=rulebook.unit_kinds()[kind].line)
        if isinstance(held, Unit) and plain_name(held.name) == plain_name(name):
            self._compare(row, held, kind)
        elif held is NotFound.SEVERAL:
            row.error("unit_ambiguous", "name", found=name)
        else:
            self._judge_parent(row, kind)
        if row.can_be_taken and not row.effect:
            row.effect = Effect.NEW

    def _compare(self, row: StagedRow, held: Unit, kind: str) -> None:
        above = row.values.get("parent")
        stands = held.parent
        names = (
            {plain_name(stands.name), plain_name(stands.short_name)}
            if stands
            else set()
        )
        if held.kind != kind:
            title = rulebook.unit_kinds()[held.kind].title.hans
            row.error("unit_of_other_kind", "type", value=title)
        elif above and plain_name(above) not in names:
            value = stands.name if stands else "—"
            row.error("unit_stands_elsewhere", "parent", found=held.name, value=value)
        else:
            row.effect, row.target = Effect.SAME, held.pk

    def _judge_parent(self, row: StagedRow, kind: str) -> None:
        above = row.values.get("parent")
        if not above:
            root = self._root.name if self._root else ""
            row.error("parent_unsaid", "parent", value=root)
            return
        coming = self._coming.get(plain_name(above))
        parent = self._units.find(above, line="party")
        if isinstance(parent, Unit):
            self._check_below(row, kind, parent.kind, parent.founded_on)
        elif coming is not None:
            if not coming.is_right:
                row.error("parent_wrong", "parent", found=above)
            else:
                self._check_below(row, kind, coming.kind, coming.founded_on)
        elif parent is not NotFound.UNKNOWN:
            row.error(str(parent), "parent", found=above)

    def _check_below(
        self, row: StagedRow, kind: str, above: str, founded_on: date | None
    ) -> None:
        known = rulebook.unit_kinds()
        if above and above not in known[kind].under:
            title = known[above].title.hans
            row.error("kind_not_below", "type", value=title)
        founded = _day(row.values, "founded")
        if founded and founded_on and founded < founded_on:
            row.error("founded_before_parent", "founded", value=founded_on)
        if founded and founded > self._at.date():
            row.error("date_in_future", "founded", value=founded)

    def _in_order(self) -> list[NewUnit]:
        """The rows with those above before those below."""
        found: list[NewUnit] = []
        places: dict[str, int] = {}
        waiting = self._rows
        while waiting:
            later = []
            for row in waiting:
                parent = self._parent_of(row, places)
                if parent is None:
                    later.append(row)
                    continue
                places[plain_name(row.values["name"])] = len(found)
                above = parent if isinstance(parent, Unit) else found[parent]
                found.append(self._new(row, parent, above.founded_on))
            if len(later) == len(waiting):
                names = "、".join(row.values["name"] for row in later[:10])
                raise ValidationError(
                    _("The units above these are not among the right rows: %(names)s")
                    % {"names": names}
                )
            waiting = later
        return found

    def _parent_of(
        self, row: StagedRow, places: Mapping[str, int]
    ) -> Unit | int | None:
        above = row.values["parent"]
        parent = self._units.find(above, line="party")
        return parent if isinstance(parent, Unit) else places.get(plain_name(above))

    def _new(self, row: StagedRow, parent: Unit | int, at_least: date) -> NewUnit:
        kind, form = self._kinds[row.values["type"]]
        name = row.values["name"]
        founded = _day(row.values, "founded") or max(self._since, at_least)
        return NewUnit(kind, name, name[:LONGEST_SHORT_NAME], parent, founded, form)


TAKERS = {"organisations": UnitsSheet, "departments": UnitsSheet}


def undo(made: Mapping[str, Any], *, actor: Actor, at: datetime) -> None:
    """Take back what `write` told of."""
    withdraw_units(numbers_in(made["units"]), actor=actor, at=at)


def _day(values: Mapping[str, Any], code: str) -> date | None:
    text = values.get(code)
    if not text:
        return None
    return date.fromisoformat(text if len(text) == 10 else f"{text}-01")


def _kinds_by_words() -> Mapping[str, tuple[str, str]]:
    """Kind and special form of units by what tables call them: 党支部, 临时党支部."""
    found: dict[str, tuple[str, str]] = {}
    for kind in rulebook.unit_kinds().values():
        found[kind.title.hans] = (kind.code, "")
        for form, title in kind.forms.items():
            found[f"{title.hans}{kind.title.hans}"] = (kind.code, form)
    return found
