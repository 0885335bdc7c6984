"""Kill the writing and the counting process, again and again: no record, no ledger lies.

    python faults/records.py --rounds 50

A child records meetings, amends and withdraws some and gives goals, and tells each act
once its transaction has committed; another one rolls the ledgers up all the while, as the
worker does. Both are killed (SIGKILL) at moments that differ each round. Then every act
that was told must be there whole, with its journal entry, nothing may be half there, and
each ledger must be what `lianxin rebuild` makes anew from the facts. On SQLite and, where
DATABASE_URL_PG names a server, on PostgreSQL.
"""

import argparse
import json
import os
import random
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from benchmarks.load import LIANXIN, empty_database, run
from faults.kills import INIT

WRITES_A_ROUND = 10
BRANCHES, MEMBERS = 4, 5
KINDS = ("party_day", "general_meeting", "party_lecture")


def begin() -> None:
    """A committee with its branches and their members, all of them in the ledgers."""
    from lianxin.base.ui import clock
    from lianxin.kernel.actor.paths import segment
    from lianxin.org.people.models import Affiliation, Person
    from lianxin.org.units.models import Placement, Unit, UnitName
    from lianxin.site.rebuilds import REBUILDS

    today = clock.today()
    since = today - timedelta(days=900)
    root = Unit.objects.get(parent=None)
    for number in range(BRANCHES):
        name = f"检修{number}支部"
        unit = Unit.objects.create(
            kind="branch", name=name, short_name=name, parent=root, founded_on=since
        )
        unit.path = f"{root.path}{segment(0, unit.pk)}"
        unit.save()
        Placement.objects.create(unit=unit, parent=root, valid_from=since)
        UnitName.objects.create(unit=unit, name=name, short_name=name, valid_from=since)
        for n in range(MEMBERS):
            person = Person.objects.create(
                name=f"党员{n}", employee_number=f"F{number}{n}"
            )
            Affiliation.objects.create(
                person=person, unit=unit, belonging="party", valid_from=since
            )
    for rebuild in REBUILDS.values():
        rebuild(today)


class Writer:
    """Does one act after the other, each in its own transaction."""

    def __init__(self, seed: int) -> None:
        from lianxin.org.people.models import Affiliation
        from lianxin.org.units.models import Unit

        self.random = random.Random(seed)
        with_members = Affiliation.objects.filter(unit__kind="branch")
        self.units = list(
            Unit.objects.filter(pk__in=with_members.values("unit")).order_by("pk")
        )
        self.members = {
            unit.pk: list(
                with_members.filter(unit=unit).values_list("person", flat=True)
            )
            for unit in self.units
        }

    def acts(self) -> Iterator[tuple[str, int]]:
        """The code and the number of what was done, once it is committed."""
        while True:
            unit = self.random.choice(self.units)
            act = self.random.choice(
                (self.record, self.record, self.amend, self.withdraw, self.give)
            )
            done = act(unit)
            if done is not None:
                yield done

    def actor(self, unit: Any, *, of: Any = None) -> Any:
        """A member of the branch, who acts for it or for another unit."""
        from uuid import uuid4

        from lianxin.kernel.actor import Actor, Grant, Reach, Ref

        powers = ("records.record", "records.see", "people.see", "goals.give")
        return Actor(
            name="faults",
            action=uuid4(),
            person=Ref("people.person", self.members[unit.pk][0]),
            unit=Ref("units.unit", (of or unit).pk),
            path=(of or unit).path,
            grants=tuple(Grant(power, Reach.ALL, "") for power in powers),
        )

    def held(self, unit: Any) -> Any:
        from lianxin.base.ui import clock
        from lianxin.facts.records.enums import Mark
        from lianxin.facts.records.operations import Held

        return Held(
            kind=self.random.choice(KINDS),
            took_place_on=clock.today() - timedelta(self.random.randint(0, 200)),
            topic="学习",
            attendance=dict.fromkeys(self.members[unit.pk], Mark.PRESENT),
        )

    def record(self, unit: Any) -> tuple[str, int]:
        from lianxin.base.ui import clock
        from lianxin.facts.records.operations import record_meeting

        made = record_meeting(
            unit=unit, held=self.held(unit), actor=self.actor(unit), at=clock.now()
        )
        return "records.recorded", made.pk

    def _of(self, unit: Any) -> Any:
        from lianxin.facts.records.models import Record

        rows = Record.objects.filter(unit=unit, withdrawn_at=None)
        return rows.order_by("-pk").first()

    def amend(self, unit: Any) -> tuple[str, int] | None:
        from lianxin.base.ui import clock
        from lianxin.facts.records.operations import amend_record

        record = self._of(unit)
        if record is None:
            return None
        held = self.held(unit)
        if (held.kind, held.took_place_on) == (record.kind, record.took_place_on):
            return None
        amend_record(
            record,
            held=held,
            reason="写错",
            version=record.version,
            actor=self.actor(unit),
            at=clock.now(),
        )
        return "records.amended", record.pk

    def withdraw(self, unit: Any) -> tuple[str, int] | None:
        from lianxin.base.ui import clock
        from lianxin.facts.records.operations import withdraw_record

        record = self._of(unit)
        if record is None:
            return None
        withdraw_record(record, reason="记错", actor=self.actor(unit), at=clock.now())
        return "records.withdrawn", record.pk

    def give(self, unit: Any) -> tuple[str, int]:
        from lianxin.base.ui import clock
        from lianxin.org.units.models import Unit
        from lianxin.work.goals.operations import Undertaking, give_goals

        root = Unit.objects.get(parent=None)
        asked = Undertaking(
            text="党员身边无事故",
            standard="有记录",
            deadline=clock.today() + timedelta(days=30),
        )
        [goal] = give_goals(
            units=[unit],
            asked=asked,
            actor=self.actor(unit, of=root),
            at=clock.now(),
        )
        return "goals.given", goal.pk


