"""Sixteen people record meetings at once: beside them the same rows without all else.

Branches of seventeen members each are made in a new database, once on SQLite and once on
PostgreSQL (where DATABASE_URL_PG names a server). Sixteen processes then record meetings
through the operation, with its policy, checks, journal and ledger; and, in turn, put the
same rows of record, parts, attendance and journal in through the ORM and nothing else.
The meetings of a branch lie some days apart, as those of a year that is entered late.

    python benchmarks/writers.py --records 25

Exits with 1 where a writer failed or, on PostgreSQL, the operation reaches less than
--share of the other rate.
"""

import argparse
import json
import multiprocessing
import os
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks.enterprise import grow  # noqa: E402 -- the script's folder is on the path, not the project's
from benchmarks.load import LIANXIN, empty_database, run  # noqa: E402 -- the same

WRITERS, MEMBERS, ROUNDS = 16, 17, 2
LEAST_PERCENT = 40
APART, SPAN = 4, 300
Act = Callable[[Any, list[int], date], None]


def people_of(branches: list[Any]) -> None:
    """Members for each branch, Party members for years."""
    from lianxin.org.people.models import Affiliation, PartyStanding, Person

    long_ago = branches[0].founded_on
    for unit in branches:
        people = Person.objects.bulk_create(
            Person(name=f"党员{n}", employee_number=f"W{unit.pk:05}{n:02}")
            for n in range(MEMBERS)
        )
        Affiliation.objects.bulk_create(
            Affiliation(person=p, unit=unit, belonging="party", valid_from=long_ago)
            for p in people
        )
        PartyStanding.objects.bulk_create(
            PartyStanding(person=p, standing="full", valid_from=long_ago)
            for p in people
        )


def actor_of(person: int) -> Any:
    """Somebody who may record for every unit."""
    from uuid import uuid4

    from lianxin.kernel.actor import Actor, Grant, Reach, Ref

    grants = tuple(
        Grant(power, Reach.ALL, "") for power in ("records.record", "people.see")
    )
    return Actor(
        name="记录人",
        action=uuid4(),
        person=Ref("people.person", person),
        grants=grants,
    )


def by_operation(unit: Any, members: list[int], day: date) -> None:
    """As the page does it."""
    from lianxin.base.ui import clock
    from lianxin.facts.records.enums import Mark
    from lianxin.facts.records.operations import Held, record_meeting

    record_meeting(
        unit=unit,
        held=Held(
            kind="party_day",
            took_place_on=day,
            topic="学习",
            attendance=dict.fromkeys(members, Mark.PRESENT),
        ),
        actor=actor_of(members[0]),
        at=clock.now(),
    )


def by_rows(unit: Any, members: list[int], day: date) -> None:
    """The same rows, and nothing else."""
    from uuid import uuid4

    from django.db import transaction

    from lianxin.base.journal.models import Entry
    from lianxin.base.ui import clock
    from lianxin.facts.records.models import Participation, Record, RecordPart

    with transaction.atomic():
        record = Record.objects.create(
            kind="party_day",
            unit=unit,
            took_place_on=day,
            topic="学习",
            recorded_by_id=members[0],
            recorded_at=clock.now(),
        )
        Participation.objects.bulk_create(
            Participation(record=record, person_id=member, presence="present")
            for member in members
        )
        RecordPart.objects.create(record=record, kind="party_day")
        Entry.objects.create(
            code="records.recorded",
            at=clock.now(),
            action=uuid4(),
            actor_name="记录人",
            person_id=members[0],
            unit_id=unit.pk,
            subject_kind="records.record",
            subject_id=record.pk,
            before={},
            after={"kind": "party_day", "topic": "•", "expected": len(members)},
        )


def write(act: Act, units: list[Any], number: int, ready: Any, today: date) -> None:
    """One writer: so many records, for its units in turn."""
    members = members_of(units)
    ready.wait(300)
    for n in range(number):
        unit = units[n % len(units)]
        act(unit, members[unit.pk], today - timedelta(APART * n % SPAN))


def members_of(units: list[Any]) -> dict[int, list[int]]:
    """The numbers of the people of each unit."""
    from lianxin.org.people.models import Affiliation

    return {
        unit.pk: list(
            Affiliation.objects.filter(unit=unit).values_list("person", flat=True)
        )
        for unit in units
    }


def rate(act: Act, units: list[Any], number: int, today: date) -> float:
    """Records a second of all writers together; the first error ends it."""
    from django.db import connection

    # A process that serves has read the rulebook and said its queries long ago.
    members = members_of(units[:5])
    for unit in units[:5]:
        act(unit, members[unit.pk], today)
    connection.close()
    if hasattr(connection, "close_pool"):
        connection.close_pool()
    context = multiprocessing.get_context("fork")
    ready = context.Barrier(WRITERS + 1)
    writers = [
        context.Process(
            target=write, args=(act, units[n::WRITERS], number, ready, today)
        )
        for n in range(WRITERS)
    ]
    for writer in writers:
        writer.start()
    ready.wait(300)
    began = time.perf_counter()
    for writer in writers:
        writer.join()
    took = time.perf_counter() - began
    failed = sum(writer.exitcode != 0 for writer in writers)
    if failed:
        message = f"{failed} of {WRITERS} writers failed"
        raise SystemExit(message)
    return WRITERS * number / took


def measure(number: int) -> dict[str, list[float]]:
    """The rates of both, in turn, over the database of this process."""
    import django

    django.setup()

    from lianxin.base.ui import clock
    from lianxin.work.duties import operations

    branches, today = grow(2 * WRITERS), clock.today()
    people_of(branches)
    operations.rebuild_ledger(today=today)
    found: dict[str, list[float]] = {"operation": [], "rows": []}
    for _ in range(ROUNDS):
        found["rows"].append(rate(by_rows, branches, number, today))
        found["operation"].append(rate(by_operation, branches, number, today))
    return found


def main() -> int:
    """Measure on each engine; 1 where something was not kept."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--records", type=int, default=25, help="of each writer")
    parser.add_argument("--share", type=int, default=LEAST_PERCENT, help="in percent")
    parser.add_argument("--engine", choices=["SQLite", "PostgreSQL"], default="")
    parser.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.here:
        print(json.dumps(measure(options.records)))
        return 0
    engines = [options.engine] if options.engine else ["SQLite", "PostgreSQL"]
    if "PostgreSQL" in engines and not os.environ.get("DATABASE_URL_PG"):
        print("PostgreSQL left out: DATABASE_URL_PG is not set.")
        engines.remove("PostgreSQL")
    kept = True
    for engine in engines:
        with tempfile.TemporaryDirectory() as folder, empty_database(engine) as address:
            environment = os.environ | {
                "LIANXIN_DATA": folder,
                "DATABASE_URL": address,
                "DJANGO_SETTINGS_MODULE": "lianxin.site.settings",
            }
            run(environment, LIANXIN, "migrate", "--verbosity", "0")
            this = (sys.executable, __file__, "--here")
            told = run(environment, *this, "--records", str(options.records))
        rows, operation = (max(json.loads(told)[key]) for key in ("rows", "operation"))
        percent = 100 * operation / rows
        print(
            f"{engine}: {WRITERS} writers, {operation:.0f} records a second, "
            f"{percent:.0f} % of the bare rows ({rows:.0f}); no error"
        )
        kept &= engine != "PostgreSQL" or percent >= options.share
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
