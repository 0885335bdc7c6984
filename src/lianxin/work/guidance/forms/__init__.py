"""Forms of plans."""

from lianxin.work.guidance.forms.intake import CorrectDocument, TakeIn
from lianxin.work.guidance.forms.reading import keep_in_memory
from lianxin.work.guidance.forms.tasks import TaskForm

__all__ = ["CorrectDocument", "TakeIn", "TaskForm", "keep_in_memory"]
