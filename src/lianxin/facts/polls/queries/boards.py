"""The public board of a secret vote on line: its archive, and who may still vote."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from lianxin.base.rulebook import queries as rulebook
from lianxin.facts.polls.enums import COLUMNS
from lianxin.facts.polls.models import Board, BoardEvent, Poll, Voter
from lianxin.facts.polls.queries.polls import kind_of, poll_visible_to
from lianxin.facts.polls.queries.reasons import basis_of
from lianxin.kernel.actor import Actor, NotVisible
from lianxin.kernel.ballots import receipts
from lianxin.kernel.ballots.ballots import read_ballot
from lianxin.kernel.ballots.election import Election, read_election
from lianxin.kernel.ballots.events import Head, Kind
from lianxin.kernel.ballots.hashes import short_hash
from lianxin.kernel.ballots.tally import Rows, Tally, ciphertexts_of, tally_of
from lianxin.kernel.ballots.trustees import Trustees, read_trustees
from lianxin.kernel.rules.counting import FOR, VOICES, Shape
from lianxin.kernel.rules.poll_files import Mode, Told

MOST_SHOWN = 2000
BLOCK = 512


def questions_of(poll: Poll) -> Sequence[Mapping[str, Any]]:
    """What the booth asks, as `belenios-tool` reads it.

    A choice has no answer "none of these": whoever marks nothing says so.
    """
    kind, items = kind_of(poll), list(poll.items.all())
    if kind.shape is Shape.CHOICE:
        names = [item.text for item in items]
        return [_question(names, 0, min(poll.seats, len(names)), poll.title)]
    language = get_language() or ""
    answers = [str(COLUMNS[code]) for code in VOICES]
    if kind.shape is Shape.GRADES:
        answers = [title.into(language) for _code, title in kind.grades]
    return [_question(answers, 1, 1, item.text) for item in items]


def _question(
    answers: Sequence[str], least: int, most: int, text: str
) -> Mapping[str, Any]:
    return {"answers": list(answers), "min": least, "max": most, "question": text}


def votes_by_item(poll: Poll, rows: Rows) -> Mapping[int, Mapping[str, int]]:
    """The numbers of a decrypted result by item and column."""
    kind, items = kind_of(poll), list(poll.items.all())
    if kind.shape is Shape.CHOICE:
        return {i.pk: {FOR: n} for i, n in zip(items, rows[0], strict=True)}
    codes = [code for code, _title in kind.grades] or list(VOICES)
    return {
        item.pk: dict(zip(codes, row, strict=True))
        for item, row in zip(items, rows, strict=True)
    }


def least_ballots(poll: Poll) -> int:
    """With fewer ballots the trustees do not decrypt: single votes could be inferred."""
    persons = kind_of(poll).persons
    return rulebook.number(f"ballots_least_{'persons' if persons else 'motions'}")


def board_visible_to(actor: Actor, pk: int) -> tuple[Poll, Board]:
    """A vote with its board; NotVisible where there is none for `actor`."""
    poll = poll_visible_to(actor, pk)
    board = board_of(poll)
    if board is None:
        raise NotVisible
    return poll, board


def board_of(poll: Poll) -> Board | None:
    """The board of a poll, once it is set up."""
    found: Board | None = getattr(poll, "board", None)
    return found


def election_of(board: Board) -> Election:
    """What is asked, byte for byte as its hash was taken."""
    return read_election(board.election.encode())


def trustees_of(board: Board) -> Trustees:
    """Who must come together to decrypt."""
    return read_trustees(board.trustees.encode())


def trustees_needed(board: Board) -> int:
    """How many trustees must decrypt, at the least."""
    return sum(group.threshold for group in trustees_of(board).groups)


def decryptions_on(board: Board) -> int:
    """How many trustees have decrypted."""
    return board.events.filter(kind=Kind.DECRYPTION).count()


def head_of(board: Board) -> Head:
    """The last event of the board."""
    last = board.events.order_by("-height").values_list("height", "name").first()
    assert last is not None  # noqa: S101 -- a board begins with its first event
    return Head(last[0], last[1], board.seconds)


def archive_of(board: Board) -> Iterator[bytes]:
    """The archive as `belenios-tool` and `lianxin ballots verify` read it."""
    rows = board.events.order_by("height").values_list("content", flat=True)
    for content in rows.iterator(chunk_size=50):
        yield bytes(content)


def trackers_of(board: Board) -> QuerySet[BoardEvent, str]:
    """The trackers of all ballots, in the order of the board."""
    ballots = board.events.filter(kind=Kind.BALLOT).order_by("height")
    return ballots.values_list("payload", flat=True)


def receipt_for(board: Board, tracker: str, height: int, name: str) -> str:
    """The receipt for a ballot on the board: the same each time that it is written.

    Empty where the key that signs receipts is lost; the ballot lies on the board.
    """
    if not board.receipt_key:
        return ""
    return receipts.receipt(
        board.receipt_key, uuid=board.uuid, height=height, event=name, tracker=tracker
    ).decode()


def receipt_again(board: Board, record: bytes) -> Mapping[str, str]:
    """Tracker and receipt of a ballot that lies on the board; nothing where it does not."""
    tracker = short_hash(record)
    found = board.events.filter(kind=Kind.BALLOT, payload=tracker)
    for height, name in found.values_list("height", "name"):
        receipt = receipt_for(board, tracker, height, name)
        return {"tracker": tracker, "receipt": receipt}
    return {}


def tells_participation(board: Board) -> bool:
    """Whether it is told already how many of those entitled took part."""
    told = kind_of(board.poll).participation.told
    return told is Told.ALWAYS or board.closed_at is not None


def participation_on(board: Board, *, cast: int) -> str:
    """How many of those entitled took part, or when that is told, and by which rule."""
    poll = board.poll
    rule, entitled = kind_of(poll).participation, poll.voters.count()
    if board.closed_at is not None:
        words = _("%(cast)d of the %(entitled)d entitled took part (%(share)s).")
    elif tells_participation(board):
        words = _(
            "%(cast)d of the %(entitled)d entitled have voted so far (%(share)s). That "
            "is told before the end for the sake of a rule: %(basis)s."
        )
    else:
        words = _(
            "Ballots are listed as they come, so that each voter finds their own; what "
            "share of those entitled took part is told once the voting has ended: "
            "%(basis)s."
        )
    return words % {
        "cast": cast,
        "entitled": entitled,
        "share": f"{cast / entitled:.1%}",
        "basis": basis_of(rule, on=poll.held_on),
    }


def tally_on(board: Board, election: Election) -> Tally:
    """The encrypted tally of the ballots, each of which was checked as it came."""
    rows = board.events.filter(kind=Kind.BALLOT).order_by("height")
    contents = rows.values_list("content", flat=True).iterator(chunk_size=50)
    ballots = (read_ballot(election, record_in(bytes(content))) for content in contents)
    return tally_of(election, [ciphertexts_of(ballot) for ballot in ballots])


def record_in(content: bytes) -> bytes:
    """The first record of what an event added."""
    size = int(content[124:135], 8)
    return content[BLOCK : BLOCK + size]


def own_vote(poll: Poll, *, actor: Actor) -> Voter | None:
    """The actor's own line in the electorate; nobody else's is ever read by a page."""
    if actor.person is None:
        return None
    return poll.voters.filter(person=actor.person.id).first()


def polls_to_vote_in(actor: Actor) -> QuerySet[Poll]:
    """Open votes on line in which `actor` has not voted yet: only oneself is reminded."""
    if actor.person is None:
        return Poll.objects.none()
    return (
        Poll.objects.filter(
            Q(mode=Mode.SEALED, board__closed_at__isnull=True, board__isnull=False)
            | Q(mode=Mode.NAMED, opened_at__isnull=False, result__isnull=True),
            voters__person=actor.person.id,
            voters__has_voted=False,
        )
        .select_related("unit")
        .order_by("held_on", "pk")
    )
