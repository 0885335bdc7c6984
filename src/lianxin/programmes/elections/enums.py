"""The steps of an election that the software itself knows, its ways and its offices."""

from collections.abc import Mapping
from enum import StrEnum
from typing import TYPE_CHECKING

from django.utils.translation import pgettext_lazy

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

REQUEST, REPLY, NOTICE = "request", "reply", "notice"
VOTE, ANNOUNCEMENT, PLENARY = "vote", "announcement", "plenary"
REPORT, APPROVAL = "report", "approval"
# Votes are counted, and the approval concludes: nobody notes that these were taken.
NOT_NOTED = frozenset({VOTE, PLENARY, APPROVAL})


class Office(StrEnum):
    """What a new committee, or a branch without one, elects somebody to."""

    SECRETARY = "secretary"
    DEPUTY = "deputy"


OFFICES: Mapping[Office, "StrOrPromise"] = {
    Office.SECRETARY: pgettext_lazy("an office", "Secretary"),
    Office.DEPUTY: pgettext_lazy("an office", "Deputy secretary"),
}

KIND_OF_PLENARY = "secretary_election"
