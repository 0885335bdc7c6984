"""Transfers of memberships, and how each of them ended.

Nothing here says how far a transfer has come: that follows from the decision on the
release, from the letter of introduction, and from the row that ends it.
"""

from django.db import models
from django.db.models import Q

from lianxin.org.approvals.models import Approval
from lianxin.org.people.enums import Standing
from lianxin.org.people.models import Person
from lianxin.org.transfers.enums import Ended
from lianxin.org.units.models import Unit


class Transfer(models.Model):
    """Somebody's membership is to move from one organisation to another.

    One of the two may be elsewhere: `elsewhere` then names it. `approval` is the
    request for the release; who comes from elsewhere was released there, as
    `their_number` and `their_day` of the letter of introduction say.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    from_unit = models.ForeignKey(
        Unit, null=True, on_delete=models.PROTECT, related_name="+"
    )
    to_unit = models.ForeignKey(
        Unit, null=True, on_delete=models.PROTECT, related_name="+"
    )
    elsewhere = models.CharField(max_length=120, blank=True)
    reason = models.CharField(max_length=300)
    their_number = models.CharField(max_length=60, blank=True)
    their_day = models.DateField(null=True)
    standing = models.CharField(max_length=20, choices=Standing.choices, blank=True)
    standing_from = models.DateField(null=True)
    approval = models.OneToOneField(
        Approval, null=True, on_delete=models.PROTECT, related_name="+"
    )
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    asked_for_post = models.CharField(max_length=200, blank=True)
    asked_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["-asked_at", "-id"], name="transfers_asked")]
        constraints = [
            models.CheckConstraint(
                name="transfers_from_here_or_to_here",
                condition=Q(
                    from_unit__isnull=False, to_unit__isnull=False, elsewhere=""
                )
                | (
                    ~Q(elsewhere="")
                    & (
                        Q(from_unit__isnull=True, to_unit__isnull=False)
                        | Q(from_unit__isnull=False, to_unit__isnull=True)
                    )
                ),
            ),
        ]


class Ending(models.Model):
    """How a transfer ended, and on which day; a membership moves on that day."""

    transfer = models.OneToOneField(
        Transfer, on_delete=models.PROTECT, related_name="ending"
    )
    how = models.CharField(max_length=10, choices=Ended.choices)
    on = models.DateField()
    reason = models.CharField(max_length=300, blank=True)
    ended_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    ended_for_post = models.CharField(max_length=200, blank=True)
    ended_at = models.DateTimeField()
