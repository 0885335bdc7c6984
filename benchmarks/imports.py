"""A register of 200,000 people × 25 columns is dropped in, checked, entered, undone.

A new demo enterprise, once on SQLite and once on PostgreSQL (where DATABASE_URL_PG names
a server). In one run, over the same file and the same database, side by side:

- the bare limit: calamine reads the cells and `executemany` or COPY puts them into the
  same tables, without recognising, checking, staging or journal (rolled back afterwards).
  What the tables hold is the same as ours: numbers encrypted with their keyed hashes,
  names with their sounds, made by the same functions, since an entry without them could
  neither be read nor found. Beside it stands what would be left without these either;
  neither way makes the keys of search, which a job makes afterwards;
- the naive way: django-import-export row by row over a shorter register (rolled back);
- ours: read in its own process, judged and staged in batches, entered by one set-based
  transaction, undone by another; meanwhile another process signs in and enters records.

    python benchmarks/imports.py
    python benchmarks/imports.py --rows 10000 --engine SQLite

Times are CPU seconds of all processes taking part (the machine may have other work);
how long the lock was held is given by the clock as well. Exits with 1 where less than a
third of the bare limit or five times the naive way is reached, where the lock of SQLite
was held for more than three seconds of CPU time, memory went beyond 1 GB, or somebody
could not sign in or enter a record meanwhile.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks.load import LIANXIN, empty_database, run  # noqa: E402 -- the script's folder is on the path, not the project's

LEAST_OF_BARE, LEAST_OF_NAIVE, MOST_LOCK, MOST_MEGABYTES = 1 / 3, 5, 3, 1024
NAIVE_ROWS = 1000
PEOPLE = 700


def departments() -> dict[str, int]:
    """The departments in which the invented people work, by names that are used once."""
    from lianxin.org.units.models import Unit

    found: dict[str, list[int]] = {}
    rows = Unit.objects.filter(kind="department", path__isnull=False)
    for name, pk in rows.values_list("name", "pk"):
        found.setdefault(name, []).append(pk)
    return {name: pks[0] for name, pks in found.items() if len(pks) == 1}


def clerk() -> Any:
    """The clerk of the enterprise, who drops the register in."""
    from lianxin.base.ui import clock
    from lianxin.org.posts import queries as posts
    from lianxin.org.posts.models import Appointment

    held = Appointment.objects.get(person__account__username="clerk", valid_to=None)
    return posts.actor_of(held.person, chosen=held, today=clock.today(), action=uuid4())


def spent() -> float:
    """CPU seconds of this process and of those that it has waited for."""
    kinds = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    used = [resource.getrusage(kind) for kind in kinds]
    return sum(each.ru_utime + each.ru_stime for each in used)


def megabytes() -> int:
    """The largest of this process and of its children."""
    kinds = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return max(resource.getrusage(kind).ru_maxrss for kind in kinds) // 1024


def timed(act: Callable[[], object]) -> float:
    before = spent()
    act()
    return spent() - before


@contextmanager
def locks() -> Iterator[list[tuple[float, float]]]:
    """How long each outermost transaction lasted: CPU seconds, and by the clock."""
    from django.db import connection, transaction

    found: list[tuple[float, float]] = []
    begun: list[tuple[float, float]] = []
    enter, leave = transaction.Atomic.__enter__, transaction.Atomic.__exit__

    def entering(self: Any) -> None:
        is_first = not connection.in_atomic_block
        enter(self)
        if is_first:
            begun.append((time.process_time(), time.perf_counter()))

    def leaving(self: Any, *error: Any) -> None:
        leave(self, *error)
        if begun and not connection.in_atomic_block:
            cpu, clock = begun.pop()
            found.append((time.process_time() - cpu, time.perf_counter() - clock))

    transaction.Atomic.__enter__, transaction.Atomic.__exit__ = entering, leaving
    try:
        yield found
    finally:
        transaction.Atomic.__enter__, transaction.Atomic.__exit__ = enter, leave


def bare(path: Path) -> dict[str, float]:
    """Read with calamine, write with the database's own means; nothing is checked."""
    from django.db import transaction
    from python_calamine import CalamineWorkbook

    from lianxin.base.bulk.rows import new_numbers, write_rows
    from lianxin.kernel.zh import name_pinyin
    from lianxin.org.people.models import Affiliation, Contact, Person
    from lianxin.org.people.operations.bulk import sealed_contacts

    units = departments()
    before = spent()
    rows = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()[2:]
    reading = spent() - before
    sounds = {name: name_pinyin(name) for name in {r[2] for r in rows}}
    contacts = sealed_contacts([(r[13], r[5]) for r in rows])
    sealing = spent() - before - reading
    with transaction.atomic():
        numbers = new_numbers(Person, len(rows))
        pairs = list(zip(numbers, rows, strict=True))
        write_rows(
            Person,
            ("id", "name", "pinyin", "employee_number", "gender", "nation",
             "native_place", "education", "degree", "job", "job_title", "employment",
             "joined_on", "version"),
            ((pk, r[2], sounds[r[2]], r[1], r[3], r[4], r[14], r[7], "", r[10], r[11], "", r[12], 1)
             for pk, r in pairs),
        )  # fmt: skip
        write_rows(
            Affiliation,
            ("person_id", "unit_id", "belonging", "valid_from"),
            ((pk, units[r[9]], "staff", r[12]) for pk, r in pairs),
        )
        write_rows(
            Contact,
            ("person_id", "phone", "phone_hash", "identity_number", "identity_hash"),
            ((pk, *c) for pk, c in zip(numbers, contacts, strict=True)),
        )
        transaction.set_rollback(True)
    writing = spent() - before - reading - sealing
    return {"reading": reading, "sealing": sealing, "writing": writing}


