"""On PostgreSQL remembered words are prepared, so that the server need not plan anew.

To plan one of our queries costs PostgreSQL several times what answering it does. It
prepares what it is asked a second time in the same words on the same connection, with
the parameters apart; Django would write them into the words.
"""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from itertools import count
from typing import Any

import psycopg
from django.db.backends.base.base import BaseDatabaseWrapper
from typing_extensions import override

MOST_PREPARED = 250  # on each connection; the server keeps a plan for each


class Preparing(psycopg.RawCursor[Any]):
    """A cursor that leaves parameters apart from the words."""

    @override
    def execute(self, query: Any, params: Any = None, **named: Any) -> Any:
        return super().execute(_numbered(query), params, **named)


@lru_cache(maxsize=3000)
def _numbered(sql: str) -> str:
    """The words with PostgreSQL's own marks for the parameters: $1, $2 …"""
    numbers = count(1)
    return re.sub("%[s%]", lambda m: "%" if m[0] == "%%" else f"${next(numbers)}", sql)


@contextmanager
def preparing(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """Let the cursors that are opened meanwhile prepare what they are asked."""
    connection.ensure_connection()
    theirs: Any = connection.connection
    before = theirs.cursor_factory
    theirs.cursor_factory = Preparing
    theirs.prepared_max = MOST_PREPARED
    try:
        yield
    finally:
        theirs.cursor_factory = before


def can_be_prepared(
    sql: str, parameters: Sequence[Any], connection: BaseDatabaseWrapper
) -> bool:
    """Whether the server understands the words without their parameters.

    It does not where the kind of one cannot be told, or where two stand for the same
    expression. The trial asks for no row, and leaves no trace in a transaction.
    """
    connection.ensure_connection()
    theirs: Any = connection.connection
    try:
        with theirs.transaction(), Preparing(theirs) as cursor:
            cursor.execute(
                f"SELECT 1 FROM ({sql}) AS tried LIMIT 0",  # noqa: S608 -- by the ORM
                parameters,
            )
    except psycopg.Error:
        return False
    return True
