"""How plans appear on other pages, and what their own pages say."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, cast

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lianxin.base.ui.panels import Panel
from lianxin.base.ui.refs import Link
from lianxin.base.ui.requests import Request
from lianxin.kernel.actor import Actor
from lianxin.kernel.rules import Tone
from lianxin.org.approvals.models import Approval
from lianxin.org.approvals.policy import may_withdraw
from lianxin.org.approvals.queries import outcome_of
from lianxin.org.posts.queries import name_of_post
from lianxin.work.goals.models import Goal
from lianxin.work.guidance import policy, queries
from lianxin.work.guidance.enums import Stage
from lianxin.work.guidance.models import Plan

MOST_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Act:
    """A button: what it does, its address, its icon."""

    title: str
    url: str
    icon: str


@dataclass(frozen=True, slots=True)
class Next:
    """What comes next with a plan, and who is to act."""

    what: str
    who: str


@dataclass(frozen=True, slots=True)
class Happened:
    """A line of the plan's course."""

    at: datetime
    who: str
    title: str
    tone: str
    icon: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Changed:
    """A row that differs: what kind of difference, and each field before and now."""

    title: str
    tone: str
    icon: str
    text: str
    fields: Sequence[tuple[str, str, str]]


def links(ids: Iterable[int], *, actor: Actor, today: date) -> Mapping[int, Link]:
    """Title and address of each of these plans that `actor` may see."""
    rows = queries.visible_to(actor).filter(pk__in=list(ids))
    found = {
        pk: Link(title, _plan(pk)) for pk, title in rows.values_list("pk", "title")
    }
    for pk in set(ids) - found.keys():
        plan = queries.plan_decided_by(actor, pk, today=today)
        if plan is not None:
            found[pk] = Link(plan.title, _plan(pk))
    return found


def task_links(ids: Iterable[int], *, actor: Actor, today: date) -> Mapping[int, Link]:
    """The place of each row on its plan's page."""
    rows = queries.tasks_visible_to(actor).filter(pk__in=list(ids))
    return {
        pk: Link(text, f"{_plan(plan)}#task-{pk}")
        for pk, text, plan in rows.values_list("pk", "text", "plan")
    }


def source_links(
    ids: Iterable[int], *, actor: Actor, today: date
) -> Mapping[int, Link]:
    """The number of the issue, else the plan's title, for whoever has a goal of the row."""
    seen = queries.tasks_met_by_goals(actor, ids)
    return {pk: Link(number or title, "") for pk, title, number in seen}


def document_links(
    ids: Iterable[int], *, actor: Actor, today: date
) -> Mapping[int, Link]:
    """Each document on the clause's way of the first plan that decomposes it."""
    rows = queries.documents_visible_to(actor).filter(pk__in=list(ids))
    return {
        pk: Link(title, f"{reverse('guidance:way', args=[plan])}?document={pk}")
        for pk, title, plan in rows.values_list("pk", "title", "plans__plan")
        if plan
    }


def wording_links(
    ids: Iterable[int], *, actor: Actor, today: date
) -> Mapping[int, Link]:
    """Each former wording in the table that holds it."""
    rows = queries.wordings_visible_to(actor).filter(pk__in=list(ids))
    table = reverse("guidance:wordings")
    return {pk: Link(old, table) for pk, old in rows.values_list("pk", "old")}


def issue_links(ids: Iterable[int], *, actor: Actor, today: date) -> Mapping[int, Link]:
    """Each issue by its number."""
    rows = queries.issues_visible_to(actor).filter(pk__in=list(ids))
    return {
        pk: Link(number, reverse("guidance:version", args=[plan, sequence]))
        for pk, number, plan, sequence in rows.values_list(
            "pk", "number", "plan", "sequence"
        )
    }


def _plan(pk: int) -> str:
    return reverse("guidance:plan", args=[pk])


def review_address(plan: Plan) -> str:
    """Where clauses and rows are worked on; empty while those pages are not there."""
    try:
        return reverse("guidance:review", args=[plan.pk])
    except NoReverseMatch:
        return ""


def acts(plan: Plan, stage: Stage, *, actor: Actor) -> Sequence[Act]:
    """What `actor` may do with the plan now, the likeliest act first."""
    if not policy.may_edit(plan, actor=actor):
        return ()
    send = _act(plan, "submit", _("Send for approval"), "send")
    ask = _act(plan, "consult", _("Ask for comments"), "users")
    review = review_address(plan)
    edit = [Act(_("Edit the table"), review, "pencil")] if review else []
    by_stage: Mapping[Stage, Sequence[Act]] = {
        Stage.DRAFT: [*edit, ask, send],
        Stage.RETURNED: [*edit, send, ask],
        Stage.CONSULTING: [
            _act(plan, "consultation", _("See the replies"), "users"),
            *edit,
            send,
        ],
        Stage.WAITING: _acts_while_waiting(plan, actor=actor),
        Stage.AGREED: [_act(plan, "issue", _("Issue it"), "send")],
        Stage.GIVING: [_act(plan, "progress", _("See how far it is"), "clock")],
        Stage.ISSUED: edit,
        Stage.REVISING: [
            *edit,
            _act(plan, "changes", _("See what is different"), "file-text"),
            send,
        ],
    }
    return by_stage.get(stage, ())