def ours(path: Path) -> dict[str, Any]:
    """Drop in, read and judge, enter, undo: as the site and its worker do it."""
    from lianxin.base.imports import queries as staged
    from lianxin.base.ui import clock
    from lianxin.desks.imports import operations
    from lianxin.kernel.zh.days import day_of
    from lianxin.org.units import queries as units
    from lianxin.org.units.models import Unit

    actor, at = clerk(), clock.now()
    root = units.ref(Unit.objects.get(parent=None, kind="committee"))
    found: dict[str, Any] = {}
    kept: list[Any] = []

    def drop() -> None:
        made, _is_new = operations.drop_file(
            path.read_bytes(), name=path.name, unit=root, actor=actor, at=at
        )
        kept.append(made)

    found["dropping"] = timed(drop)
    dropped = kept[0]
    found["checking"] = timed(
        lambda: operations.read_import(dropped, actor=actor, at=at)
    )
    sheet = dropped.sheets.get(number=0)
    counts = staged.counts_of([sheet])[sheet.pk]
    found["wrong"] = counts.wrong
    operations.ask_to_take(sheet, since=day_of(at), actor=actor, at=at)
    sheet.refresh_from_db()
    with locks() as held:
        found["entering"] = timed(
            lambda: operations.take_sheet(sheet, actor=actor, at=at)
        )
    found["lock"] = max(held)
    sheet.refresh_from_db()
    found["entered"] = sheet.rows_taken
    found["megabytes"] = megabytes()
    again = operations.drop_file(
        path.read_bytes(), name=path.name, unit=root, actor=actor, at=at
    )
    found["is_kept_once"] = again[0].pk == dropped.pk and not again[1]
    with locks() as held:
        found["undoing"] = timed(
            lambda: operations.undo_import(dropped, actor=actor, at=at)
        )
    found["lock_of_undo"] = max(held)
    return found


def meanwhile(until: Path) -> dict[str, Any]:
    """Sign in and enter a record, again and again, until a file is there."""
    from django.conf import settings
    from django.test import Client

    from lianxin.base.ui import clock
    from lianxin.facts.records.enums import Mark
    from lianxin.facts.records.operations import record_meeting
    from lianxin.facts.records.operations.held import Held
    from lianxin.org.posts import queries as posts
    from lianxin.org.posts.models import Appointment

    at = clock.now()
    held = Appointment.objects.select_related("post__unit", "person").get(
        person__account__username="secretary", valid_to=None
    )
    actor = posts.actor_of(
        held.person, chosen=held, today=clock.today(), action=uuid4()
    )
    told = Held(
        kind="branch_committee_meeting",
        took_place_on=clock.today(),
        topic="研究近期工作",
        attendance={held.person.pk: Mark.PRESENT},
    )
    waits: dict[str, list[float]] = {"sign-in": [], "record": []}
    while not until.exists():
        began = time.perf_counter()
        # From one address the site takes so many sign-ins a minute and no more.
        number = len(waits["sign-in"]) % 250 + 1
        client = Client(SERVER_NAME="127.0.0.1", REMOTE_ADDR=f"127.0.1.{number}")
        answer = client.post(
            "/accounts/login/",
            {"login": "secretary", "password": settings.LIANXIN_DEMO_PASSWORD},
            headers={"accept-language": "en"},
        )
        assert answer.status_code == 302, answer.status_code
        waits["sign-in"].append(time.perf_counter() - began)
        began = time.perf_counter()
        record_meeting(unit=held.post.unit, held=told, actor=actor, at=at)
        waits["record"].append(time.perf_counter() - began)
        time.sleep(1)
    return {name: [len(each), max(each, default=0)] for name, each in waits.items()}


def here(what: str, path: Path) -> Any:
    import django

    django.setup()
    from benchmarks.row_by_row import naive_way

    acts: dict[str, Callable[[Path], Any]] = {
        "bare": bare,
        "naive": lambda path: timed(naive_way(path, departments())),
        "ours": ours,
        "meanwhile": meanwhile,
    }
    if what == "write":
        from benchmarks import registers

        names = list(departments())
        registers.write(path, int(os.environ["ROWS"]), names)
        return None
    return acts[what](path)


def asked(what: str, path: Path, environment: dict[str, str]) -> Any:
    child = [sys.executable, str(Path(__file__)), "--here", what, str(path)]
    return json.loads(run(environment, *child).splitlines()[-1])


