"""Where somebody wants to be reminded, and how often."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Way(TextChoices):
    """Where a digest goes."""

    NONE = "none", pgettext_lazy("where a digest goes", "Nowhere: the desk shows it")
    SITE = "site", pgettext_lazy("where a digest goes", "On this page")
    MAIL = "mail", pgettext_lazy("where a digest goes", "By e-mail")


class Rhythm(TextChoices):
    """How often a digest is made; never more than once a day."""

    WEEK = "week", _("Once a week, on its first day")
    MONTH = "month", _("Once a month: all that the month asks of my units")
    DAY = "day", _("On each day on which something is due")
