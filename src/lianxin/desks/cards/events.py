"""What can happen to a card."""

from dataclasses import dataclass
from typing import ClassVar

from lianxin.base.journal.events import Event


@dataclass(frozen=True, kw_only=True)
class CardTaken(Event):
    """Somebody took the card of a person away as a file."""

    code = "cards.card_taken"
    personal: ClassVar[tuple[str, ...]] = ()
