"""Reading all that goals' statuses depend on, and judging them."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.db.models import (
    Prefetch,
    QuerySet,
)

from lianxin.base.rulebook import queries as rulebook
from lianxin.facts.records import queries as records
from lianxin.kernel.actor import Ref
from lianxin.kernel.rules import (
    ChangeFact,
    DecisionFact,
    EvidenceFact,
    ExtensionFact,
    GoalFacts,
    MilestoneFact,
    ProposalFact,
    ReportFact,
    Rhythm,
    Verdict,
    judge_goal,
)
from lianxin.kernel.zh.days import day_of
from lianxin.org.approvals.enums import Progress
from lianxin.org.approvals.queries import outcome_of, steps_with_decisions
from lianxin.work.goals.enums import DueKind
from lianxin.work.goals.models import (
    CompletionReport,
    Evidence,
    ExtensionRequest,
    Goal,
    GoalChange,
    GoalProposal,
    Milestone,
    Refinement,
)

RHYTHMS = {
    DueKind.EVERY_MONTH.value: Rhythm.MONTH,
    DueKind.EVERY_QUARTER.value: Rhythm.QUARTER,
}


def ref(goal: Goal) -> Ref:
    """The reference of a goal."""
    return Ref("goals.goal", goal.pk)


def report_ref(report: CompletionReport) -> Ref:
    """The reference of a report."""
    return Ref("goals.completionreport", report.pk)


def extension_ref(request: ExtensionRequest) -> Ref:
    """The reference of a request for a later deadline."""
    return Ref("goals.extensionrequest", request.pk)


def facts_of(goals: Sequence[Goal]) -> Mapping[int, GoalFacts]:
    """All that the goals' statuses depend on, by the goal's number, read anew.

    A constant number of queries, however many goals.
    """
    found = with_facts(Goal.objects.filter(pk__in=[g.pk for g in goals]))
    return {goal.pk: facts_in(goal) for goal in found}


def judge(goals: Sequence[Goal], *, as_of: date) -> Mapping[int, Verdict]:
    """How each goal stands on `as_of`, and why, by the goal's number."""
    soon_days = rulebook.number("goal_soon_days")
    return {
        pk: judge_goal(facts, as_of=as_of, soon_days=soon_days)
        for pk, facts in facts_of(goals).items()
    }


def judge_whole(goal: Goal, *, as_of: date) -> Verdict:
    """How a goal of `whole_goal_visible_to` stands on `as_of`, and why."""
    soon_days = rulebook.number("goal_soon_days")
    return judge_goal(facts_in(goal), as_of=as_of, soon_days=soon_days)


def with_facts(rows: QuerySet[Goal]) -> QuerySet[Goal]:
    """The goals with all that their status and their page need, read in bulk."""
    evidence = Evidence.objects.select_related("record", "linked_by")
    reports = CompletionReport.objects.select_related(
        "reported_by", "verification__verified_by"
    )
    return rows.select_related("giver", "withdrawal").prefetch_related(
        Prefetch("evidence", evidence.order_by("record__took_place_on", "pk")),
        Prefetch("reports", reports.order_by("pk")),
        Prefetch("extensions", requests_with_decisions()),
        Prefetch("proposals", _proposals_with_decisions()),
        Prefetch("milestones", Milestone.objects.order_by("due_on", "pk")),
        Prefetch(
            "changes", GoalChange.objects.select_related("changed_by").order_by("pk")
        ),
        Prefetch(
            "refinements",
            Refinement.objects.select_related("refined_by").order_by("pk"),
        ),
    )


def requests_with_decisions() -> QuerySet[ExtensionRequest]:
    """Requests for later deadlines with their approvals and decisions, oldest first."""
    return (
        ExtensionRequest.objects.select_related("approval__withdrawal")
        .prefetch_related(steps_with_decisions("approval__steps"))
        .order_by("pk")
    )


def _proposals_with_decisions() -> QuerySet[GoalProposal]:
    return (
        GoalProposal.objects.select_related("approval__withdrawal")
        .prefetch_related(steps_with_decisions("approval__steps"))
        .order_by("pk")
    )


def facts_in(goal: Goal) -> GoalFacts:
    """All that the status of a goal of `with_facts` depends on."""
    withdrawal = getattr(goal, "withdrawal", None)
    reports = list(goal.reports.all())
    return GoalFacts(
        ref=ref(goal),
        given_on=goal.given_on,
        deadline=goal.deadline,
        giver=goal.giver.name,
        evidence=tuple(_evidence(row) for row in goal.evidence.all()),
        reports=tuple(ReportFact(report_ref(r), r.reported_on) for r in reports),
        decisions=tuple(d for r in reports for d in _decisions(r)),
        extensions=tuple(e for r in goal.extensions.all() for e in _agreed(r)),
        withdrawn_on=withdrawal.withdrawn_on if withdrawal else None,
        rhythm=RHYTHMS.get(goal.due_kind),
        is_own=bool(goal.own_kind),
        milestones=tuple(
            MilestoneFact(Ref("goals.milestone", m.pk), m.due_on, m.reached_on)
            for m in goal.milestones.all()
        ),
        changes=_changes(goal),
        proposals=tuple(_proposal(p) for p in goal.proposals.all()),
    )


def _evidence(row: Evidence) -> EvidenceFact:
    """Evidence that leans on a record withdrawn since counts as long as that stood."""
    withdrawn_at = row.record.withdrawn_at
    ended = [row.removed_on, day_of(withdrawn_at) if withdrawn_at else None]
    return EvidenceFact(
        records.ref(row.record),
        row.record.took_place_on,
        row.linked_on,
        min((day for day in ended if day is not None), default=None),
    )


def _decisions(report: CompletionReport) -> Sequence[DecisionFact]:
    verification = getattr(report, "verification", None)
    if verification is None:
        return ()
    return (
        DecisionFact(
            Ref("goals.verification", verification.pk),
            verification.verified_on,
            verification.struck_off,
            report_ref(report),
        ),
    )


def _agreed(request: ExtensionRequest) -> Sequence[ExtensionFact]:
    if request.approval is None:
        return ()
    outcome = outcome_of(request.approval)
    if outcome.progress is not Progress.AGREED:
        return ()
    at = day_of(outcome.at)
    return (ExtensionFact(extension_ref(request), at, request.deadline),)


def _changes(goal: Goal) -> tuple[ChangeFact, ...]:
    """Each change with the day on which the unit next did something for the goal."""
    changes = list(goal.changes.all())
    if not changes or goal.own_kind:
        return ()
    acts = [row.linked_at for row in goal.evidence.all()]
    acts += [report.reported_at for report in goal.reports.all()]
    acts += [own.refined_at for own in goal.refinements.all()]
    acts += [m.reached_at for m in goal.milestones.all() if m.reached_at]
    return tuple(
        ChangeFact(
            Ref("goals.goalchange", change.pk),
            day_of(change.changed_at),
            min((day_of(act) for act in acts if act > change.changed_at), default=None),
        )
        for change in changes
    )


def _proposal(proposal: GoalProposal) -> ProposalFact:
    ref, on = Ref("goals.goalproposal", proposal.pk), day_of(proposal.proposed_at)
    if proposal.approval is None:
        return ProposalFact(ref, on)
    outcome = outcome_of(proposal.approval)
    if outcome.progress is Progress.WAITING:
        return ProposalFact(ref, on)
    return ProposalFact(
        ref, on, day_of(outcome.at), agreed=outcome.progress is Progress.AGREED
    )
