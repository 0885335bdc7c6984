"""What can happen in a quarterly review."""

from dataclasses import dataclass
from typing import ClassVar

from lianxin.base.journal.events import Event


@dataclass(frozen=True, kw_only=True)
class RoundOpened(Event):
    """A unit opened the review of a quarter."""

    code = "reviews.opened"
    personal: ClassVar[tuple[str, ...]] = ()


@dataclass(frozen=True, kw_only=True)
class RoundClosed(Event):
    """The review of a quarter was closed."""

    code = "reviews.closed"
    personal: ClassVar[tuple[str, ...]] = ()


@dataclass(frozen=True, kw_only=True)
class LinesEntered(Event):
    """A unit said how its goals go on."""

    code = "reviews.lines_entered"
    personal: ClassVar[tuple[str, ...]] = ()
