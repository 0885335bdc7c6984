"""What ought to be, judged from facts: pure functions and the values they return."""

from lianxin.kernel.rules.goals import (
    DecisionFact,
    EvidenceFact,
    ExtensionFact,
    GoalFacts,
    GoalMarks,
    ReportFact,
    judge_goal,
    marks_of,
    status_of,
    tone_of,
)
from lianxin.kernel.rules.verdict import (
    Item,
    Message,
    Standing,
    Status,
    Tone,
    Verdict,
)

__all__ = [
    "DecisionFact",
    "EvidenceFact",
    "ExtensionFact",
    "GoalFacts",
    "GoalMarks",
    "Item",
    "Message",
    "ReportFact",
    "Standing",
    "Status",
    "Tone",
    "Verdict",
    "judge_goal",
    "marks_of",
    "status_of",
    "tone_of",
]
