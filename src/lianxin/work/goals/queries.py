"""Reading goals, as far as the actor may see them, and judging how they stand."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from django.db.models import (
    Case,
    CharField,
    Count,
    Exists,
    F,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Value,
    When,
)
from django.db.models.functions import Coalesce
from django.utils.translation import get_language

from lianxin.base.rulebook import queries as rulebook
from lianxin.facts.records import queries as records
from lianxin.facts.records.models import Record
from lianxin.kernel.actor import Actor, NotVisible, Ref
from lianxin.kernel.rules import (
    DecisionFact,
    EvidenceFact,
    ExtensionFact,
    GoalFacts,
    GoalMarks,
    ReportFact,
    Standing,
    Status,
    Verdict,
    judge_goal,
    tone_of,
)
from lianxin.kernel.zh.days import day_of
from lianxin.org.approvals.enums import Progress
from lianxin.org.approvals.models import Approval
from lianxin.org.approvals.queries import outcome_of
from lianxin.org.people.queries import in_force
from lianxin.org.posts.models import Appointment, Post
from lianxin.org.units import queries as units
from lianxin.org.units.models import Unit
from lianxin.work.goals.models import (
    CompletionReport,
    Evidence,
    ExtensionRequest,
    Goal,
    GoalChange,
    GoalLedger,
    Verification,
)

MONTHS = timedelta(days=90)
LATER_DEADLINE = "goals.later_deadline"
DECIDES_ON_DEADLINES = (
    "leader_in_charge",
    "committee_secretary",
    "general_branch_secretary",
    "office_clerk",
)


def ref(goal: Goal) -> Ref:
    """The reference of a goal."""
    return Ref("goals.goal", goal.pk)


def visible_to(actor: Actor) -> QuerySet[Goal]:
    """Goals of units in reach and goals given from there, the soonest deadline first."""
    rows = Goal.objects.select_related("unit", "giver", "ledger").order_by(
        "ledger__due", "pk"
    )
    scope = actor.scope("goals.see")
    if scope.everywhere:
        return rows
    return rows.filter(
        units.within(scope, column="unit__path")
        | units.within(scope, column="giver__path")
    )


def goal_visible_to(actor: Actor, pk: int) -> Goal:
    """One goal; NotVisible where `actor` may not see it."""
    found = visible_to(actor).select_related("given_by").filter(pk=pk).first()
    if found is None:
        raise NotVisible
    return found


def whole_goal_visible_to(actor: Actor, pk: int) -> Goal:
    """One goal with all that happened to it, for its page; else NotVisible."""
    rows = _with_facts(visible_to(actor)).select_related(
        "given_by", "withdrawal__withdrawn_by"
    )
    changes = GoalChange.objects.select_related("changed_by").order_by("pk")
    found = rows.prefetch_related(Prefetch("changes", changes)).filter(pk=pk).first()
    if found is None:
        raise NotVisible
    return found


def standing_on(day: date) -> Case:
    """The SQL that gives a goal's status on `day` from its ledger.

    Equal to `status_of` over the ledger's marks; a test compares the two.
    """
    struck, gone = F("ledger__struck_off_on"), "ledger__withdrawn_on"
    return Case(
        When(
            Q(**{f"{gone}__isnull": False})
            & (Q(ledger__struck_off_on__isnull=True) | Q(**{f"{gone}__lt": struck})),
            then=Value(Status.WITHDRAWN.value),
        ),
        When(ledger__struck_off_on__isnull=False, then=Value(Status.STRUCK_OFF.value)),
        When(
            ledger__reports__gt=F("ledger__decisions"),
            then=Value(Status.REPORTED.value),
        ),
        When(ledger__due__lt=day, then=Value(Status.LATE.value)),
        When(ledger__decisions__gt=0, then=Value(Status.RETURNED.value)),
        When(
            ledger__first_counted_on__isnull=False,
            then=Value(Status.UNDER_WAY.value),
        ),
        default=Value(Status.NOT_STARTED.value),
        output_field=CharField(),
    )


def with_standing(rows: QuerySet[Goal], *, today: date) -> QuerySet[Goal]:
    """The goals, each with `standing`, its status today as a code, and `due`."""
    return rows.annotate(
        standing=standing_on(today), due=Coalesce("ledger__due", "deadline")
    )


def in_standing(
    rows: QuerySet[Goal], wanted: Iterable[Status], *, today: date
) -> QuerySet[Goal]:
    """Only the goals whose status today is one of `wanted`."""
    return with_standing(rows, today=today).filter(standing__in=list(wanted))


def counts_by_standing(rows: QuerySet[Goal], *, today: date) -> Mapping[Status, int]:
    """How many of the goals have each status today, in one query."""
    found = (
        rows.order_by()
        .annotate(standing=standing_on(today))
        .values_list("standing")
        .annotate(number=Count("pk"))
    )
    return {Status(standing): number for standing, number in found}


def due_soon(rows: QuerySet[Goal], *, today: date) -> QuerySet[Goal]:
    """Only the goals that wait for their unit and are late, returned or due soon."""
    soon = today + timedelta(days=rulebook.number("goal_soon_days"))
    waiting = (Status.NOT_STARTED, Status.UNDER_WAY, Status.RETURNED, Status.LATE)
    return in_standing(rows, waiting, today=today).filter(
        Q(ledger__due__lte=soon) | Q(standing=Status.RETURNED)
    )


def facts_of(goals: Sequence[Goal]) -> Mapping[int, GoalFacts]:
    """All that the goals' statuses depend on, by the goal's number, read anew.

    A constant number of queries, however many goals.
    """
    found = _with_facts(Goal.objects.filter(pk__in=[g.pk for g in goals]))
    return {goal.pk: _facts(goal) for goal in found}


def judge_whole(goal: Goal, *, as_of: date) -> Verdict:
    """How a goal of `whole_goal_visible_to` stands on `as_of`, and why."""
    soon_days = rulebook.number("goal_soon_days")
    return judge_goal(_facts(goal), as_of=as_of, soon_days=soon_days)


def _with_facts(rows: QuerySet[Goal]) -> QuerySet[Goal]:
    evidence = Evidence.objects.select_related("record", "linked_by")
    reports = CompletionReport.objects.select_related(
        "reported_by", "verification__verified_by"
    )
    return rows.select_related("giver", "withdrawal").prefetch_related(
        Prefetch("evidence", evidence.order_by("record__took_place_on", "pk")),
        Prefetch("reports", reports.order_by("pk")),
        Prefetch("extensions", _extensions()),
    )


def judge(goals: Sequence[Goal], *, as_of: date) -> Mapping[int, Verdict]:
    """How each goal stands on `as_of`, and why, by the goal's number."""
    soon_days = rulebook.number("goal_soon_days")
    return {
        pk: judge_goal(facts, as_of=as_of, soon_days=soon_days)
        for pk, facts in facts_of(goals).items()
    }


