"""Room for very many rows, for as long as they are written."""

import pytest
from django.db import connection

from lianxin.base.sqlite.base import ROOM, room_for_many_rows


def room() -> int:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA cache_size")
        return int(cursor.fetchone()[0])


def test_there_is_more_within_and_as_much_as_before_afterwards(db: None) -> None:
    if connection.vendor != "sqlite":
        with room_for_many_rows(connection):
            assert connection.vendor == "postgresql"
        return
    before = room()
    with pytest.raises(ZeroDivisionError), room_for_many_rows(connection):
        assert room() == -ROOM
        raise ZeroDivisionError
    assert room() == before != -ROOM
