"""How a person belongs to a unit, and what a person is to the Party."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Belonging(TextChoices):
    """In which way somebody belongs to a unit."""

    STAFF = "staff", _("Staff")
    PARTY = "party", _("Party membership")
    UNION = "union", _("Union membership")
    LEAGUE = "league", _("Youth league membership")
    MASS = "mass", _("Membership of another mass organisation")


class Standing(TextChoices):
    """What a person is to the Party; colleagues need not know it."""

    APPLICANT = "applicant", _("Applicant")
    ACTIVIST = "activist", _("Activist")
    DEVELOPMENT_TARGET = "development_target", _("Development target")
    PROBATIONARY = "probationary", _("Probationary member")
    FULL = "full", _("Full member")


# Applicants and those on the way to the Party are no members yet.
MEMBERS = (Standing.FULL, Standing.PROBATIONARY)


class Circumstance(TextChoices):
    """What, besides the standing, decides how a member takes part.

    Which of them withhold a member's rights is said by the rulebook, in these codes.
    """

    MOBILE = "mobile", _("Mobile member")
    ABROAD = "abroad", pgettext_lazy("where a member is", "Abroad")
    SUSPENDED = "suspended", _("Membership suspended")
    PROBATION = "serving_probation_in_party", _("Under probation within the Party")
    DETAINED = "in_detention", _("In detention")
    ARRESTED = "under_arrest", _("Under arrest")
    DECEASED = "deceased", _("Deceased")


class Employment(TextChoices):
    """By what kind of contract somebody works here."""

    OPEN_ENDED = "open_ended", _("Open-ended contract")
    FIXED_TERM = "fixed_term", _("Fixed-term contract")
    DISPATCHED = "dispatched", _("Dispatched labour")
    REHIRED = "rehired", _("Rehired after retirement")
    OTHER = "other", _("Other")
