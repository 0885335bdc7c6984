"""A consultation of the department in secret on line: eight voters, three trustees."""

import io
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from lianxin.base.accounts.models import User
from lianxin.facts.polls import operations, queries
from lianxin.facts.polls.models import Board, Poll
from lianxin.facts.polls.operations import Parties, Planned
from lianxin.kernel.ballots import canonical, keys
from lianxin.kernel.ballots.ballots import seal
from lianxin.kernel.ballots.credentials import (
    make_code,
    make_uuid,
    public_of,
    secret_of,
    write_credentials,
)
from lianxin.kernel.ballots.verifier import Verdict, verify
from lianxin.org.people.models import Affiliation, Person
from lianxin.org.posts.models import Appointment, Post
from tests.cast import AT, LONG_AGO, Cast
from tests.facts.polls.voting import DAY
from tests.kernel.ballots.elections import new_trustees, trustees_of

HOLDER = "department_head"
VOTERS = (
    "administrator",
    "clerk",
    "secretary",
    "leader",
    "department_head",
    "union_chair",
    "organiser",
    "outsider",
)
MOTIONS = ("食堂午餐延长半小时", "班车增加一班")


@dataclass
class Sealed:
    """The poll, and what the registrar and the trustees have."""

    poll: Poll
    uuid: str
    codes: tuple[str, ...]
    keys: tuple[keys.Key, ...]
    parties: Parties

    @property
    def board(self) -> Board:
        return Board.objects.get(poll=self.poll)

    def verdict(self) -> Verdict:
        """What our strict verifier says of the archive as it is."""
        return verify(io.BytesIO(b"".join(queries.archive_of(self.board))))

    def ballot(self, voter: int, votes: list[list[int]]) -> bytes:
        election = queries.election_of(self.board)
        return seal(election, secret_of(self.codes[voter], self.uuid), votes).record

    def shown(self, place: int) -> bytes:
        """A trustee's part of the decryption, as the trustee's program writes it."""
        board = self.verdict()
        _, owner, record = keys.decrypted(
            self.keys[place - 1],
            board,
            least=5,
            credentials=board.credentials.fingerprint,
        )
        value = {"owner": owner, "decryption": canonical.read(record)}
        return canonical.write(value)


def more_people(cast: Cast, number: int, **belongs: str) -> list[str]:
    """So many more people with accounts, of a unit of the cast by way of belonging."""
    names = [f"{next(iter(belongs))}{place}" for place in range(number)]
    for name in names:
        account = User.objects.create(username=name, created_at=AT)
        person = Person.objects.create(name=name, employee_number=name, account=account)
        cast.people[name] = person
        for belonging, unit in belongs.items():
            Affiliation.objects.create(
                person=person,
                unit=cast.units[unit],
                belonging=belonging,
                valid_from=LONG_AGO,
            )
    return names


def delegates(cast: Cast, number: int) -> list[str]:
    """So many more people who are delegates of the workers' congress."""
    names = more_people(cast, number, union="union")
    for place, name in enumerate(names, start=1):
        post = Post.objects.create(
            unit=cast.units["union"],
            kind="worker_delegate",
            number=place,
            valid_from=LONG_AGO,
        )
        Appointment.objects.create(
            post=post, person=cast.people[name], valid_from=LONG_AGO
        )
    return names


def planned(
    cast: Cast,
    *,
    codes: int = len(VOTERS),
    unit: str = "department",
    holder: str = HOLDER,
    **values: Any,
) -> Sealed:
    """Prepared, with the registrar's list and the trustees' keys at hand."""
    asked = {"kind": "consultation", "title": "征求职工意见", "lines": MOTIONS}
    poll = operations.prepare_poll(
        unit=cast.units[unit],
        planned=Planned(held_on=DAY, mode="sealed", **asked | values),
        actor=cast.actor(holder),
        at=AT,
    )
    uuid = make_uuid()
    made = tuple(make_code() for _ in range(codes))
    # A second vote needs keys of its own.
    make = new_trustees if Board.objects.exists() else trustees_of
    files, trustees = make(2, 3)
    listed = write_credentials([public_of(code, uuid) for code in made])
    parties = Parties(uuid=uuid, trustees=trustees, credentials=listed.record)
    return Sealed(poll, uuid, made, files, parties)


def begun(cast: Cast) -> Sealed:
    """Open: ballots are taken."""
    sealed = planned(cast)
    operations.set_up_board(
        sealed.poll, parties=sealed.parties, actor=cast.actor(HOLDER), at=AT
    )
    sealed.poll.refresh_from_db()
    return sealed


def vote(
    cast: Cast, sealed: Sealed, voter: int, votes: list[list[int]]
) -> operations.Taken:
    return operations.cast_ballot(
        Poll.objects.get(pk=sealed.poll.pk),
        record=sealed.ballot(voter, votes),
        actor=cast.actor(VOTERS[voter]),
        at=AT,
    )


FOR, AGAINST, ABSTAIN = [1, 0, 0], [0, 1, 0], [0, 0, 1]
BALLOTS = (
    [FOR, FOR],
    [FOR, AGAINST],
    [AGAINST, ABSTAIN],
    [FOR, AGAINST],
    [FOR, FOR],
    [ABSTAIN, AGAINST],
)


def closed(cast: Cast, *, ballots: int = len(BALLOTS)) -> Sealed:
    """Closed after so many ballots."""
    sealed = begun(cast)
    for voter, votes in enumerate(BALLOTS[:ballots]):
        vote(cast, sealed, voter, votes)
    operations.close_board(
        sealed.poll, actor=cast.actor(HOLDER), at=AT + timedelta(hours=2)
    )
    return sealed
