"""Real pages under load: `make bench`.

Starts the site with gunicorn on loopback over the demo enterprise, once on SQLite and
once on PostgreSQL (where DATABASE_URL_PG names a server), signs several roles in and
asks for pages at a fixed rate from this second process. A request's time counts from
the moment at which it was due, so waiting in line counts too. Beside it stands the
bare page (/healthz, one query) at the same rate.

    python benchmarks/load.py --rate 100 --seconds 25
"""

import argparse
import asyncio
import itertools
import json
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import psycopg

ROOT = Path(__file__).resolve().parents[1]
LIANXIN = Path(sys.executable).with_name("lianxin")
CONNECTIONS = 16
MOST_MILLISECONDS = 300
# Shares of what people do on a working morning: role, page, weight.
PAGES = (
    ("secretary", "/", 4),
    ("clerk", "/", 2),
    ("member", "/", 2),
    ("clerk", "/goals/", 3),
    ("secretary", "/goals/", 2),
    ("secretary", "/goals/{goal}/", 4),
    ("clerk", "/goals/{goal}/", 2),
    ("secretary", "/records/", 3),
    ("clerk", "/records/", 2),
    ("secretary", "/records/{record}/", 3),
    ("clerk", "/org/units/", 2),
    ("clerk", "/org/units/{branch}/", 2),
    ("clerk", "/org/people/", 2),
    ("subclerk", "/org/people/{person}/", 2),
    ("leader", "/approvals/", 1),
    ("clerk", "/search/?q=%E6%A3%80%E4%BF%AE", 1),
)
# Sessions are made in the database: signing in would measure argon2.
PREPARE = """
import json, sys
import django; django.setup()
from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY, BACKEND_SESSION_KEY
from django.conf import settings
from importlib import import_module
from lianxin.base.accounts.models import User
from lianxin.facts.records.models import Record
from lianxin.org.posts.models import Appointment
from lianxin.work.goals.models import Goal
store = import_module(settings.SESSION_ENGINE).SessionStore
cookies = {}
for user in User.objects.exclude(demo_label=""):
    session = store()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    cookies[user.username] = session.session_key
held = Appointment.objects.select_related("post").get(
    person__account__username="secretary", valid_to=None)
branch = held.post.unit_id
json.dump({
    "cookies": cookies,
    "name": settings.SESSION_COOKIE_NAME,
    "branch": branch,
    "person": held.person_id,
    "goal": Goal.objects.filter(unit=branch).first().pk,
    "record": Record.objects.filter(unit=branch).first().pk,
}, sys.stdout)
"""


@dataclass
class Outcome:
    """Times of the answers in milliseconds, and what went wrong."""

    times: list[float] = field(default_factory=list)
    errors: dict[str, int] = field(default_factory=dict)

    def percentile(self, share: float) -> float:
        return statistics.quantiles(self.times, n=1000)[round(share * 10) - 1]


