"""How far a plan has come, worked out from its rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, QuerySet

from lianxin.base.ui.wording import Pill
from lianxin.kernel.rules import Tone
from lianxin.org.approvals import enums as approvals
from lianxin.org.approvals.models import Step
from lianxin.org.approvals.queries import outcome_of
from lianxin.work.guidance.enums import Stage
from lianxin.work.guidance.models import Consultation, Issue, Plan, Submission
from lianxin.work.guidance.queries.reach import PassedOver
from lianxin.work.guidance.queries.versions import changed_fields, compared_rows_of

TONES = {
    Stage.DRAFT: Tone.OPEN,
    Stage.CONSULTING: Tone.OPEN,
    Stage.WAITING: Tone.OPEN,
    Stage.RETURNED: Tone.LATE,
    Stage.AGREED: Tone.SOON,
    Stage.GIVING: Tone.OPEN,
    Stage.ISSUED: Tone.DONE,
    Stage.REVISING: Tone.SOON,
}
EDITABLE = frozenset(
    {Stage.DRAFT, Stage.CONSULTING, Stage.RETURNED, Stage.ISSUED, Stage.REVISING}
)


def with_course(rows: QuerySet[Plan]) -> QuerySet[Plan]:
    """These plans with all from which their stage follows, in five queries."""
    submissions = (
        Submission.objects.defer("snapshot")
        .select_related("approval__withdrawal", "submitted_by")
        .prefetch_related(
            Prefetch(
                "approval__steps",
                Step.objects.select_related("decision__decided_by", "post__unit"),
            )
        )
        .order_by("pk")
    )
    return rows.prefetch_related(
        Prefetch("submissions", submissions),
        Prefetch(
            "issues", Issue.objects.select_related("issued_by").order_by("sequence")
        ),
        Prefetch(
            "consultations",
            Consultation.objects.defer("snapshot")
            .select_related("opened_by")
            .order_by("pk"),
        ),
    )


def stage_of(plan: Plan) -> Stage:
    """How far this plan has come today."""
    whole = with_course(Plan.objects.filter(pk=plan.pk)).get()
    return stages_of([whole])[plan.pk]


def stages_of(plans: Sequence[Plan]) -> dict[int, Stage]:
    """How far each of these plans of `with_course` has come.

    The tables of issued plans are compared with what was issued, all at once.
    """
    found = {plan.pk: _stage_by_course(plan) for plan in plans}
    issued = [plan for plan in plans if found[plan.pk] is Stage.ISSUED]
    if issued:
        drafts = compared_rows_of(issued)
        for plan in issued:
            if is_different(last_issue(plan).snapshot, drafts[plan.pk]):
                found[plan.pk] = Stage.REVISING
    return found


def last_issue(plan: Plan) -> Issue:
    """The latest issue of a plan of `with_course` that has one."""
    return list(plan.issues.all())[-1]


def last_submission(plan: Plan) -> Submission | None:
    """What was sent for approval last, of a plan of `with_course`."""
    sent = list(plan.submissions.all())
    return sent[-1] if sent else None


def is_different(
    issued: Sequence[dict[str, Any]], draft: Sequence[dict[str, Any]]
) -> bool:
    """Whether the draft says something else than what was issued."""
    if [row["task"] for row in issued] != [row["task"] for row in draft]:
        return True
    return any(
        changed_fields(before, now) for before, now in zip(issued, draft, strict=True)
    )


def pill_of(stage: Stage) -> Pill:
    """A stage as a list shows it."""
    return Pill(str(stage.label), TONES[stage])


def _stage_by_course(plan: Plan) -> Stage:
    sent, issues = last_submission(plan), list(plan.issues.all())
    issued = {issue.submission_id for issue in issues}
    if sent is not None and sent.pk not in issued and sent.approval is not None:
        progress = outcome_of(sent.approval).progress
        if progress is approvals.Progress.WAITING:
            return Stage.WAITING
        if progress is approvals.Progress.AGREED:
            return Stage.AGREED
    if any(c.closed_at is None for c in plan.consultations.all()):
        return Stage.CONSULTING
    if _was_returned(sent, issued):
        return Stage.RETURNED
    if not issues:
        return Stage.DRAFT
    return Stage.ISSUED if issues[-1].given_at else Stage.GIVING


def _was_returned(sent: Submission | None, issued: set[int]) -> bool:
    if sent is None or sent.pk in issued or sent.approval is None:
        return False
    return outcome_of(sent.approval).progress is approvals.Progress.RETURNED


def number_of(plan: Plan) -> str:
    """The number under which a plan of `with_course` was issued last; else empty."""
    issues = list(plan.issues.all())
    return issues[-1].number if issues else ""


def attach_stages(plans: "Sequence[Plan]") -> None:
    """Put `stage` on each of these plans of `with_course`, for a list."""
    found = stages_of(plans)
    for plan in plans:
        plan.stage = found[plan.pk]  # type: ignore[attr-defined]  # annotated by the query


def among(
    rows: QuerySet[Plan], *, words: str = "", year: int | None = None
) -> QuerySet[Plan]:
    """The plans that fit."""
    if year is not None:
        rows = rows.filter(year=year)
    for word in words.split():
        rows = rows.filter(title__icontains=word)
    return rows


def years_of(rows: QuerySet[Plan]) -> Sequence[int]:
    """The years of these plans, the latest first."""
    found = rows.order_by("-year").values_list("year", flat=True).distinct()
    return list(found)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the giving of the latest issue's goals has come."""

    issue: Issue
    rows: int
    done: int
    goals: int
    passed_over: Sequence[tuple[PassedOver, int]]

    @property
    def is_over(self) -> bool:
        """Whether every goal has reached its unit."""
        return self.issue.given_at is not None


def progress_of(plan: Plan) -> Progress | None:
    """How far the latest issue has been given; none where nothing was issued."""
    issue = plan.issues.order_by("sequence").last()
    if issue is None:
        return None
    given = list(issue.given.all())
    counted: dict[PassedOver, int] = {}
    for row in given:
        for one in row.passed_over:
            passed = PassedOver(one["name"], one["why"])
            counted[passed] = counted.get(passed, 0) + 1
    return Progress(
        issue,
        len(issue.snapshot),
        len(given),
        sum(row.goals for row in given),
        sorted(counted.items(), key=lambda pair: -pair[1]),
    )
