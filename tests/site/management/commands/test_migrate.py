"""`lianxin migrate`: an empty database gets all its tables at once, and the right ones."""

import re
import sqlite3
from collections import Counter
from contextlib import closing
from pathlib import Path

import psycopg
import pytest

from tests.tables import migrate, server, server_address

NOTED = (
    "SELECT app, name FROM django_migrations",
    "SELECT app_label, model FROM django_content_type",
)
OF_SQLITE = ("SELECT name, sql FROM sqlite_master", *NOTED)
OF_POSTGRESQL = (
    "SELECT table_name, column_name, data_type, character_maximum_length, is_nullable,"
    " column_default, collation_name, identity_generation, numeric_precision"
    " FROM information_schema.columns WHERE table_schema = 'public'"
    # Of Django's own and unused here: the number of a link is wider one way.
    " AND table_name <> 'auth_group_permissions'",
    "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid)"
    " FROM pg_constraint WHERE connamespace = 'public'::regnamespace",
    "SELECT tablename, indexdef FROM pg_indexes WHERE schemaname = 'public'",
    *NOTED,
)
# Where one app has its tables already, all others are made migration by migration.
WAYS = ((), ("contenttypes",))


@pytest.mark.no_database
def test_on_sqlite_they_are_what_the_migrations_make(tmp_path: Path) -> None:
    at_once, step_by_step = [
        _of_sqlite(tmp_path / str(len(first)), *first) for first in WAYS
    ]
    assert _differences(at_once, step_by_step) == []


@pytest.mark.postgresql
def test_on_postgresql_they_are_what_the_migrations_make(tmp_path: Path) -> None:
    at_once, step_by_step = [_of_postgresql(tmp_path, *first) for first in WAYS]
    assert _differences(at_once, step_by_step) == []


def _differences(one: list[list[str]], other: list[list[str]]) -> list[str]:
    """What stands in one only, or there oftener."""
    pairs = [(Counter(a), Counter(b)) for a, b in zip(one, other, strict=True)]
    return [row for a, b in pairs for row in [*(a - b), *(b - a)]]


def _of_sqlite(folder: Path, *first: str) -> list[list[str]]:
    folder.mkdir()
    if first:
        migrate(folder, "", *first)
    migrate(folder, "")
    with closing(sqlite3.connect(folder / "lianxin.sqlite3")) as connection:
        told = [connection.execute(question).fetchall() for question in OF_SQLITE]
    # Columns and constraints stand in the order in which they came.
    told[0] = [(n, sorted(re.split(r", |\(|\)", sql or ""))) for n, sql in told[0]]
    return [sorted(map(repr, rows)) for rows in told]


def _of_postgresql(folder: Path, *first: str) -> list[list[str]]:
    name = f"lianxin_made_{len(first)}"
    address = f"{server_address()}/{name}"
    with server() as making:
        making.execute(f"DROP DATABASE IF EXISTS {name}")
        making.execute(f"CREATE DATABASE {name}")
        try:
            if first:
                migrate(folder, address, *first)
            migrate(folder, address)
            with psycopg.connect(address) as connection:
                told = [connection.execute(q).fetchall() for q in OF_POSTGRESQL]
        finally:
            making.execute(f"DROP DATABASE {name} WITH (FORCE)")
    return [sorted(map(repr, rows)) for rows in told]
