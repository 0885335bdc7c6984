"""A secret vote under load: ballots cast through the web, and one sealed in Chromium.

    .venv/bin/python benchmarks/polls.py [--ballots 2000] [--casters 4]

The site runs on loopback as `lianxin run` does. Every voter has a session and a ballot
of 20 ciphertexts or so, sealed before; all are sent by so many casters at once, each
waiting for its receipt, which is given after all checks and the durable write. Then the
archive is downloaded and verified. Exits 1 if a promise is broken, or cannot be
measured for want of a program: no error, every ballot on the board, and no slower than
2,000 ballots in 10 minutes; the booth seals in Chromium within 300 ms. On SQLite, or
where DATABASE_URL_PG names a server on PostgreSQL.
"""

import argparse
import http.client
import io
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from benchmarks.load import (  # noqa: E402 -- found by the path set above
    LIANXIN,
    empty_database,
    free_port,
    run,
    wait_for,
)
from faults.kills import INIT  # noqa: E402 -- as above
from lianxin.kernel.ballots.ballots import seal  # noqa: E402 -- as above
from lianxin.kernel.ballots.credentials import secret_of  # noqa: E402 -- as above
from lianxin.kernel.ballots.election import read_election  # noqa: E402 -- as above
from lianxin.kernel.ballots.verifier import verify  # noqa: E402 -- as above

BALLOTS, SECONDS = 2_000, 600
QUESTIONS, BOOTH_MILLISECONDS = 7, 300
TOKEN = "x" * 32
BEGIN = f"""
import json, sys
import django; django.setup()
from importlib import import_module
from uuid import uuid4
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from lianxin.base.accounts.models import User
from lianxin.base.ui import clock
from lianxin.facts.polls import operations
from lianxin.facts.polls.operations import Parties, Planned
from lianxin.kernel.actor import Actor, Grant, Reach, Ref
from lianxin.kernel.ballots.credentials import make_code, make_uuid, public_of, write_credentials
from lianxin.org.people.models import Affiliation, Person
from lianxin.org.units.models import Unit
from lianxin.org.units.operations import found_unit
from lianxin.site.demo.polls import made_trustees
count = int(sys.argv[1])
grants = tuple(Grant(p, Reach.ALL, "") for p in ("units.edit", "records.record", "records.see"))
first = Person.objects.first()
actor = Actor(name="bench", action=uuid4(), person=Ref("people.person", first.pk), grants=grants)
today, at = clock.today(), clock.now()
unit = found_unit(kind="department", name="部门", short_name="部门",
                  parent=Unit.objects.get(parent=None), founded_on=today, actor=actor, at=at)
store = import_module(settings.SESSION_ENGINE).SessionStore
sessions = []
for number in range(count):
    account = User.objects.create(username=f"v{{number}}", created_at=at)
    person = Person.objects.create(
        name=f"员工{{number}}", employee_number=f"V{{number:05}}", account=account)
    Affiliation.objects.create(person=person, unit=unit, belonging="staff", valid_from=today)
    session = store()
    session[SESSION_KEY] = str(account.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = account.get_session_auth_hash()
    session.create()
    sessions.append(session.session_key)
poll = operations.prepare_poll(unit=unit, actor=actor, at=at, planned=Planned(
    kind="consultation", title="意见", held_on=today, mode="sealed",
    lines=[f"第{{n}}项" for n in range({QUESTIONS})]))
uuid, codes = make_uuid(), [make_code() for _ in range(count)]
listed = write_credentials([public_of(code, uuid) for code in codes])
board = operations.set_up_board(poll, actor=actor, at=at, parties=Parties(
    uuid=uuid, trustees=made_trustees()[1], credentials=listed.record))
json.dump({{"poll": poll.pk, "uuid": uuid, "codes": codes, "sessions": sessions,
           "election": board.election, "name": settings.SESSION_COOKIE_NAME,
           "token": settings.CSRF_COOKIE_NAME}}, sys.stdout)
"""
SEAL = """async ([address, election, code, votes]) => {
    const { seal } = await import(address);
    await seal(election, code, votes);
    const times = [];
    for (let turn = 0; turn < 5; turn += 1) {
        const began = performance.now();
        await seal(election, code, votes);
        times.push(performance.now() - began);
    }
    return Math.min(...times);
}"""
VOTES = [[int(n == question % 3) for n in range(3)] for question in range(QUESTIONS)]


@dataclass(frozen=True)
class Site:
    """The running site and the vote on it."""

    port: int
    vote: Mapping[str, Any]
    process: int

    def cpu(self) -> float:
        """Seconds of a processor that the server and all below it have used."""
        used, children = {}, defaultdict(list)
        for entry in Path("/proc").glob("[0-9]*/stat"):
            try:
                fields = entry.read_text().rpartition(")")[2].split()
            except OSError:  # it has ended meanwhile
                continue
            used[int(entry.parent.name)] = int(fields[11]) + int(fields[12])
            children[int(fields[1])].append(int(entry.parent.name))
        ticks, waiting = 0, [self.process]
        while waiting:
            one = waiting.pop()
            ticks += used.get(one, 0)
            waiting += children[one]
        return ticks / os.sysconf("SC_CLK_TCK")

    def headers(self, voter: int) -> dict[str, str]:
        session = f"{self.vote['name']}={self.vote['sessions'][voter]}"
        return {
            "Host": "127.0.0.1",
            "Cookie": f"{session}; {self.vote['token']}={TOKEN}",
            "X-CSRFToken": TOKEN,
            "Content-Type": "application/json",
        }

    def ask(
        self, method: str, path: str, voter: int, body: bytes = b""
    ) -> tuple[int, bytes]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        try:
            connection.request(method, path, body or None, self.headers(voter))
            answer = connection.getresponse()
            return answer.status, answer.read()
        finally:
            connection.close()


