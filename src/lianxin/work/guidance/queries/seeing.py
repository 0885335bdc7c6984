"""Which plans and documents an actor may see."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Value
from django.db.models.functions import Coalesce

from lianxin.base.remembered import Exists, Subquery
from lianxin.kernel.actor import Actor, Grant, NotVisible, Reach, Ref
from lianxin.org.approvals import queries as approvals
from lianxin.org.approvals.models import Approval, Step
from lianxin.org.posts.models import Post
from lianxin.org.posts.queries import vacant
from lianxin.org.units import queries as units
from lianxin.work.goals import queries as goals
from lianxin.work.goals.models import Goal
from lianxin.work.guidance import policy
from lianxin.work.guidance.models import (
    ConsultedUnit,
    Document,
    Issue,
    Plan,
    Quote,
    Submission,
    Task,
    Trial,
)
from lianxin.work.guidance.queries.plans import with_course

MATTER, TASK = "guidance.plan", "guidance.task"


def visible_to(actor: Actor) -> QuerySet[Plan]:
    """Plans of the units whose plans `actor` sees, the latest year first."""
    scope = actor.scope("plans.see")
    return (
        Plan.objects.select_related("unit", "begun_by")
        .filter(units.within(scope, column="unit__path"))
        .order_by("-year", "-pk")
    )


def plan_visible_to(actor: Actor, pk: int, *, today: date | None = None) -> Plan:
    """One plan; NotVisible where `actor` may not see it.

    With `today`, whoever decides on its approval sees it as well.
    """
    found = visible_to(actor).filter(pk=pk).first()
    if found is None and today is not None and actor.person is not None:
        found = plans_decided_by(actor, today=today).filter(pk=pk).first()
    if found is None:
        raise NotVisible
    return found


def whole_plan_visible_to(actor: Actor, pk: int, *, today: date) -> Plan:
    """One plan of `with_course` with who did what, for its page; else NotVisible."""
    plan = plan_visible_to(actor, pk, today=today)
    return (
        with_course(Plan.objects.filter(pk=plan.pk))
        .select_related("unit", "begun_by")
        .get()
    )


def issue_in(plan: Plan, sequence: int) -> Issue:
    """One issue of a plan that the caller may see; NotVisible where there is none."""
    found = plan.issues.select_related("issued_by").filter(sequence=sequence).first()
    if found is None:
        raise NotVisible
    return found


def task_in(plan: Plan, pk: int) -> Task:
    """One living row of a plan that the caller may see; else NotVisible."""
    found = plan.tasks.select_related("plan__unit").filter(pk=pk, removed_at=None)
    task = found.first()
    if task is None:
        raise NotVisible
    return task


def was_issued(plan: Plan) -> bool:
    """Whether the plan was issued before, so that sending it again is a change."""
    return plan.issues.exists()


def trials_in(plan: Plan) -> QuerySet[Trial]:
    """Where tasks of the plan are tried out, by task and unit."""
    return (
        Trial.objects.filter(task__plan=plan)
        .select_related("task", "unit")
        .order_by("task__order", "unit__path")
    )


def documents_visible_to(actor: Actor) -> QuerySet[Document]:
    """Documents taken in by the units whose plans `actor` sees, the latest first."""
    scope = actor.scope("plans.see")
    return (
        Document.objects.select_related("unit", "taken_in_by")
        .filter(units.within(scope, column="unit__path"))
        .order_by("-pk")
    )


def issues_visible_to(actor: Actor) -> QuerySet[Issue]:
    """The issues of the plans that `actor` sees, the latest first."""
    return (
        Issue.objects.select_related("plan__unit", "issued_by")
        .filter(plan__in=visible_to(actor).order_by())
        .order_by("-pk")
    )


def issue_of(pk: int) -> Issue:
    """One issue with its plan, for the job that gives its goals."""
    return Issue.objects.select_related("plan__unit", "issued_by").get(pk=pk)


def issuer_of(issue: Issue, *, job: str, action: UUID) -> Actor:
    """Whoever issued a plan, as the actor of the job that gives its goals.

    It gives goals in the name of the plan's unit and may do nothing else.
    """
    unit, person = issue.plan.unit, issue.issued_by
    path = unit.path or "-"
    return Actor(
        name=person.name,
        action=action,
        person=Ref("people.person", person.pk),
        unit=units.ref(unit),
        path=path,
        job=job,
        grants=(Grant("goals.give", Reach.BELOW, path),),
    )


def asked_of(actor: Actor) -> QuerySet[ConsultedUnit]:
    """The requests for comments to units for which `actor` answers, latest first."""
    scope = actor.scope("plans.reply")
    return (
        ConsultedUnit.objects.select_related("consultation__plan__unit", "unit")
        .filter(units.within(scope, column="unit__path"))
        .order_by("-pk")
    )


def all_plans() -> QuerySet[Plan]:
    """Every plan in order of its number, for jobs."""
    return Plan.objects.select_related("unit").order_by("pk")


def plans_decided_by(actor: Actor, *, today: date) -> QuerySet[Plan]:
    """The plans on whose approval `actor` decides, or may look."""
    seen = approvals.visible_to(actor, today=today).filter(matter=MATTER).order_by()
    sent = Submission.objects.filter(
        plan=OuterRef("pk"), approval__in=seen.values("pk")
    )
    return Plan.objects.select_related("unit", "begun_by").filter(Exists(sent))


def plan_to_edit(actor: Actor, pk: int) -> Plan:
    """One plan that `actor` may change; Refused where it only sees it."""
    plan = plan_visible_to(actor, pk)
    policy.may_edit(plan, actor=actor).or_raise()
    return plan


def issue_numbered(plan: Plan, sequence: str) -> Issue | None:
    """The issue of a plan of `with_course` with this place, as an address names it."""
    return next(
        (issue for issue in plan.issues.all() if str(issue.sequence) == sequence), None
    )


def plan_decided_by(actor: Actor, pk: int, *, today: date) -> Plan | None:
    """The plan, where `actor` decides or may see its approval."""
    return plans_decided_by(actor, today=today).filter(pk=pk).first()


def tasks_visible_to(actor: Actor) -> QuerySet[Task]:
    """The rows of the plans that `actor` sees."""
    return Task.objects.filter(plan__in=visible_to(actor).order_by())


def tasks_met_by_goals(
    actor: Actor, ids: Iterable[int]
) -> Sequence[tuple[int, str, str]]:
    """Of these rows those of which `actor` sees a goal: plan's title, latest number.

    Asked first are one's own plans and one's own unit, which an index finds at once; a
    row of which thousands of units have a goal would be gone through for long.
    """
    wanted = set(ids)
    known = set(
        tasks_visible_to(actor).filter(pk__in=wanted).values_list("pk", flat=True)
    )
    known |= _sources(goals.of_own_unit(actor), wanted - known)
    if wanted - known:
        known |= _sources(goals.visible_to(actor), wanted - known)
    last = Issue.objects.filter(plan=OuterRef("plan")).order_by("-sequence")
    number = Coalesce(Subquery(last.values("number")[:1]), Value(""))
    rows = Task.objects.filter(pk__in=known).annotate(number=number)
    return list(rows.values_list("pk", "plan__title", "number"))


def _sources(rows: QuerySet[Goal], tasks: Iterable[int]) -> set[int]:
    """Of these tasks those from which one of the goals comes."""
    from_them = rows.filter(source_kind=TASK, source_id__in=list(tasks))
    found = from_them.order_by().values_list("source_id", flat=True).distinct()
    return {pk for pk in found if pk is not None}


def submission_of(approval: Approval) -> Submission | None:
    """What was sent with this request."""
    rows = Submission.objects.select_related("plan__unit")
    return rows.filter(approval=approval).first()


def issue_of_submission_before(sent: Submission) -> Issue | None:
    """The issue that a change which was sent for approval would replace."""
    earlier = Issue.objects.filter(plan=sent.plan_id, submission__lt=sent.pk)
    return earlier.order_by("sequence").last()


def posts_to_ask(plan: Plan, rows: Sequence[Mapping[str, Any]]) -> Sequence[int]:
    """Who is likely to agree: who did for the unit's last plan, else the rows' one leader."""
    sent = Submission.objects.filter(plan__unit=plan.unit_id, approval__isnull=False)
    last = sent.order_by("-pk").values_list("approval", flat=True).first()
    if last is not None:
        steps = Step.objects.filter(approval=last, post__unit=plan.unit_id)
        return list(steps.order_by("order").values_list("post", flat=True))
    leaders = {row["leader_post"] for row in rows if row["leader_post"]}
    return list(leaders) if len(leaders) == 1 else []


def source_task(pk: int) -> Task | None:
    """The row from which a goal comes, for whoever sees the goal."""
    return Task.objects.select_related("plan__unit", "leader").filter(pk=pk).first()


def quotes_of(task: Task) -> Sequence[tuple[Quote, str]]:
    """The exact words from which a row comes, each with its place."""
    rows = task.quotes.select_related("clause__document").order_by("order", "pk")
    return [(row, row.clause.document.text[row.start : row.end]) for row in rows]


def issue_holding(task: Task) -> Issue | None:
    """The latest issue that has this row."""
    for issue in task.plan.issues.order_by("-sequence"):
        if any(row["task"] == task.pk for row in issue.snapshot):
            return issue
    return None


def vacant_posts_in(
    rows: Sequence[Mapping[str, Any]], *, today: date
) -> frozenset[int]:
    """The posts of responsible leaders that nobody holds today."""
    named = {row["leader_post"] for row in rows if row["leader_post"]}
    return vacant_posts(named, today=today)


def vacant_posts(named: Iterable[int], *, today: date) -> frozenset[int]:
    """Of these posts those that nobody holds today."""
    posts = Post.objects.filter(pk__in=list(named))
    return frozenset(vacant(posts, today=today).values_list("pk", flat=True))
