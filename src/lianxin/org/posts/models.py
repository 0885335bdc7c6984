"""Posts of units, appointments to them, and leaders' fields of responsibility."""

from django.db import models
from django.db.models import F, Q

from lianxin.org.people.models import Person
from lianxin.org.posts.enums import Manner
from lianxin.org.units.models import Unit


class Post(models.Model):
    """A post that a unit has; `kind` is a code of ``rulebook/posts.yaml``."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=40)
    number = models.PositiveSmallIntegerField(default=1)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "kind", "number"], name="posts_one_of_a_number"
            ),
            models.CheckConstraint(
                name="posts_post_order",
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")),
            ),
        ]


class Appointment(models.Model):
    """A person holds a post from a day until a day (exclusive), on some basis."""

    post = models.ForeignKey(
        Post, on_delete=models.PROTECT, related_name="appointments"
    )
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    manner = models.CharField(
        max_length=12, choices=Manner.choices, default=Manner.REGULAR
    )
    basis = models.CharField(max_length=200, blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        indexes = [models.Index(fields=["person"], name="posts_appointment_person")]
        constraints = [
            models.UniqueConstraint(
                fields=["post"],
                condition=Q(valid_to__isnull=True),
                name="posts_one_open_holder",
            ),
            models.CheckConstraint(
                name="posts_appointment_order",
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")),
            ),
        ]


class Reserve(models.Model):
    """A person is kept in reserve for a post (后备人选), from a day until a day (exclusive).

    Who stands in reserve is known to those who decide who holds the post, and to the
    person, who finds it among their own data; to nobody else.
    """

    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="reserve")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    basis = models.CharField(max_length=200, blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["post", "person"],
                condition=Q(valid_to__isnull=True),
                name="posts_in_reserve_once",
            ),
            models.CheckConstraint(
                name="posts_reserve_order",
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")),
            ),
        ]


class Charge(models.Model):
    """A field of responsibility that goes with a post: 分管领域.

    `unit` is the department or unit in the holder's charge, where there is one.
    """

    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="charges")
    field = models.CharField(max_length=120)
    unit = models.ForeignKey(
        Unit, null=True, on_delete=models.PROTECT, related_name="+"
    )
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="posts_charge_order",
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")),
            )
        ]


class Term(models.Model):
    """A committee's term of office: from its election until its last day.

    `ends_on` is what was decided at the election, prefilled from the rule; `ends_on`
    moved by a decision to put the election off leaves the first day in `due_first`.
    The term after it begins on the day of the next election.
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    elected_on = models.DateField()
    ends_on = models.DateField()
    due_first = models.DateField()
    basis = models.CharField(max_length=200, blank=True)
    approved_by = models.ForeignKey(
        Unit, null=True, on_delete=models.PROTECT, related_name="+"
    )
    put_off_basis = models.CharField(max_length=200, blank=True)
    is_latest = models.BooleanField(default=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["ends_on"], condition=Q(is_latest=True), name="posts_term_end"
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "elected_on"], name="posts_one_election_a_day"
            ),
            models.UniqueConstraint(
                fields=["unit"],
                condition=Q(is_latest=True),
                name="posts_one_latest_term",
            ),
            models.CheckConstraint(
                name="posts_term_order", condition=Q(ends_on__gt=F("elected_on"))
            ),
        ]


class StaffStandard(models.Model):
    """How many people a unit is to have for the Party's office work, from a day on.

    The number is the unit's own, on a basis of its own: no regulation in the rulebook
    says one for every enterprise. The latest that has begun counts.
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    least = models.PositiveSmallIntegerField()
    basis = models.CharField(max_length=200)
    valid_from = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "valid_from"], name="posts_one_standard_a_day"
            )
        ]
