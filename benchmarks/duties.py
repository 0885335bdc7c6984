"""Duties of 60,000 units in six levels over two years: ledger, roll-up, committee's desk.

An invented tree with so many units, seventeen members in each branch, and records in most
months of each, is made in a new database, once on SQLite and once on PostgreSQL (where
DATABASE_URL_PG names a server), and beside it an enterprise of some 1,000 people. Then are timed: making the ledger
anew, rolling it up, one more record with its ledger rows, and the counts below the root,
below a committee and the board of a branch; beside them the raw cursor that reads the same
rolled-up rows, and the same counts grouped from the ledger by a recursive query; and the
desk and the board of all units below, as pages, at both roots, at a committee in between and
at a branch; apart from them what each member of a branch learnt, worked out when it is read. Ratios of one run, so that
the machine matters little. Who writes at once is in benchmarks/writers.py.

    python benchmarks/duties.py
    python benchmarks/duties.py --units 3000 --engine SQLite

Exits with 1 where the database works more than ten times as long for the root's counts as
for the raw read of the same rows, where they are less than a hundred times as fast as
grouping (from 20,000 units on), where a page at the root takes more than one and a half
times that of the small enterprise, or making the ledgers anew more than --seconds.
"""

import argparse
import json
import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path
from resource import RUSAGE_CHILDREN, RUSAGE_SELF
from statistics import median
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks.load import LIANXIN, empty_database, run  # noqa: E402 -- the script's folder is on the path, not the project's

FAN_OUT = (6, 6, 6, 6)  # committees below committees; branches below the last
SMALL = 60  # branches
MEMBERS = 17  # of each branch
ROOT_PAGES = {"desk": "/", "board": "/duties/{}/below/"}
BRANCH_PAGES = {
    "desk": "/",
    "board": "/duties/{}/",
    "hours": "/records/registers/hours/",
}
MOST_TIMES_RAW = 10
MOST_TIMES_SMALL = 1.5
LEAST_TIMES_FASTER = 100
LARGE = 20_000
KINDS = ("party_day", "branch_committee_meeting", "general_meeting", "training")
COLUMNS = (
    *("id", "kind", "unit_id", "took_place_on", "place", "topic", "minutes"),
    *("details", "recorded_by_id", "recorded_at", "version", "withdrawal_reason"),
)
RECURSIVE = """
WITH RECURSIVE under(id, top) AS (
  SELECT id, id FROM units_unit WHERE parent_id = %s
  UNION ALL
  SELECT u.id, under.top FROM units_unit u JOIN under ON u.parent_id = under.id)
SELECT under.top, l.outcome, l.first_day, l.last_day, count(*)
FROM duties_dutyledger l JOIN under ON l.unit_id = under.id
WHERE l.first_day >= %s AND l.first_day <= %s
GROUP BY under.top, l.outcome, l.first_day, l.last_day
"""
RAW = """
SELECT t.unit_id, t.outcome, t.first_day, t.last_day, t.number
FROM duties_dutytallyledger t JOIN units_unit u ON u.id = t.unit_id
WHERE u.parent_id = %s AND t.first_day >= %s AND t.first_day <= %s
"""


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

    from lianxin.base.ui import clock
    from lianxin.facts.records.models import Participation, Record, RecordPart
    from lianxin.org.people.models import Person
    from lianxin.org.people.operations.rows import new_numbers, write_rows

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


def seconds(act: Callable[[], object], *, times: int = 1) -> float:
    """The median time that it takes."""
    took = []
    for _ in range(times):
        began = time.perf_counter()
        act()
        took.append(time.perf_counter() - began)
    return median(took)


def in_database(act: Callable[[], object]) -> float:
    """The seconds that the database takes for it: its statements, nothing else."""
    from django.db import connection

    took = []

    def timed(execute: Callable[..., object], *given: object) -> object:
        began = time.perf_counter()
        try:
            return execute(*given)
        finally:
            took.append(time.perf_counter() - began)

    sums = []
    for _ in range(9):
        took.clear()
        with connection.execute_wrapper(timed):
            act()
        sums.append(sum(took))
    return median(sums)


def join(branches: list[Any]) -> None:
    """Members for each branch, Party members for years."""
    from django.db import transaction

    from lianxin.org.people.models import Affiliation, PartyStanding, Person
    from lianxin.org.people.operations.rows import new_numbers, write_rows

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


