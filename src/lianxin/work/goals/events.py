"""What can happen to a goal."""

from dataclasses import dataclass
from typing import ClassVar

from lianxin.base.journal.events import Event


@dataclass(frozen=True, kw_only=True)
class GoalGiven(Event):
    """A unit was given a goal."""

    code = "goals.given"
    personal: ClassVar[tuple[str, ...]] = ()


@dataclass(frozen=True, kw_only=True)
class GoalReworded(Event):
    """Whoever gave a goal changed its wording, with a reason."""

    code = "goals.reworded"
    personal: ClassVar[tuple[str, ...]] = ()


@dataclass(frozen=True, kw_only=True)
class GoalWithdrawn(Event):
    """Whoever gave a goal took it back, with a reason."""

    code = "goals.withdrawn"
    personal: ClassVar[tuple[str, ...]] = ()


@dataclass(frozen=True, kw_only=True)
class EvidenceLinked(Event):
    """Somebody judged that a record serves a goal."""

    code = "goals.evidence_linked"
    personal: ClassVar[tuple[str, ...]] = ()


@dataclass(frozen=True, kw_only=True)
class EvidenceUnlinked(Event):
    """Somebody took back the judgement that a record serves a goal."""

    code = "goals.evidence_unlinked"
    personal: ClassVar[tuple[str, ...]] = ()


@dataclass(frozen=True, kw_only=True)
class GoalReported(Event):
    """The unit reported a goal done."""

    code = "goals.reported"
    personal: ClassVar[tuple[str, ...]] = ("result",)


@dataclass(frozen=True, kw_only=True)
class GoalStruckOff(Event):
    """The giver's side verified the report and struck the goal off."""

    code = "goals.struck_off"
    personal: ClassVar[tuple[str, ...]] = ("opinion",)


@dataclass(frozen=True, kw_only=True)
class ReportReturned(Event):
    """The giver's side returned the report with a reason."""

    code = "goals.report_returned"
    personal: ClassVar[tuple[str, ...]] = ("opinion",)


@dataclass(frozen=True, kw_only=True)
class LaterDeadlineAsked(Event):
    """The unit asked for a later deadline; it counts once it is agreed to."""

    code = "goals.later_deadline_asked"
    personal: ClassVar[tuple[str, ...]] = ("reason",)
