"""The cost of a page: CPU milliseconds of the pages of `load.py`, in this process.

No server, no network, no other work: each page of the mix is asked of the WSGI
application over a new demo enterprise (SQLite), again and again, and the CPU time of
this process is divided by the number of answers. Beside it stands the bare page
(/healthz), which only passes the middleware and asks one query.

    python benchmarks/pages.py --repeat 30
    python benchmarks/pages.py --profile "secretary /"     where the time goes
"""

import argparse
import cProfile
import json
import os
import pstats
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parents[1]
LIANXIN = Path(sys.executable).with_name("lianxin")
Application = Callable[..., Iterable[bytes]]


def ask(application: Application, path: str, cookie: str) -> int:
    """The status of one answer, read to its end."""
    parts = urlsplit(path)
    environment: dict[str, Any] = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": parts.path,
        "QUERY_STRING": parts.query,
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_HOST": "127.0.0.1",
        "HTTP_COOKIE": cookie,
        "HTTP_ACCEPT_LANGUAGE": "zh-CN",
        "HTTP_ACCEPT_ENCODING": "gzip",
        "wsgi.input": BytesIO(),
        "wsgi.errors": sys.stderr,
        "wsgi.url_scheme": "http",
        "wsgi.version": (1, 0),
        "wsgi.multithread": False,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
    }
    found: list[int] = []

    def start(status: str, _headers: object) -> None:
        found.append(int(status[:3]))

    answer = application(environment, start)
    for _ in answer:
        pass
    if hasattr(answer, "close"):
        answer.close()
    return found[0]


def cost(application: Application, path: str, cookie: str, *, repeat: int) -> float:
    """CPU milliseconds of one answer, the median of three rounds."""
    for _ in range(3):
        ask(application, path, cookie)
    rounds = []
    for _ in range(3):
        began = time.process_time()
        for _ in range(repeat):
            ask(application, path, cookie)
        rounds.append((time.process_time() - began) * 1000 / repeat)
    return sorted(rounds)[1]


def queries(application: Application, path: str, cookie: str) -> int:
    """How many queries one answer takes."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    ask(application, path, cookie)
    connection.ensure_connection()
    with CaptureQueriesContext(connection) as captured:
        ask(application, path, cookie)
    return len(captured)


def report(application: Application, known: dict[str, Any], repeat: int) -> None:
    from benchmarks.load import PAGES

    bare = cost(application, "/healthz", "", repeat=repeat)
    print(f"{'page':<44} {'queries':>7} {'CPU ms':>7} {'/bare':>6}")
    print(f"{'/healthz':<44} {'':>7} {bare:>7.2f} {1:>6.1f}")
    total = weights = 0.0
    for role, page, weight in PAGES:
        path = page.format(**known)
        cookie = f"{known['name']}={known['cookies'][role]}"
        status = ask(application, path, cookie)
        if status != 200:
            print(f"{role} {path}: answered {status}, left out")
            continue
        spent = cost(application, path, cookie, repeat=repeat)
        total, weights = total + spent * weight, weights + weight
        asked = queries(application, path, cookie)
        print(f"{role + ' ' + path:<44} {asked:>7} {spent:>7.2f} {spent / bare:>6.1f}")
    print(f"{'the mix':<44} {'':>7} {total / weights:>7.2f}")


def profile(application: Application, known: dict[str, Any], wanted: str) -> None:
    role, _, page = wanted.partition(" ")
    path = page.format(**known)
    cookie = f"{known['name']}={known['cookies'][role]}"
    for _ in range(5):
        ask(application, path, cookie)
    profiler = cProfile.Profile()
    profiler.enable()
    for _ in range(40):
        ask(application, path, cookie)
    profiler.disable()
    found = pstats.Stats(profiler)
    found.sort_stats("cumulative").print_stats(70)
    found.sort_stats("tottime").print_stats(45)


@contextmanager
def kept(folder: str | None) -> Iterator[str]:
    """The folder named, or one that is gone afterwards."""
    if folder:
        yield str(Path(folder).resolve())
        return
    with tempfile.TemporaryDirectory() as passing:
        yield passing


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--people", type=int, default=1500, help="size of the demo")
    parser.add_argument("--repeat", type=int, default=30)
    parser.add_argument("--profile", default="", help="role and page, as in load.py")
    parser.add_argument("--folder", help="where the demo is kept for the next time")
    options = parser.parse_args()
    with kept(options.folder) as folder:
        os.environ |= {
            "LIANXIN_DATA": folder,
            "LIANXIN_DEMO": "1",
            "DATABASE_URL": "",
            "DJANGO_SETTINGS_MODULE": "lianxin.site.settings",
        }
        os.chdir(ROOT)
        sys.path.insert(0, str(ROOT))
        if not (Path(folder) / "lianxin.sqlite3").exists():
            people = ["--people", str(options.people)]
            subprocess.run([LIANXIN, "migrate", "--verbosity", "0"], check=True)
            subprocess.run(
                [LIANXIN, "demo", *people], check=True, stdout=subprocess.DEVNULL
            )
        from benchmarks.load import PREPARE

        found = subprocess.run(
            [sys.executable, "-c", PREPARE], check=True, stdout=subprocess.PIPE
        )
        known = json.loads(found.stdout)
        from lianxin.site.wsgi import application

        if options.profile:
            profile(application, known, options.profile)
        else:
            report(application, known, options.repeat)


if __name__ == "__main__":
    main()
