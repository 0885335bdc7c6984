"""What can happen to a letter."""

from dataclasses import dataclass
from typing import ClassVar

from lianxin.base.journal.events import Event


@dataclass(frozen=True, kw_only=True)
class LetterDrafted(Event):
    """A letter was drafted."""

    code = "letters.drafted"
    personal: ClassVar[tuple[str, ...]] = ("body", "note")


@dataclass(frozen=True, kw_only=True)
class LetterEdited(Event):
    """The draft of a letter was changed."""

    code = "letters.edited"
    personal: ClassVar[tuple[str, ...]] = ("body", "note")


@dataclass(frozen=True, kw_only=True)
class DraftDiscarded(Event):
    """The draft of a letter was thrown away; it had no number."""

    code = "letters.discarded"
    personal: ClassVar[tuple[str, ...]] = ()


@dataclass(frozen=True, kw_only=True)
class LetterIssued(Event):
    """A letter was issued under its number; it changes no more."""

    code = "letters.issued"
    personal: ClassVar[tuple[str, ...]] = ()


@dataclass(frozen=True, kw_only=True)
class LetterCancelled(Event):
    """An issued letter was cancelled; its number is not used again."""

    code = "letters.cancelled"
    personal: ClassVar[tuple[str, ...]] = ()


@dataclass(frozen=True, kw_only=True)
class ReceiptNoted(Event):
    """The receipt of a letter of introduction came back."""

    code = "letters.receipt_noted"
    personal: ClassVar[tuple[str, ...]] = ()


@dataclass(frozen=True, kw_only=True)
class LetterReceived(Event):
    """A letter that a unit received was entered in its register."""

    code = "letters.received"
    personal: ClassVar[tuple[str, ...]] = ()


@dataclass(frozen=True, kw_only=True)
class ReceivedCancelled(Event):
    """A received letter was struck out of the register; its number is not used again."""

    code = "letters.received_cancelled"
    personal: ClassVar[tuple[str, ...]] = ()
