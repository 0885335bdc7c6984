"""What somebody chose to be reminded by, and what they were told."""

from django.db import models
from django.db.models import Q

from lianxin.desks.reminders.enums import Rhythm, Way
from lianxin.org.people.models import Person


class Subscription(models.Model):
    """A secret address at which a calendar is read; of the secret only a hash is kept."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    digest = models.CharField(max_length=64, unique=True)
    language = models.CharField(max_length=10)
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(ended_at__isnull=True),
                name="reminders_one_address",
            )
        ]


class Wish(models.Model):
    """Where and how often somebody wants a digest; without a row none is made."""

    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="+")
    way = models.CharField(max_length=8, choices=Way.choices)
    rhythm = models.CharField(max_length=8, choices=Rhythm.choices)
    language = models.CharField(max_length=10)
    changed_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["way", "id"], name="reminders_way")]


class Digest(models.Model):
    """What somebody was told on a day, if anything was due; one a day, never two.

    `lines` hold day, act, title and place of each thing, as they were shown. A digest
    by mail keeps none: it is in the mail.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    day = models.DateField()
    lines = models.JSONField(default=list)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "day"], name="reminders_one_a_day"
            )
        ]
