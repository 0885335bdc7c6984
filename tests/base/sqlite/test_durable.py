"""What is committed durably is on the disk: asked of the database itself."""

import pytest
from django.db import connection, transaction

from lianxin.base.sqlite.durable import durably

IS_SQLITE = connection.vendor == "sqlite"
# How much is flushed at a commit: SQLite 2 is FULL, 1 NORMAL.
FLUSHED, NOT_FLUSHED = ("2", "1") if IS_SQLITE else ("on", "off")
FLUSHING = "PRAGMA synchronous" if IS_SQLITE else "SHOW synchronous_commit"
LESS = "PRAGMA synchronous = 1" if IS_SQLITE else "SET synchronous_commit = off"


def flushing() -> str:
    with connection.cursor() as cursor:
        cursor.execute(FLUSHING)
        return str(cursor.fetchone()[0])


@pytest.fixture
def hurried(transactional_db: None):
    """A connection that does not flush its commits, as it is served."""
    with connection.cursor() as cursor:
        cursor.execute(LESS)
    yield
    connection.close()


def test_it_is_flushed_within_and_not_afterwards(hurried: None) -> None:
    assert flushing() == NOT_FLUSHED
    with durably(connection):
        within = flushing()
        assert connection.in_atomic_block
    assert (within, flushing()) == (FLUSHED, NOT_FLUSHED)


def test_what_goes_wrong_is_undone_and_all_is_as_before(hurried: None) -> None:
    with pytest.raises(ValueError, match="wrong"), durably(connection):
        raise ValueError("wrong")
    assert (flushing(), connection.in_atomic_block) == (NOT_FLUSHED, False)


def test_within_another_transaction_it_is_that_one_s(hurried: None) -> None:
    with transaction.atomic(), durably(connection):
        assert flushing() == (NOT_FLUSHED if IS_SQLITE else FLUSHED)
