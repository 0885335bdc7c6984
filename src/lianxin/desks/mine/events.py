"""What can happen to one's own data."""

from dataclasses import dataclass
from typing import ClassVar

from lianxin.base.journal.events import Event


@dataclass(frozen=True, kw_only=True)
class OwnDataTaken(Event):
    """Somebody took a copy of all that the system holds about them."""

    code = "mine.data_taken"
    personal: ClassVar[tuple[str, ...]] = ()
