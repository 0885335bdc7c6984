"""Who may hold a poll, count it, and read what was counted."""

from django.utils.translation import gettext as _

from lianxin.base.rulebook import queries as rulebook
from lianxin.facts.polls.models import Board, Poll, Voter
from lianxin.kernel.actor import Actor, Allowed, Answer, Denied
from lianxin.kernel.rules.counting import Ending
from lianxin.kernel.rules.poll_files import Mode
from lianxin.org.units.models import Unit


def may_hold(unit: Unit, *, actor: Actor) -> Answer:
    """Whether `actor` may prepare, open and close polls of this unit."""
    if actor.person is not None and actor.may("records.record", unit.path or ""):
        return Allowed()
    return Denied(
        _(
            "Polls of this unit are held by those who keep its records: its "
            "secretary, its committee members or its office clerk."
        )
    )


def may_hold_somewhere(*, actor: Actor) -> Answer:
    """Whether `actor` may hold polls of any unit at all."""
    if actor.person is not None and actor.holds("records.record"):
        return Allowed()
    return Denied(
        _(
            "Polls are held by a unit's secretary, its committee members or its "
            "office clerk. If you hold such a post, choose it above."
        )
    )


def is_prepared(poll: Poll) -> Answer:
    """Whether the poll may still be changed or thrown away."""
    if poll.opened_at is None:
        return Allowed()
    return Denied(_("This poll is open; nothing can be changed in it any more."))


def is_counted_by_tellers(poll: Poll) -> Answer:
    """Whether tellers may enter what they count now."""
    if poll.mode == Mode.SEALED:
        return Denied(_("Votes in secret on line are counted by no teller."))
    if poll.mode == Mode.NAMED:
        return Denied(_("Votes by name on line are counted by no teller."))
    if poll.opened_at is None:
        return Denied(_("The poll is not open yet."))
    if hasattr(poll, "result"):
        return Denied(_("The result is declared; the count is closed."))
    return Allowed()


def may_count(poll: Poll, *, actor: Actor) -> Answer:
    """Whether `actor` is one of the two tellers."""
    me = actor.person.id if actor.person else None
    if any(teller.person_id == me for teller in poll.tellers.all()):
        return Allowed()
    return Denied(_("Only the two tellers enter what they counted."))


def may_read_figures(poll: Poll, *, actor: Actor) -> Answer:
    """Whether `actor` may read the result of every person, where it is private."""
    if not rulebook.poll_kinds()[poll.kind].is_private:
        return Allowed()
    return may_hold(poll.unit, actor=actor)


def may_take_archive(board: Board, *, actor: Actor) -> Answer:
    """Whether `actor` may download the archive: what is decrypted stands in it too."""
    if board.closed_at is None or may_read_figures(board.poll, actor=actor):
        return Allowed()
    return Denied(
        _(
            "The result of every person stands in this archive, so it is given only "
            "to those who held the vote. Your tracker stands on the page of the board."
        )
    )


def is_reviewed(poll: Poll) -> Answer:
    """Whether a committee decides on grades after this vote."""
    if not rulebook.poll_kinds()[poll.kind].limit:
        return Denied(_("No grades are decided on after such a vote."))
    result = getattr(poll, "result", None)
    if result is None:
        return Denied(_("The committee decides once the result is declared."))
    if result.figures["decisions"][0]["ending"] != Ending.COUNTED:
        return Denied(_("This vote does not count; hold it again first."))
    return Allowed()


def takes_named_votes(poll: Poll) -> Answer:
    """Whether votes are given by name on line now."""
    if poll.mode != Mode.NAMED:
        return Denied(_("This vote is not held by name on line."))
    if poll.opened_at is None:
        return Denied(_("This vote is not open yet."))
    if hasattr(poll, "result"):
        return Denied(_("The voting has ended; no more votes are taken."))
    return Allowed()


def is_voter(voter: Voter | None) -> Answer:
    """Whether this person is in the electorate."""
    if voter is None:
        return Denied(_("You are not among those who may vote here."))
    return Allowed()


def is_sealed(poll: Poll) -> Answer:
    """Whether the poll is a secret vote on line."""
    if poll.mode == Mode.SEALED:
        return Allowed()
    return Denied(_("This vote is held in the meeting, not on line."))


def is_set_up(board: Board | None) -> Answer:
    """Whether there is a board to put ballots on."""
    if board is not None:
        return Allowed()
    return Denied(_("This vote is not open yet."))


def is_taking_ballots(board: Board) -> Answer:
    """Whether ballots are taken still."""
    if board.closed_at is None:
        return Allowed()
    return Denied(_("The voting has ended; no more ballots are taken."))


def is_decrypted(board: Board) -> Answer:
    """Whether the trustees may decrypt now: after the end, and before the result."""
    if board.closed_at is None:
        return Denied(_("The voting has not ended yet; nothing is decrypted before."))
    if hasattr(board.poll, "result"):
        return Denied(_("The result is declared; nothing is added to the board."))
    return Allowed()


def may_vote(voter: Voter | None) -> Answer:
    """Whether this person is in the electorate and has not voted."""
    if voter is None:
        return is_voter(voter)
    if voter.has_voted:
        return Denied(_("You have voted already; a ballot cannot be changed."))
    return Allowed()
