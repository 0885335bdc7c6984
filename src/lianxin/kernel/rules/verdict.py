"""A verdict: a status that carries its proof."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from lianxin.kernel.actor import Ref


class Tone(StrEnum):
    """The five families of status, each with one icon and one colour."""

    DONE = "done"
    OPEN = "open"
    SOON = "soon"
    LATE = "late"
    NOT_APPLICABLE = "na"


class Status(StrEnum):
    """What can be said of a goal on a day."""

    NOT_STARTED = "not_started"
    UNDER_WAY = "under_way"
    REPORTED = "reported"
    RETURNED = "returned"
    LATE = "late"
    STRUCK_OFF = "struck_off"
    WITHDRAWN = "withdrawn"
    CHANGED = "changed"
    LONG_TERM = "long_term"
    DRAFTED = "drafted"
    PROPOSED = "proposed"


class DutyStatus(StrEnum):
    """What can be said of a duty in one of its periods on a day."""

    MET = "met"
    MET_LATE = "met_late"
    OPEN = "open"
    DUE_SOON = "due_soon"
    OVERDUE = "overdue"
    NOT_APPLICABLE = "not_applicable"
    WAIVED = "waived"
    TO_COME = "to_come"


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence as a code and its values; words are found where people read it."""

    code: str
    values: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class Item:
    """A fact that was looked at, and what was made of it."""

    ref: Ref
    on: date
    why: Message


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How a thing stands on `as_of`, for a list; its page shows the verdict."""

    status: Status
    tone: Tone
    as_of: date
    due: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What a thing's status is on `as_of`, and why.

    `asked` says what is required, `basis` where that stands, `counted` and
    `not_counted` the facts looked at, `changes` what would change the status.
    """

    status: Status | DutyStatus
    tone: Tone
    asked: Message
    basis: Message
    reasons: tuple[Message, ...]
    counted: tuple[Item, ...]
    not_counted: tuple[Item, ...]
    changes: tuple[Message, ...]
    as_of: date
    due: date | None = None
