"""Files that were dropped in, their sheets and rows, and what was taken of them."""

from django.db import models

from lianxin.base.crypto.enums import Lost
from lianxin.base.crypto.fields import EncryptedTextField


class Import(models.Model):
    """A file that somebody dropped in for a unit, and what became of it.

    `unit`, `person` and `post` are numbers of upper tiers; the worker speaks the
    `language` in which the file was dropped in. `refusal` says why it could not be read: a code and its values. While `read_at` is empty and there
    is no refusal, the worker has not finished reading.
    """

    name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    unit = models.PositiveBigIntegerField()
    person = models.PositiveBigIntegerField()
    person_name = models.CharField(max_length=60)
    post = models.PositiveBigIntegerField(null=True)
    language = models.CharField(max_length=20, blank=True)
    dropped_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    rows_read = models.PositiveIntegerField(default=0)
    refusal = models.JSONField(default=dict)
    problems = models.JSONField(default=list)
    undone_at = models.DateTimeField(null=True)
    undone_by = models.CharField(max_length=60, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["unit", "-dropped_at"], name="staging_import_unit"),
            models.Index(fields=["sha256"], name="staging_import_sha256"),
        ]


class ImportContent(models.Model):
    """The file itself, as Base64, for as long as something may still be read in it."""

    dropped = models.OneToOneField(
        Import, on_delete=models.PROTECT, related_name="content"
    )
    content = EncryptedTextField(lost=Lost.NO_ROW)


class ImportSheet(models.Model):
    """A sheet of a file: what it was recognised as, and how its rows stand.

    `columns` are letter, heading, code and whether by likeness; `chosen` is what a
    person chose of it. `kind` is a code of ``rulebook/sheets.yaml``, empty for none.
    What the table does not date holds from `since`, which is chosen when it is taken;
    `asked_by` and `asked_for_post` are the numbers of whoever asked, by whose rights.
    """

    dropped = models.ForeignKey(Import, on_delete=models.PROTECT, related_name="sheets")
    number = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=120)
    title = models.CharField(max_length=200, blank=True)
    kind = models.CharField(max_length=40, blank=True)
    header = models.PositiveIntegerField(null=True)
    columns = models.JSONField(default=list)
    chosen = models.JSONField(default=dict)
    fingerprint = models.CharField(max_length=64, blank=True)
    problems = models.JSONField(default=list)
    since = models.DateField(null=True)
    asked_at = models.DateTimeField(null=True)
    asked_by = models.PositiveBigIntegerField(null=True)
    asked_for_post = models.PositiveBigIntegerField(null=True)
    taken_at = models.DateTimeField(null=True)
    taken_by = models.CharField(max_length=60, blank=True)
    rows_taken = models.PositiveIntegerField(default=0)
    refusal = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["dropped", "number"], name="staging_one_sheet_of_a_number"
            )
        ]


class StagedRows(models.Model):
    """Some hundred rows of a sheet as one packed text, with how many stand in which way.

    Packed, because 200,000 rows of 25 cells would be five million rows of a table that
    is read by the page and thrown away.
    """

    sheet = models.ForeignKey(
        ImportSheet, on_delete=models.PROTECT, related_name="batches"
    )
    number = models.PositiveIntegerField()
    content = EncryptedTextField(lost=Lost.NO_ROW)
    right = models.PositiveSmallIntegerField(default=0)
    repaired = models.PositiveSmallIntegerField(default=0)
    wrong = models.PositiveSmallIntegerField(default=0)
    skipped = models.PositiveSmallIntegerField(default=0)
    new = models.PositiveSmallIntegerField(default=0)
    completes = models.PositiveSmallIntegerField(default=0)
    same = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["sheet", "number"], name="staging_one_batch_of_a_number"
            )
        ]


class RememberedColumns(models.Model):
    """What a unit chose for sheets with such a heading, for the next one like it."""

    unit = models.PositiveBigIntegerField()
    fingerprint = models.CharField(max_length=64)
    chosen = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "fingerprint"], name="staging_one_choice_of_a_heading"
            )
        ]


class Made(models.Model):
    """What taking a sheet made, by which it can be undone."""

    sheet = models.OneToOneField(
        ImportSheet, on_delete=models.PROTECT, related_name="made"
    )
    content = models.JSONField(default=dict)
    undone_at = models.DateTimeField(null=True)
