"""Letters that units wrote and received, and the last number of each run."""

from django.db import models
from django.db.models import F, Q

from lianxin.base.crypto.enums import Lost
from lianxin.base.crypto.fields import EncryptedTextField
from lianxin.base.files.models import StoredFile
from lianxin.org.letters.enums import Language
from lianxin.org.people.models import Person
from lianxin.org.units.models import Unit


class NumberSeries(models.Model):
    """A run of numbers of a unit in a year, with the word that stands before them.

    `series` is a code of ``rulebook/letters/series.yaml``; `last` is the last number
    used. The row is locked while a number is taken, so that none is left out and none
    is given twice.
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    series = models.CharField(max_length=20)
    year = models.PositiveSmallIntegerField()
    word = models.CharField(max_length=20, blank=True)
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "series", "year"], name="letters_one_run_a_year"
            )
        ]


class ReceivedLetter(models.Model):
    """A letter that a unit received, as its register of received letters has it."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    received_on = models.DateField()
    sender = models.CharField(max_length=120)
    their_number = models.CharField(max_length=60, blank=True)
    title = models.CharField(max_length=200)
    dated_on = models.DateField(null=True)
    passed_to = models.CharField(max_length=120, blank=True)
    remark = models.CharField(max_length=300, blank=True)
    file = models.ForeignKey(
        StoredFile, null=True, on_delete=models.PROTECT, related_name="+"
    )
    file_name = models.CharField(max_length=200, blank=True)
    entered_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()
    cancelled_at = models.DateTimeField(null=True)
    cancel_reason = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = [models.Index(fields=["-received_on", "-id"], name="letters_came")]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "year", "number"], name="letters_received_once"
            )
        ]


class Letter(models.Model):
    """A letter of a unit: a draft without number, then issued, perhaps cancelled.

    `template` and `kind` are codes of ``rulebook/letters``; `about` is the thing that
    it is about. Its words may say more of a person than may be stored in clear.
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    template = models.CharField(max_length=40)
    kind = models.CharField(max_length=20)
    language = models.CharField(max_length=10, choices=Language.choices)
    about_kind = models.CharField(max_length=60, blank=True)
    about_id = models.BigIntegerField(null=True)
    answers = models.ForeignKey(
        ReceivedLetter, null=True, on_delete=models.PROTECT, related_name="replies"
    )
    title = models.CharField(max_length=200)
    addressee = models.CharField(max_length=200, blank=True)
    body = EncryptedTextField(lost=Lost.SENTENCE)
    note = EncryptedTextField(blank=True)
    slips = EncryptedTextField(blank=True)
    annexes = models.JSONField(default=list)
    copy_to = models.CharField(max_length=200, blank=True)
    signatory = models.CharField(max_length=40, blank=True)
    signed_as = models.CharField(max_length=120, blank=True)
    written_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)
    series = models.CharField(max_length=20, blank=True)
    word = models.CharField(max_length=20, blank=True)
    year = models.PositiveSmallIntegerField(null=True)
    number = models.PositiveIntegerField(null=True)
    dated_on = models.DateField(null=True)
    issued_by = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="+"
    )
    issued_at = models.DateTimeField(null=True)
    cancelled_at = models.DateTimeField(null=True)
    cancel_reason = models.CharField(max_length=200, blank=True)
    receipt_on = models.DateField(null=True)
    receipt_from = models.CharField(max_length=120, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["-written_at", "-id"], name="letters_written"),
            models.Index(fields=["about_kind", "about_id"], name="letters_about"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "series", "year", "number"], name="letters_number_once"
            ),
            models.CheckConstraint(
                name="letters_issued_under_a_number",
                condition=Q(number__isnull=True, issued_at__isnull=True)
                | Q(number__isnull=False, issued_at__isnull=False),
            ),
            models.CheckConstraint(
                name="letters_receipt_after_its_day",
                condition=Q(receipt_on__isnull=True) | Q(receipt_on__gte=F("dated_on")),
            ),
        ]
