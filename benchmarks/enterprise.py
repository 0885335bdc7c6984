"""The invented enterprise of the benchmarks: its tree, its members, its records."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

FAN_OUT = (6, 6, 6, 6)  # committees below committees; branches below the last
MEMBERS = 17  # of each branch
KINDS = ("party_day", "branch_committee_meeting", "general_meeting", "training")
COLUMNS = (
    *("id", "kind", "unit_id", "took_place_on", "place", "topic", "minutes"),
    *("details", "recorded_by_id", "recorded_at", "version", "withdrawal_reason"),
)


def grow(units: int) -> list[Any]:
    """The tree: six levels; the branches, which are most of it, by their numbers."""
    from lianxin.kernel.actor.paths import segment
    from lianxin.org.units.models import Placement, Unit

    long_ago = date(2015, 1, 1)

    def rows(kind: str, parents: list[Any], number: int) -> Iterator[Any]:
        for n in range(number):
            parent = parents[n % len(parents)] if parents else None
            name = f"{kind} {n}"
            yield Unit(
                kind=kind, name=name, short_name=name, parent=parent,
                founded_on=long_ago,
            )  # fmt: skip

    def plant(kind: str, parents: list[Any], number: int) -> list[Any]:
        made = Unit.objects.bulk_create(rows(kind, parents, number), batch_size=2000)
        for unit in made:
            above = unit.parent.path if unit.parent else ""
            unit.path = above + segment(0, unit.pk)
        Unit.objects.bulk_update(made, ["path"], batch_size=500)
        Placement.objects.bulk_create(
            (Placement(unit=u, parent=u.parent, valid_from=long_ago) for u in made),
            batch_size=2000,
        )
        return made

    level = plant("committee", [], 1)
    number = 1
    for times in FAN_OUT:
        number *= times
        level = plant("committee", level, min(number, max(2, units // 20)))
    return plant("branch", level, units)


def ask_for_more(root: Any, *, today: date) -> None:
    """The committee above all asks each branch for something each month as well."""
    from lianxin.base.ui import clock
    from lianxin.org.people.models import Person
    from lianxin.work.duties.models import AddedDuty

    person, _made = Person.objects.get_or_create(name="记录人", employee_number="B0")
    AddedDuty.objects.create(
        unit=root, title="集中学习", kinds=["branch"], counts=["training"],
        each="month", least=1, basis="本级部署", since=date(today.year - 1, 1, 1),
        added_by=person, added_at=clock.now(),
    )  # fmt: skip


def fill(branches: list[Any], *, today: date) -> int:
    """A record of each kind in most months of this year and the last; how many."""
    from django.db import transaction

    from lianxin.base.bulk.rows import new_numbers, write_rows
    from lianxin.base.ui import clock
    from lianxin.facts.records.models import Participation, Record, RecordPart
    from lianxin.org.people.models import Person

    person, _made = Person.objects.get_or_create(name="记录人", employee_number="B0")
    first = date(today.year - 1, 1, 1)
    months = [today - timedelta(days=30 * back + 25) for back in range(22)]
    days = [day for day in months if day >= first]
    number, told = 0, (clock.now() - timedelta(800)).isoformat(" ")
    for start in range(0, len(branches), 2000):
        held = [
            (kind, unit.pk, day + timedelta(days=(unit.pk * 7 + n * 3) % 20))
            for unit in branches[start : start + 2000]
            for n, day in enumerate(days)
            for kind in KINDS[: 2 + (n % 3 == 0)]
            if (unit.pk + n) % 11
        ]
        rows = list(zip(new_numbers(Record, len(held)), held, strict=True))
        fixed = ("", "学习", "", "{}", person.pk, told, 1, "")
        with transaction.atomic():
            write_rows(Record, COLUMNS, ((pk, *row, *fixed) for pk, row in rows))
            write_rows(
                RecordPart, ("record_id", "kind"), ((pk, row[0]) for pk, row in rows)
            )
            write_rows(
                Participation,
                ("record_id", "person_id", "presence"),
                ((pk, person.pk, "present") for pk, _row in rows),
            )
        number += len(rows)
    return number


def join(branches: list[Any]) -> None:
    """Members for each branch, Party members for years."""
    from django.db import transaction

    from lianxin.base.bulk.rows import new_numbers, write_rows
    from lianxin.org.people.models import Affiliation, PartyStanding, Person

    empty = ("nation", "native_place", "education", "degree", "job", "job_title",
             "employment", "gender")  # fmt: skip
    for start in range(0, len(branches), 2000):
        some = branches[start : start + 2000]
        people = list(new_numbers(Person, MEMBERS * len(some)))
        with transaction.atomic():
            write_rows(
                Person,
                ("id", "name", "pinyin", "employee_number", "version", *empty),
                ((pk, f"党员{pk}", "dang yuan", f"D{pk:08}", 1, *("" for _ in empty))
                 for pk in people),
            )  # fmt: skip
            write_rows(
                Affiliation,
                ("person_id", "unit_id", "belonging", "valid_from"),
                ((pk, some[n // MEMBERS].pk, "party", some[0].founded_on)
                 for n, pk in enumerate(people)),
            )  # fmt: skip
            write_rows(
                PartyStanding,
                ("person_id", "standing", "valid_from"),
                ((pk, "full", some[0].founded_on) for pk in people),
            )


def root_of(unit: Any) -> Any:
    """The committee above all others."""
    while unit.parent is not None:
        unit = unit.parent
    return unit
