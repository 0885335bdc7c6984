"""In which way a post is held."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Manner(TextChoices):
    """In which way somebody holds a post."""

    REGULAR = "regular", _("Regular")
    ACTING = "acting", _("Acting")
    CONCURRENT = "concurrent", _("Concurrent")
