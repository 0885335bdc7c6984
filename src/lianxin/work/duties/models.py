"""What upper units ask for, what was waived, and the ledgers of duties.

Duties themselves are not stored: they follow from the rulebook and from these rows.
"""

from django.db import models
from django.db.models import F, Q

from lianxin.org.approvals.models import Approval
from lianxin.org.people.models import Person
from lianxin.org.units.models import Unit


class AddedDuty(models.Model):
    """A unit asks the units below it for something, on a basis of its own.

    `kinds` are the kinds of unit that are asked and `counts` the kinds of record that
    meet it; `each` and `least` say how often. From `since` until `until` (exclusive).
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=60)
    kinds = models.JSONField()
    counts = models.JSONField()
    each = models.CharField(max_length=12)
    least = models.PositiveSmallIntegerField()
    basis = models.CharField(max_length=200)
    since = models.DateField()
    until = models.DateField(null=True)
    end_reason = models.CharField(max_length=200, blank=True)
    added_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="duties_added_order",
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
            )
        ]


class ReviewWindow(models.Model):
    """When the meetings of a review year are held below `unit`, as its notice says.

    Of several notices about one year the latest counts.
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    opens_on = models.DateField()
    closes_on = models.DateField()
    basis = models.CharField(max_length=200)
    told_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    told_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="duties_window_order", condition=Q(closes_on__gte=F("opens_on"))
            )
        ]


class Waiver(models.Model):
    """A unit asks that one period of a duty be waived; the unit above decides."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    duty = models.CharField(max_length=40)
    first_day = models.DateField()
    reason = models.TextField()
    approval = models.ForeignKey(
        Approval, null=True, on_delete=models.PROTECT, related_name="+"
    )
    asked_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["unit", "duty"], name="duties_waiver_unit")]


class DutyLedger(models.Model):
    """A cache of date-free facts of one period of a duty of a unit.

    Refreshed by READERS in the transaction of what it depends on, made anew by
    ``lianxin rebuild``, proven equal to `judge` by a test. `outcome` is how the slot
    stands whatever the day; `tallied` is the outcome that the roll-up has counted. A
    slot without a last day has the last day of the calendar.
    """

    # The constraint below begins with the unit: an index of its own would only be work.
    unit = models.ForeignKey(
        Unit,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
        db_constraint=False,
    )
    duty = models.CharField(max_length=40)
    first_day = models.DateField()
    last_day = models.DateField()
    needed = models.PositiveSmallIntegerField()
    counted = models.PositiveSmallIntegerField()
    met_on = models.DateField(null=True)
    exempt = models.CharField(max_length=10, blank=True)
    waived_on = models.DateField(null=True)
    outcome = models.CharField(max_length=6)
    tallied = models.CharField(max_length=6, blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["id"],
                condition=~Q(outcome=F("tallied")),
                name="duties_ledger_untallied",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "first_day", "duty", "last_day"],
                name="duties_ledger_once",
            )
        ]


class DutyTallyLedger(models.Model):
    """How many slots of the units below a unit stand how: a roll-up of `DutyLedger`.

    Kept only for units that have units below them. What is met, overdue or to come on a
    day follows from `outcome` and the two days.
    """

    # The constraint below begins with the unit: an index of its own would only be work.
    unit = models.ForeignKey(
        Unit,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
        db_constraint=False,
    )
    duty = models.CharField(max_length=40)
    first_day = models.DateField()
    last_day = models.DateField()
    outcome = models.CharField(max_length=6)
    number = models.IntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "first_day", "duty", "last_day", "outcome"],
                name="duties_tally_once",
            )
        ]


class DutyTallyRunLedger(models.Model):
    """When the roll-up was last made; `is_stale` where units have moved since."""

    at = models.DateTimeField(null=True)
    is_stale = models.BooleanField(default=True)
