"""What the software knows of a stored file."""

from django.db import models


class StoredFile(models.Model):
    """Contents kept once under their SHA-256, whatever they were called.

    `media_type` was found from the contents, never from the name.
    """

    sha256 = models.CharField(max_length=64, unique=True)
    size = models.PositiveBigIntegerField()
    media_type = models.CharField(max_length=100)
    stored_at = models.DateTimeField()
