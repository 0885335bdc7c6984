"""What a goal's status depends on: facts with their days, in any order."""

from dataclasses import dataclass
from datetime import date

from lianxin.kernel.actor import Ref
from lianxin.kernel.rules.periods import Rhythm


@dataclass(frozen=True, slots=True)
class EvidenceFact:
    """A record linked to the goal: when it took place, when it was linked."""

    ref: Ref
    on: date
    linked_on: date
    removed_on: date | None = None


@dataclass(frozen=True, slots=True)
class ReportFact:
    """The unit reported the goal done."""

    ref: Ref
    on: date


@dataclass(frozen=True, slots=True)
class DecisionFact:
    """Whoever gave the goal struck it off, or returned `report`."""

    ref: Ref
    on: date
    struck_off: bool
    report: Ref


@dataclass(frozen=True, slots=True)
class ExtensionFact:
    """A later deadline that was agreed to on a day."""

    ref: Ref
    on: date
    deadline: date


@dataclass(frozen=True, slots=True)
class MilestoneFact:
    """A step of the goal with a day of its own, and when it was reached."""

    ref: Ref
    due: date
    reached_on: date | None = None


@dataclass(frozen=True, slots=True)
class ChangeFact:
    """Whoever gave the goal changed it; `answered_on` is when the unit acted next."""

    ref: Ref
    on: date
    answered_on: date | None = None


@dataclass(frozen=True, slots=True)
class ProposalFact:
    """The unit proposed a goal of its own; it was agreed to or returned on a day."""

    ref: Ref
    on: date
    decided_on: date | None = None
    agreed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalFacts:
    """All that a goal's status depends on, besides the day, in any order.

    Without a `deadline` the goal is long-term and never late. With a `rhythm` each
    month or quarter from `given_on` to the deadline asks for a record of its own. A
    goal that `is_own` was drafted by the unit and waits for agreement.
    """

    ref: Ref
    given_on: date
    deadline: date | None
    giver: str
    rhythm: Rhythm | None = None
    is_own: bool = False
    milestones: tuple[MilestoneFact, ...] = ()
    changes: tuple[ChangeFact, ...] = ()
    proposals: tuple[ProposalFact, ...] = ()
    evidence: tuple[EvidenceFact, ...] = ()
    reports: tuple[ReportFact, ...] = ()
    decisions: tuple[DecisionFact, ...] = ()
    extensions: tuple[ExtensionFact, ...] = ()
    withdrawn_on: date | None = None
