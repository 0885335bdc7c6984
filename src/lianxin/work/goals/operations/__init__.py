"""What can be done with goals; the only writers of this app."""

from lianxin.work.goals.operations.evidence import link_evidence, unlink_evidence
from lianxin.work.goals.operations.extensions import ask_for_later_deadline
from lianxin.work.goals.operations.giving import (
    give_goals,
    reword_goal,
    withdraw_goal,
)
from lianxin.work.goals.operations.ledger import (
    follow_approval,
    follow_goal,
    follow_record,
    rebuild_ledger,
)
from lianxin.work.goals.operations.reports import (
    report_done,
    return_report,
    strike_off,
)

__all__ = [
    "ask_for_later_deadline",
    "follow_approval",
    "follow_goal",
    "follow_record",
    "give_goals",
    "link_evidence",
    "rebuild_ledger",
    "report_done",
    "return_report",
    "reword_goal",
    "strike_off",
    "unlink_evidence",
    "withdraw_goal",
]
