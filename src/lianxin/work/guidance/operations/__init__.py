"""What can be done with documents and plans; the only writers of this app."""

from lianxin.work.guidance.operations.clauses import (
    carry_clause,
    handle_clauses,
    unhandle_clause,
)
from lianxin.work.guidance.operations.consultations import (
    Answered,
    Said,
    answer_comments,
    close_consultation,
    comment_on_draft,
    open_consultation,
)
from lianxin.work.guidance.operations.grid import (
    CellEdit,
    Edited,
    Fault,
    edit_tasks,
    edit_whole_task,
)
from lianxin.work.guidance.operations.intake import (
    Recognised,
    correct_document,
    take_in_document,
)
from lianxin.work.guidance.operations.issues import (
    give_issue,
    issue_plan,
)
from lianxin.work.guidance.operations.originals import withdraw_document
from lianxin.work.guidance.operations.plans import (
    begin_plan,
)
from lianxin.work.guidance.operations.submissions import (
    submit_plan,
)
from lianxin.work.guidance.operations.tables import take_in_table
from lianxin.work.guidance.operations.tasks import (
    Quoted,
    demote_task,
    merge_tasks,
    move_task,
    promote_task,
    remove_task,
    restore_task,
    split_task,
    write_task,
)
from lianxin.work.guidance.operations.trials import (
    begin_trial,
)
from lianxin.work.guidance.operations.wordings import add_wording, remove_wording

__all__ = [
    "Answered",
    "CellEdit",
    "Edited",
    "Fault",
    "Quoted",
    "Recognised",
    "Said",
    "add_wording",
    "answer_comments",
    "begin_plan",
    "begin_trial",
    "carry_clause",
    "close_consultation",
    "comment_on_draft",
    "correct_document",
    "demote_task",
    "edit_tasks",
    "edit_whole_task",
    "give_issue",
    "handle_clauses",
    "issue_plan",
    "merge_tasks",
    "move_task",
    "open_consultation",
    "promote_task",
    "remove_task",
    "remove_wording",
    "restore_task",
    "split_task",
    "submit_plan",
    "take_in_document",
    "take_in_table",
    "unhandle_clause",
    "withdraw_document",
    "write_task",
]
