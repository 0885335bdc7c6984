"""Whoever waits to write to SQLite is overtaken by nobody."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import OperationalError, connections

from lianxin.base.sqlite.base import DatabaseWrapper, _take, queued

pytestmark = pytest.mark.no_database


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "some.sqlite3"


def connect(place: Path) -> DatabaseWrapper:
    given = {
        "ENGINE": "lianxin.base.sqlite",
        "NAME": place,
        "CONN_MAX_AGE": None,
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 0.02},
    }
    connection = DatabaseWrapper(
        {"AUTOCOMMIT": True, "CONN_HEALTH_CHECKS": False, "TIME_ZONE": None, **given},
        "some",
    )
    connection.inc_thread_sharing()
    return connection


@pytest.fixture
def writer(place: Path, django_db_blocker: Any) -> Iterator[DatabaseWrapper]:
    with django_db_blocker.unblock():
        connection = connect(place)
        with connection.cursor() as cursor:
            cursor.execute("CREATE TABLE t (n INTEGER)")
        yield connection
        connection.close()


def numbers(connection: DatabaseWrapper) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT n FROM t ORDER BY n")
        return [n for (n,) in cursor.fetchall()]


def put(connection: DatabaseWrapper, *given: int) -> None:
    with connection.cursor() as cursor:
        if len(given) == 1:
            cursor.execute("INSERT INTO t VALUES (%s)", given)
        else:
            cursor.executemany("INSERT INTO t VALUES (%s)", [(n,) for n in given])


def begin(connection: DatabaseWrapper) -> None:
    connection.set_autocommit(
        False, force_begin_transaction_with_broken_autocommit=True
    )


def test_one_stands_first_and_the_next_is_told_that_it_waited_too_long(
    place: Path,
) -> None:
    with (
        queued(place, wait=0),
        pytest.raises(OperationalError, match="many others wait to write"),
        queued(place, wait=0.02),
    ):
        pytest.fail("two stood first")  # pragma: no cover
    with queued(place, wait=0):
        pass


def test_who_comes_later_does_not_overtake_who_stands_there(place: Path) -> None:
    with Path(f"{place}-queue").open("ab") as before:
        assert _take(before, 1)
        with pytest.raises(OperationalError), queued(place, wait=0):
            pytest.fail("overtaken")  # pragma: no cover
    with queued(place, wait=0):
        pass


def test_what_writes_stands_in_the_queue_and_what_reads_does_not(
    writer: DatabaseWrapper, place: Path
) -> None:
    put(writer, 1)
    with queued(place, wait=0):
        assert numbers(writer) == [1]
        for act in (lambda: put(writer, 2), lambda: put(writer, 3, 4)):
            with pytest.raises(OperationalError):
                act()
        with pytest.raises(OperationalError):
            begin(writer)
    put(writer, 5, 6)
    assert numbers(writer) == [1, 5, 6]


def test_who_writes_already_no_longer_stands_in_the_queue(
    writer: DatabaseWrapper, place: Path
) -> None:
    begin(writer)
    with queued(place, wait=0):
        put(writer, 1)
        put(writer, 2, 3)
    writer.commit()
    assert numbers(writer) == [1, 2, 3]


def test_the_product_queues_on_sqlite() -> None:
    engines = {
        "sqlite": "lianxin.base.sqlite",
        "postgresql": "django.db.backends.postgresql",
    }
    assert (
        settings.DATABASES["default"]["ENGINE"]
        == engines[connections["default"].vendor]
    )
