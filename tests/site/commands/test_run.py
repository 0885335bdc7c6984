"""`lianxin run`: refuses an old database, serves, restarts its parts, ends cleanly."""

import os
import signal
import socket
import sqlite3
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from tests.site.places import LIANXIN, ROOT, Place, place

# All on SQLite, whatever the run has.
pytestmark = [pytest.mark.xdist_group("run"), pytest.mark.no_database]
PATIENCE = 90.0


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Site:
    """A running `lianxin run`."""

    def __init__(self, place: Place) -> None:
        self.port = free_port()
        self.log = place.folder / "requests.log"
        bind = ["--bind", f"127.0.0.1:{self.port}", "--log", str(self.log)]
        self.process = subprocess.Popen(  # noqa: S603 -- our own program
            [str(LIANXIN), "run", "--migrate", *bind],
            env=place.environment | {"LIANXIN_TLS": "0"},
            cwd=ROOT,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def answers(self, path: str = "/healthz") -> int:
        """The status once there is one; 0 where none comes in time."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline and self.process.poll() is None:
            try:
                url = f"http://127.0.0.1:{self.port}{path}"
                with urllib.request.urlopen(url, timeout=5) as answer:
                    return int(answer.status)
            except urllib.error.HTTPError as error:
                return error.code
            except OSError:
                time.sleep(0.05)
        return 0

    def children(self) -> set[int]:
        """The parts' processes, read from the system."""
        listed = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        return {int(pid) for pid in listed.read_text().split()}


def without_sessions(place: Place) -> None:
    """As a version left it that had no table of sessions yet."""
    with closing(sqlite3.connect(place.folder / "lianxin.sqlite3")) as database:
        database.execute("DROP TABLE django_session")
        database.execute("DELETE FROM django_migrations WHERE app = 'sessions'")
        database.commit()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The site over a SQLite database that lacks a table, ended at the end."""
    with place(tmp_path_factory.mktemp("site") / "data", engine="sqlite") as made:
        without_sessions(made)
        started = Site(made)
        try:
            assert started.answers() == 200
            yield started
        finally:
            started.process.kill()
            started.process.wait()


def test_it_refuses_a_database_without_its_tables(tmp_path: Path) -> None:
    refused = Place(tmp_path).lianxin("run")
    assert refused.returncode == 1
    assert "--migrate" in refused.stderr


@pytest.fixture(scope="module")
def strange(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """A place whose database holds something under keys that are not there."""
    sealed = Fernet(Fernet.generate_key()).encrypt(b"x").decode()
    folder = tmp_path_factory.mktemp("strange") / "data"
    with place(folder, engine="sqlite") as made:
        with closing(sqlite3.connect(folder / "lianxin.sqlite3")) as database:
            database.execute(
                "INSERT INTO archives_archive (asked_by, asked_at, passphrase, rows,"
                " files, size, fault) VALUES ('', '2026-11-26', ?, 0, 0, 0, '')",
                [sealed],
            )
            database.commit()
        yield made


@pytest.mark.parametrize(
    "command",
    [
        ["run"],
        ["work", "--once"],
        ["backup", "backup.tar.gz"],
        ["archive", "write", "archive.zip", "--in-clear"],
        ["keys", "--rotate"],
    ],
    ids=lambda words: words[0],
)
def test_it_refuses_the_keys_of_another_place(
    strange: Place, command: list[str], tmp_path: Path
) -> None:
    """With new keys every page with a letter or a phone number would break.

    And a backup could be restored neither with these keys nor with the right ones.
    """
    words = [str(tmp_path / w) if "." in w else w for w in command]
    refused = strange.lianxin(*words)
    assert refused.returncode == 1
    assert "do not open what the database holds" in refused.stderr
    assert list(tmp_path.iterdir()) == []


def test_no_other_server_serves_with_the_keys_of_another_place(strange: Place) -> None:
    """Gunicorn, granian and the like import this module."""
    program = "import lianxin.site.wsgi as entry; print(entry.application)"
    with pytest.raises(AssertionError, match="do not open what the database holds"):
        strange.python(program)


def test_another_server_serves_with_the_right_ones(tmp_path: Path) -> None:
    program = "import lianxin.site.wsgi as entry; print(callable(entry.application))"
    with place(tmp_path / "data", engine="sqlite") as made:
        assert made.python(program) == "True\n"


def test_without_its_tables_it_says_nothing_about_keys(tmp_path: Path) -> None:
    program = "import lianxin.site.wsgi as entry; print(callable(entry.application))"
    assert Place(tmp_path).python(program) == "True\n"


def test_it_migrates_where_it_is_told_to(site: Site) -> None:
    assert site.answers("/accounts/login/") == 200
    with closing(sqlite3.connect(site.log.with_name("lianxin.sqlite3"))) as database:
        assert database.execute("SELECT COUNT(*) FROM django_session").fetchone()


def test_the_request_log_has_no_query_string(site: Site) -> None:
    assert site.answers("/healthz?q=secret") == 200
    deadline = time.monotonic() + PATIENCE
    while "GET /healthz" not in site.log.read_text() and time.monotonic() < deadline:
        time.sleep(0.05)
    assert '"GET /healthz" 200' in site.log.read_text()
    assert "secret" not in site.log.read_text()


def test_a_part_that_dies_is_started_again(site: Site) -> None:
    before = site.children()
    assert len(before) == 2
    worker = max(before)
    os.kill(worker, signal.SIGKILL)
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        now = site.children()
        if len(now) == 2 and worker not in now:
            break
        time.sleep(0.05)
    assert len(site.children()) == 2
    assert worker not in site.children()
    assert site.answers() == 200


def test_it_ends_with_all_its_parts(site: Site) -> None:
    children = site.children()
    site.process.send_signal(signal.SIGTERM)
    assert site.process.wait(PATIENCE) == 0
    assert [pid for pid in children if Path(f"/proc/{pid}").exists()] == []
