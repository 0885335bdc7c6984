"""Answers to "may I?": yes, or no with the reason."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal


class Refused(PermissionError):
    """The actor may see the thing but may not do this to it; `reason` says why."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class NotVisible(LookupError):
    """For this actor the thing does not exist."""


class Conflict(Exception):
    """Somebody changed the thing since the actor opened it; nothing was stored.

    `current` maps the name of each field to its value as it stands now, and
    `expected` is the version the actor's form must name to go ahead.
    """

    def __init__(self, current: Mapping[str, object], expected: int) -> None:
        super().__init__("changed meanwhile")
        self.current = dict(current)
        self.expected = expected


@dataclass(frozen=True, slots=True)
class Allowed:
    """Yes."""

    def __bool__(self) -> Literal[True]:
        return True

    def or_raise(self) -> None:
        """Do nothing: the act is allowed."""


@dataclass(frozen=True, slots=True)
class Denied:
    """No; `reason` is a translated sentence for the person who asked."""

    reason: str

    def __bool__(self) -> Literal[False]:
        return False

    def or_raise(self) -> None:
        """Raise `Refused` with the reason."""
        raise Refused(self.reason)


Answer = Allowed | Denied
