"""What is promised to somebody at once is on the disk before: on both databases."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper


@contextmanager
def durably(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """A transaction that no power cut undoes once it has ended.

    Others may be lost with the last moments before the cut: SQLite's log is not flushed
    at each commit, and PostgreSQL may be set up so too. Within another transaction it
    is as durable as that one.
    """
    if connection.vendor != "sqlite":
        with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
            cursor.execute("SET LOCAL synchronous_commit = on")
            yield
    elif connection.in_atomic_block:  # within one, SQLite lets nothing be changed
        with transaction.atomic(using=connection.alias):
            yield
    else:
        with _flushed(connection), transaction.atomic(using=connection.alias):
            yield


@contextmanager
def _flushed(connection: BaseDatabaseWrapper) -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous")
        (usual,) = cursor.fetchone()
        cursor.execute("PRAGMA synchronous = FULL")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA synchronous = {usual}")
