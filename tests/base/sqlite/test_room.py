"""Room for very many rows, for as long as they are written."""

from django.db import connection

from lianxin.base.sqlite.base import (
    LITTLE_ROOM,
    ROOM,
    room_for_many_rows,
    room_for_one_row_after_another,
)


def room() -> int | None:
    """How many pages, or kilobytes below zero; None where the database is another one."""
    if connection.vendor != "sqlite":
        return None
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA cache_size")
        return int(cursor.fetchone()[0])


def test_there_is_more_within_and_as_much_as_before_afterwards(db: None) -> None:
    before = room()
    with room_for_many_rows(connection):
        within = room()
    assert within == (None if before is None else -ROOM)
    assert room() == before != -ROOM


def test_there_is_less_within_and_as_much_as_before_afterwards(db: None) -> None:
    before = room()
    with room_for_one_row_after_another(connection):
        within = room()
    assert within == (None if before is None else -LITTLE_ROOM)
    assert room() == before != -LITTLE_ROOM
