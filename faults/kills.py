"""Kill the writing process and the serving site, again and again: nothing is lost.

    python faults/kills.py --rounds 10

A child founds units and prints the number of each one once its transaction has
committed; it is killed (SIGKILL) at a moment that differs each round. Then every unit
that was told must be there whole, with its name, its place and its journal entry, and
no other unit may be half there. The same on SQLite and, where DATABASE_URL_PG names a
server, on PostgreSQL. Then the serving processes are killed one by one: the site must
answer again within seconds. Last, in the same database, who records and who counts
(faults/records.py).
"""

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from benchmarks.load import LIANXIN, ROOT, empty_database, free_port, run, wait_for

WRITE = """
import sys
import django; django.setup()
from uuid import uuid4
from lianxin.base.ui import clock
from lianxin.kernel.actor import Actor, Grant, Reach
from lianxin.org.units.models import Unit
from lianxin.org.units.operations import found_unit
root = Unit.objects.get(parent=None)
actor = Actor(name="faults", action=uuid4(), job="faults.kills",
              grants=(Grant("units.edit", Reach.ALL, ""),))
number = Unit.objects.count()
while True:
    number += 1
    made = found_unit(kind="branch", name=f"支部{number}", short_name="", parent=root,
                      founded_on=clock.today(), actor=actor, at=clock.now())
    print(made.pk, flush=True)
"""
LOOK = """
import json, sys
import django; django.setup()
from lianxin.base.journal.models import Entry
from lianxin.org.units.models import Placement, Unit, UnitName
json.dump({
    "units": sorted(Unit.objects.exclude(path=None).values_list("pk", flat=True)),
    "placed": sorted(Placement.objects.values_list("unit", flat=True)),
    "named": sorted(UnitName.objects.values_list("unit", flat=True)),
    "told": sorted(Entry.objects.filter(code="units.founded").values_list("subject_id", flat=True)),
    "half": Unit.objects.filter(path=None).count(),
}, sys.stdout)
"""
INIT = ("init", "--committee=华岭", "--person=甲", "--number=1", "--username=admin")


def kill_writers(environment: dict[str, str], *, rounds: int) -> int:
    """How many units were told; AssertionError where one is lost or half there."""
    moments, told = random.Random(4), set()
    for _ in range(rounds):
        writer = subprocess.Popen(
            [sys.executable, "-c", WRITE],
            env=environment,
            cwd=ROOT,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert writer.stdout is not None
        told.add(int(writer.stdout.readline()))
        time.sleep(moments.uniform(0, 0.3))
        writer.kill()
        lines = writer.stdout.read().splitlines()
        told |= {int(line) for line in lines if line.isdigit()}
        writer.wait()
    found = json.loads(run(environment, sys.executable, "-c", LOOK))
    assert told <= set(found["units"]), told - set(found["units"])
    assert found["units"] == found["placed"] == found["named"] == found["told"]
    assert found["half"] == 0
    return len(told)


def descendants(pid: int) -> list[int]:
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [p for child in children for p in (int(child), *descendants(int(child)))]


def kill_servers(environment: dict[str, str]) -> list[float]:
    """Seconds until the site answered again, for each process killed but the first."""
    port = free_port()
    bind = ["--bind", f"127.0.0.1:{port}", "--log", os.devnull]
    site = subprocess.Popen(
        [LIANXIN, "run", *bind],
        env=environment,
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        wait_for(port, site)
        time.sleep(2)
        times = []
        parts = descendants(site.pid)
        arbiter = min(parts)  # without it the site ends, by intent
        for pid in sorted(set(parts) - {arbiter}):
            os.kill(pid, signal.SIGKILL)
            times.append(seconds_until_answer(port))
            time.sleep(1.5)
            wait_for_the_next(site, after=pid, parts=len(parts))
        site.send_signal(signal.SIGTERM)
        assert site.wait(30) == 0
    finally:
        site.kill()
        site.wait()
    return times


def wait_for_the_next(site: subprocess.Popen[bytes], *, after: int, parts: int) -> None:
    """Until another process stands where the one that was killed stood."""
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        now = descendants(site.pid)
        if after not in now and len(now) == parts:
            return
        time.sleep(0.02)
    message = f"Of {parts} processes these are there after 20 seconds: {now}."
    raise AssertionError(message)


def seconds_until_answer(port: int) -> float:
    began = time.monotonic()
    while time.monotonic() - began < 20:
        try:
            url = f"http://127.0.0.1:{port}/healthz"
            with urllib.request.urlopen(url, timeout=5) as answer:
                assert answer.status == 200
            return time.monotonic() - began
        except OSError:
            time.sleep(0.02)
    message = "The site did not answer again within 20 seconds."
    raise AssertionError(message)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=10, help="writers to kill")
    options = parser.parse_args()
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
            units = kill_writers(environment, rounds=options.rounds)
            print(
                f"{engine}: {options.rounds} writers killed, {units} units, none lost"
            )
            times = kill_servers(environment)
            print(
                f"{engine}: {len(times)} processes of the site killed, "
                f"answered again after {max(times):.2f} s at most"
            )
            records = Path(__file__).with_name("records.py")
            this = (sys.executable, records, "--here", "--rounds", str(options.rounds))
            acts = json.loads(run(environment, *this))["acts"]
            print(
                f"{engine}: writer and worker killed {options.rounds} times, {acts} "
                f"acts, none lost, every ledger true"
            )


if __name__ == "__main__":
    main()
