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


@dataclass(frozen=True, kw_only=True)
class GoalsIssued(Event):
    """Units were given the goals of an issued plan, so many of them."""

    code = "goals.issued"
    personal: ClassVar[tuple[str, ...]] = ()


@dataclass(frozen=True, kw_only=True)
class GoalsChanged(Event):
    """A plan was issued anew: all goals of one row were changed or withdrawn."""

    code = "goals.changed"
    personal: ClassVar[tuple[str, ...]] = ()


@dataclass(frozen=True, kw_only=True)
class GoalRefined(Event):
    """The unit worded a goal for its own business."""

    code = "goals.refined"
    personal: ClassVar[tuple[str, ...]] = ()


@dataclass(frozen=True, kw_only=True)
class OwnGoalDrafted(Event):
    """A unit drafted a goal of its own, or changed its draft."""

    code = "goals.own_drafted"
    personal: ClassVar[tuple[str, ...]] = ()


@dataclass(frozen=True, kw_only=True)
class OwnGoalProposed(Event):
    """A unit sent a goal of its own to the unit above for agreement."""

    code = "goals.own_proposed"
    personal: ClassVar[tuple[str, ...]] = ()


@dataclass(frozen=True, kw_only=True)
class MilestoneReached(Event):
    """The unit said that a milestone was reached."""

    code = "goals.milestone_reached"
    personal: ClassVar[tuple[str, ...]] = ("words",)


@dataclass(frozen=True, kw_only=True)
class FigureEntered(Event):
    """The unit entered the number reached by a day."""

    code = "goals.figure_entered"
    personal: ClassVar[tuple[str, ...]] = ("words",)


@dataclass(frozen=True, kw_only=True)
class TargetLinked(Event):
    """Somebody judged that a goal serves a business target."""

    code = "goals.target_linked"
    personal: ClassVar[tuple[str, ...]] = ()


@dataclass(frozen=True, kw_only=True)
class TargetUnlinked(Event):
    """Somebody took back that a goal serves a business target."""

    code = "goals.target_unlinked"
    personal: ClassVar[tuple[str, ...]] = ()
