"""Units, their names and their places in the tree, each with its dates."""

from django.db import models
from django.db.models import F, Q

from lianxin.org.units.enums import Restriction, Succession


class Unit(models.Model):
    """One unit of the organisation, for all its life.

    `name`, `short_name`, `pinyin` (syllables and initials), `parent` and `path` are
    caches of the rows in force today; `path` is made of one segment for each unit from
    the root down (`segment`), so that everything below a unit is one range of an index,
    in tree order. A unit that does not exist today has no path. `is_restricted` is such
    a cache too: whether the unit, or one above it, is abroad or classified today.
    """

    kind = models.CharField(max_length=30)
    form = models.CharField(max_length=20, blank=True)
    name = models.CharField(max_length=120)
    short_name = models.CharField(max_length=40)
    pinyin = models.CharField(max_length=400, blank=True)
    parent = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="children"
    )
    path = models.CharField(max_length=255, unique=True, null=True)  # noqa: DJ001 -- null until placed
    founded_on = models.DateField()
    dissolved_on = models.DateField(null=True)
    basis = models.CharField(max_length=200, blank=True)
    approved_by = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="+"
    )
    end_basis = models.CharField(max_length=200, blank=True)
    end_approved_by = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="+"
    )
    is_restricted = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        indexes = [
            models.Index(fields=["kind", "path"], name="units_kind"),
            models.Index(
                fields=["path"],
                condition=Q(is_restricted=True),
                name="units_restricted",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                name="units_dissolved_after_founding",
                condition=Q(dissolved_on__isnull=True)
                | Q(dissolved_on__gte=F("founded_on")),
            )
        ]


class UnitKeyLedger(models.Model):
    """A cache of the beginnings by which units are found; `lianxin rebuild` makes it.

    Looked for as one range of an index in byte order, as `PersonKeyLedger` is. A unit
    that does not exist today has its keys too: it is seen or not by its path.
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="keys")
    key = models.CharField(max_length=24)

    class Meta:
        indexes = [models.Index(fields=["key", "unit"], name="units_key")]


class Placement(models.Model):
    """Where a unit stands in the tree from a day on, until a day (exclusive)."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="placements")
    parent = models.ForeignKey(
        Unit, null=True, on_delete=models.PROTECT, related_name="+"
    )
    position = models.PositiveIntegerField(default=0)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    basis = models.CharField(max_length=200, blank=True)
    approved_by = models.ForeignKey(
        Unit, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit"],
                condition=Q(valid_to__isnull=True),
                name="units_one_open_placement",
            ),
            models.CheckConstraint(
                name="units_placement_order",
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")),
            ),
        ]


class UnitName(models.Model):
    """What a unit is called from a day on, until a day (exclusive)."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="names")
    name = models.CharField(max_length=120)
    short_name = models.CharField(max_length=40)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    basis = models.CharField(max_length=200, blank=True)
    approved_by = models.ForeignKey(
        Unit, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit"],
                condition=Q(valid_to__isnull=True),
                name="units_one_open_name",
            ),
            models.CheckConstraint(
                name="units_name_order",
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")),
            ),
        ]


class RestrictionPeriod(models.Model):
    """A unit, with all below it, is abroad or classified from a day until a day."""

    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="restrictions"
    )
    restriction = models.CharField(max_length=12, choices=Restriction.choices)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    basis = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit"],
                condition=Q(valid_to__isnull=True),
                name="units_one_open_restriction",
            ),
            models.CheckConstraint(
                name="units_restriction_order",
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")),
            ),
        ]


class Descent(models.Model):
    """What became of a unit: it was merged into another, or another was split off."""

    former = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    later = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    manner = models.CharField(max_length=8, choices=Succession.choices)
    on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["former", "later", "manner"],
                name="units_one_descent_each_manner",
            ),
        ]
