"""Places of their own for the command line: data folder, keys, and a database."""

import json
import os
import shutil
import subprocess
import sys
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.tables import (
    LIANXIN,
    ROOT,
    postgresql_tables,
    server,
    server_address,
    sqlite_tables,
)

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


@contextmanager
def place(folder: Path, *, engine: str) -> Iterator[Place]:
    """A place with empty tables on this engine, its database removed afterwards."""
    folder.mkdir(parents=True)
    if engine == "sqlite":
        shutil.copy(sqlite_tables(), folder)
        yield Place(folder)
        return
    name, tables = f"place_{uuid.uuid4().hex[:12]}", postgresql_tables()
    with server() as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {tables}")
        try:
            yield Place(folder, f"{server_address()}/{name}")
        finally:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")
