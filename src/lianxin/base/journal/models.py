"""Entries of the journal: values only, no keys to other tables."""

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models


class Entry(models.Model):
    """Who did what, for which post, when, before and after."""

    code = models.CharField(max_length=60)
    at = models.DateTimeField()
    action = models.UUIDField()
    actor_name = models.CharField(max_length=120)
    account_id = models.BigIntegerField(null=True)
    person_id = models.BigIntegerField(null=True)
    post_id = models.BigIntegerField(null=True)
    post_title = models.CharField(max_length=200, blank=True)
    job = models.CharField(max_length=80, blank=True)
    unit_id = models.BigIntegerField(null=True)
    subject_kind = models.CharField(max_length=60)
    subject_id = models.BigIntegerField()
    before = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    after = models.JSONField(default=dict, encoder=DjangoJSONEncoder)

    class Meta:
        indexes = [
            models.Index(fields=["unit_id", "-id"], name="journal_unit"),
            models.Index(fields=["subject_kind", "subject_id"], name="journal_subject"),
            models.Index(fields=["person_id", "-id"], name="journal_person"),
        ]