def signed_in(root: Any) -> Any:
    """A browser in which the secretary of a unit is signed in."""
    from django.conf import settings
    from django.test import Client

    from lianxin.base.accounts.models import User
    from lianxin.base.ui import clock
    from lianxin.org.people.models import Person
    from lianxin.org.posts.models import Appointment, Post

    since = root.founded_on
    account = User.objects.create(username=f"s{root.pk}", created_at=clock.now())
    person = Person.objects.create(
        name="书记", employee_number=f"S{root.pk}", account=account
    )
    kind = f"{root.kind}_secretary"
    post = Post.objects.create(unit=root, kind=kind, valid_from=since)
    Appointment.objects.create(post=post, person=person, valid_from=since)
    settings.ALLOWED_HOSTS = ["*"]
    client = Client(headers={"accept-language": "zh-hans"})
    client.force_login(account)
    return client


def pages_of(unit: Any, addresses: Mapping[str, str]) -> dict[str, float]:
    """The seconds of this process for each of these pages, asked by its secretary."""
    client, found = signed_in(unit), {}
    for name, address in addresses.items():
        took = []
        for _ in range(9):
            began = time.process_time()
            answer = client.get(address.format(unit.pk), secure=True)
            took.append(time.process_time() - began)
            assert answer.status_code == 200, answer.status_code
        found[name] = median(took)
    return found


