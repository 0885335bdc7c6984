"""Presence at a meeting and the reasons for leave."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Presence(TextChoices):
    """Whether an expected person was there."""

    PRESENT = "present", _("Present")
    LEAVE = "leave", _("On leave")
    ABSENT = "absent", _("Absent")


class Nature(TextChoices):
    """What a topic of a committee's meeting is."""

    FIRST = "first", _("First topic")
    ORDINARY = "ordinary", _("Ordinary topic")
    PRE_STUDY = "pre_study", _("Studied before the board decides")
    DECISION = "decision", _("For decision")


class Decider(TextChoices):
    """Who decides a matter that a committee studies first."""

    BOARD = "board", pgettext_lazy("who decides", "Board of directors")
    MANAGERS = "managers", pgettext_lazy("who decides", "Managers")


class LeaveReason(TextChoices):
    """Why somebody had leave; only those entitled see it."""

    OFFICIAL = "official", _("Official duty")
    PERSONAL = "personal", _("Personal matter")
    SICK = "sick", _("Sick leave")
    OTHER = "other", _("Other")


class Mark(TextChoices):
    """What is entered for one expected person: presence and reason in one choice."""

    PRESENT = "present", _("Present")
    OFFICIAL = "official", _("Leave: official duty")
    PERSONAL = "personal", _("Leave: personal matter")
    SICK = "sick", _("Leave: sick")
    OTHER = "other", _("Leave: other reason")
    ABSENT = "absent", _("Absent")

    @property
    def presence(self) -> Presence:
        """Whether this means present, on leave or absent."""
        return Presence.LEAVE if self.reason else Presence(self.value)

    @property
    def reason(self) -> LeaveReason | None:
        """The reason for leave, where it is leave."""
        return REASONS.get(self)


REASONS = {Mark(reason.value): reason for reason in LeaveReason}