def may_try(plan: Plan, stage: Stage, *, actor: Actor) -> bool:
    """Whether `actor` may try tasks of the plan out, as it is not issued yet."""
    is_before = stage in {Stage.DRAFT, Stage.CONSULTING, Stage.RETURNED}
    is_new = not list(plan.issues.all())
    return is_before and is_new and bool(policy.may_edit(plan, actor=actor))


def _act(plan: Plan, verb: str, title: str, icon: str) -> Act:
    return Act(title, reverse(f"guidance:{verb}", args=[plan.pk]), icon)


def next_step(plan: Plan, stage: Stage, *, today: date) -> Next:
    """What comes next, and who is to act."""
    office = _("the office clerk of %(unit)s") % {"unit": plan.unit.short_name}
    words = {
        Stage.DRAFT: _(
            "Handle each clause and complete the rows; then ask for comments or send "
            "the plan for approval."
        ),
        Stage.CONSULTING: _(
            "The units comment; then say what becomes of each comment and send the "
            "plan for approval."
        ),
        Stage.WAITING: _("The plan rests until it is decided."),
        Stage.RETURNED: _("Mend what was asked for and send it for approval again."),
        Stage.AGREED: _("Issue it: number, day and meeting."),
        Stage.GIVING: _("The units are being given their goals; this goes by itself."),
        Stage.ISSUED: _("The units work on their goals; see how far they are."),
        Stage.REVISING: _(
            "The table differs from what was issued. Send the change for approval; "
            "until then the issued plan holds."
        ),
    }
    who = office
    if stage is Stage.WAITING:
        return _waiting(plan, words[stage], today=today)
    if stage in {Stage.GIVING, Stage.ISSUED}:
        who = _("the units") if stage is Stage.ISSUED else _("nobody")
    return Next(words[stage], who)


def _waiting(plan: Plan, usual: str, *, today: date) -> Next:
    """Whose decision a plan waits for; where nobody holds the post, what helps."""
    approval = _request_of(plan)
    step = outcome_of(approval).step if approval else None
    if step is None:
        return Next(usual, "")
    who = name_of_post(step.post)
    if step.post_id not in queries.vacant_posts([step.post_id], today=today):
        return Next(usual, who)
    vacant = _(
        "Nobody holds the post that decides. Whoever is appointed to it, be it as acting "
        "holder, finds the plan waiting; or take the request back and send the plan to "
        "another post."
    )
    return Next(vacant, f"{who} · {_('vacant')}")


def _request_of(plan: Plan) -> Approval | None:
    sent = queries.last_submission(plan)
    return sent.approval if sent else None


def _acts_while_waiting(plan: Plan, *, actor: Actor) -> Sequence[Act]:
    approval = _request_of(plan)
    if approval is None:
        return ()
    address = reverse("approvals:approval", args=[approval.pk])
    found = [Act(_("See the request"), address, "file-text")]
    if may_withdraw(approval, actor=actor):
        back = reverse("approvals:withdraw", args=[approval.pk])
        found.append(Act(_("Take the request back"), back, "arrow-back-up"))
    return found


def course_of(plan: Plan) -> Sequence[Happened]:
    """What has happened to a plan of `with_course`, oldest first."""
    found = [
        Happened(plan.begun_at, plan.begun_by.name, _("Begun"), Tone.OPEN, "notebook")
    ]
    for asked in plan.consultations.all():
        title = _("Sent round for comments until %(day)s") % {
            "day": asked.until.isoformat()
        }
        who = asked.opened_by.name
        found.append(Happened(asked.opened_at, who, title, Tone.OPEN, "users"))
    for sent in plan.submissions.all():
        who, why = sent.submitted_by.name, sent.reason
        title = _("Sent for approval")
        found.append(Happened(sent.submitted_at, who, title, Tone.OPEN, "send", why))
        if sent.approval is not None:
            found += _decisions(sent.approval)
    for issue in plan.issues.all():
        title = _("Issued: %(number)s") % {"number": issue.number}
        words = f"{issue.issued_on.isoformat()} · {issue.meeting}"
        who = issue.issued_by.name
        found.append(Happened(issue.issued_at, who, title, Tone.DONE, "check", words))
    return sorted(found, key=lambda one: one.at)


def _decisions(approval: Approval) -> Sequence[Happened]:
    found = []
    for step in approval.steps.all():
        decision = getattr(step, "decision", None)
        if decision is not None:
            title = _("Agreed") if decision.agreed else _("Returned")
            tone = Tone.DONE if decision.agreed else Tone.LATE
            icon = "check" if decision.agreed else "arrow-back-up"
            who = f"{decision.decided_by.name} · {decision.decided_for_post}"
            found.append(
                Happened(decision.decided_at, who, title, tone, icon, decision.reason)
            )
    return found