def looked_at_pages(few: list[Any], branches: list[Any]) -> dict[str, list[float]]:
    """Of each page the seconds in the small enterprise, and in the large one."""
    from lianxin.org.units.models import Unit

    def at(unit: Any) -> Any:
        return Unit.objects.get(pk=unit.pk)

    def all_pages(units: list[Any]) -> Iterator[tuple[str, float]]:
        branch = between = units[len(units) // 2]
        while between.parent.parent.parent is not None:
            between = between.parent
        for where, unit, pages in (
            ("root", root_of(branch), ROOT_PAGES),
            ("committee", between, ROOT_PAGES),
            ("branch", branch, BRANCH_PAGES),
        ):
            for name, took in pages_of(at(unit), pages).items():
                yield f"{name} of the {where}", took

    small = dict(all_pages(few))
    return {page: [small[page], took] for page, took in all_pages(branches)}


def root_of(unit: Any) -> Any:
    """The committee above all others."""
    while unit.parent is not None:
        unit = unit.parent
    return unit


def prepare(units: int, *, today: date) -> tuple[list[Any], list[Any], int]:
    """The branches of the small enterprise, of the large one, and its records."""
    few, branches = grow(SMALL), grow(units)
    for branch in (few[0], branches[0]):
        ask_for_more(root_of(branch), today=today)
    fill(few, today=today)
    join([*few, *branches])
    return few, branches, fill(branches, today=today)


def measure(units: int) -> dict[str, Any]:
    """All times in seconds, over the database of this process."""
    import django

    django.setup()
    from lianxin.base.ui import clock

    few, branches, records = prepare(units, today=clock.today())
    return {"records": records, **made_anew(), **looked_at(few, branches)}


def processor() -> float:
    """The seconds that this process and those it began have worked."""
    used = [resource.getrusage(who) for who in (RUSAGE_SELF, RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


def made_anew() -> dict[str, float]:
    """The seconds for the ledgers of all units."""
    from lianxin.base.ui import clock
    from lianxin.work.duties import operations

    today, at = clock.today(), clock.now()
    found: dict[str, float] = {}
    began, worked = time.perf_counter(), processor()
    found["slots"] = operations.rebuild_ledger(today=today)
    found["ledger"] = time.perf_counter() - began
    found["processor"] = processor() - worked
    found["tally"] = seconds(lambda: operations.rebuild_tally(at=at))
    return found


def looked_at(few: list[Any], branches: list[Any]) -> dict[str, Any]:
    """The seconds of what is read then: of the small enterprise and the large one."""
    from uuid import uuid4

    from django.db import connection

    from lianxin.base.ui import clock
    from lianxin.kernel.actor import system_actor
    from lianxin.org.units.models import Unit
    from lianxin.work.duties import queries
    from lianxin.work.duties.operations.ledger import refresh

    today, found = clock.today(), dict[str, Any]()
    branch = branches[len(branches) // 2]
    found["one unit"] = seconds(lambda: refresh([branch.pk], today=today), times=9)
    actor, since = system_actor("bench", uuid4()), date(today.year, 1, 1)
    root = Unit.objects.get(pk=root_of(branches[0]).pk)
    middle = branch.parent.parent

    def counts(unit: Any) -> Callable[[], object]:
        asked = {"code": "", "since": since, "actor": actor, "today": today}
        return lambda: queries.counts_below(unit, **asked)

    def read(sql: str) -> Callable[[], object]:
        def act() -> object:
            with connection.cursor() as cursor:
                cursor.execute(sql, [root.pk, since, today])
                return cursor.fetchall()

        return act

    found["root"] = seconds(counts(root), times=9)
    found["root in database"] = in_database(counts(root))
    found["pages"] = looked_at_pages(few, branches)
    found["committee"] = seconds(counts(middle), times=9)
    found["branch"] = seconds(
        lambda: queries.asked_of_unit(branch, year=today.year), times=9
    )
    found["raw"] = seconds(read(RAW), times=9)
    found["recursive"] = seconds(read(RECURSIVE))
    return found


def measured(engine: str, units: int) -> dict[str, Any]:
    """The times on one engine, in a process and a database of their own."""
    with tempfile.TemporaryDirectory() as folder, empty_database(engine) as address:
        environment = os.environ | {
            "LIANXIN_DATA": folder,
            "DATABASE_URL": address,
            "DJANGO_SETTINGS_MODULE": "lianxin.site.settings",
        }
        run(environment, LIANXIN, "migrate", "--verbosity", "0")
        told = run(
            environment, sys.executable, __file__, "--here", "--units", str(units)
        )
        found: dict[str, Any] = json.loads(told)
        return found


def report(engine: str, units: int, found: dict[str, Any], most: float) -> list[str]:
    """Print what was found; what was not kept."""
    print(
        f"\n{engine}: {units:,} branches, {found['records']:,} records, "
        f"{found['slots']:,} slots\n"
        f"  ledger anew {found['ledger']:.1f} s, of which "
        f"{found['processor']:.1f} s of our processes, "
        f"roll-up {found['tally']:.1f} s, "
        f"one unit's rows {found['one unit'] * 1000:.1f} ms\n"
        f"  counts below the root {found['root'] * 1000:.1f} ms, below a committee "
        f"{found['committee'] * 1000:.1f} ms, a branch's board "
        f"{found['branch'] * 1000:.1f} ms\n"
        f"  the same rows by a raw cursor {found['raw'] * 1000:.1f} ms; grouped from "
        f"the ledger by a recursive query {found['recursive'] * 1000:.0f} ms\n"
        f"  the database alone, for the root's counts, "
        f"{found['root in database'] * 1000:.1f} ms"
    )
    broken = []
    for page, (small, large) in found["pages"].items():
        print(
            f"  the {page} {large * 1000:.1f} ms of the process, "
            f"{large / small:.2f} times that among {SMALL} branches"
        )
        if large > MOST_TIMES_SMALL * small:
            broken.append(f"{engine}: the {page} takes {large / small:.1f} times")
    times_raw = found["root in database"] / found["raw"]
    if times_raw > MOST_TIMES_RAW:
        broken.append(f"{engine}: the root takes {times_raw:.0f} times a raw read")
    faster = found["recursive"] / found["root"]
    if units >= LARGE and faster < LEAST_TIMES_FASTER:
        broken.append(f"{engine}: only {faster:.0f} times faster than grouping")
    took = found["ledger"] + found["tally"]
    if took > most:
        broken.append(f"{engine}: the ledgers took {took:.0f} s")
    return broken


def main() -> int:
    """Measure on each engine; 1 where something was not kept."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--units", type=int, default=60_000, help="branches")
    parser.add_argument("--seconds", type=float, default=60, help="for the ledger")
    parser.add_argument("--engine", choices=["SQLite", "PostgreSQL"], default="")
    parser.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.here:
        print(json.dumps(measure(options.units)))
        return 0
    engines = [options.engine] if options.engine else ["SQLite", "PostgreSQL"]
    if "PostgreSQL" in engines and not os.environ.get("DATABASE_URL_PG"):
        print("PostgreSQL left out: DATABASE_URL_PG is not set.")
        engines.remove("PostgreSQL")
    broken = []
    for engine in engines:
        found = measured(engine, options.units)
        broken += report(engine, options.units, found, options.seconds)
    for line in broken:
        print(f"Not kept: {line}")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
