"""Random histories of one person: on no day two answers, and each day as it was told."""

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from uuid import uuid4

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from lianxin.kernel.actor import Actor, Grant, Reach, Refused
from lianxin.org.people import operations
from lianxin.org.people.models import Affiliation, PartyStanding, Person, Situation
from lianxin.org.people.operations import Told
from lianxin.org.people.queries import in_force
from lianxin.org.units.models import Unit
from tests.cast import ACTION, LONG_AGO, found

BEGIN = date(2026, 1, 1)
EVERYWHERE = Actor(
    name="干事",
    action=ACTION,
    grants=tuple(
        Grant(p, Reach.ALL, "")
        for p in ("units.see", "people.see", "people.edit", "people.standing")
    ),
)
STANDINGS = ("applicant", "activist", "development_target", "probationary", "full")
SITUATIONS = ("mobile", "abroad", "suspended")
VERBS = (
    *("stand", "stand", "no standing", "belong", "belong", "belong no more"),
    *("situate", "back", "extend", "withdraw"),
    *("die by mistake", "die by mistake", "die by mistake"),
)
ACTS = st.tuples(
    st.sampled_from(VERBS),
    st.integers(0, 30),  # which unit, standing or situation
    st.integers(-25, 5),  # on which day, seen from today
    st.integers(0, 15),  # how many days pass before
)


@dataclass
class World:
    """A person and three branches; `told` is kept apart from the database.

    For each question what was told, in its order: from which day on which answer.
    """

    person: Person
    units: list[Unit]
    told: dict[str, list[tuple[date, object]]] = field(default_factory=dict)

    def tell(self, question: str, day: date, answer: object) -> None:
        self.told.setdefault(question, []).append((day, answer))

    def strike_out(self, question: str, day: date) -> None:
        """What ends on its first day was a slip; what came before had ended that day."""
        rows = [row for row in self.told[question] if row[0] != day]
        self.told[question] = rows
        if self.on(day).get(question) is not None:
            self.tell(question, day, None)

    def on(self, day: date) -> dict[str, object]:
        answers = {}
        for question, rows in self.told.items():
            past = [a for d, a in sorted(rows, key=lambda row: row[0]) if d <= day]
            if past and past[-1] is not None:
                answers[question] = past[-1]
        return answers


def begin() -> World:
    root = found("committee", "党委", None)
    units = [found("branch", f"{name}支部", root) for name in "甲乙丙"]
    person = Person.objects.create(name="某人", employee_number="1")
    Affiliation.objects.create(
        person=person, unit=root, belonging="staff", valid_from=LONG_AGO
    )
    return World(person, units, {"staff": [(LONG_AGO, root.pk)]})


def act(world: World, verb: str, one: int, day: date, today: date) -> None:
    person, at = world.person, datetime.combine(today, time(4), tzinfo=UTC)
    by = {"actor": EVERYWHERE, "at": at}
    if verb == "stand":
        standing = STANDINGS[one % len(STANDINGS)]
        operations.set_standing(person, standing=standing, valid_from=day, **by)
        world.tell("standing", day, standing)
    elif verb == "no standing":
        held = person.standings.get(valid_to=None)
        operations.end_standing(person, ended_on=day, **by)
        if held.valid_from == day:
            world.strike_out("standing", day)
        else:
            world.tell("standing", day, None)
    elif verb == "belong":
        unit, how = world.units[one % 3], ("party", "staff")[one % 2]
        operations.affiliate(person, unit=unit, belonging=how, valid_from=day, **by)
        world.tell(how, day, unit.pk)
    elif verb == "belong no more":
        rows = list(Affiliation.objects.filter(valid_to=None).order_by("pk"))
        held = rows[one % max(len(rows), 1)]
        operations.end_affiliation(held, ended_on=day, **by)
        world.tell(held.belonging, day, None)
    elif verb == "extend":
        operations.extend_probation(
            person, decided_on=day, months=6 + one % 7, basis="决议", **by
        )
    elif verb == "withdraw":
        operations.withdraw_extension(person, **by)
    else:
        situate(world, verb, one, day, by)


def die_by_mistake(world: World, day: date, by: dict[str, object]) -> None:
    """A death is noted and taken back: each day is as it was, a slip of that day gone."""
    person, after = world.person, day + timedelta(days=1)
    noting = by | {"actor": replace(EVERYWHERE, action=uuid4())}
    operations.begin_situation(
        person, circumstance="deceased", valid_from=day, told=Told(), **noting
    )
    slip = person.standings.filter(valid_to=None, valid_from=after).exists()
    if person.standings.filter(valid_to=None).exists():
        operations.end_standing(person, ended_on=after, **noting)
    left = operations.leave(
        person,
        left_on=day,
        version=Person.objects.get(pk=person.pk).version,
        **noting,
    )
    operations.strike_out_death(left, basis="误录", version=left.version, **by)
    if slip:
        rows = world.told["standing"]
        last = max(i for i, row in enumerate(rows) if row[0] == after)
        del rows[last]


def situate(world: World, verb: str, one: int, day: date, by: dict[str, object]):
    if verb == "situate":
        what = SITUATIONS[one % len(SITUATIONS)]
        told = Told(basis="决议", place="江城市")
        operations.begin_situation(
            world.person, circumstance=what, valid_from=day, told=told, **by
        )
        world.tell(what, day, True)
    elif verb == "die by mistake":
        die_by_mistake(world, day, by)
    else:
        rows = list(Situation.objects.filter(valid_to=None).order_by("pk"))
        held = rows[one % max(len(rows), 1)]
        operations.end_situation(held, ended_on=day, **by)
        world.tell(held.circumstance, day, None)


def shown(person: Person, day: date) -> dict[str, object]:
    """What the entries say of a day; AssertionError where they say two things."""
    there = [
        *PartyStanding.objects.filter(in_force(day), person=person)
        .values_list("standing", flat=True)
        .order_by("pk"),
    ]
    answers: dict[str, object] = {}
    pairs = [("standing", standing) for standing in there]
    pairs += list(
        Affiliation.objects.filter(in_force(day), person=person).values_list(
            "belonging", "unit"
        )
    )
    pairs += [
        (what, True)
        for what in Situation.objects.filter(in_force(day), person=person).values_list(
            "circumstance", flat=True
        )
    ]
    for question, answer in pairs:
        assert question not in answers, (day, question)
        answers[question] = answer
    return answers


class HistoriesOfOnePerson(TestCase):
    @settings(
        max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow]
    )
    @given(acts=st.lists(ACTS, max_size=14))
    def test_each_day_is_as_it_was_told(self, acts) -> None:
        world, today = begin(), BEGIN
        for verb, one, offset, days in acts:
            today += timedelta(days=days)
            try:
                with transaction.atomic():
                    act(world, verb, one, today + timedelta(days=offset), today)
            except (ValidationError, Refused, LookupError, ObjectDoesNotExist):
                continue
        day = BEGIN - timedelta(days=30)
        while day <= today + timedelta(days=10):
            assert shown(world.person, day) == world.on(day), day
            day += timedelta(days=1)
