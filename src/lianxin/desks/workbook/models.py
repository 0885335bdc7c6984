"""Workbooks that somebody asked for, and the files made of them."""

from django.db import models

from lianxin.base.crypto.enums import Lost
from lianxin.base.crypto.fields import EncryptedTextField
from lianxin.org.people.models import Person
from lianxin.org.units.models import Unit


class Book(models.Model):
    """The workbook of a unit's year, asked for on a page and made by the worker.

    It holds what `asked_by` may read for the appointment `post`, in `language`; so
    nobody else is given it. `meetings` and `meetings_read` say how far the worker is;
    `fault` says why no file was made.
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    form = models.CharField(max_length=4)
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    post = models.PositiveBigIntegerField(null=True)
    language = models.CharField(max_length=20, blank=True)
    asked_at = models.DateTimeField()
    meetings = models.PositiveIntegerField(default=0)
    meetings_read = models.PositiveIntegerField(default=0)
    made_at = models.DateTimeField(null=True)
    size = models.PositiveBigIntegerField(default=0)
    fault = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["asked_by", "-asked_at"], name="workbook_asked_by")
        ]


class BookContent(models.Model):
    """The file itself, as Base64: names and what was said lie nowhere in clear."""

    book = models.OneToOneField(Book, on_delete=models.PROTECT, related_name="content")
    text = EncryptedTextField(lost=Lost.NO_ROW)
