"""Forms of plans."""

from lianxin.work.guidance.forms.intake import CorrectDocument, TakeIn
from lianxin.work.guidance.forms.plans import NothingToAsk
from lianxin.work.guidance.forms.reading import keep_in_memory
from lianxin.work.guidance.forms.tasks import NewTask, ReshapeRow, RestoreRow, TaskForm

__all__ = [
    "CorrectDocument",
    "NewTask",
    "NothingToAsk",
    "ReshapeRow",
    "RestoreRow",
    "TakeIn",
    "TaskForm",
    "keep_in_memory",
]
