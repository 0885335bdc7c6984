"""Random histories of people and units: every past day equals a replay of the acts."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from lianxin.kernel.actor import Actor, Refused
from lianxin.org.approvals import operations as approvals
from lianxin.org.letters import operations as letters
from lianxin.org.letters.enums import Language
from lianxin.org.people import operations as people
from lianxin.org.people.models import Affiliation, Person
from lianxin.org.people.queries import in_force
from lianxin.org.posts import operations as posts
from lianxin.org.posts.models import Appointment, Post
from lianxin.org.posts.queries import actor_of
from lianxin.org.transfers import operations, queries
from lianxin.org.units import operations as units
from lianxin.org.units.models import Unit
from tests.cast import ACTION, LONG_AGO, found
from tests.org.letters.letters import INTRODUCTION

BEGIN = date(2025, 1, 1)


def at(day: date) -> datetime:
    return datetime.combine(day, time(4), tzinfo=UTC)


@dataclass
class World:
    """A committee with three branches, a clerk who acts and a secretary who decides.

    `told` is kept apart from the database: for each person on which day which unit
    (None for elsewhere), in the order in which it was told; `refused` says how often.
    """

    root: Unit
    clerk: Appointment
    secretary: Appointment
    told: dict[int, list[tuple[date, int | None]]] = field(default_factory=dict)
    done: Counter[str] = field(default_factory=Counter)

    def actor(self, held: Appointment, today: date) -> Actor:
        return actor_of(held.person, chosen=held, today=today, action=ACTION)

    def on(self, day: date) -> dict[int, int]:
        """Where everybody is a member on a day, by what was told."""
        found_there = {}
        for person, rows in self.told.items():
            past = [u for began, u in sorted(rows, key=lambda r: r[0]) if began <= day]
            if past and past[-1] is not None:
                found_there[person] = past[-1]
        return found_there


def begin() -> World:
    root = found("committee", "党委", None)
    for name in "甲乙丙":
        found("branch", f"{name}支部", root)
    held = []
    for number, kind in enumerate(("office_clerk", "committee_secretary")):
        person = Person.objects.create(name=kind, employee_number=f"A{number}")
        post = Post.objects.create(unit=root, kind=kind, valid_from=LONG_AGO)
        held.append(
            Appointment.objects.create(post=post, person=person, valid_from=LONG_AGO)
        )
    return World(root, *held)


VERBS = (
    *("enter", "enter", "move", "inside", "inside"),
    *("out", "in", "merge", "split", "leave"),
)
ACTS = st.tuples(
    st.sampled_from(VERBS),
    st.integers(0, 30),  # which person
    st.integers(0, 30),  # which unit
    st.integers(-20, 1),  # on which day, seen from today
    st.integers(0, 15),  # how many days pass before
)


def play(acts) -> tuple[World, date]:
    world, today = begin(), BEGIN
    for number, (verb, one, other, offset, days) in enumerate(acts):
        today += timedelta(days=days)
        units.follow_dates(today=today)
        try:
            with transaction.atomic():
                Act(world, today, number, one, other, offset).play(verb)
        except (ValidationError, Refused, LookupError):
            continue
        world.done[verb] += 1
    return world, today


@dataclass
class Act:
    """One act through the operations, and then as it is to be told."""

    world: World
    today: date
    number: int
    one: int
    other: int
    offset: int

    def play(self, verb: str) -> None:
        for person, unit in getattr(self, verb)():
            row = (self.day, unit.pk if unit else None)
            self.world.told.setdefault(person.pk, []).append(row)

    @property
    def day(self) -> date:
        return self.today + timedelta(days=self.offset)

    @property
    def common(self):
        clerk = self.world.actor(self.world.clerk, self.today)
        return {"actor": clerk, "at": at(self.today)}

    @property
    def person(self) -> Person:
        rows = list(
            Person.objects.exclude(
                name__in=["office_clerk", "committee_secretary"]
            ).order_by("pk")
        )
        return rows[self.one % len(rows)] if rows else self.missing()

    @property
    def unit(self) -> Unit:
        rows = list(
            Unit.objects.filter(kind="branch", path__isnull=False).order_by("pk")
        )
        return rows[self.other % len(rows)] if rows else self.missing()

    def missing(self):
        raise LookupError

    def enter(self):
        unit = self.unit
        place = people.Place(unit, "party", self.day)
        name = f"党员{self.number}"
        made = people.add_person(
            name=name, employee_number=name, places=[place], **self.common
        )
        return [(made, unit)]

    def move(self):
        people.affiliate(
            self.person, unit=self.unit, belonging="party", valid_from=self.day,
            **self.common,
        )  # fmt: skip
        return [(self.person, self.unit)]

    def _asked(self, **target):
        transfer = operations.ask_for_transfer(
            self.person, reason="调动", **target, **self.common
        )
        secretary = self.world.actor(self.world.secretary, self.today)
        approvals.agree(transfer.approval, actor=secretary, at=at(self.day))
        return queries.whole_transfer(transfer.pk)

    def _received(self, transfer) -> None:
        operations.receive_member(transfer, received_on=self.day, **self.common)

    def inside(self):
        self._received(self._asked(to_unit=self.unit))
        return [(self.person, self.unit)]

    def out(self):
        transfer = self._asked(elsewhere="外单位")
        letter = operations.draft_introduction(
            transfer,
            unit=self.world.root,
            values=INTRODUCTION,
            addressee="外单位",
            language=Language.HANS,
            **self.common,
        )
        letters.issue_letter(
            letter, word="介", dated_on=self.day, version=1, **self.common
        )
        self._received(transfer)
        return [(self.person, None)]

    def in_(self):
        came = operations.Came(
            elsewhere="外单位",
            their_number="1号",
            their_day=self.day,
            standing="full",
            standing_from=BEGIN - timedelta(days=900),
        )
        transfer = operations.expect_member(
            self.person, to_unit=self.unit, came=came, reason="调入", **self.common
        )
        self._received(queries.whole_transfer(transfer.pk))
        return [(self.person, self.unit)]

    def merge(self):
        unit = self.unit
        into = (
            Unit.objects.filter(kind="branch", path__isnull=False)
            .exclude(pk=unit.pk)
            .order_by("pk")
            .first()
        )
        members = [row.person for row in unit_members(unit)]
        posts.dissolve_with_people(
            unit,
            dissolved_on=self.day - timedelta(days=1),
            version=unit.version,
            basis="决定",
            into=into,
            **self.common,
        )
        return [(person, into) for person in members]

    def split(self):
        unit = self.unit
        along = [row.person for row in unit_members(unit)][::2]
        made = posts.split_unit(
            unit,
            name=f"新支部{self.number}",
            short_name="",
            founded_on=self.day,
            units_along=[],
            people_along=along,
            **self.common,
        )
        return [(person, made) for person in along]

    def leave(self):
        person = self.person
        posts.leave_with_posts(
            person,
            left_on=self.day - timedelta(days=1),
            version=person.version,
            **self.common,
        )
        return [(person, None)]


setattr(Act, "in", Act.in_)


def unit_members(unit: Unit):
    rows = Affiliation.objects.filter(unit=unit, belonging="party", valid_to=None)
    return list(rows.select_related("person").order_by("person"))


def members_on(day: date) -> list[tuple[int, int]]:
    rows = Affiliation.objects.filter(in_force(day), belonging="party")
    return sorted(rows.values_list("person", "unit"))


class Histories(TestCase):
    @settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.lists(ACTS, min_size=4, max_size=14))
    def test_members_of_any_day_equal_a_replay(self, acts):
        """Nobody is ever in two units, and between two units nobody is nowhere."""
        world, today = play(acts)
        days = {BEGIN - timedelta(days=30), today + timedelta(days=30)}
        for rows in world.told.values():
            days |= {day + timedelta(days=n) for day, _ in rows for n in (-1, 0, 1)}
        for day in sorted(days):
            assert members_on(day) == sorted(world.on(day).items()), day

    def test_the_acts_are_not_all_refused(self):
        """The same, with one history in which every kind of act has its effect."""
        acts = [
            ("enter", 0, 0, -20, 1),
            ("enter", 0, 0, -20, 0),
            ("enter", 0, 1, -20, 0),
            ("move", 0, 1, -9, 3),
            ("inside", 0, 2, 0, 5),
            ("split", 0, 0, 0, 5),
            ("merge", 0, 1, 0, 5),
            ("out", 0, 0, 0, 5),
            ("in", 0, 0, 0, 5),
            ("leave", 1, 0, 0, 5),
        ]
        world, today = play(acts)
        assert world.done == Counter(verb for verb, *_rest in acts)
        for number in range(60):
            day = today - timedelta(days=number)
            assert members_on(day) == sorted(world.on(day).items()), day
