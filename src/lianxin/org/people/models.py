"""People, where they belong, what they are to the Party, and how to reach them."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from lianxin.base.crypto.fields import EncryptedTextField
from lianxin.org.people.enums import (
    Belonging,
    DepartureReason,
    Employment,
    SituationKind,
    Standing,
)
from lianxin.org.units.models import Unit


class Person(models.Model):
    """Somebody of the enterprise's staff.

    `pinyin` holds the name's syllables and initials, as ``zhoumingyuan zmy``, and is
    what lists are in order of. An entry that proved to be a second one of somebody
    says in `merged_into` which one is kept; lists leave it out.
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
    employment = models.CharField(
        max_length=20, choices=Employment.choices, blank=True
    )
    worked_since = models.DateField(null=True)
    joined_on = models.DateField(null=True)
    left_on = models.DateField(null=True)
    merged_into = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="merged"
    )
    account = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
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
    a million people as among ten thousand.
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
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
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

    A model of its own because fewer people may see it than may see the person.
    """

    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="standings"
    )
    standing = models.CharField(max_length=20, choices=Standing.choices)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

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
        ]


class Contact(models.Model):
    """Phone and identity number, encrypted; found again only by a keyed hash."""

    person = models.OneToOneField(
        Person, on_delete=models.PROTECT, related_name="contact"
    )
    phone = EncryptedTextField(blank=True)
    phone_hash = models.CharField(max_length=64, blank=True, db_index=True)
    identity_number = EncryptedTextField(blank=True)
    identity_hash = models.CharField(max_length=64, blank=True, db_index=True)


class Situation(models.Model):
    """A member is elsewhere, out of touch or suspended, from a day until a day.

    Seen by those who see the person's standing. `valid_to` is exclusive.
    """

    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="situations"
    )
    kind = models.CharField(max_length=20, choices=SituationKind.choices)
    place = models.CharField(max_length=120, blank=True)
    basis = models.CharField(max_length=200, blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "kind"],
                condition=Q(valid_to__isnull=True),
                name="people_one_situation_each_kind",
            ),
            models.CheckConstraint(
                name="people_situation_order",
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")),
            ),
        ]


class Departure(models.Model):
    """Why somebody left; of fewer eyes than the day on which they did."""

    person = models.OneToOneField(
        Person, on_delete=models.PROTECT, related_name="departure"
    )
    reason = models.CharField(max_length=20, choices=DepartureReason.choices)
    note = models.CharField(max_length=200, blank=True)


class Merge(models.Model):
    """Two entries of one person were made one; `moved` says how to undo it.

    `moved` has, by table and column, the rows that pointed to the second entry, and
    the values of the rows that would have stood twice.
    """

    kept = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    gone = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=200)
    moved = models.JSONField(default=dict)
    made_at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True)
