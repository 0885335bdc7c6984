"""What can happen to a card."""

from dataclasses import dataclass
from typing import ClassVar

from lianxin.base.journal.events import Event


@dataclass(frozen=True, kw_only=True)
class CardTaken(Event):
    """Somebody took a person's card away as a file: a look-up of personal data."""

    code = "cards.card_taken"
    personal: ClassVar[tuple[str, ...]] = ()
