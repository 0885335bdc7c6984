"""How a goal is measured, and by when it is due."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Measure(TextChoices):
    """What counts as done."""

    YES_NO = "yes_no", _("Done or not, shown by evidence")
    NUMBER = "number", _("A number to reach")
    MILESTONES = "milestones", _("Milestones")


class DueKind(TextChoices):
    """How a deadline is set.

    A month, a quarter or the year is due on its last day. Every month or quarter asks
    for evidence in each of them, until the last day. Long-term work is never late and
    is reviewed quarterly; until an event, a deadline is set once it has happened.
    """

    DATE = "date", _("On a day")
    MONTH = "month", _("Within a month")
    QUARTER = "quarter", _("Within a quarter")
    YEAR = "year", _("Within the year")
    EVERY_MONTH = "every_month", _("Every month")
    EVERY_QUARTER = "every_quarter", _("Every quarter")
    LONG_TERM = "long_term", _("Long-term")
    EVENT = "event", _("Until an event")


class OwnKind(TextChoices):
    """What a goal that a unit drafted itself belongs to."""

    ANNUAL_PLAN = "annual_plan", _("Annual plan of the unit")
    SECRETARY_PROJECT = "secretary_project", _("Secretary's project")


class Origin(TextChoices):
    """Where a goal comes from; worked out from its source, never stored."""

    PLAN = "plan", _("A plan that was issued")
    GIVEN = "given", _("Given by itself")
    PASSED_ON = "passed_on", _("Passed on by a unit between")
    ANNUAL_PLAN = "annual_plan", _("Annual plan of the unit")
    SECRETARY_PROJECT = "secretary_project", _("Secretary's project")
    ELSEWHERE = "elsewhere", _("Something else that was taken up")