def warnings(plan: Plan, *, today: date) -> Sequence[str]:
    """What is missing or odd before a plan is sent for approval; nothing is forbidden."""
    rows = queries.snapshot_of(plan, today=today)
    handled = queries.handled_in(plan)
    left = handled.clauses - handled.handled
    vacant = queries.vacant_posts_in(rows, today=today)
    said = [
        (left, ngettext("%(n)d clause is not handled yet.", "%(n)d clauses are not handled yet.", left)),
        *[(len(found), words) for found, words in _faults(rows, vacant, today=today)],
        *_passed_over(plan, rows),
    ]  # fmt: skip
    return [words % {"n": number} for number, words in said if number]


def _faults(
    rows: Sequence[Mapping[str, Any]], vacant: frozenset[int], *, today: date
) -> Iterable[tuple[list[Mapping[str, Any]], str]]:
    bare = [row for row in rows if not row["standard"].strip()]
    yield bare, ngettext("%(n)d row has no standard: by what is it seen that it is done?", "%(n)d rows have no standard: by what is it seen that they are done?", len(bare))  # fmt: skip
    same = [row for row in rows if _repeats(row)]
    yield same, ngettext("In %(n)d row the standard only repeats the document or the task.", "In %(n)d rows the standard only repeats the document or the task.", len(same))  # fmt: skip
    empty = [row for row in rows if row["leader_post"] in vacant]
    yield empty, ngettext("In %(n)d row the leader's post is vacant.", "In %(n)d rows the leader's post is vacant.", len(empty))  # fmt: skip
    late = [row for row in rows if row["due_on"] and row["due_on"] < today.isoformat()]
    yield late, ngettext("In %(n)d row the deadline has passed already.", "In %(n)d rows the deadline has passed already.", len(late))  # fmt: skip
    none = [row for row in rows if not row["due_kind"]]
    yield none, ngettext("%(n)d row has no deadline and will count as long-term.", "%(n)d rows have no deadline and will count as long-term.", len(none))  # fmt: skip


def _repeats(row: Mapping[str, Any]) -> bool:
    standard = row["standard"].strip()
    originals = {
        row["text"].strip(),
        *(quote["text"].strip() for quote in row["quotes"]),
    }
    return bool(standard) and standard in originals


def _passed_over(
    plan: Plan, rows: Sequence[Mapping[str, Any]]
) -> Iterable[tuple[int, str]]:
    reached = queries.reached_by(rows, giver=plan.unit)
    nobody = sum(not one.unit_ids for one in reached)
    yield nobody, ngettext("%(n)d row reaches no unit: nobody will have it as a goal.", "%(n)d rows reach no unit: nobody will have them as goals.", nobody)  # fmt: skip
    for passed, _number in queries.passed_over_in(reached):
        words = _("%(unit)s gets no goal. %(why)s")
        said = words % {"unit": passed.name, "why": passed.why}
        yield 1, said.replace("%", "%%")


def difference_in_words(found: queries.Difference) -> Changed:
    """A difference between two tables in words, field by field."""
    row = found.now or found.before
    assert row is not None  # noqa: S101 -- a difference has one of the two
    if found.before is None:
        return Changed(_("New row"), Tone.DONE, "plus", row["text"], ())
    if found.now is None:
        return Changed(_("Taken out"), Tone.NOT_APPLICABLE, "minus", row["text"], ())
    (former,), (later,) = queries.lines([found.before]), queries.lines([found.now])
    pairs = zip(queries.named_cells(former), queries.named_cells(later), strict=True)
    fields = [(name, a, b) for (name, a), (_name, b) in pairs if a != b]
    return Changed(_("Changed"), Tone.SOON, "pencil", row["text"], fields)


def table_of_approval(request: HttpRequest, subject: object) -> Panel | None:
    """On the page of a request: the whole table that is to be agreed to."""
    approval = cast("Approval", subject)
    if approval.matter != queries.MATTER:
        return None
    sent = queries.submission_of(approval)
    if sent is None:
        return None
    before = queries.issue_of_submission_before(sent)
    changed = queries.differences(before.snapshot, sent.snapshot) if before else ()
    return Panel(
        "guidance/of_approval.html",
        {
            "plan": sent.plan,
            "submission": sent,
            "lines": queries.lines(sent.snapshot),
            "is_change": before is not None,
            "differences": [difference_in_words(one) for one in changed],
        },
    )


def source_of_goal(request: HttpRequest, subject: object) -> Panel | None:
    """On the page of a goal: document, clause, exact words, row, plan and issue."""
    goal = cast("Goal", subject)
    if goal.source_kind != queries.TASK or goal.source_id is None:
        return None
    task = queries.source_task(goal.source_id)
    if task is None:
        return None
    actor = cast("Request", request).actor
    return Panel(
        "guidance/of_goal.html",
        {
            "task": task,
            "quotes": queries.quotes_of(task),
            "issue": queries.issue_holding(task),
            "sees_plan": bool(policy.may_see(task.plan, actor=actor)),
            "goal": goal,
        },
    )