def measured(engine: str, rows: int) -> dict[str, Any]:
    """The figures of a new enterprise, each way in a process of its own."""
    with tempfile.TemporaryDirectory() as folder, empty_database(engine) as address:
        environment = os.environ | {
            "LIANXIN_DATA": folder,
            "LIANXIN_DEMO": "1",
            "DATABASE_URL": address,
            "DJANGO_SETTINGS_MODULE": "lianxin.site.settings",
        }
        run(environment, LIANXIN, "migrate", "--verbosity", "0")
        run(environment, LIANXIN, "demo", "--people", str(PEOPLE))
        large, small = Path(folder) / "register.xlsx", Path(folder) / "short.xlsx"
        few = min(rows, NAIVE_ROWS)
        asked("write", large, environment | {"ROWS": str(rows)})
        asked("write", small, environment | {"ROWS": str(few)})
        found = {
            "bare": asked("bare", large, environment),
            "naive": few / asked("naive", small, environment),
        }
        done = Path(folder) / "done"
        other = subprocess.Popen(
            [sys.executable, str(Path(__file__)), "--here", "meanwhile", str(done)],
            env=environment,
            cwd=ROOT,
            stdout=subprocess.PIPE,
        )
        found["ours"] = asked("ours", large, environment)
        done.touch()
        answer, _nothing = other.communicate(timeout=120)
        if other.returncode == 0:
            found["meanwhile"] = json.loads(answer.splitlines()[-1])
        return found


def report(engine: str, rows: int, found: dict[str, Any]) -> list[str]:
    """Print the three ways side by side; what was not kept."""
    one, limit = found["ours"], found["bare"]
    whole = one["dropping"] + one["checking"] + one["entering"]
    bare_rate = rows / (limit["reading"] + limit["sealing"] + limit["writing"])
    barest = rows / (limit["reading"] + limit["writing"])
    rate, naive_rate = rows / whole, found["naive"]
    cpu, clock = one["lock"]
    undo_cpu, undo_clock = one["lock_of_undo"]
    print(f"\n{engine}: {rows:,} rows × 25 columns, rows a second of CPU time")
    print(f"  bare limit                   {bare_rate:>9,.0f}   "
          f"(read {rows / limit['reading']:,.0f}, sealed {rows / limit['sealing']:,.0f}, "
          f"written {rows / limit['writing']:,.0f}; unsealed {barest:,.0f})")  # fmt: skip
    print(f"  django-import-export         {naive_rate:>9,.0f}")
    print(f"  ours, all of it              {rate:>9,.0f}   "
          f"{rate / bare_rate:.2f} of the bare limit ({rate / barest:.2f} unsealed), "
          f"{rate / naive_rate:.1f} times the naive way")  # fmt: skip
    print(f"    dropped in and encrypted   {rows / one['dropping']:>9,.0f}")
    print(f"    read, checked and staged   {rows / one['checking']:>9,.0f}   "
          f"{one['wrong']} rows wrong")  # fmt: skip
    print(f"    judged again and entered   {rows / one['entering']:>9,.0f}   "
          f"{one['entered']} rows entered")  # fmt: skip
    print(f"    undone                     {rows / one['undoing']:>9,.0f}")
    print(f"  lock held: {cpu:.2f} s CPU ({clock:.2f} s by the clock); by the undo "
          f"{undo_cpu:.2f} s ({undo_clock:.2f} s); memory {one['megabytes']} MB")  # fmt: skip
    for name, (times, longest) in found.get("meanwhile", {}).items():
        print(f"  meanwhile {times} × {name}, the slowest {longest:.1f} s")
    promises = {
        f"{rate / bare_rate:.2f} of the bare limit": rate >= bare_rate * LEAST_OF_BARE,
        f"{rate / naive_rate:.1f} times the naive way": rate
        >= naive_rate * LEAST_OF_NAIVE,
        f"the lock was held for {cpu:.1f} s": engine != "SQLite" or cpu <= MOST_LOCK,
        f"{one['megabytes']} MB": one["megabytes"] <= MOST_MEGABYTES,
        "nobody could sign in or enter a record": "meanwhile" in found,
        "the same file was kept twice": one["is_kept_once"],
    }
    return [f"{engine}: {told}" for told, is_kept in promises.items() if not is_kept]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, default=200_000)
    parser.add_argument("--engine", choices=["SQLite", "PostgreSQL"], default="")
    parser.add_argument("--here", nargs=2, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.here:
        print(json.dumps(here(options.here[0], Path(options.here[1]))))
        return 0
    engines = [options.engine] if options.engine else ["SQLite", "PostgreSQL"]
    if "PostgreSQL" in engines and not os.environ.get("DATABASE_URL_PG"):
        print("PostgreSQL left out: DATABASE_URL_PG is not set.")
        engines.remove("PostgreSQL")
    broken = []
    for engine in engines:
        broken += report(engine, options.rows, measured(engine, options.rows))
    for line in broken:
        print(f"Not kept: {line}")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