def write(seed: int, told: int) -> None:
    """The server's part: act, and tell it when it is done."""
    for code, number in Writer(seed).acts():
        os.write(told, f"{code} {number}\n".encode())


def count(_seed: int, _told: int) -> None:
    """The worker's part: roll up, as the timer has it do."""
    from lianxin.base.ui import clock
    from lianxin.work.duties.operations import follow_ledger
    from lianxin.work.goals.operations import follow_journal

    while True:
        follow_ledger(at=clock.now())
        follow_journal(at=clock.now())
        time.sleep(0.02)


def child(act: Callable[[int, int], None], seed: int, told: int) -> int:
    """A process of its own, with connections of its own; its number."""
    from django.db import connection

    connection.close()
    if hasattr(connection, "close_pool"):
        connection.close_pool()
    pid = os.fork()
    if pid == 0:
        try:
            act(seed, told)
        except BaseException:  # noqa: BLE001 -- told, and then the process ends
            traceback.print_exc()
        finally:
            os._exit(1)
    return pid


def kill_both(rounds: int) -> Counter[tuple[str, int]]:
    """All that was told, over all rounds."""
    moments, acts = random.Random(11), Counter[tuple[str, int]]()
    for number in range(rounds):
        reading, told = os.pipe()
        pids = [child(write, number, told), child(count, number, told)]
        os.close(told)
        with os.fdopen(reading) as lines:
            for _ in range(moments.randint(1, 2 * WRITES_A_ROUND - 1)):
                acts[_read(lines.readline())] += 1
            time.sleep(moments.uniform(0, 0.05))
            for pid in moments.sample(pids, 2):
                os.kill(pid, signal.SIGKILL)
                time.sleep(moments.uniform(0, 0.02))
            acts.update(_read(line) for line in lines if line.endswith("\n"))
        for pid in pids:
            _pid, how = os.waitpid(pid, 0)
            assert os.WTERMSIG(how) == signal.SIGKILL, "a process ended by itself"
    return acts


def _read(line: str) -> tuple[str, int]:
    code, number = line.split()
    return code, int(number)


def check(acts: Counter[tuple[str, int]], rounds: int) -> None:
    """AssertionError where an act is lost or half there, or a ledger lies."""
    from lianxin.base.journal.models import Entry
    from lianxin.facts.records.models import Amendment, Participation, Record
    from lianxin.work.goals.models import Goal

    codes = {code for code, _number in acts}
    entered = Counter(
        Entry.objects.filter(code__in=codes).values_list("code", "subject_id")
    )
    assert not acts - entered, f"lost: {acts - entered}"
    assert (entered - acts).total() <= rounds
    by_code = Counter(code for code, _number in entered.elements())
    records = Record.objects.count()
    assert records == by_code["records.recorded"]
    assert Participation.objects.count() == records * MEMBERS
    assert Amendment.objects.count() == by_code["records.amended"]
    withdrawn = Record.objects.exclude(withdrawn_at=None).count()
    assert withdrawn == by_code["records.withdrawn"]
    assert Goal.objects.count() == by_code["goals.given"]
    check_ledgers()


def check_ledgers() -> None:
    """After the worker has caught up, each ledger is as it is made anew."""
    from lianxin.base.ui import clock
    from lianxin.site.rebuilds import REBUILDS
    from lianxin.work.duties.operations import follow_ledger
    from lianxin.work.goals.operations import follow_journal

    follow_ledger(at=clock.now())
    follow_journal(at=clock.now())
    kept = ledgers()
    for rebuild in REBUILDS.values():
        rebuild(clock.today())
    assert all(kept.values()), "a ledger is empty"
    assert kept == ledgers()


def ledgers() -> dict[str, Counter[tuple[object, ...]]]:
    """The rows of each ledger, without their own numbers."""
    from django.apps import apps

    found = {}
    for model in apps.get_models():
        name = model.__name__
        if name.endswith("Ledger") and not name.endswith("RunLedger"):
            own = model._meta.pk.attname
            fields = [
                f.attname for f in model._meta.concrete_fields if f.attname != own
            ]
            found[name] = Counter(model.objects.values_list(*fields))
    return found


def here(rounds: int) -> None:
    """All of it over the database of this process."""
    import django

    django.setup()
    begin()
    acts = kill_both(rounds)
    check(acts, rounds)
    print(json.dumps({"acts": acts.total()}))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=10, help="times to kill both")
    parser.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.here:
        here(options.rounds)
        return
    engines = ["SQLite"] + ["PostgreSQL"] * bool(os.environ.get("DATABASE_URL_PG"))
    for engine in engines:
        with tempfile.TemporaryDirectory() as folder, empty_database(engine) as address:
            environment = os.environ | {
                "LIANXIN_DATA": folder,
                "LIANXIN_TLS": "0",
                "DATABASE_URL": address,
                "DJANGO_SETTINGS_MODULE": "lianxin.site.settings",
            }
            run(environment, LIANXIN, *INIT)
            this = (sys.executable, __file__, "--here", "--rounds")
            told = json.loads(run(environment, *this, str(options.rounds)))
            print(
                f"{engine}: writer and worker killed {options.rounds} times, "
                f"{told['acts']} acts, none lost, every ledger true"
            )


if __name__ == "__main__":
    main()
