"""Django's engine of SQLite, whose writers stand in a queue beside the database."""

import fcntl
import os
import struct
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from functools import lru_cache, partial
from pathlib import Path
from typing import IO, Any

from django.db import OperationalError
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.sqlite3 import base
from typing_extensions import override

ROOM, LITTLE_ROOM = 256 * 1024, 16 * 1024  # in kilobytes
PLACES = 32
PAUSE = 0.005  # in seconds
WRITING = ("INSERT", "UPDATE", "DELETE", "REPLACE")
LOCK = "hhqqi"  # what fcntl(2) calls `struct flock`


@contextmanager
def queued(database: str | Path, *, wait: float) -> Iterator[None]:
    """Stand first among those who wait to write, while the one before may still write.

    The queue is a file whose bytes are its places, the first of them byte 0: whoever
    stands on one holds it, and moves up as soon as the next one is free, so nobody is
    overtaken. A process that dies leaves its place. Raises OperationalError after
    `wait` seconds of waiting.
    """
    # Opened anew each time: a process that is forked must not stand here as its parent.
    with Path(f"{database}-queue").open("ab") as queue:
        for place in reversed(range(PLACES)):
            while not _take(queue, place):
                if wait <= 0:
                    message = "database is locked: many others wait to write"
                    raise OperationalError(message)
                time.sleep(PAUSE)
                wait -= PAUSE
            if place + 1 < PLACES:
                _hold(queue, place + 1, fcntl.F_UNLCK)
        yield


def _take(queue: IO[bytes], place: int) -> bool:
    try:
        _hold(queue, place, fcntl.F_WRLCK)
    except (BlockingIOError, PermissionError):  # POSIX allows both
        return False
    return True


def _hold(queue: IO[bytes], place: int, how: int) -> None:
    """Take or leave a place: for this opening of the file, not for the process."""
    fcntl.fcntl(
        queue, fcntl.F_OFD_SETLK, struct.pack(LOCK, how, os.SEEK_SET, place, 1, 0)
    )


def room_for_many_rows(connection: BaseDatabaseWrapper) -> AbstractContextManager[None]:
    """Before a transaction that writes very many rows: SQLite keeps their pages at hand.

    Without this, pages that come up again and again are written and read again and
    again while the lock is held. Nothing for another database.
    """
    return _room(connection, ROOM)


def room_for_one_row_after_another(
    connection: BaseDatabaseWrapper,
) -> AbstractContextManager[None]:
    """Before rows are written of which SQLite need not keep the pages at hand.

    So memory stays as it is, however many they are. Nothing for another database.
    """
    return _room(connection, LITTLE_ROOM)


@contextmanager
def _room(connection: BaseDatabaseWrapper, kilobytes: int) -> Iterator[None]:
    if connection.vendor != "sqlite":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA cache_size")
        (usual,) = cursor.fetchone()
        cursor.execute(f"PRAGMA cache_size=-{kilobytes}")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA cache_size={usual}")


@lru_cache(maxsize=3000)
def with_marks_of_sqlite(query: str) -> str:
    """The words with SQLite's marks for the parameters, where Django's have stood."""
    return base.FORMAT_QMARK_REGEX.sub("?", query).replace("%%", "%")


class DatabaseWrapper(base.DatabaseWrapper):
    """Transactions, and what is written outside of one, begin in turn."""

    # The stubs of Django do not know this method, which its `atomic` calls.
    @override
    def _start_transaction_under_autocommit(self) -> None:  # type: ignore[misc]  # unknown to the stubs
        with self.in_turn():
            super()._start_transaction_under_autocommit()  # type: ignore[misc]  # unknown to the stubs

    @override
    def create_cursor(self, name: str | None = None) -> Any:
        if self.is_in_memory_db():
            return super().create_cursor(name)
        return self.connection.cursor(factory=partial(Cursor, self))

    def in_turn(self) -> AbstractContextManager[None]:
        """What begins to write within it has waited in the queue, if there is one."""
        if self.is_in_memory_db():
            return nullcontext()
        wait = self.settings_dict["OPTIONS"].get("timeout", 5)
        return queued(self.settings_dict["NAME"], wait=wait)


class Cursor(base.SQLiteCursorWrapper):
    """What it writes outside of a transaction stands in the queue as well."""

    def __init__(self, of: DatabaseWrapper, connection: Any) -> None:  # noqa: ANN401 -- a connection of the driver
        super().__init__(connection)
        self.of = of

    @override
    def execute(self, query: str, params: Any = None) -> Any:
        if self._writes_alone(query):
            with self.of.in_turn():
                return super().execute(query, params)
        return super().execute(query, params)

    @override
    def executemany(self, query: str, param_list: Any) -> Any:
        if self._writes_alone(query):
            with self.of.in_turn():
                return super().executemany(query, param_list)
        return super().executemany(query, param_list)

    @override
    def convert_query(self, query: str, *, param_names: Any = None) -> str:
        if param_names is not None:
            return super().convert_query(query, param_names=param_names)
        return with_marks_of_sqlite(query)

    def _writes_alone(self, query: str) -> bool:
        return query.startswith(WRITING) and not self.connection.in_transaction
