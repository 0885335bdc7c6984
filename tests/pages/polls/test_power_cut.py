"""What a voter is told of is on the disk before: a power cut takes no receipt back."""

from collections.abc import Callable
from typing import Any

from django.db import connection
from django.urls import reverse

from tests.base.sqlite.test_durable import FLUSHED, NOT_FLUSHED, flushing, hurried
from tests.cast import assemble
from tests.facts.polls.sealed import AGAINST, FOR, HOLDER, VOTERS, begun

__all__ = ["hurried"]

JSON = "application/json"


def test_ballots_openings_and_the_end_are_flushed(hurried: None) -> None:
    cast = assemble()
    one = begun(cast)
    cast_, spoil, close = (
        reverse(f"polls:{name}", args=[one.poll.pk])
        for name in ("cast", "spoil", "close")
    )
    voter, holder = cast.client(VOTERS[0]), cast.client(HOLDER)
    written: dict[str, set[str]] = {}

    def noting(execute: Callable[..., Any], sql: str, *given: Any) -> Any:
        """How much is flushed at the end of the transaction that writes to this table."""
        if sql.startswith("INSERT"):
            assert connection.in_atomic_block
            written.setdefault(sql.split('"')[1], set()).add(flushing())
        return execute(sql, *given)

    with connection.execute_wrapper(noting):
        opened = voter.post(spoil, one.ballot(0, [FOR, AGAINST]), JSON)
        given = voter.post(cast_, one.ballot(0, [FOR, FOR]), JSON)
        ended = holder.post(close)
    assert [a.status_code for a in (opened, given, ended)] == [200, 200, 302]
    ours = {table: found for table, found in written.items() if "polls_" in table}
    assert ours == {
        "polls_spoiltballot": {FLUSHED},
        "polls_spoiltciphertext": {FLUSHED},
        "polls_boardevent": {FLUSHED},
    }
    assert flushing() == NOT_FLUSHED
