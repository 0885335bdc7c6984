"""What can happen to a request for approval."""

from dataclasses import dataclass
from typing import ClassVar

from lianxin.base.journal.events import Event


@dataclass(frozen=True, kw_only=True)
class ApprovalRequested(Event):
    """A unit asked for approval."""

    code = "approvals.requested"
    personal: ClassVar[tuple[str, ...]] = ("title", "text")


@dataclass(frozen=True, kw_only=True)
class ApprovalAgreed(Event):
    """The holder of a step's post agreed."""

    code = "approvals.agreed"
    personal: ClassVar[tuple[str, ...]] = ("reason",)


@dataclass(frozen=True, kw_only=True)
class ApprovalReturned(Event):
    """The holder of a step's post returned the request; it ends there."""

    code = "approvals.returned"
    personal: ClassVar[tuple[str, ...]] = ("reason",)


@dataclass(frozen=True, kw_only=True)
class ApprovalWithdrawn(Event):
    """The asker took the request back."""

    code = "approvals.withdrawn"
    personal: ClassVar[tuple[str, ...]] = ("reason",)
