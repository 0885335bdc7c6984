"""Archives that an administrator asked for."""

from django.db import models

from lianxin.base.crypto.fields import EncryptedTextField


class Archive(models.Model):
    """An archive, asked for on a page and made by the worker.

    `passphrase` is kept, encrypted, until the archive is made, and no longer. `fault`
    says why none was made.
    """

    asked_by = models.CharField(max_length=120)
    asked_at = models.DateTimeField()
    passphrase = EncryptedTextField(blank=True)
    made_at = models.DateTimeField(null=True)
    rows = models.PositiveBigIntegerField(default=0)
    files = models.PositiveBigIntegerField(default=0)
    size = models.PositiveBigIntegerField(default=0)
    fault = models.CharField(max_length=300, blank=True)
