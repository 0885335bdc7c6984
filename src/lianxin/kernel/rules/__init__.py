"""What ought to be, judged from facts: pure functions and the values they return."""

from lianxin.kernel.rules.goal_facts import (
    ChangeFact,
    DecisionFact,
    EvidenceFact,
    ExtensionFact,
    GoalFacts,
    MilestoneFact,
    ProposalFact,
    ReportFact,
)
from lianxin.kernel.rules.goal_marks import (
    GoalMarks,
    due_on,
    marks_of,
    status_of,
    tone_of,
)
from lianxin.kernel.rules.goals import judge_goal
from lianxin.kernel.rules.periods import Rhythm, last_day, periods
from lianxin.kernel.rules.verdict import (
    DutyStatus,
    Item,
    Message,
    Standing,
    Status,
    Tone,
    Verdict,
)

__all__ = [
    "ChangeFact",
    "DecisionFact",
    "DutyStatus",
    "EvidenceFact",
    "ExtensionFact",
    "GoalFacts",
    "GoalMarks",
    "Item",
    "Message",
    "MilestoneFact",
    "ProposalFact",
    "ReportFact",
    "Rhythm",
    "Standing",
    "Status",
    "Tone",
    "Verdict",
    "due_on",
    "judge_goal",
    "last_day",
    "marks_of",
    "periods",
    "status_of",
    "tone_of",
]