@contextmanager
def served(engine: str, voters: int) -> Iterator[Site]:
    """The site with a secret vote that is open, and so many voters."""
    with tempfile.TemporaryDirectory() as folder, empty_database(engine) as address:
        environment = os.environ | {
            "LIANXIN_DATA": folder,
            "LIANXIN_TLS": "0",
            "DATABASE_URL": address,
            "DJANGO_SETTINGS_MODULE": "lianxin.site.settings",
        }
        run(environment, LIANXIN, *INIT)
        vote = json.loads(run(environment, sys.executable, "-c", BEGIN, str(voters)))
        port = free_port()
        server = subprocess.Popen(
            [
                LIANXIN,
                "run",
                "--no-work",
                "--bind",
                f"127.0.0.1:{port}",
                "--log",
                os.devnull,
            ],
            env=environment,
            cwd=ROOT,
            stdout=subprocess.DEVNULL,
        )
        try:
            wait_for(port, server)
            yield Site(port, vote, server.pid)
        finally:
            server.terminate()
            server.wait(30)


def sealed(asked: tuple[str, str, str]) -> bytes:
    election, code, uuid = asked
    found = read_election(election.encode())
    return seal(found, secret_of(code, uuid), VOTES).record


def cast_all(site: Site, *, casters: int) -> list[str]:
    """Cast every ballot and verify the board; the promises that were broken."""
    vote = site.vote
    asked = [(vote["election"], code, vote["uuid"]) for code in vote["codes"]]
    with ProcessPoolExecutor(mp_context=get_context("fork")) as pool:
        records = list(pool.map(sealed, asked, chunksize=20))
    path, times = f"/polls/{vote['poll']}/cast/", []

    def cast(voter: int) -> int:
        began = time.perf_counter()
        try:
            status, _body = site.ask("POST", path, voter, records[voter])
        except OSError:  # a lost answer counts as one that went wrong
            status = 0
        times.append(time.perf_counter() - began)
        return status

    used, began = site.cpu(), time.perf_counter()
    with ThreadPoolExecutor(casters) as threads:
        answers = Counter(threads.map(cast, range(len(records))))
    took, used = time.perf_counter() - began, site.cpu() - used
    times.sort()
    print(
        f"{len(records)} ballots of {QUESTIONS * 3} ciphertexts, {casters} at once: "
        f"{took:.1f} s, {len(records) / took:.1f} a second, "
        f"{used / len(records) * 1000:.0f} ms of the server's processors each, "
        f"p50 {times[len(times) // 2] * 1000:.0f} ms, "
        f"p95 {times[int(len(times) * 0.95)] * 1000:.0f} ms, answers {dict(answers)} "
        f"(load average {os.getloadavg()[0]:.1f}, {os.cpu_count()} cores)"
    )
    broken = []
    if set(answers) != {200}:
        broken.append(f"not every ballot had a receipt: {dict(answers)}")
    if took / len(records) > SECONDS / BALLOTS:
        broken.append(f"slower than {BALLOTS} ballots in {SECONDS} s")
    _status, archive = site.ask("GET", f"/polls/{vote['poll']}/archive/", 0)
    found = verify(io.BytesIO(archive), workers=os.cpu_count() or 1).ballots
    if found != answers[200]:
        broken.append(f"{found} ballots on the board, {answers[200]} receipts")
    return broken


def booth(site: Site) -> list[str]:
    """How long the booth seals one ballot in Chromium."""
    from playwright.sync_api import sync_playwright

    program = shutil.which("chromium")
    if program is None:
        return ["chromium is not installed: the booth was not measured"]
    vote, base = site.vote, f"http://127.0.0.1:{site.port}"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=program, args=["--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_page()
        page.goto(f"{base}/accounts/login/")
        asked = [
            f"{base}/static/js/booth/seal.js",
            vote["election"],
            vote["codes"][0],
            VOTES,
        ]
        took: float = page.evaluate(SEAL, asked)
        browser.close()
    print(f"booth in Chromium: {took:.0f} ms for {QUESTIONS * 3} ciphertexts")
    if took > BOOTH_MILLISECONDS:
        return [f"the booth took {took:.0f} ms, more than {BOOTH_MILLISECONDS}"]
    return []


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--ballots", type=int, default=BALLOTS)
    parser.add_argument("--casters", type=int, default=4, help="voters at one moment")
    options = parser.parse_args()
    engine = "PostgreSQL" if os.environ.get("DATABASE_URL_PG") else "SQLite"
    with served(engine, options.ballots) as site:
        print(f"on {engine}")
        broken: Sequence[str] = [*booth(site), *cast_all(site, casters=options.casters)]
    print(*broken, sep="\n")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
