"""Documents and their clauses; plans, their tasks, consultations and issues.

How far a plan has come, and what became of a clause, is worked out from these rows.
"""

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q

from lianxin.base.files.models import StoredFile
from lianxin.org.approvals.models import Approval
from lianxin.org.people.models import Person
from lianxin.org.posts.models import Post
from lianxin.org.units.models import Unit
from lianxin.work.goals.enums import DueKind, Measure
from lianxin.work.guidance.enums import Adoption, Handling, Openness


class Document(models.Model):
    """A document that was taken in: its text as it was read, for good.

    `text` is the source to whose characters all clauses and quotes point. `number` is
    the document's own number (文号) and `issuer` who sent it.
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=200)
    number = models.CharField(max_length=80, blank=True)
    issuer = models.CharField(max_length=120, blank=True)
    openness = models.CharField(max_length=10, choices=Openness.choices)
    is_table = models.BooleanField(default=False)
    text = models.TextField()
    problems = models.JSONField(encoder=DjangoJSONEncoder, default=list)
    file = models.ForeignKey(
        StoredFile, null=True, on_delete=models.PROTECT, related_name="+"
    )
    file_name = models.CharField(max_length=140, blank=True)
    taken_in_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    taken_in_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)


class Clause(models.Model):
    """A heading or an item of a document, as the outline reader found it.

    Offsets count characters of the document's text: `start` to `end` holds all that
    belongs to it, `own_end` is where its own words end and its first inner clause
    begins. A clause whose own words are nothing but its heading, and which has inner
    clauses, `is_heading` and needs no disposition.
    """

    document = models.ForeignKey(
        Document, on_delete=models.PROTECT, related_name="clauses"
    )
    order = models.PositiveIntegerField()
    level = models.PositiveSmallIntegerField()
    marker = models.CharField(max_length=40, blank=True)
    heading = models.TextField()
    path = models.CharField(max_length=120)
    start = models.PositiveIntegerField()
    text_start = models.PositiveIntegerField()
    own_end = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    is_heading = models.BooleanField(default=False)
    suggestions = models.JSONField(encoder=DjangoJSONEncoder, default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["document", "order"], name="guidance_clause_order"
            )
        ]


class Plan(models.Model):
    """A plan that a unit makes, from one document or several, or from a table."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=200)
    year = models.PositiveSmallIntegerField()
    begun_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    begun_at = models.DateTimeField()
    documents = models.ManyToManyField(Document, through="PlanDocument")


class PlanDocument(models.Model):
    """A document that a plan decomposes."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="bases")
    document = models.ForeignKey(
        Document, on_delete=models.PROTECT, related_name="plans"
    )
    order = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "document"], name="guidance_document_once"
            )
        ]


class ClauseHandling(models.Model):
    """A clause that gives no task, with a word why; one row while it holds.

    `duty` is the code of the duty by which it is carried out already, where one is;
    `reason` is then what the duty was called.
    """

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="handlings")
    clause = models.ForeignKey(Clause, on_delete=models.PROTECT, related_name="+")
    handling = models.CharField(max_length=12, choices=Handling.choices)
    reason = models.CharField(max_length=200)
    duty = models.CharField(max_length=60, blank=True)
    handled_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    handled_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "clause"], name="guidance_one_handling"
            )
        ]


class Task(models.Model):
    """A row of a plan: a specific task (具体任务) under a key task (重点任务).

    `leader` is the post of the responsible leader, `lead_unit` the one department or
    unit in the lead. Goals go to the lead unit, to `targets` and to all units below the
    plan's unit whose kind is in `reach_kinds`. `number` is the row's place. A row
    taken out after an issue keeps its place in the former issues: `removed_at`.
    """

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="tasks")
    order = models.PositiveIntegerField()
    key_task = models.CharField(max_length=200, blank=True)
    text = models.CharField(max_length=300)
    actions = models.TextField(blank=True)
    standard = models.TextField(blank=True)
    leader = models.ForeignKey(
        Post, null=True, on_delete=models.PROTECT, related_name="+"
    )
    lead_unit = models.ForeignKey(
        Unit, null=True, on_delete=models.PROTECT, related_name="+"
    )
    supports = models.ManyToManyField(Unit, related_name="+", through="TaskSupport")
    persons = models.ManyToManyField(Person, related_name="+", through="TaskPerson")
    targets = models.ManyToManyField(Unit, related_name="+", through="TaskTarget")
    reach_kinds = models.JSONField(default=list)
    due_kind = models.CharField(max_length=16, choices=DueKind.choices, blank=True)
    due_on = models.DateField(null=True)
    due_event = models.CharField(max_length=120, blank=True)
    measure = models.CharField(
        max_length=12, choices=Measure.choices, default=Measure.YES_NO
    )
    measure_unit = models.CharField(max_length=20, blank=True)
    measure_target = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    milestones = models.JSONField(encoder=DjangoJSONEncoder, default=list)
    remark = models.CharField(max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1)
    removed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["plan", "order"], name="guidance_task_order")]


class TaskSupport(models.Model):
    """A unit that supports the lead unit of a task (配合部门)."""

    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")


class TaskPerson(models.Model):
    """A person who is responsible for a task (责任人)."""

    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")


class TaskTarget(models.Model):
    """A unit picked by name to have a task as its goal."""

    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")


class Quote(models.Model):
    """Words of a clause from which a task comes: exact, by their place.

    The first clause that a task quotes is the one it comes from; the others are
    merged into it.
    """

    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="quotes")
    clause = models.ForeignKey(Clause, on_delete=models.PROTECT, related_name="quotes")
    order = models.PositiveSmallIntegerField()
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["task", "clause", "start"], name="guidance_quote_once"
            )
        ]


class Consultation(models.Model):
    """A plan's draft is sent round for comments until a day."""

    plan = models.ForeignKey(
        Plan, on_delete=models.PROTECT, related_name="consultations"
    )
    until = models.DateField()
    words = models.TextField(blank=True)
    snapshot = models.JSONField(encoder=DjangoJSONEncoder)
    opened_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    units = models.ManyToManyField(Unit, related_name="+", through="ConsultedUnit")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["plan"],
                condition=Q(closed_at__isnull=True),
                name="guidance_one_open_consultation",
            )
        ]


