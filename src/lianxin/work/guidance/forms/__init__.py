"""Forms of plans."""

from lianxin.work.guidance.forms.intake import CorrectDocument, TakeIn
from lianxin.work.guidance.forms.plans import NothingToAsk
from lianxin.work.guidance.forms.reading import keep_in_memory
from lianxin.work.guidance.forms.tasks import NewTask, ReshapeRow, RestoreRow, TaskForm
from lianxin.work.guidance.forms.wordings import WordingForm

__all__ = [
    "CorrectDocument",
    "NewTask",
    "NothingToAsk",
    "ReshapeRow",
    "RestoreRow",
    "TakeIn",
    "TaskForm",
    "WordingForm",
    "keep_in_memory",
]
