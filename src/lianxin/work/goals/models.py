"""Goals and what happened to them; how a goal stands is worked out, never stored."""

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from lianxin.facts.records.models import Record
from lianxin.org.approvals.models import Approval
from lianxin.org.people.models import Person
from lianxin.org.units.models import Unit
from lianxin.work.goals.enums import Measure


class Goal(models.Model):
    """One unit's undertaking. `source_kind` and `source_id` say what it comes from."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    text = models.CharField(max_length=300)
    standard = models.CharField(max_length=300, blank=True)
    measure = models.CharField(
        max_length=10, choices=Measure.choices, default=Measure.YES_NO
    )
    deadline = models.DateField()
    giver = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    given_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField()
    given_on = models.DateField()
    source_kind = models.CharField(max_length=60, blank=True)
    source_id = models.BigIntegerField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        indexes = [
            models.Index(fields=["unit", "deadline"], name="goals_unit_deadline"),
            models.Index(fields=["deadline", "id"], name="goals_deadline"),
        ]


class GoalChange(models.Model):
    """The wording of a goal was changed: the former values, and why."""

    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="changes")
    version = models.PositiveIntegerField()
    former = models.JSONField(encoder=DjangoJSONEncoder)
    reason = models.CharField(max_length=200)
    changed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()


class Evidence(models.Model):
    """Somebody's judgement that a record serves a goal, with the reason."""

    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="evidence")
    record = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=200)
    linked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    linked_at = models.DateTimeField()
    linked_on = models.DateField()
    removed_on = models.DateField(null=True)
    removed_reason = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["goal", "record"],
                condition=models.Q(removed_on__isnull=True),
                name="goals_record_once",
            )
        ]


class CompletionReport(models.Model):
    """The unit reported the goal done."""

    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="reports")
    result = models.TextField()
    reported_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    reported_at = models.DateTimeField()
    reported_on = models.DateField()


class Verification(models.Model):
    """The giver struck the goal off, or returned the report with a reason."""

    report = models.OneToOneField(
        CompletionReport, on_delete=models.PROTECT, related_name="verification"
    )
    struck_off = models.BooleanField()
    opinion = models.TextField(blank=True)
    verified_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    verified_at = models.DateTimeField()
    verified_on = models.DateField()


class ExtensionRequest(models.Model):
    """A later deadline that the unit asked for; it counts once it is approved."""

    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="extensions")
    approval = models.OneToOneField(
        Approval, on_delete=models.PROTECT, related_name="+", null=True
    )
    deadline = models.DateField()
    reason = models.TextField()
    asked_at = models.DateTimeField()


class GoalWithdrawal(models.Model):
    """The giver took the goal back."""

    goal = models.OneToOneField(
        Goal, on_delete=models.PROTECT, related_name="withdrawal"
    )
    reason = models.TextField()
    withdrawn_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField()
    withdrawn_on = models.DateField()


class GoalLedger(models.Model):
    """A cache of date-free facts of one goal, so that lists can filter by status.

    Refreshed by READERS with each event of the goal, made anew by
    ``lianxin rebuild``, and proven equal to `judge_goal` by a test.
    """

    goal = models.OneToOneField(Goal, on_delete=models.CASCADE, related_name="ledger")
    due = models.DateField()
    first_counted_on = models.DateField(null=True)
    reports = models.PositiveIntegerField(default=0)
    decisions = models.PositiveIntegerField(default=0)
    struck_off_on = models.DateField(null=True)
    withdrawn_on = models.DateField(null=True)

    class Meta:
        indexes = [models.Index(fields=["due"], name="goals_ledger_due")]
