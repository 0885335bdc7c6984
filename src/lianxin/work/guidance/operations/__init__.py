"""The writers of plans, by what they are about."""

from lianxin.work.guidance.operations.clauses import handle_clause, unhandle_clause
from lianxin.work.guidance.operations.intake import (
    Recognised,
    correct_document,
    take_in_document,
)
from lianxin.work.guidance.operations.plans import begin_plan
from lianxin.work.guidance.operations.tasks import (
    CellEdit,
    Edited,
    Fault,
    Quoted,
    demote_task,
    edit_tasks,
    edit_whole_task,
    merge_tasks,
    move_task,
    promote_task,
    remove_task,
    restore_task,
    split_task,
    write_task,
)

__all__ = [
    "CellEdit",
    "Edited",
    "Fault",
    "Quoted",
    "Recognised",
    "begin_plan",
    "correct_document",
    "demote_task",
    "edit_tasks",
    "edit_whole_task",
    "handle_clause",
    "merge_tasks",
    "move_task",
    "promote_task",
    "remove_task",
    "restore_task",
    "split_task",
    "take_in_document",
    "unhandle_clause",
    "write_task",
]
