"""How far a letter has come, as filters and lists name it."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

RECEIVED = "received"  # the run of numbers of letters received (收文号)


class Stage(TextChoices):
    """What has become of a letter; it follows from its number and its days."""

    DRAFT = "draft", pgettext_lazy("what has become of a letter", "Draft")
    ISSUED = "issued", pgettext_lazy("what has become of a letter", "Issued")
    OUT = "out", pgettext_lazy("what has become of a letter", "Receipt outstanding")
    RETURNED = "returned", pgettext_lazy("what has become of a letter", "Receipt here")
    CANCELLED = "cancelled", pgettext_lazy("what has become of a letter", "Cancelled")


class Language(TextChoices):
    """The scripts in which letters are written."""

    HANS = "zh-Hans", _("Simplified Chinese")
    HANT = "zh-Hant", _("Traditional Chinese")
