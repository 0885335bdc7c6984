"""Goals and what happened to them; how a goal stands is worked out, never stored."""

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q

from lianxin.facts.records.models import Record
from lianxin.org.approvals.models import Approval
from lianxin.org.people.models import Person
from lianxin.org.units.models import Unit
from lianxin.work.goals.enums import DueKind, Measure, OwnKind
from lianxin.work.targets.models import Target


class Goal(models.Model):
    """One unit's undertaking. `source_kind` and `source_id` say what it comes from.

    Without a `deadline` it is long-term, or waits for an event. `own_kind` stands where
    the unit drafted it itself; it then asks for nothing before it is agreed to. A goal
    `on_trial` was given before its plan was issued.
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    text = models.CharField(max_length=300)
    actions = models.TextField(blank=True)
    standard = models.TextField(blank=True)
    measure = models.CharField(
        max_length=12, choices=Measure.choices, default=Measure.YES_NO
    )
    measure_unit = models.CharField(max_length=20, blank=True)
    measure_target = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    due_kind = models.CharField(
        max_length=16, choices=DueKind.choices, default=DueKind.DATE
    )
    due_event = models.CharField(max_length=120, blank=True)
    deadline = models.DateField(null=True)
    giver = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    given_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField()
    given_on = models.DateField()
    source_kind = models.CharField(max_length=60, blank=True)
    source_id = models.BigIntegerField(null=True)
    own_kind = models.CharField(max_length=20, choices=OwnKind.choices, blank=True)
    on_trial = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)
    targets = models.ManyToManyField(Target, related_name="+", through="GoalTarget")

    class Meta:
        indexes = [
            models.Index(fields=["unit", "deadline"], name="goals_unit_deadline"),
            models.Index(fields=["deadline", "id"], name="goals_deadline"),
            models.Index(
                fields=["source_kind", "source_id", "unit"], name="goals_source"
            ),
        ]


class GoalTarget(models.Model):
    """Somebody's judgement that a goal serves a business target."""

    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="+")
    target = models.ForeignKey(Target, on_delete=models.PROTECT, related_name="+")
    linked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    linked_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["goal", "target"], name="goals_target_once")
        ]


class Refinement(models.Model):
    """The unit's own wording of a goal for its business; the latest one counts."""

    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="refinements")
    text = models.CharField(max_length=300)
    actions = models.TextField(blank=True)
    refined_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    refined_at = models.DateTimeField()


class Milestone(models.Model):
    """A step of a goal with a day of its own."""

    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="milestones")
    text = models.CharField(max_length=200)
    due_on = models.DateField()
    reached_on = models.DateField(null=True)
    words = models.CharField(max_length=300, blank=True)
    reached_by = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="+"
    )
    reached_at = models.DateTimeField(null=True)


class Figure(models.Model):
    """A number that was reached by a day, for a goal measured by a number."""

    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="figures")
    on = models.DateField()
    value = models.DecimalField(max_digits=14, decimal_places=2)
    words = models.CharField(max_length=300, blank=True)
    entered_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()


class GoalProposal(models.Model):
    """A unit sent a goal of its own to the unit above for agreement."""

    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="proposals")
    approval = models.OneToOneField(
        Approval, on_delete=models.PROTECT, related_name="+", null=True
    )
    proposed_at = models.DateTimeField()


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
    ``lianxin rebuild``, and proven equal to `judge_goal` by a test. A goal without a
    next day has the last day of the calendar as `due`, so that it sorts last.
    """

    goal = models.OneToOneField(Goal, on_delete=models.CASCADE, related_name="ledger")
    due = models.DateField()
    is_ended = models.BooleanField(default=False)
    first_counted_on = models.DateField(null=True)
    changed_on = models.DateField(null=True)
    drafted = models.BooleanField(default=False)
    proposed = models.BooleanField(default=False)
    reports = models.PositiveIntegerField(default=0)
    decisions = models.PositiveIntegerField(default=0)
    struck_off_on = models.DateField(null=True)
    withdrawn_on = models.DateField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["is_ended", "due", "goal"], name="goals_ledger_order"),
            models.Index(
                fields=["goal"],
                condition=Q(reports__gt=F("decisions")),
                name="goals_ledger_reported",
            ),
        ]


class GoalTallyLedger(models.Model):
    """How many goals of the units below a unit stand how: a roll-up of `GoalLedger`.

    `standing` is the status without regard to the day and `due` the next day that asks
    for something; how many are overdue on a day follows from both. Made anew by a job
    once a minute where something happened, and by ``lianxin rebuild``.
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    standing = models.CharField(max_length=20)
    due = models.DateField()
    number = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "standing", "due"], name="goals_tally_once"
            )
        ]


class GoalTallyRunLedger(models.Model):
    """When the tally was last made, and the journal's last entry at that time."""

    at = models.DateTimeField()
    entry = models.BigIntegerField()