def marks_in(ledger: GoalLedger) -> GoalMarks:
    """What the ledger keeps, as the kernel reads it."""
    return GoalMarks(
        due=ledger.due,
        first_counted_on=ledger.first_counted_on,
        reports=ledger.reports,
        decisions=ledger.decisions,
        struck_off_on=ledger.struck_off_on,
        withdrawn_on=ledger.withdrawn_on,
    )


def evidence_of(goal: Goal) -> QuerySet[Evidence]:
    """The judgements that records serve the goal, those taken back included."""
    return goal.evidence.select_related("record", "linked_by").order_by(
        "record__took_place_on", "pk"
    )


def evidence_on(goal: Goal, pk: int) -> Evidence:
    """One judgement in force on a goal that the caller may see."""
    found = evidence_of(goal).filter(pk=pk, removed_on__isnull=True).first()
    if found is None:
        raise NotVisible
    return found


def reports_of(goal: Goal) -> QuerySet[CompletionReport]:
    """The unit's reports with their verifications, oldest first."""
    return goal.reports.select_related(
        "reported_by", "verification__verified_by"
    ).order_by("pk")


def open_report(goal: Goal) -> CompletionReport | None:
    """The report that waits for its verification, where there is one."""
    return goal.reports.filter(verification__isnull=True).order_by("-pk").first()


def extensions_of(goal: Goal) -> QuerySet[ExtensionRequest]:
    """The later deadlines asked for, oldest first, with what was decided."""
    return _extensions().filter(goal=goal)


def open_extension(goal: Goal) -> ExtensionRequest | None:
    """The request for a later deadline that waits for its decision."""
    return next(
        (
            request
            for request in extensions_of(goal)
            if request.approval is not None
            and outcome_of(request.approval).progress is Progress.WAITING
        ),
        None,
    )