class ConsultedUnit(models.Model):
    """A unit that is asked for its comments."""

    consultation = models.ForeignKey(
        Consultation, on_delete=models.CASCADE, related_name="consulted"
    )
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")


class Comment(models.Model):
    """What a unit says to a draft; an empty text says that it has no comment.

    `row` is the number of the row in the draft that it is about, none for the whole.
    What became of it stands in its answer.
    """

    consultation = models.ForeignKey(
        Consultation, on_delete=models.PROTECT, related_name="comments"
    )
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    task = models.ForeignKey(
        Task, null=True, on_delete=models.PROTECT, related_name="comments"
    )
    text = models.TextField(blank=True)
    entered_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()


class CommentAnswer(models.Model):
    """Whether a comment was adopted, and why not where it was not."""

    comment = models.OneToOneField(
        Comment, on_delete=models.PROTECT, related_name="answer"
    )
    adoption = models.CharField(max_length=12, choices=Adoption.choices)
    reason = models.CharField(max_length=300, blank=True)
    answered_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField()


class Submission(models.Model):
    """The plan as it was sent for approval; while it waits the plan rests."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="submissions")
    approval = models.OneToOneField(
        Approval, null=True, on_delete=models.PROTECT, related_name="+"
    )
    reason = models.CharField(max_length=300, blank=True)
    snapshot = models.JSONField(encoder=DjangoJSONEncoder)
    submitted_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    submitted_at = models.DateTimeField()


class Issue(models.Model):
    """The plan was issued, or issued anew: its number, its day, the meeting behind it.

    `snapshot` is the whole table as it was issued and stays readable. `given_at` is
    when the job had given the last goal.
    """

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="issues")
    submission = models.OneToOneField(
        Submission, on_delete=models.PROTECT, related_name="issue"
    )
    sequence = models.PositiveSmallIntegerField()
    number = models.CharField(max_length=80)
    issued_on = models.DateField()
    meeting = models.CharField(max_length=200)
    reason = models.CharField(max_length=300, blank=True)
    snapshot = models.JSONField(encoder=DjangoJSONEncoder)
    issued_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    issued_at = models.DateTimeField()
    given_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "sequence"], name="guidance_issue_sequence"
            )
        ]


class GivenRow(models.Model):
    """The goals of one row of an issue were given, changed or withdrawn.

    One row for each task once the job is through with it, so that a job that was
    killed goes on where it stopped. `passed_over` names the units that got no goal,
    each with the reason in words.
    """

    issue = models.ForeignKey(Issue, on_delete=models.CASCADE, related_name="given")
    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="+")
    goals = models.PositiveIntegerField(default=0)
    passed_over = models.JSONField(encoder=DjangoJSONEncoder, default=list)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["issue", "task"], name="guidance_given_once"
            )
        ]


class FormerWording(models.Model):
    """What a unit says no more in its documents, besides the table of the rulebook.

    Rows of plans are held against it: of the unit itself, and of all units below.
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    old = models.CharField(max_length=60)
    now = models.CharField(max_length=120)
    since = models.DateField()
    basis = models.CharField(max_length=200)
    added_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "old"],
                condition=Q(removed_at__isnull=True),
                name="guidance_wording_once",
            )
        ]


class Trial(models.Model):
    """A task is tried out in a unit before the plan is issued."""

    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="trials")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    begun_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    begun_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["task", "unit"], name="guidance_trial_once")
        ]
