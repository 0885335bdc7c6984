"""What can happen with what the personnel system tells."""

from dataclasses import dataclass
from typing import ClassVar

from lianxin.base.journal.events import Event


@dataclass(frozen=True, kw_only=True)
class UpdateTaken(Event):
    """The personnel system told of people; nothing was changed by that."""

    code = "personnel.update_taken"
    personal: ClassVar[tuple[str, ...]] = ()


@dataclass(frozen=True, kw_only=True)
class DifferenceAdopted(Event):
    """What the personnel system tells of somebody was adopted."""

    code = "personnel.adopted"
    personal: ClassVar[tuple[str, ...]] = ()


@dataclass(frozen=True, kw_only=True)
class DifferenceSettled(Event):
    """What the personnel system tells of somebody was settled in another way."""

    code = "personnel.settled"
    personal: ClassVar[tuple[str, ...]] = ()


@dataclass(frozen=True, kw_only=True)
class TokenMade(Event):
    """A token was made with which the personnel system may send updates."""

    code = "personnel.token_made"
    personal: ClassVar[tuple[str, ...]] = ()


@dataclass(frozen=True, kw_only=True)
class TokenRevoked(Event):
    """A token of the personnel system was revoked."""

    code = "personnel.token_revoked"
    personal: ClassVar[tuple[str, ...]] = ()
