"""Nothing that the server keeps or writes opens a ballot: test A8 of `voting.md`.

A vote is held through the pages with ballots of the real booth. Then all tables, all
sessions and all that was logged, on the server and by the booth, is searched for what
only voters and trustees may have. The same search must find it in builds that leak.
"""

import logging
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from shutil import copytree

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.core.files.base import ContentFile
from django.db import connection
from django.urls import reverse

from lianxin.facts.polls.models import Poll
from lianxin.kernel.ballots.credentials import secret_of
from tests.cast import Cast
from tests.facts.polls import sealed as secret
from tests.facts.polls.sealed import ABSTAIN, AGAINST, FOR, HOLDER, VOTERS, Sealed
from tests.kernel.ballots.booth import BOOTH, sealed_by_booth

JSON = "application/json"
# The canary votes: a pattern that nothing else in a database looks like.
CANARIES = tuple(
    [[FOR, AGAINST], [AGAINST, ABSTAIN], [ABSTAIN, FOR]][n % 3] for n in range(6)
)
SEALED_NUMBER = "  return { alpha: powerOfG(nonce), beta, nonce, value };"
LOGS_NONCES = f"  console.log(String(nonce));\n{SEALED_NUMBER}"


@dataclass(frozen=True)
class Run:
    """What a run left behind by place, and what must not be found there, by kind."""

    kept: Mapping[str, str]
    secrets: Mapping[str, Sequence[str]]

    def leaks(self) -> dict[str, set[str]]:
        """Which kinds of secret are found, and where."""
        found: dict[str, set[str]] = {}
        for kind, values in self.secrets.items():
            pattern = re.compile("|".join(values))
            places = {
                place for place, text in self.kept.items() if pattern.search(text)
            }
            if places:
                found[kind] = places
        return found


def vote_held(
    cast: Cast, folder: Path, caplog: pytest.LogCaptureFixture, booth: Path = BOOTH
) -> Run:
    caplog.set_level(logging.DEBUG)
    one, holder = secret.begun(cast), cast.client(HOLDER)
    asked = [
        (one.board.election.encode(), one.codes[voter], votes)
        for voter, votes in enumerate(CANARIES)
    ]
    found, printed = sealed_by_booth(asked, folder=folder, booth=booth)
    for voter, sealed in enumerate(found):
        answer = cast.client(VOTERS[voter]).post(
            address("cast", one), sealed["record"], JSON
        )
        assert answer.status_code == 200
    holder.post(address("close", one))
    for place in (1, 2):
        file = ContentFile(one.shown(place), name="1.decryption")
        holder.post(address("decrypt", one), {"shown": file})
    assert holder.post(address("publish", one)).status_code == 302
    kept = {**tables(), "sessions": sessions(), "log": caplog.text, "booth": printed}
    nonces = [o["nonce"] for s in found for row in s["openings"] for o in row]
    return Run(kept, {**secrets_of(one), "nonce": nonces})


def address(name: str, one: Sealed) -> str:
    return reverse(f"polls:{name}", args=[one.poll.pk])


def secrets_of(one: Sealed) -> dict[str, Sequence[str]]:
    """What the trustees and the registrar have, and the votes, however written."""
    return {
        "key": [text for key in one.keys for text in (key.seed, str(key.share))],
        "code": [code.replace("-", "-?") for code in one.codes],
        "secret": [str(secret_of(code, one.uuid)) for code in one.codes],
        "vote": [
            r"\D{1,4}".join(str(n) for row in votes for n in row) for votes in CANARIES
        ],
    }


def tables() -> dict[str, str]:
    """Each table of the database as text."""
    names = connection.introspection.table_names()
    return {name: "\n".join(rows(name)) for name in names}


def rows(table: str) -> Iterator[str]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608 -- a table's own name
        for row in cursor.fetchall():
            yield " ".join(
                bytes(value).decode("utf-8", "replace")
                if isinstance(value, bytes | memoryview)
                else str(value)
                for value in row
            )


def sessions() -> str:
    return "\n".join(
        str(SessionStore(row.session_key).load()) for row in Session.objects.all()
    )


def test_no_table_no_session_and_no_log_opens_a_ballot(
    cast: Cast, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    run = vote_held(cast, tmp_path, caplog)
    assert {kind: len(values) for kind, values in run.secrets.items()} == {
        "key": 6,
        "code": 8,
        "secret": 8,
        "vote": 6,
        "nonce": 36,
    }
    assert run.leaks() == {}
    # Each kind of secret, put where a careless server might put it, would be found.
    for kind, values in run.secrets.items():
        plain = {
            "code": lambda v: v.replace("-?", "-"),
            "vote": lambda _v: str(CANARIES[0]),
        }.get(kind, str)(values[0])
        Poll.objects.update(text=f"kept: {plain}")
        assert Run(tables(), run.secrets).leaks() == {kind: {"polls_poll"}}


def test_a_build_that_logs_the_randomness_of_the_booth_is_found(
    cast: Cast, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    leaking = tmp_path / "booth"
    copytree(BOOTH, leaking)
    sealing = leaking / "seal.js"
    source = sealing.read_text(encoding="utf-8")
    assert source.count(SEALED_NUMBER) == 1
    sealing.write_text(source.replace(SEALED_NUMBER, LOGS_NONCES), encoding="utf-8")
    run = vote_held(cast, tmp_path, caplog, booth=leaking)
    assert run.leaks() == {"nonce": {"booth"}}
