"""Elections of committees: their steps, their vote, their conclusion.

How far an election has come is not stored: it follows from its steps and its vote.
"""

from django.db import models

from lianxin.base.files.models import StoredFile
from lianxin.facts.polls.models import Poll
from lianxin.org.people.models import Person
from lianxin.org.posts.models import Term
from lianxin.org.units.models import Unit


class Election(models.Model):
    """A unit elects its committee anew; `vote` is the first vote, others follow it.

    `way`: who elects whom (kernel/rules/election_files.py); where members elect the
    secretary themselves, `vote` stays empty and `office_votes` are all there is. `basis`
    names the paper by which the unit above agreed that delegates elect. `left_empty` says how the meeting agreed to leave the places empty that the votes
    had not filled; nothing where it did not.
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    way = models.CharField(max_length=10, default="meeting")
    basis = models.CharField(max_length=200, blank=True)
    seats = models.PositiveSmallIntegerField()
    meeting_on = models.DateField()
    vote = models.OneToOneField(
        Poll, null=True, on_delete=models.PROTECT, related_name="+"
    )
    left_empty = models.CharField(max_length=300, blank=True)
    begun_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    begun_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["unit", "-id"], name="elections_unit")]


class OfficeVote(models.Model):
    """The vote on the secretary or on the deputies; others may follow it.

    A committee's secretary is elected by its first plenary, that of a branch without a
    committee by the members.
    """

    election = models.ForeignKey(
        Election, on_delete=models.PROTECT, related_name="office_votes"
    )
    office = models.CharField(max_length=10)
    vote = models.OneToOneField(Poll, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-office"]  # the secretary before the deputies
        constraints = [
            models.UniqueConstraint(
                fields=["election", "office"], name="elections_an_office_once"
            )
        ]


class StepFile(models.Model):
    """The signed paper of a step, or another file that belongs to it."""

    election = models.ForeignKey(
        Election, on_delete=models.PROTECT, related_name="files"
    )
    code = models.CharField(max_length=20)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    added_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]


class Step(models.Model):
    """A step was taken on a day, with its paper; `code` is of the rulebook's steps."""

    election = models.ForeignKey(
        Election, on_delete=models.PROTECT, related_name="steps"
    )
    code = models.CharField(max_length=20)
    taken_on = models.DateField()
    words = models.CharField(max_length=300)
    entered_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["election", "code"], name="elections_a_step_once"
            )
        ]


class FormerStep(models.Model):
    """How a step stood before it was corrected, and why it was."""

    step = models.ForeignKey(Step, on_delete=models.PROTECT, related_name="formers")
    taken_on = models.DateField()
    words = models.CharField(max_length=300)
    reason = models.CharField(max_length=300)
    corrected_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    corrected_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]


class Conclusion(models.Model):
    """The unit above approved the result: posts are held, and a term began."""

    election = models.OneToOneField(
        Election, on_delete=models.PROTECT, related_name="conclusion"
    )
    basis = models.CharField(max_length=200)
    term = models.OneToOneField(Term, on_delete=models.PROTECT, related_name="+")
    concluded_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    concluded_at = models.DateTimeField()
