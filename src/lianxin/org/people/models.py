"""People, where they belong, what they are to the Party, and how to reach them."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from lianxin.base.crypto.fields import EncryptedTextField
from lianxin.org.people.enums import (
    Belonging,
    Circumstance,
    Employment,
    Standing,
)
from lianxin.org.units.models import Unit


class Person(models.Model):
    """Somebody of the enterprise's staff.

    `pinyin` holds the name's syllables and initials, as ``zhoumingyuan zmy``; lists
    are in its order, and `PersonKeyLedger` is what people are found by. An entry that
    was merged into another (`merged_into`) stays for its number and name alone.
    """

    name = models.CharField(max_length=60)
    pinyin = models.CharField(max_length=160, blank=True)
    employee_number = models.CharField(max_length=30, unique=True)
    gender = models.CharField(max_length=1, blank=True)
    birth_on = models.DateField(null=True)
    nation = models.CharField(max_length=30, blank=True)
    native_place = models.CharField(max_length=60, blank=True)
    education = models.CharField(max_length=40, blank=True)
    degree = models.CharField(max_length=40, blank=True)
    job = models.CharField(max_length=80, blank=True)
    job_title = models.CharField(max_length=60, blank=True)
    employment = models.CharField(max_length=20, choices=Employment.choices, blank=True)
    worked_since = models.DateField(null=True)
    joined_on = models.DateField(null=True)
    left_on = models.DateField(null=True)
    account = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    merged_into = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="+"
    )
    version = models.PositiveIntegerField(default=1)

    class Meta:
        indexes = [
            models.Index(fields=["name"], name="people_name"),
            models.Index(fields=["pinyin"], name="people_pinyin"),
        ]


class PersonKeyLedger(models.Model):
    """A cache of the beginnings by which people are found; `lianxin rebuild` makes it.

    Looked for as one range of an index in byte order, so that it costs the same among
    a million people as among ten thousand. A phone has a key too, made of its keyed
    hash (see `phone_key`), so that no index of phones is written while many are entered.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="keys")
    key = models.CharField(max_length=80)

    class Meta:
        indexes = [models.Index(fields=["key", "person"], name="people_key")]


class Affiliation(models.Model):
    """A person belongs to a unit, in one way, from a day until a day (exclusive)."""

    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="affiliations"
    )
    # Found by the index of unit and belonging: a second one would be written for nothing.
    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    belonging = models.CharField(max_length=10, choices=Belonging.choices)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["unit", "belonging"], name="people_affiliation_unit")
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "belonging"],
                condition=Q(valid_to__isnull=True),
                name="people_one_unit_each_way",
            ),
            models.CheckConstraint(
                name="people_affiliation_order",
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")),
            ),
        ]


class PartyStanding(models.Model):
    """What a person is to the Party from a day until a day (exclusive).

    A model of its own because fewer people may see it than may see the person. A
    probation that was extended has the day and the name of the resolution, and until when.
    """

    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="standings"
    )
    standing = models.CharField(max_length=20, choices=Standing.choices)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    extended_on = models.DateField(null=True)
    extended_until = models.DateField(null=True)
    # With a default of the database's own: bulk entry names no such column.
    extension_basis = models.CharField(max_length=200, blank=True, db_default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(valid_to__isnull=True),
                name="people_one_standing",
            ),
            models.CheckConstraint(
                name="people_standing_order",
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")),
            ),
            models.CheckConstraint(
                name="people_probation_extended",
                condition=Q(extended_until__isnull=True, extended_on__isnull=True)
                | Q(
                    standing=Standing.PROBATIONARY,
                    extended_until__gt=F("valid_from"),
                    extended_on__isnull=False,
                ),
            ),
        ]


class Situation(models.Model):
    """A member is elsewhere, without rights or dead, from a day until a day (exclusive).

    `place` is where a mobile member is, `contact_unit` the unit that keeps in touch.
    Seen, like the standing, by fewer people than the person.
    """

    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="situations"
    )
    circumstance = models.CharField(max_length=30, choices=Circumstance.choices)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    basis = models.CharField(max_length=200, blank=True)
    place = models.CharField(max_length=120, blank=True)
    contact_unit = models.ForeignKey(
        Unit, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "circumstance"],
                condition=Q(valid_to__isnull=True),
                name="people_one_situation_each_kind",
            ),
            models.CheckConstraint(
                name="people_situation_order",
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")),
            ),
        ]


class Touch(models.Model):
    """Somebody of the unit was in touch with a member who is elsewhere, on a day.

    Nothing is kept of what was said.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="touches")
    touched_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "touched_on"], name="people_touched_once_a_day"
            )
        ]


class Contact(models.Model):
    """Phone and identity number, encrypted; found again only by a keyed hash."""

    person = models.OneToOneField(
        Person, on_delete=models.PROTECT, related_name="contact"
    )
    phone = EncryptedTextField(blank=True)
    phone_hash = models.CharField(max_length=32, blank=True)
    identity_number = EncryptedTextField(blank=True)
    identity_hash = models.CharField(max_length=32, blank=True)

    class Meta:
        # Not `db_index`: PostgreSQL would have a second one each, for beginnings.
        # Phones have none: they are found by `PersonKeyLedger`.
        indexes = [
            models.Index(fields=["identity_hash"], name="people_contact_identity")
        ]


class Merging(models.Model):
    """Two entries turned out to be of one person: what followed, to be undone by.

    `moved` has by table and column the numbers of the rows that followed to the entry
    kept, `stored` what was changed or left out besides, as JSON.
    """

    kept = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="mergings")
    merged = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    merged_on = models.DateField()
    merged_by = models.CharField(max_length=60)
    moved = models.JSONField(default=dict)
    stored = EncryptedTextField(blank=True)
    undone_at = models.DateTimeField(null=True)
