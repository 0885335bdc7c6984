"""What can be done with documents and plans; the only writers of this app."""

from lianxin.work.guidance.operations.consultations import (
    Answered,
    Said,
    answer_comments,
    close_consultation,
    comment_on_draft,
    open_consultation,
)
from lianxin.work.guidance.operations.issues import give_issue, issue_plan
from lianxin.work.guidance.operations.plans import begin_plan
from lianxin.work.guidance.operations.submissions import submit_plan
from lianxin.work.guidance.operations.trials import begin_trial

__all__ = [
    "Answered",
    "Said",
    "answer_comments",
    "begin_plan",
    "begin_trial",
    "close_consultation",
    "comment_on_draft",
    "give_issue",
    "issue_plan",
    "open_consultation",
    "submit_plan",
]
