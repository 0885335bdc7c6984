"""What `voting.md` asks of a secret vote through the web: tests A2, A6, A7, A10, A11."""

import json
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from threading import Barrier

import pytest
from django.core.files.base import ContentFile
from django.db import connections
from django.urls import reverse

from lianxin.facts.polls import queries
from lianxin.facts.polls.models import BoardEvent, Credential, Voter
from lianxin.kernel.ballots import canonical
from lianxin.kernel.ballots.arithmetic import P, random_scalar
from lianxin.kernel.ballots.ballots import (
    base_of,
    seal,
    sealed_answer,
    signed_record,
)
from lianxin.kernel.ballots.credentials import make_code, public_of, secret_of
from lianxin.kernel.ballots.proofs import Opening
from lianxin.org.people.models import PartyStanding
from tests.cast import LONG_AGO, Cast, assemble
from tests.facts.polls import sealed as secret
from tests.facts.polls.sealed import (
    AGAINST,
    BALLOTS,
    FOR,
    HOLDER,
    VOTERS,
    Sealed,
    more_people,
)
from tests.kernel.ballots.booth import sealed_by_booth
from tests.kernel.ballots.test_foreign_tool import tool
from tests.on_disk import on_the_disk

JSON = "application/json"


def address(name: str, one: Sealed) -> str:
    return reverse(f"polls:{name}", args=[one.poll.pk])


@dataclass(frozen=True)
class Vote:
    """What is asked, who holds it, who votes, and what they choose."""

    sealed: Sealed
    holder: str
    voters: Sequence[str]
    ballots: Sequence[Sequence[Sequence[int]]]


class Copies:
    """Every export of the board, each of which must continue the one before (A10)."""

    def __init__(self, cast: Cast, vote: Vote, folder: Path) -> None:
        self.client, self.one = cast.client(vote.holder), vote.sealed
        self.folder = folder
        self.made: list[Path] = []

    def take(self) -> Path:
        folder = self.folder / f"copy{len(self.made)}"
        folder.mkdir()
        answer = self.client.get(address("archive", self.one))
        folder.joinpath(f"{self.one.uuid}.bel").write_bytes(b"".join(answer))
        self.made.append(folder)
        return folder

    def continued(self) -> list[int]:
        """What the foreign tool says of every two that follow each other."""
        pairs = zip(self.made, self.made[1:], strict=False)
        return [
            tool("election", "verify-diff", "--dir1", str(old), "--dir2", str(new))[0]
            for old, new in pairs
        ]


def motions(cast: Cast) -> Vote:
    return Vote(secret.planned(cast), HOLDER, VOTERS, BALLOTS)


def recommendation(cast: Cast) -> Vote:
    """At most two of four; some mark one only, and some nobody."""
    voters = [*VOTERS, *more_people(cast, 4, staff="department")]
    names = ["方案甲", "方案乙", "方案丙", "方案丁"]
    asked = {"kind": "recommendation", "title": "推荐", "seats": 2, "lines": names}
    marks = ([1, 1, 0, 0], [0, 0, 0, 1], [0, 0, 0, 0], [0, 1, 0, 1])
    ballots = [[marks[n % len(marks)]] for n in range(11)]
    return Vote(
        secret.planned(cast, codes=len(voters), **asked), HOLDER, voters, ballots
    )


def review(cast: Cast) -> Vote:
    """Three of a branch's members get one of four grades from each."""
    of_branch = ["sub_clerk", "branch_secretary", "branch_member", "member"]
    more = more_people(cast, 7, party="branch")
    voters = [*of_branch, "discipline_officer", *more]
    for name in more:
        person = cast.people[name]
        PartyStanding.objects.create(
            person=person, standing="full", valid_from=LONG_AGO
        )
    asked = {"kind": "member_review", "title": "民主评议党员", "lines": ()}
    people = [cast.people[name] for name in voters[:3]]
    ballots = [
        [[int(grade == (n * p + p) % 4) for grade in range(4)] for p in range(3)]
        for n in range(10)
    ]
    holder = "branch_secretary"
    sealed = secret.planned(
        cast, codes=len(voters), unit="branch", holder=holder, people=people, **asked
    )
    return Vote(sealed, holder, voters, ballots)


