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
from datetime import date
from pathlib import Path
from resource import RUSAGE_CHILDREN, RUSAGE_SELF
from statistics import median
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks.enterprise import (  # noqa: E402 -- the script's folder is on the path, not the project's
    ask_for_more,
    fill,
    grow,
    join,
    root_of,
)
from benchmarks.load import LIANXIN, empty_database, run  # noqa: E402 -- the script's folder is on the path, not the project's

SMALL = 60  # branches
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
