"""The sealed log: which journal entry stands where, and the hash over all of them."""

from django.db import models


class Leaf(models.Model):
    """A journal entry's place in the log, and its hash when it was sealed.

    The place is the log's own count, from zero: entries may commit out of the order
    of their numbers. The entry is named by value, so that a lost one is noticed.
    """

    place = models.BigIntegerField(primary_key=True)
    entry_id = models.BigIntegerField(unique=True)
    hash = models.BinaryField(max_length=32)


class Seal(models.Model):
    """The root hash over the first `size` leaves.

    `peaks` are the roots of the perfect trees within, as hexadecimal text: what is
    needed to grow the tree without reading it.
    """

    size = models.BigIntegerField(primary_key=True)
    root = models.BinaryField(max_length=32)
    peaks = models.JSONField()
    sealed_at = models.DateTimeField(db_index=True)
