"""What can happen to a plan."""

from dataclasses import dataclass
from typing import ClassVar

from lianxin.base.journal.events import Event


@dataclass(frozen=True, kw_only=True)
class DocumentTakenIn(Event):
    """A document was taken in."""

    code = "guidance.document_taken_in"
    personal: ClassVar[tuple[str, ...]] = ()


@dataclass(frozen=True, kw_only=True)
class TableTakenIn(Event):
    """A table of tasks was taken in."""

    code = "guidance.table_taken_in"
    personal: ClassVar[tuple[str, ...]] = ()


@dataclass(frozen=True, kw_only=True)
class DocumentCorrected(Event):
    """Title, number or issuer of a document were corrected."""

    code = "guidance.document_corrected"
    personal: ClassVar[tuple[str, ...]] = ()


@dataclass(frozen=True, kw_only=True)
class TaskWritten(Event):
    """A row was added to a plan."""

    code = "guidance.task_written"
    personal: ClassVar[tuple[str, ...]] = ()


@dataclass(frozen=True, kw_only=True)
class TaskChanged(Event):
    """Rows of a plan were edited, merged, split or moved."""

    code = "guidance.task_changed"
    personal: ClassVar[tuple[str, ...]] = ()


@dataclass(frozen=True, kw_only=True)
class TaskRemoved(Event):
    """A row was taken out of a plan."""

    code = "guidance.task_removed"
    personal: ClassVar[tuple[str, ...]] = ()


@dataclass(frozen=True, kw_only=True)
class TaskRestored(Event):
    """A removed row was put back into a plan."""

    code = "guidance.task_restored"
    personal: ClassVar[tuple[str, ...]] = ()


@dataclass(frozen=True, kw_only=True)
class ClauseHandled(Event):
    """A clause was set aside as a principle."""

    code = "guidance.clause_handled"
    personal: ClassVar[tuple[str, ...]] = ()


@dataclass(frozen=True, kw_only=True)
class ClauseReopened(Event):
    """A clause that was set aside is open again."""

    code = "guidance.clause_reopened"
    personal: ClassVar[tuple[str, ...]] = ()