def candidates_for(goal: Goal, *, actor: Actor, today: date) -> QuerySet[Record]:
    """Records that may serve the goal: the unit's, within its time, not yet linked."""
    linked = Evidence.objects.filter(
        goal=goal, record=OuterRef("pk"), removed_on__isnull=True
    )
    return records.visible_to(actor).filter(
        ~Exists(linked),
        unit=goal.unit_id,
        took_place_on__gte=goal.given_on,
        took_place_on__lte=today,
    )


def goals_served_by(record: Record, *, actor: Actor) -> QuerySet[Goal]:
    """The goals that a record serves and `actor` may see."""
    served = Evidence.objects.filter(record=record, removed_on__isnull=True)
    return visible_to(actor).filter(pk__in=served.values("goal"))


def open_goals_for(record: Record, *, actor: Actor, today: date) -> QuerySet[Goal]:
    """Goals of the record's unit, under way on its day, that it does not serve yet."""
    served = Evidence.objects.filter(record=record, removed_on__isnull=True)
    rows = visible_to(actor).filter(
        unit=record.unit_id, given_on__lte=record.took_place_on
    )
    waiting = (Status.NOT_STARTED, Status.UNDER_WAY, Status.RETURNED, Status.LATE)
    return in_standing(rows, waiting, today=today).exclude(pk__in=served.values("goal"))


def units_to_give_to(actor: Actor) -> QuerySet[Unit]:
    """The units below the actor's own to which it may give goals, in tree order."""
    if not actor.path:
        return Unit.objects.none()
    return (
        units.all_units()
        .filter(units.within(actor.scope("goals.give")), units.below(actor.path))
        .exclude(path=actor.path)
    )


def post_that_decides_on_deadlines(goal: Goal, *, today: date) -> Post | None:
    """The giver's post that decides on a later deadline; held ones come first."""
    held = Appointment.objects.filter(in_force(today), post=OuterRef("pk"))
    posts = Post.objects.filter(
        in_force(today), unit=goal.giver_id, kind__in=DECIDES_ON_DEADLINES
    ).annotate(is_held=Exists(held))
    order = DECIDES_ON_DEADLINES.index
    return min(
        posts, key=lambda p: (not p.is_held, order(p.kind), p.number), default=None
    )


def all_goals() -> QuerySet[Goal]:
    """Every goal in order of its number, for jobs."""
    return Goal.objects.order_by("pk")


def _extensions() -> QuerySet[ExtensionRequest]:
    approvals = Approval.objects.select_related("withdrawal").prefetch_related(
        "steps__decision"
    )
    return ExtensionRequest.objects.prefetch_related(
        Prefetch("approval", approvals)
    ).order_by("pk")


def _facts(goal: Goal) -> GoalFacts:
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
    )


def extension_ref(request: ExtensionRequest) -> Ref:
    """The reference of a request for a later deadline."""
    return Ref("goals.extensionrequest", request.pk)


def report_ref(report: CompletionReport) -> Ref:
    """The reference of a report."""
    return Ref("goals.completionreport", report.pk)


