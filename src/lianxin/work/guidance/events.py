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
