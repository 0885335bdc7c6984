"""One history of people and units: acts through the operations, and what was told."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from hypothesis import strategies as st

from lianxin.kernel.actor import Actor, Refused
from lianxin.org.approvals import operations as approvals
from lianxin.org.letters import operations as letters
from lianxin.org.letters.enums import Language
from lianxin.org.people import operations as people
from lianxin.org.people.models import (
    Affiliation,
    Merging,
    PartyStanding,
    Person,
)
from lianxin.org.people.queries import in_force
from lianxin.org.posts import operations as posts
from lianxin.org.posts.models import Appointment, Post
from lianxin.org.posts.queries import actor_of
from lianxin.org.transfers import operations, queries
from lianxin.org.transfers.models import Transfer
from lianxin.org.units import operations as units
from lianxin.org.units.models import Descent, Unit
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
    twins: dict[int, tuple[date, int | None]] = field(default_factory=dict)
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
    *("enter", "enter", "move", "move", "inside", "inside", "ask", "take"),
    *("out", "in", "merge", "merge", "split", "dissolve", "reinstate"),
    *("leave", "come"),
    *("appoint", "appoint", "dismiss", "double", "part"),
)
ACTS = st.tuples(
    st.sampled_from(VERBS),
    st.integers(0, 30),  # which person
    st.integers(0, 30),  # which unit
    st.integers(-20, 20),  # on which day, seen from today
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
            rows = self.world.told.setdefault(person.pk, [])
            if verb in ("inside", "take", "out"):
                rows[:] = [row for row in rows if row[0] <= self.day]
            rows.append((self.day, unit.pk if unit else None))

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
            Person.objects.filter(merged_into=None)
            .exclude(name__in=["office_clerk", "committee_secretary"])
            .order_by("pk")
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
        made = self.entered(f"党员{self.number}", [place])
        return [(made, unit)]

    def entered(self, name: str, places) -> Person:
        """Every second one is a full member, the others are still on the way to it."""
        return people.add_person(
            name=name,
            employee_number=name,
            places=places,
            standing="full" if self.number % 2 else "activist",
            standing_from=BEGIN - timedelta(days=900),
            **self.common,
        )

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
        post = transfer.approval.steps.get().post
        held = Appointment.objects.get(in_force(self.today), post=post)
        decides = self.world.actor(held, self.today)
        approvals.agree(transfer.approval, actor=decides, at=at(self.day))
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

    def ask(self):
        self._asked(to_unit=self.unit)
        return []

    def take(self):
        rows = list(Transfer.objects.filter(ending=None).order_by("pk"))
        transfer = rows[self.one % len(rows)] if rows else self.missing()
        self._received(queries.whole_transfer(transfer.pk))
        return [(transfer.person, transfer.to_unit)]

    def _other(self, unit: Unit) -> Unit | None:
        rows = Unit.objects.filter(kind="branch", path__isnull=False)
        return rows.exclude(pk=unit.pk).order_by("pk").first()

    def merge(self):
        unit, into = self.unit, self._other(self.unit)
        rows = there_from(unit, self.day)
        posts.dissolve_with_people(
            unit,
            dissolved_on=self.day - timedelta(days=1),
            version=unit.version,
            basis="决定",
            into=into or self.missing(),
            **self.common,
        )
        self.tell(rows, into)
        return []

    def dissolve(self):
        unit = self.unit
        posts.dissolve_with_people(
            unit,
            dissolved_on=self.day - timedelta(days=1),
            version=unit.version,
            basis="决定",
            **self.common,
        )
        return []

    def reinstate(self):
        rows = list(Unit.objects.filter(dissolved_on__isnull=False).order_by("pk"))
        unit = rows[self.other % len(rows)] if rows else self.missing()
        after = unit.dissolved_on + timedelta(days=1)
        into = Descent.objects.filter(former=unit, manner="merged").first()
        members = Affiliation.objects.filter(belonging="party")
        stayed = members.filter(unit=unit, valid_to=after)
        back = list(
            members.filter(
                unit=into.later if into else None,
                valid_from=after,
                person__in=stayed.values("person"),
            )
        )
        posts.reinstate_with_people(
            unit, version=unit.version, basis="决定作废", **self.common
        )
        for row in back:
            self.world.told[row.person_id].append((after, unit.pk))
        return []

    def split(self):
        unit = self.unit
        rows = there_from(unit, self.day)
        along = list({row.person for row in rows if row.person_id % 2})
        made = posts.split_unit(
            unit,
            name=f"新支部{self.number}",
            short_name="",
            founded_on=self.day,
            units_along=[],
            people_along=along,
            **self.common,
        )
        self.tell([row for row in rows if row.person in along], made)
        return []

    def tell(self, rows, unit: Unit) -> None:
        """Those who are there that day go over then, those who arrive later arrive there."""
        for row in rows:
            begins = max(row.valid_from, self.day)
            self.world.told[row.person_id].append((begins, unit.pk))

    def leave(self):
        person = self.person
        posts.leave_with_posts(
            person,
            left_on=self.day - timedelta(days=1),
            version=person.version,
            **self.common,
        )
        is_member = PartyStanding.objects.filter(
            in_force(self.day), person=person, standing="full"
        )
        return [] if is_member.exists() else [(person, None)]

    def come(self):
        person = Person.objects.filter(left_on__isnull=False).order_by("pk").first()
        people.come_back(
            person or self.missing(),
            unit=self.unit,
            valid_from=self.day,
            version=person.version,
            **self.common,
        )
        return []

    def appoint(self):
        post = posts.open_post(
            unit=self.unit, kind="branch_secretary", valid_from=self.day, **self.common
        )
        posts.appoint(post=post, person=self.person, valid_from=self.day, **self.common)
        return []

    def dismiss(self):
        rows = Appointment.objects.filter(post__kind="branch_secretary")
        held = list(rows.order_by("pk"))
        row = held[self.one % len(held)] if held else self.missing()
        posts.end_appointment(row, ended_on=self.day, **self.common)
        return []

    def double(self):
        """Somebody is entered a second time, which is seen, and made one again."""
        person = self.person
        held = Affiliation.objects.filter(
            person=person, belonging="party", valid_to=None
        ).first()
        if held is None or person.merged_into_id:
            self.missing()
        place = people.Place(held.unit, "party", held.valid_from)
        twin = self.entered(f"重复{self.number}", [place])
        people.merge_people(person, twin, **self.common)
        self.world.twins[twin.pk] = (held.valid_from, held.unit_id)
        return []

    def part(self):
        merging = Merging.objects.filter(undone_at=None).order_by("pk").last()
        twin = people.undo_merging(merging or self.missing(), **self.common)
        self.world.told[twin.pk] = [self.world.twins.pop(twin.pk)]
        return []


setattr(Act, "in", Act.in_)


def there_from(unit: Unit, day: date):
    """The memberships in a unit that hold on a day or later."""
    rows = Affiliation.objects.filter(unit=unit, belonging="party")
    return list(rows.exclude(valid_to__lte=day).select_related("person").order_by("pk"))
