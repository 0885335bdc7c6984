"""What an act on a goal needs: units, records, open reports and requests."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, OuterRef, Q, QuerySet
from django.utils.translation import get_language

from lianxin.base.remembered import Exists
from lianxin.base.rulebook import queries as rulebook
from lianxin.facts.records import queries as records
from lianxin.facts.records.models import Record
from lianxin.kernel.actor import Actor, NotVisible, Ref
from lianxin.kernel.rules import (
    Status,
)
from lianxin.kernel.zh.days import day_of
from lianxin.org.approvals.enums import Progress
from lianxin.org.approvals.queries import outcome_of
from lianxin.org.people.queries import in_force
from lianxin.org.posts.models import Appointment, Post
from lianxin.org.units import queries as units
from lianxin.org.units.models import Unit
from lianxin.work.goals import policy
from lianxin.work.goals.models import (
    CompletionReport,
    Evidence,
    ExtensionRequest,
    Goal,
)
from lianxin.work.goals.queries.facts import requests_with_decisions
from lianxin.work.goals.queries.seeing import of_own_unit, visible_to
from lianxin.work.goals.queries.standing import in_standing

MONTHS = timedelta(days=90)
LATER_DEADLINE = "goals.later_deadline"
OWN_GOAL = "goals.own_goal"
WORKED_ON = (
    Status.NOT_STARTED,
    Status.UNDER_WAY,
    Status.RETURNED,
    Status.CHANGED,
    Status.LONG_TERM,
    Status.LATE,
)
FEW = 500
AGREES = ("committee", "general_branch")
DECIDES_ON_DEADLINES = (
    "leader_in_charge",
    "committee_secretary",
    "general_branch_secretary",
    "office_clerk",
)


def units_to_give_to(actor: Actor) -> QuerySet[Unit]:
    """The units below the actor's own to which it may give goals, in tree order."""
    if not actor.path:
        return Unit.objects.none()
    return (
        units.all_units()
        .filter(units.within(actor.scope("goals.give")), units.below(actor.path))
        .filter(kind__in=policy.kinds_that_report())
        .exclude(path=actor.path)
    )


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
    return in_standing(rows, WORKED_ON, today=today).exclude(
        pk__in=served.values("goal")
    )


def evidence_on(goal: Goal, pk: int) -> Evidence:
    """One judgement in force on a goal that the caller may see."""
    linked = goal.evidence.select_related("record", "goal")
    found = linked.filter(pk=pk, removed_on__isnull=True).first()
    if found is None:
        raise NotVisible
    return found


@dataclass(frozen=True, slots=True)
class ShownEvidence:
    """A record that serves a goal, and what of it somebody may know.

    `why_withdrawn` is empty where the record is not seen, or not everybody may read it.
    """

    row: Evidence
    is_seen: bool
    why_withdrawn: str


def evidence_in(goal: Goal, *, actor: Actor) -> Sequence[ShownEvidence]:
    """The evidence of a whole goal, each with whether `actor` may see the record."""
    rows = list(goal.evidence.all())
    numbers = [row.record_id for row in rows]
    seen = records.withdrawn_or_not_visible_to(actor).filter(pk__in=numbers)
    visible = {record.pk: record for record in seen} if numbers else {}
    return [_shown_evidence(row, visible.get(row.record_id)) for row in rows]


def _shown_evidence(row: Evidence, record: Record | None) -> ShownEvidence:
    if record is None or not records.is_open(record.kind):
        return ShownEvidence(row, record is not None, "")
    return ShownEvidence(row, is_seen=True, why_withdrawn=record.withdrawal_reason)


def open_report(goal: Goal) -> CompletionReport | None:
    """The report that waits for its verification, where there is one."""
    return goal.reports.filter(verification__isnull=True).order_by("-pk").first()


def extensions_of(goal: Goal) -> QuerySet[ExtensionRequest]:
    """The later deadlines asked for, oldest first, with what was decided."""
    return requests_with_decisions().filter(goal=goal)


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


def extensions_of_own_unit(actor: Actor, *, since: date) -> Sequence[ExtensionRequest]:
    """What the actor's unit asked and was answered on or after `since`, newest first."""
    if actor.unit is None:
        return ()
    asked = requests_with_decisions().filter(
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


def post_that_decides_on_deadlines(goal: Goal, *, today: date) -> Post | None:
    """The giver's post that decides on a later deadline."""
    return post_that_decides(goal.giver_id, today=today)


def post_that_decides(unit_id: int, *, today: date) -> Post | None:
    """The post that decides what units below ask of this one; held ones come first."""
    held = Appointment.objects.filter(in_force(today), post=OuterRef("pk"))
    posts = Post.objects.filter(
        in_force(today), unit=unit_id, kind__in=DECIDES_ON_DEADLINES
    ).annotate(is_held=Exists(held))
    order = DECIDES_ON_DEADLINES.index
    return min(
        posts, key=lambda p: (not p.is_held, order(p.kind), p.number), default=None
    )


def unit_that_agrees(unit: Unit) -> Unit | None:
    """The committee or general branch next above, which agrees to a unit's own goals."""
    return (
        units.way_to(unit)
        .filter(kind__in=AGREES)
        .exclude(pk=unit.pk)
        .order_by("-path")
        .first()
    )


def all_of_source(source: Ref) -> QuerySet[Goal]:
    """The goals that come from one thing, such as a row of a plan; for operations."""
    return Goal.objects.filter(source_kind=source.kind, source_id=source.id)


def all_of_sources(kind: str, numbers: Iterable[int]) -> QuerySet[Goal]:
    """The goals that come from any of these things of one kind."""
    return Goal.objects.filter(source_kind=kind, source_id__in=list(numbers))


def all_open_of_source(source: Ref) -> QuerySet[Goal]:
    """Those of them that were neither struck off nor withdrawn."""
    return all_of_source(source).filter(ledger__is_ended=False)


def all_units_that_can_report(numbers: Iterable[int]) -> Sequence[int]:
    """Of these units those that exist today and have posts that report, in tree order."""
    wanted = set(numbers)
    rows = Unit.objects.filter(
        path__isnull=False, kind__in=policy.kinds_that_report()
    ).order_by("path")
    if len(wanted) <= FEW:
        rows = rows.filter(pk__in=wanted)
    return [pk for pk in rows.values_list("pk", flat=True) if pk in wanted]


def in_words(goal: Goal) -> str:
    """What a goal asks, for a request: its standard, measure and deadline."""
    due = goal.deadline.isoformat() if goal.deadline else goal.get_due_kind_display()
    lines = [goal.actions, goal.standard, str(due)]
    return "\n".join(line for line in lines if line)
