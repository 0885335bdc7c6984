"""What can happen to documents and plans."""

from dataclasses import dataclass
from typing import ClassVar

from lianxin.base.journal.events import Event


@dataclass(frozen=True, kw_only=True)
class PlanBegun(Event):
    """A unit began a plan."""

    code = "guidance.plan_begun"
    personal: ClassVar[tuple[str, ...]] = ()


@dataclass(frozen=True, kw_only=True)
class ConsultationOpened(Event):
    """A plan's draft was sent round for comments."""

    code = "guidance.consultation_opened"
    personal: ClassVar[tuple[str, ...]] = ()


@dataclass(frozen=True, kw_only=True)
class ConsultationClosed(Event):
    """No more comments on a plan's draft are taken."""

    code = "guidance.consultation_closed"
    personal: ClassVar[tuple[str, ...]] = ()


@dataclass(frozen=True, kw_only=True)
class DraftCommented(Event):
    """A unit commented on a plan's draft, or said that it has no comment."""

    code = "guidance.draft_commented"
    personal: ClassVar[tuple[str, ...]] = ("comments",)


@dataclass(frozen=True, kw_only=True)
class CommentsAnswered(Event):
    """It was decided which comments on a plan's draft are adopted."""

    code = "guidance.comments_answered"
    personal: ClassVar[tuple[str, ...]] = ("answers",)


@dataclass(frozen=True, kw_only=True)
class PlanSubmitted(Event):
    """A plan was sent for approval."""

    code = "guidance.plan_submitted"
    personal: ClassVar[tuple[str, ...]] = ()


@dataclass(frozen=True, kw_only=True)
class PlanIssued(Event):
    """A plan was issued under a number, or issued anew after a change."""

    code = "guidance.plan_issued"
    personal: ClassVar[tuple[str, ...]] = ()


@dataclass(frozen=True, kw_only=True)
class IssueGiven(Event):
    """All goals of an issued plan have reached their units."""

    code = "guidance.issue_given"
    personal: ClassVar[tuple[str, ...]] = ()


@dataclass(frozen=True, kw_only=True)
class TrialBegun(Event):
    """A task of a plan is tried out before the plan is issued."""

    code = "guidance.trial_begun"
    personal: ClassVar[tuple[str, ...]] = ()


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
class DocumentWithdrawn(Event):
    """A mistaken intake was taken back."""

    code = "guidance.document_withdrawn"
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
    """Clauses were set aside as principles."""

    code = "guidance.clause_handled"
    personal: ClassVar[tuple[str, ...]] = ()


@dataclass(frozen=True, kw_only=True)
class ClauseCarried(Event):
    """A clause was found to be carried out by an existing duty."""

    code = "guidance.clause_carried"
    personal: ClassVar[tuple[str, ...]] = ()


@dataclass(frozen=True, kw_only=True)
class ClauseReopened(Event):
    """A clause that was set aside is open again."""

    code = "guidance.clause_reopened"
    personal: ClassVar[tuple[str, ...]] = ()


@dataclass(frozen=True, kw_only=True)
class WordingAdded(Event):
    """A unit says something no more, and what it says now."""

    code = "guidance.wording_added"
    personal: ClassVar[tuple[str, ...]] = ()


@dataclass(frozen=True, kw_only=True)
class WordingRemoved(Event):
    """A row was taken out of a unit's table of former wordings."""

    code = "guidance.wording_removed"
    personal: ClassVar[tuple[str, ...]] = ()
