"""One search over people, units, goals and records, as far as the actor sees them."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from lianxin.base.ui.addresses import address_of
from lianxin.facts.records import queries as records
from lianxin.facts.records.models import Record
from lianxin.kernel.actor import Actor
from lianxin.org.people import queries as people
from lianxin.org.people.models import Person
from lianxin.org.units import queries as units
from lianxin.org.units.models import Unit
from lianxin.work.goals import queries as goals
from lianxin.work.goals.models import Goal

MOST = 8


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found: what it is called, something to tell it apart, its address."""

    title: str
    note: str
    url: str


@dataclass(frozen=True, slots=True)
class Section:
    """What was found of one sort; `more_url` is the whole list, where there is more."""

    title: str
    hits: Sequence[Hit]
    more_url: str


def search(words: str, *, actor: Actor, today: date) -> list[Section]:
    """What fits the words: at most eight of each sort; sorts without any left out.

    People and units in the order in which they fit, all else in its usual order. A
    fixed number of queries, whatever there is. Nothing for no words.
    """
    wanted = words.strip()
    if not wanted:
        return []
    found = (
        _section(
            _("People"),
            people.first_named(
                people.visible_to(actor, today=today), wanted, most=MOST + 1
            ),
            _person,
            "people:list",
            wanted,
        ),
        _section(
            _("Units"),
            units.first_named(units.visible_to(actor), wanted, most=MOST + 1),
            _unit,
            "units:tree",
            wanted,
        ),
        _section(
            _("Goals"),
            goals.among(goals.visible_to(actor), words=wanted)[: MOST + 1],
            _goal,
            "goals:list",
            wanted,
        ),
        _section(
            _("Records"),
            records.among(records.visible_to(actor), words=wanted)[: MOST + 1],
            _record,
            "records:list",
            wanted,
        ),
    )
    return [section for section in found if section.hits]


def _section(
    title: str,
    found: Iterable[Any],
    hit: Callable[[Any], Hit],
    whole_list: str,
    wanted: str,
) -> Section:
    hits = [hit(row) for row in found]
    more_url = ""
    if len(hits) > MOST:
        more_url = f"{reverse(whole_list)}?{urlencode({'q': wanted})}"
    return Section(title, hits[:MOST], more_url)


def _person(person: Person) -> Hit:
    url = address_of("people:person", person.pk)
    return Hit(person.name, person.employee_number, url)


def _unit(unit: Unit) -> Hit:
    return Hit(unit.name, "", address_of("units:unit", unit.pk))


def _goal(goal: Goal) -> Hit:
    due = goal.deadline.isoformat() if goal.deadline else goal.get_due_kind_display()
    note = f"{goal.unit.name} · {due}"
    return Hit(goal.text, note, address_of("goals:goal", goal.pk))


def _record(record: Record) -> Hit:
    note = f"{record.unit.name} · {record.took_place_on.isoformat()}"
    return Hit(record.topic, note, address_of("records:record", record.pk))
