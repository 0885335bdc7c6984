"""What was found in minutes, each thing beside the words that it came from."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Found(Generic[T]):
    """A value, and the words of the text that say so."""

    value: T
    words: str


@dataclass(frozen=True, slots=True)
class Absence:
    """Somebody who was not there; `reason` is official, personal, sick, other or absent."""

    name: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Minutes:
    """All that minutes say and that could be found; what was not found is None or empty.

    `present` and `absent` hold only names that were given to look for; `strangers` are
    other names that stand where people are listed.
    """

    day: Found[date] | None = None
    began_at: Found[time] | None = None
    place: Found[str] | None = None
    host: Found[str] | None = None
    recorder: Found[str] | None = None
    expected: Found[int] | None = None
    there: Found[int] | None = None
    present: Found[tuple[str, ...]] | None = None
    absent: Sequence[Found[Absence]] = ()
    strangers: tuple[str, ...] = ()
    topics: Sequence[Found[str]] = ()
    resolutions: Sequence[Found[str]] = ()
