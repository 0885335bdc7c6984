"""What can happen to a record."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from lianxin.base.journal.events import Event
from lianxin.kernel.actor import Ref


@dataclass(frozen=True, kw_only=True)
class MeetingRecorded(Event):
    """A unit recorded what it held."""

    # For whoever follows: what was held when, by a unit of which kind, and who led it.
    # The journal does not keep them.
    on: date
    kinds: frozenset[str]
    unit_kind: str
    host: Ref | None = None

    code = "records.recorded"
    personal: ClassVar[tuple[str, ...]] = (
        "host",
        "recorder",
        "topic",
        "topics",
        "details",
        "resolutions",
    )


@dataclass(frozen=True, kw_only=True)
class PastMeetingsRecorded(Event):
    """What a unit had held was taken in from its ledger."""

    code = "records.past_recorded"
    personal: ClassVar[tuple[str, ...]] = ()


@dataclass(frozen=True, kw_only=True)
class PastMeetingsWithdrawn(Event):
    """Records that were made from a ledger were struck out."""

    code = "records.past_withdrawn"
    personal: ClassVar[tuple[str, ...]] = ()


@dataclass(frozen=True, kw_only=True)
class RecordAmended(Event):
    """A record was corrected; the former values stay readable beside it."""

    code = "records.amended"
    personal: ClassVar[tuple[str, ...]] = (
        "host",
        "recorder",
        "topic",
        "topics",
        "details",
        "resolutions",
        "minutes",
        "attendance",
    )


@dataclass(frozen=True, kw_only=True)
class RecordWithdrawn(Event):
    """A record turned out to be a mistake and counts for nothing any more."""

    code = "records.withdrawn"
    personal: ClassVar[tuple[str, ...]] = ()


@dataclass(frozen=True, kw_only=True)
class ItemSettled(Event):
    """It was noted what a topic of a committee's meeting is, and what became of it."""

    code = "records.item_settled"
    personal: ClassVar[tuple[str, ...]] = ("opinion", "result")


@dataclass(frozen=True, kw_only=True)
class MattersListed(Event):
    """A unit listed what it studies before others decide."""

    code = "records.matters_listed"
    personal: ClassVar[tuple[str, ...]] = ()


@dataclass(frozen=True, kw_only=True)
class StudyMadeUp(Event):
    """Somebody who was not there made the study up."""

    code = "records.made_up"
    personal: ClassVar[tuple[str, ...]] = ("person", "how")


@dataclass(frozen=True, kw_only=True)
class FilesAdded(Event):
    """Files were put beside a record."""

    code = "records.files_added"
    personal: ClassVar[tuple[str, ...]] = ("names",)


@dataclass(frozen=True, kw_only=True)
class FileRemoved(Event):
    """A file was taken away from a record."""

    code = "records.file_removed"
    personal: ClassVar[tuple[str, ...]] = ("name",)
