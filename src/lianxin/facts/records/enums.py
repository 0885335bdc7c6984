"""Presence at a meeting and the reasons for leave."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Presence(TextChoices):
    """Whether an expected person was there."""

    PRESENT = "present", _("Present")
    LEAVE = "leave", _("On leave")
    ABSENT = "absent", _("Absent")


class LeaveReason(TextChoices):
    """Why somebody had leave; only those entitled see it."""

    OFFICIAL = "official", _("Official duty")
    PERSONAL = "personal", _("Personal matter")
    SICK = "sick", _("Sick leave")
    OTHER = "other", _("Other")
