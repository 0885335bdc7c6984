"""What can happen to a transfer."""

from dataclasses import dataclass
from typing import ClassVar

from lianxin.base.journal.events import Event


@dataclass(frozen=True, kw_only=True)
class TransferAsked(Event):
    """Somebody's membership is to move to another organisation."""

    code = "transfers.asked"
    personal: ClassVar[tuple[str, ...]] = ("person", "from_unit", "to_unit", "reason")


@dataclass(frozen=True, kw_only=True)
class TransferReceived(Event):
    """A membership was received, and moved on that day."""

    code = "transfers.received"
    personal: ClassVar[tuple[str, ...]] = ("person", "from_unit", "to_unit")


@dataclass(frozen=True, kw_only=True)
class TransferRefused(Event):
    """The receiving organisation sent a transfer back, with a reason."""

    code = "transfers.refused"
    personal: ClassVar[tuple[str, ...]] = ("person", "reason")


@dataclass(frozen=True, kw_only=True)
class TransferWithdrawn(Event):
    """Whoever asked for a transfer took it back, with a reason."""

    code = "transfers.withdrawn"
    personal: ClassVar[tuple[str, ...]] = ("person", "reason")
