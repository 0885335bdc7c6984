"""Business targets of units, and the values reached by a day."""

from django.db import models
from django.db.models import F, Q

from lianxin.org.people.models import Person
from lianxin.org.units.models import Unit


class Target(models.Model):
    """What a unit's business is to reach in a period (经营指标).

    `more_is_better` says in which direction the value is to go.
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    measured_in = models.CharField(max_length=20)
    begins_on = models.DateField()
    ends_on = models.DateField()
    value = models.DecimalField(max_digits=16, decimal_places=3)
    more_is_better = models.BooleanField(default=True)
    set_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "name", "begins_on", "ends_on"],
                name="targets_one_of_a_name",
            ),
            models.CheckConstraint(
                name="targets_period_order", condition=Q(ends_on__gte=F("begins_on"))
            ),
        ]


class Actual(models.Model):
    """The value that had been reached by a day; the latest one counts."""

    target = models.ForeignKey(Target, on_delete=models.PROTECT, related_name="actuals")
    on = models.DateField()
    value = models.DecimalField(max_digits=16, decimal_places=3)
    words = models.CharField(max_length=200, blank=True)
    entered_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["target", "on", "value"], name="targets_actual_once"
            )
        ]
