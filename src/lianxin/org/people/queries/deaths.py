"""Deaths that are noted: who may take the note back, and what it had ended."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from lianxin.base.journal import queries as journal
from lianxin.kernel.actor import Actor, NotVisible, Ref
from lianxin.org.people import policy
from lianxin.org.people.enums import Circumstance
from lianxin.org.people.events import PersonLeft, SituationBegun
from lianxin.org.people.models import Affiliation, Person, Situation
from lianxin.org.people.queries.rights import in_force
from lianxin.org.units.policy import path_in_charge


@dataclass(frozen=True, slots=True)
class Noted:
    """A death that is noted, and by which actions of the journal deaths were noted.

    The last action is that of this death; the others were taken back. There is none
    where the journal does not reach so far. `left_before` is the last day in the
    enterprise of somebody who had left, or was going to, before that.
    """

    situation: Situation
    actions: Sequence[UUID]
    left_before: date | None = None

    @property
    def after(self) -> date:
        """The day from which on all that held the person here is over."""
        return self.situation.valid_from + timedelta(days=1)

    def end_otherwise(
        self, subject: Ref, code: str, *, unit: int | None = None
    ) -> date | None:
        """The day on which, as was told, this would have ended without the death."""
        told = journal.entries_about([subject]).filter(code=code)
        if unit is not None:
            told = told.filter(unit_id=unit)
        last = told.exclude(action__in=self.actions).last()
        day = date.fromisoformat(last.after["ended_on"]) if last else None
        return day if day is not None and day >= self.after else None

    def has_ended(self, subject: Ref, code: str) -> bool:
        """Whether noting the death ended something of this thing."""
        if not self.actions:
            return True
        told = journal.entries_about([subject]).filter(code=code)
        return told.filter(action=self.actions[-1]).exists()


def death_of(person: Person) -> Noted | None:
    """The death that is noted of somebody."""
    held = person.situations.filter(circumstance=Circumstance.DECEASED, valid_to=None)
    situation = held.first()
    if situation is None:
        return None
    told = journal.entries_about([Ref("people.person", person.pk)])
    # Which situation it was, is personal: a death is one that made somebody leave.
    left = told.filter(code=PersonLeft.code).values("action")
    begun = told.filter(code=SituationBegun.code, action__in=left)
    actions = tuple(begun.values_list("action", flat=True))
    last = told.filter(code=PersonLeft.code, action__in=actions[-1:]).last()
    before = (last.before or {}).get("left_on") if last else None
    return Noted(situation, actions, date.fromisoformat(before) if before else None)


def paths_before_death(person: Person) -> list[str]:
    """The paths of the units to which somebody belonged when they died.

    A unit that has ended since is the affair of the one above it.
    """
    died = person.situations.filter(circumstance=Circumstance.DECEASED).first()
    if died is None:
        return []
    there = Affiliation.objects.filter(in_force(died.valid_from), person=person)
    rows = there.select_related("unit__parent")
    return [path_in_charge(row.unit) for row in rows.order_by("pk")]


def may_strike_out_death(person: Person, *, actor: Actor) -> bool:
    """Whether there is a death that `actor` may say was noted wrongly."""
    paths = paths_before_death(person)
    return bool(paths) and bool(policy.may_set_standing(paths, actor=actor))


def noted_dead(pk: int, *, actor: Actor) -> Person:
    """Somebody whose death `actor` may take back; NotVisible for all others.

    Who has died belongs to no unit any more, so that only few see the entry.
    """
    found = Person.objects.filter(pk=pk).first()
    if found is None or not may_strike_out_death(found, actor=actor):
        raise NotVisible
    return found
