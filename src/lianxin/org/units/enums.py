"""Why a unit is restricted, and in which way one came from another."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Restriction(TextChoices):
    """Why a unit is seen only by its own people and those in charge of it."""

    ABROAD = "abroad", _("Abroad")
    CLASSIFIED = "classified", _("Classified")


class Succession(TextChoices):
    """In which way a unit came from another."""

    MERGED = "merged", _("Merged into it")
    SPLIT = "split", _("Split off from it")
