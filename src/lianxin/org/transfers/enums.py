"""How far a transfer has come, and in which ways it can end."""

from enum import StrEnum

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy

RELEASE = "transfers.release"  # the matter of the request by which a unit releases
INTRODUCTION = "introduction"  # the template of the letter that goes along
LETTER_HOLDS = "transfer_letter"  # the rule that says how long that letter holds


class Way(StrEnum):
    """Between which organisations a membership moves."""

    INSIDE = "inside"
    OUT = "out"
    IN = "in"


class Ended(TextChoices):
    """How a transfer came to its end, where the release did not end it."""

    RECEIVED = "received", pgettext_lazy("end of a transfer", "Received")
    REFUSED = "refused", pgettext_lazy("end of a transfer", "Sent back")
    WITHDRAWN = "withdrawn", pgettext_lazy("end of a transfer", "Taken back")


class Stage(TextChoices):
    """How far a transfer has come; worked out from decisions, letters and days."""

    ASKED = "asked", pgettext_lazy("stage of a transfer", "Waits for the release")
    RETURNED = "returned", pgettext_lazy("stage of a transfer", "Not released")
    ON_WAY = "on_way", pgettext_lazy("stage of a transfer", "Waits to be received")
    OVERDUE = "overdue", pgettext_lazy("stage of a transfer", "Letter no longer holds")
    RECEIVED = "received", pgettext_lazy("stage of a transfer", "Received")
    REFUSED = "refused", pgettext_lazy("stage of a transfer", "Sent back")
    WITHDRAWN = "withdrawn", pgettext_lazy("stage of a transfer", "Taken back")
