"""Forms for goals."""

from lianxin.work.goals.forms.acts import (
    RETURN,
    STRIKE_OFF,
    AskForLaterDeadline,
    EnterFigure,
    LinkEvidence,
    LinkTarget,
    Nothing,
    ReachMilestone,
    ReasonForm,
    RefineGoal,
    ReportDone,
    RewordGoal,
    ServeGoal,
    ServeTarget,
    VerifyReport,
)
from lianxin.work.goals.forms.giving import (
    DraftOwnGoal,
    GiveGoal,
    RedraftOwnGoal,
    UndertakingForm,
    initial_of,
)
from lianxin.work.goals.forms.lists import GoalFilter, GoalsFilter, suggest_units

__all__ = [
    "RETURN",
    "STRIKE_OFF",
    "AskForLaterDeadline",
    "DraftOwnGoal",
    "EnterFigure",
    "GiveGoal",
    "GoalFilter",
    "GoalsFilter",
    "LinkEvidence",
    "LinkTarget",
    "Nothing",
    "ReachMilestone",
    "ReasonForm",
    "RedraftOwnGoal",
    "RefineGoal",
    "ReportDone",
    "RewordGoal",
    "ServeGoal",
    "ServeTarget",
    "UndertakingForm",
    "VerifyReport",
    "initial_of",
    "suggest_units",
]
