"""Records, who took part, what was changed later, and the files that belong to them."""

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from lianxin.base.files.models import StoredFile
from lianxin.facts.records.enums import LeaveReason, Presence
from lianxin.org.people.models import Person
from lianxin.org.units.models import Unit


class Record(models.Model):
    """What a unit held; `kind` is a code of ``rulebook/records.yaml``."""

    kind = models.CharField(max_length=40)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    took_place_on = models.DateField()
    began_at = models.TimeField(null=True)
    place = models.CharField(max_length=120, blank=True)
    topic = models.CharField(max_length=200)
    host = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="+"
    )
    minutes = models.TextField(blank=True)
    recorded_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        indexes = [
            models.Index(fields=["unit", "-took_place_on"], name="records_unit_day"),
            models.Index(fields=["-took_place_on", "-id"], name="records_day"),
        ]


class Participation(models.Model):
    """Whether an expected person took part."""

    record = models.ForeignKey(
        Record, on_delete=models.PROTECT, related_name="participations"
    )
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    presence = models.CharField(max_length=10, choices=Presence.choices)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["record", "person"], name="records_person_once"
            )
        ]


class Leave(models.Model):
    """Why an expected person had leave; not everybody who sees the record sees it."""

    participation = models.OneToOneField(
        Participation, on_delete=models.PROTECT, related_name="leave"
    )
    reason = models.CharField(max_length=10, choices=LeaveReason.choices)


class Amendment(models.Model):
    """A record was corrected: the former values, and why they were changed.

    `former` maps the names of the changed fields to their former values; a person
    is kept by number, who was present under ``attendance``.
    """

    record = models.ForeignKey(
        Record, on_delete=models.PROTECT, related_name="amendments"
    )
    version = models.PositiveIntegerField()
    former = models.JSONField(encoder=DjangoJSONEncoder)
    reason = models.CharField(max_length=200)
    amended_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    amended_at = models.DateTimeField()


class FormerLeave(models.Model):
    """A reason for leave that an amendment replaced; as private as the reason itself."""

    amendment = models.ForeignKey(
        Amendment, on_delete=models.PROTECT, related_name="former_leaves"
    )
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=10, choices=LeaveReason.choices)


class RecordFile(models.Model):
    """A file that belongs to a record, served only through the record."""

    record = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="files")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    added_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)
