"""Places of their own for the command line: data folder, keys, and a database."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import psycopg
from django.conf import settings

ROOT = Path(__file__).resolve().parents[2]
LIANXIN = Path(sys.executable).with_name("lianxin")

EVERY_ROW = """
import hashlib, json, sys
from pathlib import Path
import django; django.setup()
from django.apps import apps
from django.conf import settings
rows = {
    model._meta.label: [
        json.dumps(row, sort_keys=True, default=repr)
        for row in model._base_manager.order_by("pk").values_list()
    ]
    for model in apps.get_models(include_auto_created=True)
    if model._meta.label != "sessions.Session"
}
folder = Path(settings.LIANXIN_FILES)
files = {
    str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
    for path in folder.rglob("*") if path.is_file()
}
json.dump({"rows": rows, "files": files}, sys.stdout)
"""


@dataclass(frozen=True)
class Place:
    """Where one installation keeps its data."""

    folder: Path
    database: str = ""

    @property
    def environment(self) -> dict[str, str]:
        kept = {n: v for n, v in os.environ.items() if not n.startswith("LIANXIN_")}
        return kept | {
            "LIANXIN_DATA": str(self.folder),
            "DATABASE_URL": self.database,
            "DJANGO_SETTINGS_MODULE": "lianxin.site.settings",
        }

    def lianxin(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Run a command there; its output and exit code."""
        return subprocess.run(  # noqa: S603 -- our own program
            [str(LIANXIN), *words],
            env=self.environment,
            cwd=ROOT,
            capture_output=True,
            text=True,
            stdin=subprocess.DEVNULL,
            check=False,
            timeout=120,
        )

    def python(self, program: str) -> str:
        """Run a program there; what it prints."""
        ran = subprocess.run(  # noqa: S603 -- our own program
            [sys.executable, "-c", program],
            env=self.environment,
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )
        assert ran.returncode == 0, ran.stderr
        return ran.stdout

    def everything(self) -> dict[str, dict[str, object]]:
        """Every row of every table and every file's hash."""
        held: dict[str, dict[str, object]] = json.loads(self.python(EVERY_ROW))
        return held


@cache
def _tables() -> Path:
    """A SQLite database that has its tables and nothing in them, made once."""
    made = Place(Path(tempfile.mkdtemp(prefix="lianxin-tables-")))
    assert made.lianxin("migrate").returncode == 0
    return made.folder / "lianxin.sqlite3"


@contextmanager
def place(folder: Path, *, engine: str) -> Iterator[Place]:
    """An empty place on this engine, its database removed afterwards.

    On SQLite its tables are there already, copied: making them takes most of the time.
    """
    folder.mkdir(parents=True)
    if engine == "sqlite":
        shutil.copy(_tables(), folder)
        yield Place(folder)
        return
    server = settings.DATABASES["default"]
    user, host, port = server["USER"], server["HOST"], server["PORT"] or "5432"
    secret = f":{server['PASSWORD']}" if server["PASSWORD"] else ""
    address = f"postgres://{user}{secret}@{host}:{port}"
    name = f"place_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(f"{address}/postgres", autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        try:
            yield Place(folder, f"{address}/{name}")
        finally:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")