class Connection:
    """One keep-alive connection, opened anew where the server closed it."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.reader: asyncio.StreamReader | None = None
        self.writer: asyncio.StreamWriter | None = None

    async def ask(self, request: bytes) -> int:
        """Send the request; its status, once the whole answer has been read."""
        if self.writer is None:
            self.reader, self.writer = await asyncio.open_connection(
                "127.0.0.1", self.port
            )
        assert self.reader is not None
        try:
            self.writer.write(request)
            head = await self.reader.readuntil(b"\r\n\r\n")
            status, lower = int(head[9:12]), head.lower()
            if b"transfer-encoding: chunked" in lower:
                await self._read_chunks(self.reader)
            elif b"content-length: " in lower:
                length = lower.split(b"content-length: ", 1)[1].split(b"\r\n", 1)[0]
                await self.reader.readexactly(int(length))
            if b"connection: close" in lower:
                self.close()
        except BaseException:
            self.close()
            raise
        return status

    @staticmethod
    async def _read_chunks(reader: asyncio.StreamReader) -> None:
        while True:
            size = int((await reader.readline()).split(b";")[0], 16)
            await reader.readexactly(size + 2)
            if size == 0:
                return

    def close(self) -> None:
        if self.writer is not None:
            self.writer.close()
        self.reader = self.writer = None


async def load(
    port: int, requests: list[bytes], *, rate: float, seconds: float
) -> Outcome:
    """Ask for the requests in turn, `rate` a second, whatever the answers take."""
    outcome, free = Outcome(), asyncio.Queue[Connection]()
    for _ in range(CONNECTIONS):
        free.put_nowait(Connection(port))
    began = time.perf_counter() + 0.1

    async def one(request: bytes, due: float) -> None:
        connection = await free.get()
        try:
            status = await asyncio.wait_for(connection.ask(request), 20)
            if status == 200:
                outcome.times.append((time.perf_counter() - due) * 1000)
            else:
                outcome.errors[str(status)] = outcome.errors.get(str(status), 0) + 1
        except (OSError, TimeoutError, asyncio.IncompleteReadError) as error:
            name = type(error).__name__
            outcome.errors[name] = outcome.errors.get(name, 0) + 1
        finally:
            free.put_nowait(connection)

    async with asyncio.TaskGroup() as group:
        for number, request in enumerate(itertools.cycle(requests)):
            due = began + number / rate
            if number >= rate * seconds:
                break
            await asyncio.sleep(max(0, due - time.perf_counter()))
            group.create_task(one(request, due))
    while not free.empty():
        free.get_nowait().close()
    return outcome


def request_of(path: str, cookie: str = "") -> bytes:
    lines = [
        f"GET {path} HTTP/1.1",
        "Host: 127.0.0.1",
        "Accept-Language: zh-CN",
        "Accept-Encoding: gzip",
    ]
    lines += [f"Cookie: {cookie}"] if cookie else []
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def empty_database(engine: str) -> Iterator[str]:
    """The address of a new database; "" for SQLite in the data folder."""
    if engine == "SQLite":
        yield ""
        return
    server = os.environ["DATABASE_URL_PG"]
    name = f"lianxin_load_{os.getpid()}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        try:
            yield urlsplit(server)._replace(path=f"/{name}").geturl()
        finally:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@contextmanager
def served(engine: str, *, people: int) -> Iterator[tuple[int, dict[str, object]]]:
    """The site over a new demo: its port, and what the requests need to know."""
    with tempfile.TemporaryDirectory() as folder, empty_database(engine) as address:
        environment = os.environ | {
            "LIANXIN_DATA": folder,
            "LIANXIN_DEMO": "1",
            "DATABASE_URL": address,
            "DJANGO_SETTINGS_MODULE": "lianxin.site.settings",
        }
        run(environment, LIANXIN, "migrate", "--verbosity", "0")
        run(environment, LIANXIN, "demo", "--people", str(people))
        known = run(environment, sys.executable, "-c", PREPARE)
        port = free_port()
        bind = ["--bind", f"127.0.0.1:{port}", "--log", os.devnull]
        server = subprocess.Popen(
            [LIANXIN, "run", "--no-work", *bind],
            env=environment,
            cwd=ROOT,
            stdout=subprocess.DEVNULL,
        )
        try:
            wait_for(port, server)
            yield port, json.loads(known)
        finally:
            server.terminate()
            server.wait(30)


def run(environment: dict[str, str], *command: str | Path) -> str:
    """Run a command over the data of this load; what it prints."""
    ran = subprocess.run(
        command,
        env=environment,
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return ran.stdout


def wait_for(port: int, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline and server.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    message = "The site did not start (within 30 seconds)."
    raise SystemExit(message)


def requests_for(
    port: int, known: dict[str, object]
) -> tuple[list[bytes], dict[str, int]]:
    """The pages that answer 200, each as often as its weight; the others' statuses."""
    chosen, left_out = [], {}

    async def status_of(request: bytes) -> int:
        connection = Connection(port)
        try:
            return await connection.ask(request)
        finally:
            connection.close()

    for role, page, weight in PAGES:
        path = page.format(**known)
        cookie = f"{known['name']}={known['cookies'][role]}"  # type: ignore[index]  # JSON
        request = request_of(path, cookie)
        status = asyncio.run(status_of(request))
        if status == 200:
            chosen += [request] * weight
        else:
            left_out[f"{role} {path}"] = status
    spread = [chosen[i::7] for i in range(7)]  # neighbours differ
    return list(itertools.chain.from_iterable(spread)), left_out


def measure(engine: str, options: argparse.Namespace) -> list[str]:
    rate, seconds = options.rate, options.seconds
    with served(engine, people=options.people) as (port, known):
        requests, left_out = requests_for(port, known)
        for request, status in left_out.items():
            print(f"{engine}: left out, answered {status}: {request}")
        for asked in (requests, [request_of("/healthz")]):  # warm caches and code
            asyncio.run(load(port, asked, rate=min(rate, 40), seconds=4))
        bare = asyncio.run(
            load(port, [request_of("/healthz")], rate=rate, seconds=seconds / 2)
        )
        pages = asyncio.run(load(port, requests, rate=rate, seconds=seconds))
    rows = []
    for name, outcome in (("pages", pages), ("bare page", bare)):
        p50, p95, p99 = (outcome.percentile(share) for share in (50, 95, 99))
        errors = sum(outcome.errors.values())
        ratio = p95 / bare.percentile(95)
        rows.append(
            f"{engine:<11} {name:<10} {len(outcome.times):>6} {p50:>8.1f} {p95:>8.1f} "
            f"{p99:>8.1f} {errors:>7} {ratio:>8.1f}  {outcome.errors or ''}"
        )
    is_met = not pages.errors and pages.percentile(95) <= MOST_MILLISECONDS
    words = "met" if is_met else "not met"
    rows.append(
        f"{engine:<11} p95 within {MOST_MILLISECONDS} ms and no error: {words} "
        f"(load average {os.getloadavg()[0]:.1f}, {os.cpu_count()} cores)"
    )
    return rows


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rate", type=float, default=100, help="requests a second")
    parser.add_argument("--seconds", type=float, default=25, help="at most 60")
    parser.add_argument("--people", type=int, default=1500, help="size of the demo")
    options = parser.parse_args()
    options.seconds = min(options.seconds, 60)
    engines = ["SQLite"]
    if os.environ.get("DATABASE_URL_PG"):
        engines.append("PostgreSQL")
    else:
        print("PostgreSQL left out: DATABASE_URL_PG is not set.")
    rows = [row for engine in engines for row in measure(engine, options)]
    print(f"\n{options.rate:g} requests a second, milliseconds from when each was due")
    print(
        f"{'database':<11} {'what':<10} {'200s':>6} {'p50':>8} {'p95':>8} {'p99':>8} "
        f"{'errors':>7} {'p95/bare':>8}"
    )
    print("\n".join(rows))


if __name__ == "__main__":
    main()
