"""Records, their parts, who took part, what was changed later, and their files."""

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from lianxin.base.crypto.enums import Lost
from lianxin.base.crypto.fields import EncryptedTextField
from lianxin.base.files.models import StoredFile
from lianxin.facts.records.enums import Decider, LeaveReason, Nature, Presence
from lianxin.org.people.models import Person
from lianxin.org.units.models import Unit


class Record(models.Model):
    """What a unit held; `kind` is a code of ``rulebook/records.yaml``.

    `details` holds the entries of the kind's own by their codes. `hours` are the class
    hours that each who was there has of it. `withdrawn_at` is set where it turned out
    to be a mistake: it then counts for nothing, and stays readable with the reason.
    `recorder` wrote the minutes at the table; None where that was `recorded_by`, who
    entered the record here.
    The reason lies encrypted, as that of a talk tells what was said in it.
    """

    kind = models.CharField(max_length=40)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    took_place_on = models.DateField()
    began_at = models.TimeField(null=True)
    place = models.CharField(max_length=120, blank=True)
    topic = models.CharField(max_length=200)
    host = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="+"
    )
    recorder = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="+"
    )
    minutes = models.TextField(blank=True)
    hours = models.DecimalField(max_digits=4, decimal_places=1, null=True)
    details = models.JSONField(default=dict)
    recorded_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="+"
    )
    withdrawal_reason = EncryptedTextField(blank=True, lost=Lost.SENTENCE)

    class Meta:
        indexes = [
            models.Index(fields=["unit", "-took_place_on"], name="records_unit_day"),
            models.Index(fields=["-took_place_on", "-id"], name="records_day"),
        ]

    @property
    def written_by(self) -> Person:
        """Who wrote the minutes."""
        return self.recorder or self.recorded_by


class RecordPart(models.Model):
    """A kind of thing that was held in a record; its own kind has a row as well.

    Whoever asks "was a lecture held?" looks here: a lecture that was a part of a party
    day counts as one that was held by itself.
    """

    record = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="parts")
    kind = models.CharField(max_length=40)

    class Meta:
        indexes = [models.Index(fields=["kind", "record"], name="records_part_kind")]
        constraints = [
            models.UniqueConstraint(fields=["record", "kind"], name="records_part_once")
        ]


class Resolution(models.Model):
    """One thing that a meeting resolved, in its words."""

    record = models.ForeignKey(
        Record, on_delete=models.PROTECT, related_name="resolutions"
    )
    number = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=300)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["record", "number"], name="records_resolution_number"
            )
        ]


class MatterList(models.Model):
    """The matters that a unit studies before others decide them: one edition of the list.

    In force from `since` until the next one is. Of two of one day the later entered counts.
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    since = models.DateField()
    basis = models.CharField(max_length=200)
    listed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    listed_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["unit", "-since"], name="records_list_since")]


class Matter(models.Model):
    """One matter of a list, and who decides it afterwards."""

    edition = models.ForeignKey(
        MatterList, on_delete=models.PROTECT, related_name="matters"
    )
    number = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=200)
    decider = models.CharField(max_length=10, choices=Decider.choices)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "number"], name="records_matter_number"
            )
        ]


class AgendaItem(models.Model):
    """One topic of a committee's meeting, what was said of it and what became of it.

    `matter`: which one of the unit's list it is, where it was studied before others
    decide. `result`: what the board or the managers decided afterwards, on `decided_on`.
    """

    record = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="items")
    number = models.PositiveSmallIntegerField()
    topic = models.CharField(max_length=200)
    nature = models.CharField(
        max_length=12, choices=Nature.choices, default=Nature.ORDINARY
    )
    is_major = models.BooleanField(default=False)
    matter = models.ForeignKey(
        Matter, null=True, on_delete=models.PROTECT, related_name="+"
    )
    opinion = models.TextField(blank=True)
    result = models.TextField(blank=True)
    decided_on = models.DateField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["record", "number"], name="records_item_number"
            )
        ]


class MakeUp(models.Model):
    """Somebody who was not there made the study up later."""

    record = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="made_up")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    studied_on = models.DateField()
    how = models.CharField(max_length=120, blank=True)
    entered_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["record", "person"], name="records_made_up_once"
            )
        ]


class PrivateMinutes(models.Model):
    """What was said in a talk, encrypted, for those who took part; the latest counts."""

    record = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField()
    text = EncryptedTextField(lost=Lost.SENTENCE)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["record", "version"], name="records_private_version"
            )
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
    reason = EncryptedTextField(lost=Lost.SENTENCE)
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
