"""Which units a row of a plan reaches, and which it passes over, with why."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from lianxin.base.rulebook import queries as rulebook
from lianxin.org.units import queries as units
from lianxin.org.units.models import Unit
from lianxin.work.duties import queries as duties
from lianxin.work.goals import queries as goals
from lianxin.work.goals.policy import kinds_that_report
from lianxin.work.guidance.models import Issue

DISSOLVED, NOT_BELOW, CANNOT_REPORT = "dissolved", "not_below", "cannot_report"
WHY = {
    DISSOLVED: _("It does not exist any more."),
    NOT_BELOW: _("It does not stand below the unit that makes the plan."),
    CANNOT_REPORT: _("Nobody there can report on a goal."),
}


@dataclass(frozen=True, slots=True)
class PassedOver:
    """A unit, or a whole kind of units, that gets no goal from a row."""

    name: str
    code: str

    def as_values(self) -> dict[str, str]:
        """Plain values for a row of the database."""
        return {"name": self.name, "why": self.code}

    @property
    def why(self) -> str:
        """The reason in words."""
        return str(WHY[self.code])


@dataclass(frozen=True, slots=True)
class Reached:
    """A row with the units that have it as their goal."""

    row: Mapping[str, Any]
    unit_ids: tuple[int, ...]
    passed_over: tuple[PassedOver, ...] = ()


def reached_by(rows: Sequence[Mapping[str, Any]], *, giver: Unit) -> Sequence[Reached]:
    """For each row its units today: lead unit, picked ones, all of the kinds.

    Two queries, whatever the number of rows and units.
    """
    below = units.all_units().filter(units.below(giver.path or "-"))
    kinds = dict(below.exclude(pk=giver.pk).values_list("pk", "kind"))
    named = {pk for row in rows for pk in _named_in(row)}
    elsewhere = Unit.objects.filter(pk__in=named - kinds.keys()).in_bulk()
    names = dict(Unit.objects.filter(pk__in=named).values_list("pk", "name"))
    tree = _Tree(kinds, elsewhere, names, kinds_that_report())
    return [tree.reached(row) for row in rows]


@dataclass(frozen=True, slots=True)
class _Tree:
    kinds: Mapping[int, str]
    elsewhere: Mapping[int, Unit]
    names: Mapping[int, str]
    reporting: frozenset[str]

    def reached(self, row: Mapping[str, Any]) -> Reached:
        found: dict[int, None] = {}
        passed = []
        for pk in _named_in(row):
            code = self._fault_of(pk)
            if code:
                passed.append(PassedOver(self.names.get(pk, ""), code))
            else:
                found[pk] = None
        wanted = set(row["reach_kinds"])
        passed += [
            PassedOver(_title(kind), CANNOT_REPORT)
            for kind in sorted(wanted - self.reporting)
        ]
        wanted &= self.reporting
        if wanted:
            found |= {pk: None for pk, kind in self.kinds.items() if kind in wanted}
        return Reached(row, tuple(found), tuple(passed))

    def _fault_of(self, pk: int) -> str:
        kind = self.kinds.get(pk)
        if kind is None:
            unit = self.elsewhere.get(pk)
            return DISSOLVED if unit is None or unit.path is None else NOT_BELOW
        return "" if kind in self.reporting else CANNOT_REPORT


def passed_over_in(reached: Iterable[Reached]) -> Sequence[tuple[PassedOver, int]]:
    """Each unit that is passed over, with in how many rows, the most first."""
    counted: dict[PassedOver, int] = {}
    for one in reached:
        for passed in one.passed_over:
            counted[passed] = counted.get(passed, 0) + 1
    return sorted(counted.items(), key=lambda pair: -pair[1])


def added_by(reached: Sequence[Reached]) -> duties.AddedGoals | None:
    """What the rows ask for again and again; what the issue before asked counts as there."""
    tasks = [one.row["task"] for one in reached]
    asked = [(one.row["due_kind"], one.unit_ids) for one in reached]
    return duties.goals_added(asked, same=goals.all_of_sources("guidance.task", tasks))


def units_no_more(
    before: Mapping[str, Any], reached: Reached, *, giver: Unit
) -> Sequence[int]:
    """The units that the row reached before and does not reach any more."""
    same = ("lead_unit", "targets", "reach_kinds")
    if all(before[name] == reached.row[name] for name in same):
        return ()
    (former,) = reached_by([before], giver=giver)
    return sorted(set(former.unit_ids) - set(reached.unit_ids))


def issue_before(issue: Issue) -> Issue | None:
    """The issue of the same plan before this one."""
    earlier = Issue.objects.filter(plan=issue.plan_id, sequence__lt=issue.sequence)
    return earlier.order_by("sequence").last()


def _named_in(row: Mapping[str, Any]) -> Sequence[int]:
    lead = [row["lead_unit"]] if row["lead_unit"] else []
    return list(dict.fromkeys([*lead, *row["targets"]]))


def _title(kind: str) -> str:
    known = rulebook.unit_kinds().get(kind)
    return known.title.into(get_language() or "") if known else kind
