"""Random histories of units: the caches and every past tree equal a replay."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.core.exceptions import ValidationError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from lianxin.kernel.actor import Actor, Grant, Reach
from lianxin.org.units import queries
from lianxin.org.units.models import Unit
from lianxin.org.units.operations import (
    dissolve_unit,
    follow_dates,
    found_unit,
    move_unit,
    rebuild_paths,
    rename_unit,
    reorder_units,
)
from tests.cast import ACTION

BEGIN = date(2025, 1, 1)
EVERYWHERE = Actor(
    name="干事",
    action=ACTION,
    grants=tuple(Grant(p, Reach.ALL, "") for p in ("units.see", "units.edit")),
)


@dataclass
class Story:
    """What was asked and not refused, kept apart from the database."""

    founded: dict[int, date] = field(default_factory=dict)
    last_day: dict[int, date] = field(default_factory=dict)
    places: dict[int, list[tuple[date, int | None]]] = field(default_factory=dict)
    names: dict[int, list[tuple[date, str]]] = field(default_factory=dict)

    def on(self, day: date) -> dict[int, tuple[str, int | None]]:
        """Name and unit above of every unit that existed on the day."""
        there = [
            pk
            for pk, founded in self.founded.items()
            if founded <= day <= self.last_day.get(pk, date.max)
        ]
        return {
            pk: (latest(self.names[pk], day), latest(self.places[pk], day))
            for pk in there
        }


def latest(rows, day):
    return [value for begins, value in sorted_by_day(rows) if begins <= day][-1]


def sorted_by_day(rows):
    """In order of the day; of the same day, in the order in which they were told."""
    return sorted(rows, key=lambda row: row[0])


def at(day: date) -> datetime:
    return datetime.combine(day, time(4), tzinfo=UTC)


ACTS = st.tuples(
    st.sampled_from(["found", "rename", "move", "dissolve", "reorder"]),
    st.integers(0, 30),  # which unit
    st.integers(0, 30),  # which other unit
    st.integers(-40, 40),  # from which day, seen from today
    st.integers(0, 15),  # how many days pass before
)


def play(acts, check: Callable[[Story, date], None]) -> None:
    today = BEGIN
    story = Story()
    root = found_unit(
        kind="committee",
        name="根",
        short_name="",
        parent=None,
        founded_on=BEGIN - timedelta(days=100),
        actor=EVERYWHERE,
        at=at(today),
    )
    story.founded[root.pk] = root.founded_on
    story.places[root.pk] = [(root.founded_on, None)]
    story.names[root.pk] = [(root.founded_on, "根")]
    for number, (verb, one, other, offset, days) in enumerate(acts):
        today += timedelta(days=days)
        follow_dates(today=today)
        units = list(Unit.objects.order_by("pk"))
        unit, second = units[one % len(units)], units[other % len(units)]
        act(verb, unit, second, today + timedelta(days=offset), today, number, story)
        check(story, today)


def act(verb, unit, other, day, today, number, story):
    common = {"actor": EVERYWHERE, "at": at(today)}
    try:
        if verb == "found":
            made = found_unit(
                kind="committee",
                name=f"单位{number}",
                short_name="",
                parent=unit,
                founded_on=day,
                **common,
            )
            story.founded[made.pk] = day
            story.places[made.pk] = [(day, unit.pk)]
            story.names[made.pk] = [(day, f"单位{number}")]
        elif verb == "rename":
            rename_unit(
                unit,
                name=f"新名{number}",
                short_name="",
                valid_from=day,
                version=unit.version,
                **common,
            )
            story.names[unit.pk].append((day, f"新名{number}"))
        elif verb == "move":
            move_unit(
                unit, parent=other, valid_from=day, version=unit.version, **common
            )
            story.places[unit.pk].append((day, other.pk))
        elif verb == "dissolve":
            dissolve_unit(
                unit, dissolved_on=day, version=unit.version, basis="决定", **common
            )
            story.last_day[unit.pk] = day
        else:
            below = queries.children_of(unit, actor=EVERYWHERE)
            reorder_units(unit, order=[c.pk for c in below.order_by("-path")], **common)
    except ValidationError:
        pass


def tree_on(day: date) -> dict[int, tuple[str, int | None]]:
    found = {}
    waiting = list(queries.top_nodes(day=day, actor=EVERYWHERE))
    while waiting:
        found |= {node.pk: (node.name, node.parent) for node in waiting}
        below = queries.nodes_below(
            [node.pk for node in waiting], day=day, actor=EVERYWHERE
        )
        waiting = [child for nodes in below.values() for child in nodes]
    return found


def caches():
    return {
        unit.pk: (unit.name, unit.short_name, unit.pinyin, unit.parent_id, unit.path)
        for unit in Unit.objects.all()
    }


class Histories(TestCase):
    @settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.lists(ACTS, max_size=14))
    def test_the_caches_equal_a_rebuild_after_every_act(self, acts):
        def check(story, today):
            before = caches()
            assert rebuild_paths(today=today) == 0
            assert caches() == before
            existing = {
                pk: (name, above)
                for pk, (name, _, _, above, path) in before.items()
                if path is not None
            }
            assert existing == story.on(today)

        play(acts, check)

    @settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.lists(ACTS, max_size=14), st.integers(-60, 160))
    def test_the_tree_of_any_day_equals_a_replay(self, acts, offset):
        last = []
        play(acts, lambda story, today: last.append(story))
        if last:
            day = BEGIN + timedelta(days=offset)
            assert tree_on(day) == last[-1].on(day)


@pytest.mark.django_db
def test_a_tree_order_is_the_order_of_paths():
    """Siblings come in the order they were put in, with everything below them."""
    root = found_unit(
        kind="committee",
        name="根",
        short_name="",
        parent=None,
        founded_on=BEGIN,
        actor=EVERYWHERE,
        at=at(BEGIN),
    )
    made = [
        found_unit(
            kind="committee",
            name=name,
            short_name="",
            parent=root,
            founded_on=BEGIN,
            actor=EVERYWHERE,
            at=at(BEGIN),
        )
        for name in "甲乙丙"
    ]
    below = found_unit(
        kind="branch",
        name="丁",
        short_name="",
        parent=made[0],
        founded_on=BEGIN,
        actor=EVERYWHERE,
        at=at(BEGIN),
    )
    order = [made[2].pk, made[0].pk, made[1].pk]
    reorder_units(root, order=order, actor=EVERYWHERE, at=at(BEGIN))
    assert [u.name for u in queries.visible_to(EVERYWHERE)] == list("根丙甲丁乙")
    nodes = queries.nodes_below([root.pk], day=BEGIN, actor=EVERYWHERE)[root.pk]
    assert [n.name for n in nodes] == list("丙甲乙")
    assert below.pk in {u.pk for u in Unit.objects.filter(path__isnull=False)}
