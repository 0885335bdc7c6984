"""Rows that many tests begin with: made once by the code they test, then put in anew."""

import pickle
from collections.abc import Callable
from typing import Any, Generic, TypeVar, cast

from django.apps import apps
from django.db import connection, transaction
from django.utils import translation

Made = TypeVar("Made")


class KeptRows(Generic[Made]):
    """What `make` writes into an empty database, and what it gives.

    Making the cast takes more than a hundred queries, putting its rows in takes one for
    each table. The numbers of the rows are the same for each test of a process; nobody
    else gets them, for a database takes no number back that it has given.
    """

    def __init__(self, make: Callable[[], Made]) -> None:
        """Make it, keep the rows, and leave the database as it was."""
        with transaction.atomic(), translation.override("en"):
            before = {table: _rows(table)[1] for table in _tables()}
            self._made = pickle.dumps(make())
            self._inserts = []
            for table, there in before.items():
                insert, rows = _rows(table)
                if new := [row for row in rows if row not in there]:
                    self._inserts.append((insert, new))
            transaction.set_rollback(True)

    def put_in(self) -> Made:
        """Put the rows into the database; what was made, as if made just now."""
        with transaction.atomic(), connection.cursor() as cursor:
            for insert, rows in self._inserts:
                cursor.executemany(insert, rows)
        return cast("Made", pickle.loads(self._made))  # noqa: S301 -- our own, above


def _tables() -> list[str]:
    models = apps.get_models(include_auto_created=True)
    return sorted({m._meta.db_table for m in models if m._meta.managed})


def _rows(table: str) -> tuple[str, list[tuple[Any, ...]]]:
    """How a row is put into a table, and all its rows as the database holds them."""
    quoted = connection.ops.quote_name
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {quoted(table)}")  # noqa: S608 -- a model's table
        rows = cursor.fetchall()
        columns = [quoted(column[0]) for column in cursor.description]
    names, places = ", ".join(columns), ", ".join(["%s"] * len(columns))
    return f"INSERT INTO {quoted(table)} ({names}) VALUES ({places})", rows  # noqa: S608 -- the same
