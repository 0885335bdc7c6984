"""Issuing a plan, and giving its tasks to the units as their goals."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lianxin.base.jobs import operations as jobs
from lianxin.base.journal import operations as journal
from lianxin.kernel.actor import Actor, Ref
from lianxin.kernel.zh.days import day_of
from lianxin.org.people.queries import person_of
from lianxin.work.goals import operations as goals
from lianxin.work.guidance import queries
from lianxin.work.guidance.enums import Stage
from lianxin.work.guidance.events import IssueGiven, PlanIssued
from lianxin.work.guidance.models import GivenRow, Issue, Plan, Submission
from lianxin.work.guidance.operations.asked import asked_by
from lianxin.work.guidance.operations.checks import check_words, held
from lianxin.work.guidance.operations.consultations import about

MOST_GOALS_AT_ONCE = 10_000


@transaction.atomic
def issue_plan(
    plan: Plan,
    *,
    number: str,
    issued_on: date,
    meeting: str,
    actor: Actor,
    at: datetime,
) -> Issue:
    """Issue what was agreed, under a number and on the basis of a meeting.

    A job then gives the goals. ValidationError where nothing agreed waits to be
    issued, for a day to come, and for a number that the plan had before.
    """
    plan = held(plan, actor=actor)
    if queries.stage_of(plan) is not Stage.AGREED:
        raise ValidationError(_("Only what was agreed can be issued."))
    check_words(number, field="number", fault=_("Give the number of the document."))
    check_words(meeting, field="meeting", fault=_("Name the meeting that decided."))
    if issued_on > day_of(at):
        raise ValidationError({"issued_on": _("This day is still to come.")})
    if plan.issues.filter(number=number.strip()).exists():
        raise ValidationError(
            {"number": _("The plan was issued under this number before.")}
        )
    submission = plan.submissions.order_by("pk").last()
    assert submission is not None  # noqa: S101 -- what is agreed was sent
    issue = _issue(plan, submission, at=at, actor=actor)
    issue.number, issue.meeting = number.strip(), meeting.strip()
    issue.issued_on = issued_on
    issue.save()
    journal.write(
        PlanIssued(
            **about(plan, actor, at),
            after={
                "document_number": issue.number,
                "issued_on": issued_on,
                "meeting": issue.meeting,
                "rows": len(issue.snapshot),
            },
        )
    )
    jobs.later("guidance.give", Ref("guidance.issue", issue.pk))
    return issue


def give_issue(issue: Issue, *, actor: Actor, at: datetime) -> int:
    """Give, change and withdraw the goals of an issue; return how many were touched.

    Goes on where an earlier run was stopped: each batch is one transaction, with a
    row that says so. Doing it again changes nothing.
    """
    touched = 0
    if issue.given_at is not None:
        return touched
    plan = issue.plan
    former = queries.issue_before(issue)
    touched += _withdraw_removed(issue, former, actor=actor, at=at)
    for batch in _batches(issue):
        with transaction.atomic():
            touched += _give_batch(issue, batch, former, actor=actor, at=at)
    with transaction.atomic():
        closed = Issue.objects.filter(pk=issue.pk, given_at__isnull=True)
        if closed.update(given_at=at):
            journal.write(
                IssueGiven(**about(plan, actor, at), after={"goals": touched})
            )
    return touched


def _issue(plan: Plan, submission: Submission, *, at: datetime, actor: Actor) -> Issue:
    return Issue(
        plan=plan,
        submission=submission,
        sequence=plan.issues.count() + 1,
        reason=submission.reason,
        snapshot=submission.snapshot,
        issued_by=person_of(actor),
        issued_at=at,
    )


def _batches(issue: Issue) -> Iterator[Sequence[queries.Reached]]:
    done = set(issue.given.values_list("task", flat=True))
    rows = [row for row in issue.snapshot if row["task"] not in done]
    batch: list[queries.Reached] = []
    size = 0
    for reached in queries.reached_by(rows, giver=issue.plan.unit):
        batch.append(reached)
        size += len(reached.unit_ids)
        if size >= MOST_GOALS_AT_ONCE:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _give_batch(
    issue: Issue,
    batch: Sequence[queries.Reached],
    former: Issue | None,
    *,
    actor: Actor,
    at: datetime,
) -> int:
    before = {row["task"]: row for row in former.snapshot} if former else {}
    changed = sum(
        _change(issue, reached, before[reached.row["task"]], actor=actor, at=at)
        for reached in batch
        if reached.row["task"] in before
    )
    given = goals.give_issued(
        tasks=[_issued_task(reached) for reached in batch],
        giver=issue.plan.unit,
        actor=actor,
        at=at,
    )
    GivenRow.objects.bulk_create(
        GivenRow(
            issue=issue,
            task_id=reached.row["task"],
            goals=len(reached.unit_ids),
            passed_over=[one.as_values() for one in reached.passed_over],
        )
        for reached in batch
    )
    return changed + given


def _change(
    issue: Issue,
    reached: queries.Reached,
    before: dict[str, Any],
    *,
    actor: Actor,
    at: datetime,
) -> int:
    """Let the goals of a row follow its new wording and its new reach."""
    about_all: dict[str, Any] = {
        "source": Ref("guidance.task", reached.row["task"]),
        "giver": issue.plan.unit,
        "reason": issue.reason,
        "actor": actor,
        "at": at,
    }
    touched = 0
    asked = asked_by(reached.row)
    if asked != asked_by(before):
        touched += goals.change_issued(asked=asked, **about_all)
    gone = queries.units_no_more(before, reached, giver=issue.plan.unit)
    if gone:
        touched += goals.withdraw_issued(unit_ids=gone, **about_all)
    return touched


def _withdraw_removed(
    issue: Issue, former: Issue | None, *, actor: Actor, at: datetime
) -> int:
    if former is None:
        return 0
    kept = {row["task"] for row in issue.snapshot}
    touched = 0
    for row in former.snapshot:
        if row["task"] not in kept:
            touched += goals.withdraw_issued(
                source=Ref("guidance.task", row["task"]),
                giver=issue.plan.unit,
                reason=issue.reason,
                actor=actor,
                at=at,
            )
    return touched


def _issued_task(reached: queries.Reached) -> goals.IssuedTask:
    return goals.IssuedTask(
        source=Ref("guidance.task", reached.row["task"]),
        asked=asked_by(reached.row),
        unit_ids=reached.unit_ids,
    )