@pytest.mark.parametrize("planned", [motions, recommendation, review])
def test_ballots_of_the_real_booth_are_counted_as_plain_votes(
    cast: Cast, tmp_path: Path, planned: Callable[[Cast], Vote]
) -> None:
    vote = planned(cast)
    one, holder = vote.sealed, cast.client(vote.holder)
    files = {
        "uuid": one.uuid,
        "trustees": ContentFile(one.parties.trustees, name="trustees.json"),
        "credentials": ContentFile(one.parties.credentials, name="credentials.json"),
    }
    assert holder.post(address("set_up", one), files).status_code == 302
    one.poll.refresh_from_db()
    copies = Copies(cast, vote, tmp_path)
    copies.take()
    cast_by_booth(cast, vote, copies)
    holder.post(address("close", one))
    copies.take()
    for place in (3, 2):
        file = ContentFile(one.shown(place), name=f"{place}.decryption")
        holder.post(address("decrypt", one), {"shown": file})
    holder.post(address("publish", one))
    last = copies.take()
    plain = tuple(
        tuple(sum(column) for column in zip(*rows, strict=True))
        for rows in zip(*vote.ballots, strict=True)
    )
    assert one.verdict().result == plain
    code, _, words = tool("election", "verify", "--dir", str(last))
    assert (code, "all checks passed" in words, "W:" in words) == (0, True, False)
    assert copies.continued() == [0] * (len(copies.made) - 1)
    (older, newer) = copies.made[2], copies.made[1]
    args = ("--dir1", str(older), "--dir2", str(newer))
    assert "not a prefix" in tool("election", "verify-diff", *args)[2]


def cast_by_booth(cast: Cast, vote: Vote, copies: Copies) -> None:
    """All ballots, sealed by the site's own module and sent by their voters."""
    one = vote.sealed
    asked = [
        (one.board.election.encode(), one.codes[voter], votes)
        for voter, votes in enumerate(vote.ballots)
    ]
    found, _printed = sealed_by_booth(asked, folder=copies.folder)
    for voter, sealed in enumerate(found):
        client, record = cast.client(vote.voters[voter]), sealed["record"].encode()
        answer = client.post(address("cast", one), record, JSON).json()
        # A11: what the voter is shown, what the tool finds, what the board names.
        code, printed, _words = tool("sha256-b64", stdin=record)
        assert (code, printed.strip()) == (0, answer["tracker"])
        assert one.verdict().trackers[-1] == answer["tracker"] == sealed["tracker"]
        if voter in {0, 4}:
            copies.take()


def forged(one: Sealed, voter: int, votes: Sequence[Sequence[int]]) -> bytes:
    """A signed ballot with proofs as good as they can be, whatever the votes are."""
    election = queries.election_of(one.board)
    credential = str(public_of(one.codes[voter], one.uuid))
    answers = [
        sealed_answer(
            question,
            [Opening(value, random_scalar()) for value in vote],
            base_of(election, credential),
            election.public_key,
        ).as_json()
        for question, vote in zip(election.questions, votes, strict=True)
    ]
    return signed_record(election, secret_of(one.codes[voter], one.uuid), answers)


def edited(one: Sealed, change: Callable[[dict], object], *, signed: bool) -> bytes:
    value = json.loads(one.ballot(1, [FOR, AGAINST]))
    change(value)
    if not signed:
        return canonical.write(value)
    election = queries.election_of(one.board)
    mine = secret_of(one.codes[1], one.uuid)
    return signed_record(election, mine, value["answers"])


def strange(value: dict) -> None:
    value["answers"][0]["choices"][0]["alpha"] = str(P - 1)


def refused_ballots(one: Sealed, first: bytes) -> dict[str, tuple[int, bytes]]:
    """Of each case of A6 who sends it, and what; voter 0 has cast `first` before."""
    election = queries.election_of(one.board)
    theirs = json.loads(first)["answers"]
    mine = secret_of(one.codes[1], one.uuid)
    unknown = secret_of(make_code(), one.uuid)
    honest = one.ballot(1, [FOR, AGAINST])
    return {
        "overvote": (1, forged(one, 1, [[1, 1, 0], FOR])),
        "undervote": (1, forged(one, 1, [[0, 0, 0], FOR])),
        "value 2": (1, forged(one, 1, [[2, 0, 0], FOR])),
        "negative": (1, forged(one, 1, [[2, -1, 0], FOR])),
        "wrong election hash": (
            1,
            edited(one, lambda v: v.update(election_hash="x" * 43), signed=False),
        ),
        "copied ciphertexts": (1, signed_record(election, mine, theirs)),
        "unknown credential": (1, seal(election, unknown, [FOR, FOR]).record),
        "second ballot of the account": (0, honest),
        "credential used": (1, one.ballot(0, [AGAINST, FOR])),
        "duplicate": (1, first),
        "not canonical": (1, honest.replace(b":", b": ", 1)),
        "extra member": (1, edited(one, lambda v: v.update(more=1), signed=False)),
        "element outside the group": (1, edited(one, strange, signed=True)),
    }


