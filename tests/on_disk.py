"""The test's database as other processes and threads find it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connection


def address_of_the_database(folder: Path) -> str:
    """That of the test's database; where it lives in memory, of a copy on the disk."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(f"VACUUM INTO '{folder / 'copy.sqlite3'}'")
        return f"sqlite:///{folder / 'copy.sqlite3'}"
    made = connection.settings_dict
    secret = f":{made['PASSWORD']}" if made["PASSWORD"] else ""
    place = f"{made['HOST']}:{made['PORT']}" if made["PORT"] else made["HOST"]
    if place.startswith("/"):
        place = place.replace("/", "%2F")
    return f"postgres://{made['USER']}{secret}@{place}/{made['NAME']}"


@contextmanager
def on_the_disk(folder: Path) -> Iterator[None]:
    """The test's database is a file of its own meanwhile, where it lives in memory."""
    if connection.vendor != "sqlite":
        yield
        return
    name, in_memory = connection.settings_dict["NAME"], connection.connection
    with connection.cursor() as cursor:
        cursor.execute(f"VACUUM INTO '{folder / 'file.sqlite3'}'")
    connection.connection = None
    connection.settings_dict["NAME"] = str(folder / "file.sqlite3")
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = name
        connection.connection = in_memory
