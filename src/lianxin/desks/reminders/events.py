"""What can happen with reminders."""

from dataclasses import dataclass
from typing import ClassVar

from lianxin.base.journal.events import Event


@dataclass(frozen=True, kw_only=True)
class CalendarOpened(Event):
    """Somebody made a secret address for the own calendar of deadlines."""

    code = "mine.calendar_opened"
    personal: ClassVar[tuple[str, ...]] = ()


@dataclass(frozen=True, kw_only=True)
class CalendarClosed(Event):
    """Somebody withdrew the address of the own calendar of deadlines."""

    code = "mine.calendar_closed"
    personal: ClassVar[tuple[str, ...]] = ()


@dataclass(frozen=True, kw_only=True)
class WishChanged(Event):
    """Somebody chose how to be reminded."""

    code = "mine.reminders_chosen"
    personal: ClassVar[tuple[str, ...]] = ()
