"""What the ledger for chasing (督办台账) says of each task besides its row."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, Max, Q

from lianxin.work.goals.models import Evidence, Verification
from lianxin.work.guidance.models import Plan
from lianxin.work.guidance.queries.coverage import TASK, goals_of
from lianxin.work.reviews.models import Line

MOST_SAID = 3


@dataclass(slots=True)
class Chased:
    """Of one task: records, what units said last, the last opinion, when all was done."""

    records: int = 0
    problems: list[str] = field(default_factory=list)
    next_steps: list[str] = field(default_factory=list)
    opinion: str = ""
    struck_off_on: date | None = None


def chased(plan: Plan) -> Mapping[int, Chased]:
    """What is known of the goals of each task of a plan, in four queries."""
    found: dict[int, Chased] = defaultdict(Chased)
    linked = Evidence.objects.filter(goal__in=goals_of(plan), removed_on__isnull=True)
    counted = linked.order_by().values_list("goal__source_id")
    for task, number in counted.annotate(number=Count("pk")):
        found[task or 0].records = number
    for line in _said(plan):
        _add(found[line.goal.source_id or 0], line)
    opinions = Verification.objects.filter(report__goal__in=goals_of(plan))
    said = opinions.exclude(opinion="").order_by("pk")
    for task, opinion in said.values_list("report__goal__source_id", "opinion"):
        found[task or 0].opinion = opinion
    for task, waiting, last in _ends(plan):
        if not waiting:
            found[task or 0].struck_off_on = last
    return found


def _add(told: Chased, line: Line) -> None:
    """Take over what a unit said, as long as there is room."""
    unit = line.goal.unit.short_name
    if line.problem and len(told.problems) < MOST_SAID:
        told.problems.append(f"{unit}：{line.problem}")
    if line.next_step and len(told.next_steps) < MOST_SAID:
        told.next_steps.append(f"{unit}：{line.next_step}")


def _ends(plan: Plan) -> Sequence[tuple[int | None, int, date | None]]:
    """Of each task: how many goals are not struck off, and when the last one was."""
    rows = goals_of(plan).filter(ledger__withdrawn_on__isnull=True, source_kind=TASK)
    return list(
        rows.order_by()
        .values_list("source_id")
        .annotate(
            waiting=Count("pk", filter=Q(ledger__struck_off_on__isnull=True)),
            last=Max("ledger__struck_off_on"),
        )
    )


def _said(plan: Plan) -> Sequence[Line]:
    """The lines of the latest review first."""
    return list(
        Line.objects.filter(goal__in=goals_of(plan))
        .select_related("goal__unit")
        .order_by("-round__year", "-round__quarter", "goal__unit__path", "pk")
    )
