"""How a goal is measured."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Measure(TextChoices):
    """What counts as done."""

    YES_NO = "yes_no", _("Done or not, shown by evidence")
