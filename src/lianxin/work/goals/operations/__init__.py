"""What can be done with goals; the only writers of this app."""

from lianxin.work.goals.operations.carrying_out import (
    enter_figure,
    link_target,
    reach_milestone,
    refine_goal,
    unlink_target,
)
from lianxin.work.goals.operations.evidence import link_evidence, unlink_evidence
from lianxin.work.goals.operations.extensions import ask_for_later_deadline
from lianxin.work.goals.operations.giving import (
    give_goals,
    pass_on,
    reword_goal,
    withdraw_goal,
)
from lianxin.work.goals.operations.issuing import (
    IssuedTask,
    change_issued,
    give_issued,
    withdraw_issued,
)
from lianxin.work.goals.operations.ledger import (
    follow_approval,
    follow_changed,
    follow_goal,
    follow_issued,
    follow_record,
    rebuild_ledger,
)
from lianxin.work.goals.operations.own import (
    draft_own_goal,
    propose_own_goal,
    redraft_own_goal,
)
from lianxin.work.goals.operations.reports import (
    report_done,
    return_report,
    strike_off,
)
from lianxin.work.goals.operations.tally import follow_journal, rebuild_tally
from lianxin.work.goals.operations.undertakings import Undertaking

__all__ = [
    "IssuedTask",
    "Undertaking",
    "ask_for_later_deadline",
    "change_issued",
    "draft_own_goal",
    "enter_figure",
    "follow_approval",
    "follow_changed",
    "follow_goal",
    "follow_issued",
    "follow_journal",
    "follow_record",
    "give_goals",
    "give_issued",
    "link_evidence",
    "link_target",
    "pass_on",
    "propose_own_goal",
    "reach_milestone",
    "rebuild_ledger",
    "rebuild_tally",
    "redraft_own_goal",
    "refine_goal",
    "report_done",
    "return_report",
    "reword_goal",
    "strike_off",
    "unlink_evidence",
    "unlink_target",
    "withdraw_goal",
    "withdraw_issued",
]
