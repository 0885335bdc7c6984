"""Inspections of units and what was found; what became of it is told by its goals."""

from django.db import models

from lianxin.facts.records.models import Record
from lianxin.org.people.models import Person
from lianxin.org.units.models import Unit


class Inspection(models.Model):
    """A unit looks at units below: at what they held in some days, and how duties stand.

    `kinds` are codes of kinds of record, `duties` those of duties. With neither it looks
    at all; with duties at these, and at what counts for them besides the `kinds`.
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=120)
    basis = models.CharField(max_length=200, blank=True)
    since = models.DateField()
    until = models.DateField()
    kinds = models.JSONField(default=list)
    duties = models.JSONField(default=list)
    begun_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    begun_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="inspections_days_in_order",
                condition=models.Q(until__gte=models.F("since")),
            )
        ]


class Inspected(models.Model):
    """A unit that an inspection looks at."""

    inspection = models.ForeignKey(
        Inspection, on_delete=models.PROTECT, related_name="inspected"
    )
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["inspection", "unit"], name="inspections_a_unit_once"
            )
        ]


class Finding(models.Model):
    """A problem that was found in a unit, and what it rests on.

    Either a record, or a period of a duty (`duty` and its first day), or the words
    alone. `about` is what the duty was called when it was found. A finding that was a mistake has `withdrawn_at`, and counts for nothing.
    """

    inspection = models.ForeignKey(
        Inspection, on_delete=models.PROTECT, related_name="findings"
    )
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    text = models.CharField(max_length=500)
    record = models.ForeignKey(
        Record, null=True, on_delete=models.PROTECT, related_name="+"
    )
    duty = models.CharField(max_length=60, blank=True)
    first_day = models.DateField(null=True)
    about = models.CharField(max_length=200, blank=True)
    found_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    found_at = models.DateTimeField()
    found_on = models.DateField()
    withdrawn_at = models.DateTimeField(null=True)
    withdrawal_reason = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["unit", "-found_on"], name="inspections_unit_day")
        ]
