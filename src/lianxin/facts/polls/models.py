"""Polls, what is voted on, who may vote, what the tellers counted, and results.

Nothing here says how anybody voted, and nothing how far a poll has come: that follows
from its days, its counts and its result.
"""

from django.db import models
from django.db.models import Q

from lianxin.base.crypto.fields import EncryptedTextField
from lianxin.org.people.models import Person
from lianxin.org.units.models import Unit


class Poll(models.Model):
    """A vote of a unit; `kind` is a code of ``rulebook/polls/kinds.yaml``.

    `follows` is the poll whose open places, tie or want of a quorum this one is to
    settle. `electors_of` is the poll whose elected vote in this one: a new committee
    elects its secretary. `basis` names the paper by which the unit above agreed, and
    `passed` how the meeting passed those who watch over the count.
    """

    kind = models.CharField(max_length=40)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    mode = models.CharField(max_length=10)
    held_on = models.DateField()
    seats = models.PositiveSmallIntegerField(default=0)
    basis = models.CharField(max_length=200, blank=True)
    follows = models.OneToOneField(
        "self", null=True, on_delete=models.PROTECT, related_name="followed_by"
    )
    electors_of = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="+"
    )
    passed = models.CharField(max_length=200, blank=True)
    prepared_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    prepared_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["unit", "-held_on"], name="polls_unit_day"),
            models.Index(fields=["-held_on", "-id"], name="polls_day"),
        ]


class Item(models.Model):
    """A motion, a candidate, or somebody who is graded.

    `was_written_in`: voters named this person on their ballots. Where people are graded
    by criteria, each of these is an item of its own, with its `weight`.
    """

    poll = models.ForeignKey(Poll, on_delete=models.PROTECT, related_name="items")
    order = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=300)
    person = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="+"
    )
    was_written_in = models.BooleanField(default=False)
    criterion = models.CharField(max_length=60, blank=True)
    weight = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(
                fields=["poll", "order"], name="polls_one_item_a_place"
            ),
            models.UniqueConstraint(
                fields=["poll", "person", "criterion"],
                condition=Q(person__isnull=False),
                name="polls_a_person_once",
            ),
        ]


class Voter(models.Model):
    """Somebody entitled, fixed when the poll was opened.

    `excused`: why the person is not counted among those who ought to come. `has_voted`
    is set by a secret ballot on line; nothing says when, and nobody else is shown it.
    """

    poll = models.ForeignKey(Poll, on_delete=models.PROTECT, related_name="voters")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    excused = models.CharField(max_length=200, blank=True)
    has_voted = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["poll", "person"], name="polls_a_voter_once"
            )
        ]


class NamedVote(models.Model):
    """How somebody voted on an item by name; nobody is shown it before the end."""

    voter = models.ForeignKey(Voter, on_delete=models.PROTECT, related_name="named")
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="+")
    column = models.CharField(max_length=20)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["voter", "item"], name="polls_one_named_vote_an_item"
            )
        ]


class Teller(models.Model):
    """Somebody who counts; two count the same ballots."""

    poll = models.ForeignKey(Poll, on_delete=models.PROTECT, related_name="tellers")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["poll", "person"], name="polls_a_teller_once"
            )
        ]


class Scrutineer(models.Model):
    """Somebody under whose eyes the tellers count; no candidate, passed by the meeting."""

    poll = models.ForeignKey(Poll, on_delete=models.PROTECT, related_name="scrutineers")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["poll", "person"], name="polls_a_scrutineer_once"
            )
        ]


class Count(models.Model):
    """What one teller counted; `written_in` has the votes by the names written in.

    `opinions`: given in writing before the meeting; they are counted with the votes.
    """

    teller = models.OneToOneField(
        Teller, on_delete=models.PROTECT, related_name="count"
    )
    present = models.PositiveIntegerField()
    issued = models.PositiveIntegerField()
    returned = models.PositiveIntegerField()
    invalid = models.PositiveIntegerField()
    opinions = models.PositiveIntegerField(default=0)
    written_in = models.JSONField(default=dict)
    entered_at = models.DateTimeField()


class Votes(models.Model):
    """How many votes a teller counted for an item in a column."""

    count = models.ForeignKey(Count, on_delete=models.PROTECT, related_name="votes")
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="+")
    column = models.CharField(max_length=20)
    number = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["count", "item", "column"], name="polls_one_number_a_column"
            )
        ]


class Result(models.Model):
    """A frozen result with all it was judged by.

    That is turnout, figures, decisions, and the reasons: what share was asked, what it
    came to, and where it is written. Older results have no reasons.
    """

    poll = models.OneToOneField(Poll, on_delete=models.PROTECT, related_name="result")
    figures = models.JSONField()
    declared_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    declared_at = models.DateTimeField()


class Appraisal(models.Model):
    """What a committee decided after a review; the latest of a poll's counts.

    A former one stays readable; `reason` says why there is another.
    """

    poll = models.ForeignKey(Poll, on_delete=models.PROTECT, related_name="appraisals")
    decided_on = models.DateField()
    reason = models.CharField(max_length=200, blank=True)
    decided_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()


class Grade(models.Model):
    """The grade that somebody was given; a low one is shown to few."""

    appraisal = models.ForeignKey(
        Appraisal, on_delete=models.PROTECT, related_name="grades"
    )
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="+")
    grade = EncryptedTextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["appraisal", "item"], name="polls_one_grade_an_item"
            )
        ]


class Board(models.Model):
    """The public board of a secret vote on line; its archive is that of `BoardEvent`.

    The records stand as they were hashed, byte for byte. The server signs receipts
    with `receipt_key`; it has no key that opens a ballot.
    """

    poll = models.OneToOneField(Poll, on_delete=models.PROTECT, related_name="board")
    uuid = models.CharField(max_length=40, unique=True)
    seconds = models.BigIntegerField()
    election = models.TextField()
    trustees = models.TextField()
    credentials = models.CharField(max_length=64)
    receipt_key = EncryptedTextField()
    closed_at = models.DateTimeField(null=True)


class Credential(models.Model):
    """A public credential of the registrar's list; nothing says whose it is."""

    board = models.ForeignKey(
        Board, on_delete=models.PROTECT, related_name="credentials_listed"
    )
    public = models.CharField(max_length=700)
    is_used = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["board", "public"], name="polls_a_credential_once"
            )
        ]


class SpoiltBallot(models.Model):
    """A ballot that was opened instead of cast; nothing says who opened it, or when."""

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="spoilt")
    tracker = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["board", "tracker"], name="polls_a_ballot_spoilt_once"
            )
        ]


class SpoiltCiphertext(models.Model):
    """A ciphertext of a ballot that was opened; no ballot with it is ever taken.

    `mark` is a hash that stands for the nonce it was made with; which ballot it was in,
    what it held and who opened it is not kept.
    """

    board = models.ForeignKey(
        Board, on_delete=models.PROTECT, related_name="spoilt_ciphertexts"
    )
    mark = models.CharField(max_length=43)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["board", "mark"], name="polls_a_ciphertext_spoilt_once"
            )
        ]


class BoardEvent(models.Model):
    """What one event added to the archive; without a time and without a person.

    `payload` names the record that the event is about: for a ballot its tracker.
    """

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="events")
    height = models.PositiveIntegerField()
    kind = models.CharField(max_length=20)
    name = models.CharField(max_length=64)
    payload = models.CharField(max_length=64, blank=True)
    content = models.BinaryField()

    class Meta:
        ordering = ["height"]
        constraints = [
            models.UniqueConstraint(
                fields=["board", "height"], name="polls_one_event_a_height"
            )
        ]
