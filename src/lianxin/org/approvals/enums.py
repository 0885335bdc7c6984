"""How far a request for approval has come."""

from enum import StrEnum
from types import MappingProxyType

from django.utils.translation import pgettext_lazy

from lianxin.kernel.rules import Tone


class Progress(StrEnum):
    """What can be said of a request; always worked out from its decisions."""

    WAITING = "waiting"
    AGREED = "agreed"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"


WORDS = MappingProxyType(
    {
        Progress.WAITING: pgettext_lazy("progress of a request", "Waiting"),
        Progress.AGREED: pgettext_lazy("progress of a request", "Agreed"),
        Progress.RETURNED: pgettext_lazy("progress of a request", "Returned"),
        Progress.WITHDRAWN: pgettext_lazy("progress of a request", "Withdrawn"),
    }
)
TONES = MappingProxyType(
    {
        Progress.WAITING: Tone.OPEN,
        Progress.AGREED: Tone.DONE,
        Progress.RETURNED: Tone.LATE,
        Progress.WITHDRAWN: Tone.NOT_APPLICABLE,
    }
)
