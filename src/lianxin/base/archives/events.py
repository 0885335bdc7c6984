"""What can happen to an archive of the organisation."""

from dataclasses import dataclass
from typing import ClassVar

from lianxin.base.journal.events import Event


@dataclass(frozen=True, kw_only=True)
class ArchiveAsked(Event):
    """Somebody asked for an archive of the whole organisation."""

    code = "archives.asked"
    personal: ClassVar[tuple[str, ...]] = ()


@dataclass(frozen=True, kw_only=True)
class ArchiveTaken(Event):
    """Somebody took an archive of the whole organisation out of the system."""

    code = "archives.taken"
    personal: ClassVar[tuple[str, ...]] = ()


@dataclass(frozen=True, kw_only=True)
class ArchiveDiscarded(Event):
    """An archive of the whole organisation was deleted."""

    code = "archives.discarded"
    personal: ClassVar[tuple[str, ...]] = ()
