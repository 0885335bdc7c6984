"""What can happen to a poll; a vote itself is never in the journal."""

from dataclasses import dataclass
from typing import ClassVar

from lianxin.base.journal.events import Event


@dataclass(frozen=True, kw_only=True)
class PollPrepared(Event):
    """A unit prepared a poll."""

    code = "polls.prepared"
    personal: ClassVar[tuple[str, ...]] = ("items",)


@dataclass(frozen=True, kw_only=True)
class PollDiscarded(Event):
    """A poll that had not been opened was thrown away."""

    code = "polls.discarded"
    personal: ClassVar[tuple[str, ...]] = ()


@dataclass(frozen=True, kw_only=True)
class PollOpened(Event):
    """A poll was opened: who may vote is fixed from then on."""

    code = "polls.opened"
    personal: ClassVar[tuple[str, ...]] = (
        "tellers",
        "scrutineers",
        "excused",
        "reason",
    )


@dataclass(frozen=True, kw_only=True)
class CountEntered(Event):
    """A teller entered a count, or corrected it; its figures are not in the journal."""

    code = "polls.count_entered"
    personal: ClassVar[tuple[str, ...]] = ("teller",)


@dataclass(frozen=True, kw_only=True)
class BoardClosed(Event):
    """The voting in secret on line ended; so many ballots lie on the board."""

    code = "polls.closed"
    personal: ClassVar[tuple[str, ...]] = ()


@dataclass(frozen=True, kw_only=True)
class DecryptionAdded(Event):
    """A trustee's part of the decryption was put on the board."""

    code = "polls.decryption_added"
    personal: ClassVar[tuple[str, ...]] = ()


@dataclass(frozen=True, kw_only=True)
class GradesDecided(Event):
    """A committee decided on the grades after a review; no grade is in the journal."""

    code = "polls.grades_decided"
    personal: ClassVar[tuple[str, ...]] = ("reason",)


@dataclass(frozen=True, kw_only=True)
class ResultDeclared(Event):
    """The result of a poll was declared and is fixed from then on."""

    code = "polls.declared"
    personal: ClassVar[tuple[str, ...]] = ()