REFUSED = {
    "overvote": (422, "wrong_overall_proof"),
    "undervote": (422, "wrong_overall_proof"),
    "value 2": (422, "wrong_individual_proof"),
    "negative": (422, "wrong_individual_proof"),
    "wrong election hash": (422, "other_fingerprint"),
    "copied ciphertexts": (422, "wrong_individual_proof"),
    "unknown credential": (422, "unknown_credential"),
    "second ballot of the account": (403, None),
    "credential used": (422, "credential_used"),
    "duplicate": (422, "credential_used"),
    "not canonical": (422, "not_canonical"),
    "extra member": (422, "unknown_member"),
    "element outside the group": (422, "not_in_group"),
}


def test_what_is_wrong_with_a_ballot_is_said_and_the_board_stays(cast: Cast) -> None:
    one = secret.begun(cast)
    first = one.ballot(0, [FOR, FOR])
    taken = cast.client(VOTERS[0]).post(address("cast", one), first, JSON).json()
    before = b"".join(queries.archive_of(one.board))
    answers = {}
    for name, (voter, record) in refused_ballots(one, first).items():
        answer = cast.client(VOTERS[voter]).post(address("cast", one), record, JSON)
        answers[name] = (answer.status_code, answer.json().get("code"))
        assert answer.json()["refused"]
        assert ("receipt" in answer.json()) is (name == "duplicate")
    assert answers == REFUSED
    again = cast.client(VOTERS[0]).post(address("cast", one), first, JSON)
    assert again.status_code == 403
    assert again.json() == {
        "refused": "You have voted already; a ballot cannot be changed.",
        **taken,
    }
    assert b"".join(queries.archive_of(one.board)) == before
    assert (
        Voter.objects.filter(has_voted=True).count(),
        Credential.objects.filter(is_used=True).count(),
    ) == (1, 1)
    late = one.ballot(1, [FOR, FOR])
    cast.client(HOLDER).post(address("close", one))
    closed = b"".join(queries.archive_of(one.board))
    answer = cast.client(VOTERS[1]).post(address("cast", one), late, JSON)
    assert (answer.status_code, answer.json()["refused"]) == (
        403,
        "The voting has ended; no more ballots are taken.",
    )
    assert b"".join(queries.archive_of(one.board)) == closed


@pytest.fixture
def shared_database(transactional_db: None, tmp_path: Path) -> Iterator[None]:
    """One that each thread opens for itself: on SQLite a file, as where it is served."""
    with on_the_disk(tmp_path):
        yield


def at_once(acts: Sequence[Callable[[], int]]) -> list[int]:
    """What all of them answer, begun at one moment, each with its own connection."""
    start = Barrier(len(acts))

    def run(act: Callable[[], int]) -> int:
        start.wait(30)
        try:
            return act()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(acts)) as threads:
        return list(threads.map(run, acts))


def test_many_ballots_of_one_voter_at_once_and_others_around_the_end(
    shared_database: None,
) -> None:
    cast = assemble()
    one = secret.begun(cast)

    def casting(voter: int, record: bytes) -> Callable[[], int]:
        client = cast.client(VOTERS[voter])
        return lambda: client.post(address("cast", one), record, JSON).status_code

    records = [one.ballot(0, [FOR, FOR]) for _ in range(20)]
    answers = at_once([casting(0, record) for record in records])
    assert min(answers) == 200
    assert set(sorted(answers)[1:]) <= {403, 422}
    assert one.verdict().ballots == 1
    holder = cast.client(HOLDER)
    closing = [lambda: holder.post(address("close", one)).status_code]
    others = [
        casting(voter, one.ballot(voter, [FOR, AGAINST])) for voter in range(1, 8)
    ]
    answers = at_once([*others[:4], *closing, *others[4:]])
    assert answers.pop(4) == 302
    assert set(answers) <= {200, 403}
    verdict = one.verdict()
    assert verdict.is_closed
    assert verdict.ballots == 1 + answers.count(200)
    kinds = list(BoardEvent.objects.order_by("height").values_list("kind", flat=True))
    assert kinds == [
        "Setup",
        *["Ballot"] * verdict.ballots,
        "EndBallots",
        "EncryptedTally",
    ]
