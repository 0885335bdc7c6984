"""Ballots checked by the hundred, on as many processors as wished."""

from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context

from lianxin.kernel.ballots.arithmetic import G, table_of
from lianxin.kernel.ballots.ballots import (
    check_ballot,
    check_credential,
    check_membership,
    check_proofs,
    read_ballot,
)
from lianxin.kernel.ballots.credentials import Credentials
from lianxin.kernel.ballots.election import Election
from lianxin.kernel.ballots.proofs import Ciphertext
from lianxin.kernel.ballots.refusals import Refused
from lianxin.kernel.ballots.tally import ciphertexts_of

# Large enough that the common check of membership costs little, small enough that the
# processors finish together.
BATCH = 100
_WAITING = 3


@dataclass(frozen=True, slots=True)
class Cast:
    """A ballot as it stands in the archive, not yet checked."""

    where: str
    record: bytes


@dataclass(frozen=True, slots=True)
class Checked:
    """A valid ballot: who may not vote again, and what is to be added up."""

    where: str
    credential: str
    ciphertexts: list[Ciphertext]


def check_batch(
    election: Election, credentials: Credentials, batch: Sequence[Cast]
) -> list[Checked]:
    """Check ballots together; Refused names the first that is not valid.

    Only membership of the group is checked for all at once (see `first_stranger`).
    The proofs cannot be: they stand in the record as challenge and response, and
    every commitment must be found to be hashed. Where anything fails, each ballot is
    checked by itself, so that the ballot named is the first one at fault.
    """
    found = _together(election, credentials, batch)
    return found or [_alone(election, credentials, one) for one in batch]


def _together(
    election: Election, credentials: Credentials, batch: Sequence[Cast]
) -> list[Checked]:
    try:
        ballots = [read_ballot(election, one.record) for one in batch]
        for ballot in ballots:
            check_credential(ballot, credentials)
        if check_membership(election, ballots) is not None:
            return []
        for ballot in ballots:
            check_proofs(election, ballot)
    except Refused:
        return []
    return [
        Checked(one.where, ballot.credential, ciphertexts_of(ballot))
        for one, ballot in zip(batch, ballots, strict=True)
    ]


def _alone(election: Election, credentials: Credentials, one: Cast) -> Checked:
    try:
        ballot = check_ballot(election, credentials, one.record)
    except Refused as refusal:
        raise refusal.at(one.where) from refusal
    return Checked(one.where, ballot.credential, ciphertexts_of(ballot))


class Checker:
    """Takes ballots in the order of the archive and gives them back checked, in order.

    With one worker everything is done in this process. With more, no process is
    started before there are enough ballots to be worth it, and no more of the archive
    is held in memory than the workers have before them.
    """

    def __init__(
        self, election: Election, credentials: Credentials, workers: int
    ) -> None:
        self._election, self._credentials = election, credentials
        self._workers = workers
        self._batch: list[Cast] = []
        self._pending: deque[Future[list[Checked]]] = deque()
        self._pool: ProcessPoolExecutor | None = None

    def add(self, ballot: Cast) -> Iterator[Checked]:
        """Take a ballot; yield those that have been checked meanwhile."""
        self._batch.append(ballot)
        if len(self._batch) == BATCH:
            yield from self._sent()

    def rest(self) -> Iterator[Checked]:
        """Yield all ballots not given back yet."""
        if self._batch and not self._pool:
            yield from check_batch(self._election, self._credentials, self._batch)
            self._batch = []
        elif self._batch:
            yield from self._sent()
        while self._pending:
            yield from self._pending.popleft().result()

    def close(self) -> None:
        """Stop the workers."""
        if self._pool:
            self._pool.shutdown(wait=True, cancel_futures=True)
            self._pool = None

    def _sent(self) -> Iterator[Checked]:
        batch, self._batch = self._batch, []
        if self._workers == 1:
            yield from check_batch(self._election, self._credentials, batch)
            return
        if not self._pool:
            self._pool = self._started()
        self._pending.append(self._pool.submit(_check_here, batch))
        if len(self._pending) > _WAITING * self._workers:
            yield from self._pending.popleft().result()

    def _started(self) -> ProcessPoolExecutor:
        # Made before the fork, the tables are shared by all workers.
        table_of(G)
        table_of(self._election.public_key)
        return ProcessPoolExecutor(
            self._workers,
            mp_context=get_context("fork"),
            initializer=_begin,
            initargs=(self._election, self._credentials),
        )


_here: list[tuple[Election, Credentials]] = []


def _begin(election: Election, credentials: Credentials) -> None:
    _here[:] = [(election, credentials)]


def _check_here(batch: Sequence[Cast]) -> list[Checked]:
    election, credentials = _here[0]
    return check_batch(election, credentials, batch)
