"""Tokens of the personnel system, what it told, and how that differs from entries."""

from django.db import models

from lianxin.base.crypto.enums import Lost
from lianxin.base.crypto.fields import EncryptedTextField
from lianxin.org.people.models import Person
from lianxin.org.personnel.enums import Kind, Outcome
from lianxin.org.posts.models import Post
from lianxin.org.units.models import Unit


class Token(models.Model):
    """With its secret, of which only a hash is kept, a post's unit is sent updates."""

    name = models.CharField(max_length=60)
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    digest = models.CharField(max_length=64, unique=True)
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)


class Update(models.Model):
    """One telling: who sent it, for which unit and all below it, how many rows."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    sent_by = models.CharField(max_length=120)
    sent_at = models.DateTimeField()
    rows = models.PositiveIntegerField()
    faults = models.JSONField(default=list)
    is_complete = models.BooleanField(default=False)


class Difference(models.Model):
    """Where what is told differs from what is entered; open until it is settled.

    `unit` is the Party unit of somebody who has one, else where they work or are to
    work: it is there that it is to be settled. `told` and `held` are the values.
    """

    update = models.ForeignKey(
        Update, on_delete=models.PROTECT, related_name="differences"
    )
    kind = models.CharField(max_length=10, choices=Kind.choices)
    employee_number = models.CharField(max_length=30)
    name = models.CharField(max_length=60)
    person = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="+"
    )
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    told = EncryptedTextField(lost=Lost.NOTHING_TOLD)
    held = EncryptedTextField(blank=True)
    settled_at = models.DateTimeField(null=True)
    settled_by = models.CharField(max_length=120, blank=True)
    outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True)
    words = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["unit", "kind"],
                condition=models.Q(settled_at__isnull=True),
                name="personnel_open",
            ),
            models.Index(fields=["employee_number"], name="personnel_number"),
        ]
