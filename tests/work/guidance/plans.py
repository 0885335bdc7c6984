"""A plan of the root committee with rows, as the other tests begin with it."""

from datetime import timedelta

from lianxin.org.approvals import operations as approvals
from lianxin.work.guidance import operations
from lianxin.work.guidance.models import (
    Clause,
    Consultation,
    Document,
    Issue,
    Plan,
    PlanDocument,
    Quote,
    Submission,
    Task,
    TaskTarget,
)
from tests.cast import AT, TODAY, Cast

DEADLINE = TODAY + timedelta(days=60)
TEXT = "一、安全生产\n各支部每季度开展一次安全学习。\n二、作风建设\n密切联系群众。\n"
NUMBER = "华党发〔2026〕12号"


def document(cast: Cast) -> Document:
    """Two headings with a sentence each; the second one gives no task yet."""
    found = Document.objects.create(
        unit=cast.units["root"],
        title="年度要点",
        openness="internal",
        text=TEXT,
        taken_in_by=cast.people["clerk"],
        taken_in_at=AT,
    )
    middle = TEXT.index("二、")
    for order, (start, end, heading) in enumerate(
        [(0, middle, "安全生产"), (middle, len(TEXT), "作风建设")], start=1
    ):
        Clause.objects.create(
            document=found,
            order=order,
            level=1,
            marker="一、二、"[order * 2 - 2 : order * 2],
            heading=heading,
            path="一二"[order - 1],
            start=start,
            text_start=TEXT.index("\n", start) + 1,
            own_end=end,
            end=end,
        )
    return found


def plan(cast: Cast, *, rows: int = 1) -> Plan:
    """A plan with rows that all branches and the department undertake."""
    source = document(cast)
    found = Plan.objects.create(
        unit=cast.units["root"],
        title="党建工作计划",
        year=2026,
        begun_by=cast.people["clerk"],
        begun_at=AT,
    )
    PlanDocument.objects.create(plan=found, document=source, order=1)
    for number in range(rows):
        row(cast, found, order=number + 1)
    return found


def row(cast: Cast, of: Plan, *, order: int = 1, **values) -> Task:
    """A row under the first clause."""
    given = {
        "text": f"开展安全学习之{order}",
        "standard": "有方案、有记录",
        "leader": cast.appointments["leader"].post,
        "lead_unit": cast.units["department"],
        "reach_kinds": ["branch"],
        "due_kind": "date",
        "due_on": DEADLINE,
    }
    task = Task.objects.create(plan=of, order=order, **given | values)
    clause = Clause.objects.filter(document__plans__plan=of).order_by("order")[0]
    start = TEXT.index("各支部")
    Quote.objects.create(
        task=task, clause=clause, order=1, start=start, end=TEXT.index("。") + 1
    )
    return task


def target(task: Task, unit) -> None:
    """A unit picked by name."""
    TaskTarget.objects.create(task=task, unit=unit)


def consult(cast: Cast, of: Plan, *, role: str = "clerk", **values) -> Consultation:
    given = {
        "units": [cast.units["department"], cast.units["branch"]],
        "until": TODAY + timedelta(days=7),
        "actor": cast.actor(role),
        "at": AT,
    }
    return operations.open_consultation(of, **given | values)


def submit(cast: Cast, of: Plan, *, role: str = "clerk", **values) -> Submission:
    given = {
        "steps": [cast.appointments["leader"].post],
        "actor": cast.actor(role),
        "at": AT,
    }
    return operations.submit_plan(of, **given | values)


def agree(cast: Cast, of: Plan) -> Submission:
    """Sent by the clerk, agreed by the leader in charge."""
    reason = "年中调整" if of.issues.exists() else ""
    sent = submit(cast, of, reason=reason)
    approvals.agree(sent.approval, actor=cast.actor("leader"), at=AT)
    return sent


def issue(cast: Cast, of: Plan, *, role: str = "clerk", **values) -> Issue:
    given = {
        "number": NUMBER,
        "issued_on": TODAY,
        "meeting": "党委会 2026-11-20",
        "actor": cast.actor(role),
        "at": AT,
    }
    return operations.issue_plan(of, **given | values)


def issued(cast: Cast, of: Plan, **values) -> Issue:
    """Agreed, issued, and given to the units."""
    agree(cast, of)
    found = issue(cast, of, **values)
    operations.give_issue(found, actor=cast.actor("clerk"), at=AT)
    found.refresh_from_db()
    return found
