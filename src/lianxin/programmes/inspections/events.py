"""What can happen in an inspection."""

from dataclasses import dataclass
from typing import ClassVar

from lianxin.base.journal.events import Event


@dataclass(frozen=True, kw_only=True)
class InspectionBegun(Event):
    """A unit began to inspect units below it."""

    code = "inspections.begun"
    personal: ClassVar[tuple[str, ...]] = ()


@dataclass(frozen=True, kw_only=True)
class FindingWritten(Event):
    """An inspection found a problem in a unit."""

    code = "inspections.found"
    personal: ClassVar[tuple[str, ...]] = ()


@dataclass(frozen=True, kw_only=True)
class FindingWithdrawn(Event):
    """A finding turned out to be a mistake and was withdrawn."""

    code = "inspections.withdrawn"
    personal: ClassVar[tuple[str, ...]] = ()
