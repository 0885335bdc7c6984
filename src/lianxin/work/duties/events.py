"""What can happen to duties."""

from dataclasses import dataclass
from typing import ClassVar

from lianxin.base.journal.events import Event


@dataclass(frozen=True, kw_only=True)
class DutyAdded(Event):
    """A unit asked the units below it for something more."""

    code = "duties.added"
    personal: ClassVar[tuple[str, ...]] = ()


@dataclass(frozen=True, kw_only=True)
class DutyEnded(Event):
    """A unit no longer asks for what it had asked for."""

    code = "duties.ended"
    personal: ClassVar[tuple[str, ...]] = ()


@dataclass(frozen=True, kw_only=True)
class ReviewWindowTold(Event):
    """A unit told when the meetings of a review year are to be held."""

    code = "duties.window_told"
    personal: ClassVar[tuple[str, ...]] = ()


@dataclass(frozen=True, kw_only=True)
class WaiverAsked(Event):
    """A unit asked that one period of a duty be waived."""

    code = "duties.waiver_asked"
    personal: ClassVar[tuple[str, ...]] = ("reason",)
