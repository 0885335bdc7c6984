"""Kill the site that takes secret ballots, again and again: every receipt is kept.

    python faults/ballots.py --rounds 50

Voters cast their ballots through the web, several at once, while the whole server
(SIGKILL to the master and to every worker) is killed at a moment that differs each
round, and started again. Whoever was given no answer sends the very same ballot once
more: it counts once, and has its receipt, whether or not it had arrived. Then every
ballot that has a receipt must be on the board, each receipt must be genuine, the whole
archive must be right for our strict verifier, and as many voters must be marked, and
as many codes used, as there are ballots. On SQLite and, where DATABASE_URL_PG names a
server, on PostgreSQL.
"""

import argparse
import http.client
import io
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import deque
from collections.abc import Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from benchmarks.load import LIANXIN, ROOT, empty_database, free_port, run, wait_for
from benchmarks.polls import BEGIN, Site, sealed
from faults.kills import INIT, descendants, seconds_until_answer
from lianxin.kernel.ballots import canonical
from lianxin.kernel.ballots.receipts import check_receipt
from lianxin.kernel.ballots.verifier import verify

CASTERS, VOTERS_OF_A_ROUND = 4, 20
LOOK = """
import json, sys
import django; django.setup()
from lianxin.facts.polls import queries
from lianxin.facts.polls.models import Credential, Poll, Voter
poll = Poll.objects.get(pk=int(sys.argv[1]))
json.dump({
    "archive": b"".join(queries.archive_of(poll.board)).hex(),
    "voted": Voter.objects.filter(has_voted=True).count(),
    "used": Credential.objects.filter(is_used=True).count(),
}, sys.stdout)
"""


@dataclass
class Hall:
    """Who still waits to vote, whose answer was lost, and the receipts that were given."""

    vote: Mapping[str, Any]
    records: list[bytes]
    waiting: deque[int]
    lost: list[int] = field(default_factory=list)
    found_again: int = 0
    receipts: dict[int, str] = field(default_factory=dict)

    def cast_until_killed(self, site: Site) -> None:
        """One caster: one ballot after another, until the server answers no more."""
        while self.waiting:
            voter = self.waiting.popleft()
            try:
                self.cast(site, voter)
            except (OSError, http.client.HTTPException):
                self.lost.append(voter)
                return

    def cast(self, site: Site, voter: int) -> None:
        """Cast a ballot; AssertionError where its voter is given no receipt."""
        address = f"/polls/{self.vote['poll']}/cast/"
        status, body = site.ask("POST", address, voter, self.records[voter])
        told = json.loads(body)
        assert "receipt" in told, (status, told)
        self.found_again += status != http.client.OK
        self.receipts[voter] = told["receipt"]

    def ask_again(self, site: Site) -> None:
        """Whoever was given no answer sends the very same ballot once more."""
        for voter in self.lost:
            self.cast(site, voter)
        self.lost.clear()


@contextmanager
def served(environment: dict[str, str], vote: Mapping[str, Any]) -> Iterator[Site]:
    """The site as `lianxin run` serves it; in the end all of it is killed."""
    port = free_port()
    bind = ["--bind", f"127.0.0.1:{port}", "--log", os.devnull]
    server = subprocess.Popen(
        [LIANXIN, "run", "--no-work", *bind],
        env=environment,
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        wait_for(port, server)
        seconds_until_answer(port)
        yield Site(port, vote, server.pid)
    finally:
        kill_all(server)


def kill_all(server: subprocess.Popen[bytes]) -> None:
    """Kill master and workers before any of them can do anything about it."""
    for pid in (server.pid, *descendants(server.pid)):
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    server.wait()


def hall_of(environment: dict[str, str], voters: int) -> Hall:
    """An open vote with so many voters, whose ballots are sealed already."""
    vote = json.loads(run(environment, sys.executable, "-c", BEGIN, str(voters)))
    asked = [(vote["election"], code, vote["uuid"]) for code in vote["codes"]]
    with ProcessPoolExecutor(mp_context=get_context("fork")) as pool:
        records = list(pool.map(sealed, asked, chunksize=10))
    return Hall(vote, records, deque(range(voters)))


def kill_servers(environment: dict[str, str], *, rounds: int) -> Hall:
    """What the voters were told; AssertionError where a ballot with a receipt is lost."""
    moments, hall = random.Random(7), hall_of(environment, rounds * VOTERS_OF_A_ROUND)
    for _ in range(rounds):
        with ThreadPoolExecutor(CASTERS) as threads:
            with served(environment, hall.vote) as site:
                hall.ask_again(site)
                casters = [
                    threads.submit(hall.cast_until_killed, site) for _ in range(CASTERS)
                ]
                time.sleep(moments.uniform(0.1, 0.8))
            for caster in casters:
                caster.result()  # raises what went wrong in it
    assert hall.waiting, "there were too few voters for so many rounds"
    with served(environment, hall.vote) as site:
        hall.ask_again(site)
    look(environment, hall)
    return hall


def look(environment: dict[str, str], hall: Hall) -> None:
    """Hold the board against the receipts."""
    number = str(hall.vote["poll"])
    found = json.loads(run(environment, sys.executable, "-c", LOOK, number))
    archive = io.BytesIO(bytes.fromhex(found["archive"]))
    board = verify(archive, workers=os.cpu_count() or 1)
    public = canonical.read(board.election.record)["receipt_key"]
    trackers = {
        check_receipt(one.encode(), public, board.events, board.trackers)
        for one in hall.receipts.values()
    }
    assert trackers == set(board.trackers)
    told = len(hall.receipts)
    assert told == board.ballots == found["voted"] == found["used"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=10, help="times it is killed")
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
            began = time.monotonic()
            hall = kill_servers(environment, rounds=options.rounds)
            print(
                f"{engine}: the server killed {options.rounds} times while "
                f"{len(hall.receipts)} ballots were cast; every receipt is kept, "
                f"{hall.found_again} were given once more after their answer was lost "
                f"({time.monotonic() - began:.0f} s)"
            )


if __name__ == "__main__":
    main()