def _evidence(row: Evidence) -> EvidenceFact:
    return EvidenceFact(
        records.ref(row.record),
        row.record.took_place_on,
        row.linked_on,
        row.removed_on,
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


def units_seen_by(actor: Actor) -> QuerySet[Unit]:
    """The units whose goals `actor` sees, in tree order, for a filter."""
    return units.all_units().filter(units.within(actor.scope("goals.see")))


def kinds_of(below: QuerySet[Unit]) -> Sequence[tuple[str, str, int]]:
    """The kinds among these units: code, title and how many there are."""
    language = get_language() or ""
    counted = dict(below.order_by().values_list("kind").annotate(number=Count("pk")))
    return [
        (code, kind.title.into(language), counted[code])
        for code, kind in rulebook.unit_kinds().items()
        if code in counted
    ]


def of_kinds_or_numbers(
    below: QuerySet[Unit], kinds: Iterable[str], numbers: Iterable[int]
) -> QuerySet[Unit]:
    """Those of the units that are of these kinds or have these numbers."""
    return below.filter(Q(kind__in=list(kinds)) | Q(pk__in=list(numbers)))


def among(
    rows: QuerySet[Goal],
    *,
    words: str = "",
    unit: Unit | None = None,
    status: Status | None = None,
    due_until: date | None = None,
) -> QuerySet[Goal]:
    """The goals that fit; `rows` come from `with_standing` where `status` is given."""
    if unit is not None:
        rows = rows.filter(units.below(unit.path or "-", column="unit__path"))
    if status is not None:
        rows = rows.filter(standing=status)
    if due_until:
        rows = rows.filter(ledger__due__lte=due_until)
    for word in words.split():
        rows = rows.filter(Q(text__icontains=word) | Q(standard__icontains=word))
    return rows


def standing_of(goal: Goal, *, today: date) -> Standing:
    """How a goal of `with_standing` stands today, as a list shows it."""
    status = Status(goal.standing)  # type: ignore[attr-defined]  # from `with_standing`
    due = due_of(goal)
    soon_days = rulebook.number("goal_soon_days")
    tone = tone_of(status, due=due, as_of=today, soon_days=soon_days)
    return Standing(status=status, tone=tone, as_of=today, due=due)


def reports_visible_to(actor: Actor) -> QuerySet[CompletionReport]:
    """The reports on goals that `actor` sees."""
    return CompletionReport.objects.filter(goal__in=visible_to(actor).order_by())


def verifications_visible_to(actor: Actor) -> QuerySet[Verification]:
    """The verifications on goals that `actor` sees."""
    seen = visible_to(actor).order_by()
    return Verification.objects.filter(report__goal__in=seen)


def extensions_visible_to(actor: Actor) -> QuerySet[ExtensionRequest]:
    """The requests for later deadlines of goals that `actor` sees."""
    return ExtensionRequest.objects.filter(goal__in=visible_to(actor).order_by())


def verifiable_by(actor: Actor, *, today: date) -> QuerySet[Goal]:
    """Goals that the actor's own unit gave and that wait for its verification."""
    if actor.unit is None:
        return Goal.objects.none()
    there = units.within(actor.scope("goals.verify"), column="unit__path")
    rows = visible_to(actor).filter(there, giver=actor.unit.id)
    return in_standing(rows, [Status.REPORTED], today=today)


def of_own_unit(actor: Actor) -> QuerySet[Goal]:
    """The goals of the unit for which `actor` acts."""
    unit = actor.unit.id if actor.unit else 0
    return visible_to(actor).filter(unit=unit)


def below_own_unit(actor: Actor) -> QuerySet[Goal]:
    """The goals of the units below the one for which `actor` acts."""
    if not actor.path or actor.unit is None:
        return Goal.objects.none()
    there = units.below(actor.path, column="unit__path")
    return visible_to(actor).filter(there).exclude(unit=actor.unit.id)


def extensions_of_own_unit(actor: Actor, *, since: date) -> Sequence[ExtensionRequest]:
    """What the actor's unit asked and was answered on or after `since`, newest first."""
    if actor.unit is None:
        return ()
    asked = _extensions().filter(
        goal__in=of_own_unit(actor).order_by(), asked_at__date__gte=since - MONTHS
    )
    answered = []
    for request in asked.select_related("goal").order_by("-pk"):
        if request.approval is None:
            continue
        outcome = outcome_of(request.approval)
        settled = outcome.progress in (Progress.AGREED, Progress.RETURNED)
        if settled and day_of(outcome.at) >= since:
            answered.append(request)
    return answered


def evidence_in(goal: Goal, *, actor: Actor) -> Sequence[tuple[Evidence, bool]]:
    """The evidence of a whole goal, each with whether `actor` may see the record."""
    rows = list(goal.evidence.all())
    numbers = [row.record_id for row in rows]
    seen = records.visible_to(actor).filter(pk__in=numbers) if numbers else ()
    visible = {record.pk for record in seen}
    return [(row, row.record_id in visible) for row in rows]


def due_of(goal: Goal) -> date:
    """The deadline in force of a goal of `with_standing`."""
    due: date = goal.due  # type: ignore[attr-defined]  # from `with_standing`
    return due


def was_returned(goal: Goal) -> bool:
    """Whether a report of a goal of `with_standing` was ever returned."""
    ledger: GoalLedger | None = getattr(goal, "ledger", None)
    return ledger is not None and ledger.decisions > 0
