"""Requests for approval, their steps, and the decisions taken.

Nothing here says how far a request has come: that follows from its decisions.
"""

from django.db import models

from lianxin.org.people.models import Person
from lianxin.org.posts.models import Post
from lianxin.org.units.models import Unit


class Approval(models.Model):
    """A request about a thing of any tier, asked by a unit.

    `matter` is a code whose words `site/wiring.py` knows; `subject_kind` and
    `subject_id` are the thing's reference.
    """

    matter = models.CharField(max_length=60)
    subject_kind = models.CharField(max_length=60)
    subject_id = models.BigIntegerField()
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    asked_for_post = models.CharField(max_length=200, blank=True)
    asked_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(
                fields=["subject_kind", "subject_id"], name="approvals_subject"
            )
        ]


class Step(models.Model):
    """One step: the post that decides, in its place in the order."""

    approval = models.ForeignKey(
        Approval, on_delete=models.PROTECT, related_name="steps"
    )
    order = models.PositiveSmallIntegerField()
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(
                fields=["approval", "order"], name="approvals_one_step_a_place"
            )
        ]


class Decision(models.Model):
    """What the holder of a step's post decided; the post's holder is kept by value."""

    step = models.OneToOneField(Step, on_delete=models.PROTECT, related_name="decision")
    agreed = models.BooleanField()
    reason = models.TextField(blank=True)
    basis = models.CharField(max_length=200, blank=True)
    decided_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    decided_for_post = models.CharField(max_length=200)
    decided_at = models.DateTimeField()


class Withdrawal(models.Model):
    """The asker took the request back before the last decision."""

    approval = models.OneToOneField(
        Approval, on_delete=models.PROTECT, related_name="withdrawal"
    )
    reason = models.TextField()
    withdrawn_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField()
