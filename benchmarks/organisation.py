"""An organisation of 1,000,000 people in 60,000 units beside one of 10,000 people.

Two new demo enterprises, once on SQLite and once on PostgreSQL (where DATABASE_URL_PG
names a server), to which invented companies are added: 3,000 people in 180 branches
each, some companies to a region. The WSGI application answers the clerk in this process:
the tree, a unit's page, the register of people, people looked for by name, by sound and
by number; then a company with its 3,000 people is moved to another region, and back.

    python benchmarks/organisation.py
    python benchmarks/organisation.py --people 100000 --engine SQLite

Times are CPU milliseconds of the site; beside them stand how many rows a page shows, and
the time by the clock, in which that of PostgreSQL's server is too. Exits with 1 where a
page with as many rows, or the move, takes more than 1.5 times the CPU time that it takes
among 10,000 people, or where a page asks for more queries.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import Any
from urllib.parse import quote
from uuid import uuid4

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks.load import LIANXIN, PREPARE, empty_database, run  # noqa: E402 -- the script's folder is on the path, not the project's

SMALL, MOST_TIMES = 10_000, 1.5
DEMO = 700
OF_COMPANY, BRANCHES = 3_000, 180
REGIONS = 5


def grow(people: int) -> dict[str, Any]:
    """Add companies until there are about so many people; what pages are asked of."""
    from lianxin.org.people.models import Person
    from lianxin.org.people.operations.keys import fill_keys
    from lianxin.org.units.models import Unit
    from lianxin.org.units.operations import rebuild_keys

    root = Unit.objects.get(parent=None, kind="committee")
    regions = [
        unit(root, f"第{number + 1}片区党委", number) for number in range(REGIONS)
    ]
    companies = []
    first = last = 0
    for number in range(max(1, people // OF_COMPANY)):
        region = regions[number % REGIONS]
        company = unit(region, f"第{number + 1}公司党委", number // REGIONS)
        companies.append(company)
        begun, last = staffed(company, number)
        first = first or begun
    fill_keys(first, last)
    rebuild_keys()
    return {
        "region": regions[0].pk,
        "other": regions[1].pk,
        "company": companies[0].pk,
        "branch": Unit.objects.filter(parent=companies[0]).first().pk,
        "person": last,
        # Somebody who is there, so that the small one has something to show as well.
        "name": Person.objects.get(pk=last).name,
        "sounds": Person.objects.get(pk=last).pinyin.split(),
    }


def unit(parent: Any, name: str, position: int) -> Any:
    """A committee that has been there for years."""
    from datetime import date

    from lianxin.org.units.models import Placement, Unit, UnitName
    from lianxin.org.units.operations.checks import path_below

    founded = max(date(2015, 1, 1), parent.founded_on)
    made = Unit.objects.create(
        kind="committee", name=name, short_name=name, parent=parent, founded_on=founded
    )
    made.path = path_below(parent, 100 + position, made.pk)
    made.save(update_fields=["path"])
    dated = {"unit": made, "valid_from": founded}
    Placement.objects.create(parent=parent, position=100 + position, **dated)
    UnitName.objects.create(name=name, short_name=name, **dated)
    return made


def staffed(company: Any, number: int) -> tuple[int, int]:
    """Branches and people of a company; the first and the last number of its people."""
    from lianxin.base.bulk.rows import new_numbers, write_rows
    from lianxin.kernel.zh import name_pinyin
    from lianxin.org.people.models import Affiliation, Person
    from lianxin.org.units.models import Placement, Unit, UnitName
    from lianxin.org.units.operations.checks import path_below
    from lianxin.site.demo.names import name_of

    random = Random(number)  # noqa: S311 -- invented people, the same every time
    since = company.founded_on
    branches = list(new_numbers(Unit, BRANCHES))
    named = [(pk, f"{company.name[:-2]}{n + 1}支部") for n, pk in enumerate(branches)]
    write_rows(
        Unit,
        ("id", "kind", "name", "short_name", "pinyin", "founded_on", "form",
         "is_restricted", "parent_id", "path", "version", "basis", "end_basis"),
        ((pk, "branch", name, name, "", since, "", False, company.pk,
          path_below(company, n, pk), 1, "", "") for n, (pk, name) in enumerate(named)),
    )  # fmt: skip
    write_rows(
        Placement,
        ("unit_id", "parent_id", "position", "valid_from", "basis"),
        ((pk, company.pk, n, since, "") for n, pk in enumerate(branches)),
    )
    write_rows(
        UnitName,
        ("unit_id", "name", "short_name", "valid_from", "basis"),
        ((pk, name, name, since, "") for pk, name in named),
    )
    people = list(new_numbers(Person, OF_COMPANY))
    names = {pk: name_of(random) for pk in people}
    empty = ("nation", "native_place", "education", "degree", "job", "job_title",
             "employment", "gender")  # fmt: skip
    write_rows(
        Person,
        ("id", "name", "pinyin", "employee_number", "version", *empty),
        ((pk, name, name_pinyin(name), f"X{pk:08}", 1, *("" for _ in empty))
         for pk, name in names.items()),
    )  # fmt: skip
    write_rows(
        Affiliation,
        ("person_id", "unit_id", "belonging", "valid_from"),
        ((pk, branches[n % BRANCHES], "party", since) for n, pk in enumerate(people)),
    )
    return people[0], people[-1]


def pages(known: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """What the clerk at the root asks for."""
    yield "tree", "/org/units/"
    yield "unit of a company", f"/org/units/{known['company']}/"
    yield "unit of a branch", f"/org/units/{known['branch']}/"
    yield "register of people", "/org/people/"
    whole, (sound, initials) = known["name"], known["sounds"]
    for title, words in (
        ("by a rare name", "㛃"),
        ("by a whole name", whole),
        ("by a usual surname", "王"),
        ("by sound", sound),
        ("by initials", initials),
        ("by number", f"X{known['person']:08}"),
    ):
        yield f"people {title}", f"/org/people/?q={quote(words)}"
    yield "search by name", f"/search/?q={quote(whole)}"
    yield "person", f"/org/people/{known['person']}/"


def by_the_clock(ask: Callable[[], object], repeat: int) -> float:
    """Milliseconds: a quarter of the answers took less, so that other work counts little."""
    taken = []
    for _ in range(max(repeat, 4)):
        began = time.perf_counter()
        ask()
        taken.append((time.perf_counter() - began) * 1000)
    return sorted(taken)[len(taken) // 4]


def moves(known: dict[str, Any]) -> tuple[float, float]:
    """Milliseconds of moving a company to another region, of the processor and the clock.

    The median of four.
    """
    from django.db import transaction

    from lianxin.base.ui import clock
    from lianxin.org.posts import queries as posts
    from lianxin.org.posts.models import Appointment
    from lianxin.org.units.models import Unit
    from lianxin.org.units.operations import move_unit

    held = Appointment.objects.get(person__account__username="clerk", valid_to=None)
    actor = posts.actor_of(
        held.person, chosen=held, today=clock.today(), action=uuid4()
    )
    taken, clock_took = [], []
    for _ in range(5):
        with transaction.atomic():
            company = Unit.objects.get(pk=known["company"])
            to = Unit.objects.get(pk=known["other"])
            began, started = time.process_time(), time.perf_counter()
            move_unit(
                company,
                parent=to,
                valid_from=clock.today(),
                version=company.version,
                actor=actor,
                at=clock.now(),
            )
            taken.append((time.process_time() - began) * 1000)
            clock_took.append((time.perf_counter() - started) * 1000)
            transaction.set_rollback(True)
    return sorted(taken[1:])[2], sorted(clock_took[1:])[2]


def rows_shown(path: str, session: dict[str, Any]) -> int:
    """How many rows of tables the clerk sees there."""
    from django.test import Client

    client = Client(SERVER_NAME="127.0.0.1")
    client.cookies[session["name"]] = session["cookies"]["clerk"]
    return int(client.get(path).content.count(b"<tr"))


def measure(people: int, repeat: int) -> dict[str, Any]:
    import django

    django.setup()
    from benchmarks.pages import ask, cost, queries
    from lianxin.org.people.models import Person
    from lianxin.org.units.models import Unit
    from lianxin.site.wsgi import application

    known = grow(people)
    session = json.loads(run(dict(os.environ), sys.executable, "-c", PREPARE))
    cookie = f"{session['name']}={session['cookies']['clerk']}"
    found: dict[str, Any] = {
        "people": Person.objects.count(),
        "units": Unit.objects.count(),
        "pages": {},
    }
    for title, path in pages(known):
        status = ask(application, path, cookie)
        if status != 200:
            raise SystemExit(f"{path}: answered {status}")
        found["pages"][title] = [
            queries(application, path, cookie),
            rows_shown(path, session),
            cost(application, path, cookie, repeat=repeat),
            by_the_clock(lambda path=path: ask(application, path, cookie), repeat),
        ]
    found["pages"]["moving 3,000 people"] = [0, 0, *moves(known)]
    return found


def measured(engine: str, people: int, repeat: int) -> dict[str, Any]:
    """The figures of a new organisation of so many people, from a process of its own."""
    with tempfile.TemporaryDirectory() as folder, empty_database(engine) as address:
        environment = os.environ | {
            "LIANXIN_DATA": folder,
            "LIANXIN_DEMO": "1",
            "DATABASE_URL": address,
            "DJANGO_SETTINGS_MODULE": "lianxin.site.settings",
        }
        run(environment, LIANXIN, "migrate", "--verbosity", "0")
        run(environment, LIANXIN, "demo", "--people", str(DEMO))
        child = [sys.executable, str(Path(__file__)), "--here"]
        child += ["--people", str(people), "--repeat", str(repeat)]
        ran = subprocess.run(
            child, env=environment, cwd=ROOT, stdout=subprocess.PIPE, check=True
        )
        found: dict[str, Any] = json.loads(ran.stdout.splitlines()[-1])
        return found


def report(engine: str, small: dict[str, Any], large: dict[str, Any]) -> list[str]:
    """Print both side by side; what was not kept."""
    broken = []
    print(f"\n{engine}: {small['people']:,} people in {small['units']:,} units → "
          f"{large['people']:,} in {large['units']:,}")  # fmt: skip
    print(
        f"  {'page':<28}{'queries':>14}{'rows':>14}{'CPU ms':>20}{'times':>7}{'by the clock':>20}"
    )
    for page, (few, short, quick, soon) in small["pages"].items():
        many, long, slow, late = large["pages"][page]
        times = slow / quick
        print(f"  {page:<28}{few:>5} → {many:>6}{short:>5} → {long:>6}{quick:>9.1f} → {slow:>8.1f}{times:>7.2f}{soon:>9.1f} → {late:>8.1f}")  # fmt: skip
        if many > few:
            broken.append(f"{engine}: {page} asks {many} queries, not {few}")
        if times > MOST_TIMES and long <= short:
            broken.append(f"{engine}: {page} takes {times:.2f} times the CPU time")
    return broken


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--people", type=int, default=1_000_000)
    parser.add_argument("--small", type=int, default=SMALL)
    parser.add_argument("--repeat", type=int, default=10)
    parser.add_argument("--engine", choices=["SQLite", "PostgreSQL"], default="")
    parser.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.here:
        print(json.dumps(measure(options.people, options.repeat)))
        return 0
    engines = [options.engine] if options.engine else ["SQLite", "PostgreSQL"]
    if "PostgreSQL" in engines and not os.environ.get("DATABASE_URL_PG"):
        print("PostgreSQL left out: DATABASE_URL_PG is not set.")
        engines.remove("PostgreSQL")
    broken = []
    for engine in engines:
        small, large = (
            measured(engine, people, options.repeat)
            for people in (options.small, options.people)
        )
        broken += report(engine, small, large)
    for line in broken:
        print(f"Not kept: {line}")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
