"""Databases that have their tables and nothing else: migrated once, then copied.

Migrating takes seconds of work, copying next to none. What was migrated is kept under
a name made of all migrations, so that a change to them makes it anew.
"""

import fcntl
import hashlib
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import psycopg
from django.apps import apps
from django.conf import settings

ROOT = Path(__file__).resolve().parents[1]
LIANXIN = Path(sys.executable).with_name("lianxin")
FOLDER = ROOT / ".pytest_cache" / "tables"


def sqlite_tables() -> Path:
    """A SQLite database to copy."""
    with _alone():
        made = FOLDER / _name() / "lianxin.sqlite3"
        if not made.exists():
            with tempfile.TemporaryDirectory(dir=FOLDER) as folder:
                migrate(Path(folder), "")
                made.parent.mkdir(exist_ok=True)
                (Path(folder) / made.name).rename(made)
    return made


def postgresql_tables() -> str:
    """The name of a database on the server under test that others are made from."""
    name = f"lianxin_tables_{_name()}"
    with _alone(), server() as connection:
        found = connection.execute(
            "SELECT 1 FROM pg_database WHERE datname = %s AND datistemplate", [name]
        )
        if found.fetchone() is None:
            connection.execute(f"DROP DATABASE IF EXISTS {name}")
            connection.execute(f"CREATE DATABASE {name}")
            with tempfile.TemporaryDirectory() as folder:
                migrate(Path(folder), f"{server_address()}/{name}")
            connection.execute(f"ALTER DATABASE {name} IS_TEMPLATE true")
    return name


@contextmanager
def server() -> Iterator["psycopg.Connection[tuple[object, ...]]"]:
    """The PostgreSQL server under test, for making databases."""
    with psycopg.connect(f"{server_address()}/postgres", autocommit=True) as connection:
        yield connection


@cache
def server_address() -> str:
    """The address of the PostgreSQL server under test, without a database."""
    given = settings.DATABASES["default"]
    user, host, port = given["USER"], given["HOST"], given["PORT"] or "5432"
    secret = f":{given['PASSWORD']}" if given["PASSWORD"] else ""
    return f"postgres://{user}{secret}@{host}:{port}"


@cache
def _name() -> str:
    known = hashlib.sha256()
    for app in sorted(apps.get_app_configs(), key=lambda app: app.name):
        for path in sorted(Path(app.path).glob("migrations/*.py")):
            known.update(f"{app.name} {path.name}\n".encode() + path.read_bytes())
    return known.hexdigest()[:16]


@contextmanager
def _alone() -> Iterator[None]:
    """Let the other processes of the run wait for what this one makes."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with (FOLDER / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def migrate(folder: Path, address: str, *app: str) -> None:
    """Run `lianxin migrate` over a database; "" for SQLite in the folder."""
    kept = {n: v for n, v in os.environ.items() if not n.startswith("LIANXIN_")}
    own = {
        "LIANXIN_DATA": str(folder),
        "DATABASE_URL": address,
        "DJANGO_SETTINGS_MODULE": "lianxin.site.settings",
    }
    subprocess.run(  # noqa: S603 -- our own program
        [str(LIANXIN), "migrate", "--verbosity", "0", *app],
        env=kept | own,
        cwd=ROOT,
        check=True,
        stdin=subprocess.DEVNULL,
    )
