"""The list of goals, and the page of one."""

from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from lianxin.base.exports.operations import papers
from lianxin.base.ui import clock
from lianxin.base.ui.answers import file_answer
from lianxin.base.ui.requests import Request
from lianxin.base.ui.tables import list_page
from lianxin.base.ui.wording import explain
from lianxin.org.approvals import queries as approvals
from lianxin.org.units.queries import is_root
from lianxin.work.goals import exports, forms, panels, policy, queries


@require_GET
def goals(request: Request) -> HttpResponse:
    """The goals one may see: those still open, the soonest deadline first."""
    today = clock.today()
    return list_page(
        request,
        "goals/list.html",
        rows=queries.with_standing(queries.listed_for(request.actor), today=today),
        columns=exports.columns(today=today),
        filters=partial(forms.GoalFilter, actor=request.actor),
        caption=_("Goals"),
        empty=_(
            "No goal yet. Goals are given to a unit by the one above; they appear "
            "here with their deadline and how they stand."
        ),
        export_name=_("goals"),
        context={
            "has_sheet": bool(request.actor.path) and not is_root(request.actor.path),
            "may_give": request.actor.holds("goals.give"),
            "may_draft": bool(request.actor.path)
            and request.actor.may("goals.report", request.actor.path),
        },
    )


@require_GET
def goal(request: Request, pk: int) -> HttpResponse:
    """One goal: how it stands and why, its evidence, what happened to it."""
    actor, today = request.actor, clock.today()
    shown = queries.whole_goal_visible_to(actor, pk)
    verdict = queries.judge_whole(shown, as_of=today)
    asked = [r.approval_id for r in shown.extensions.all()]
    asked += [p.approval_id for p in shown.proposals.all()]
    seen = approvals.visible_to(actor, today=today).filter(
        pk__in=[pk for pk in asked if pk]
    )
    is_open = verdict.status not in panels.ENDED
    may_link = is_open and bool(policy.may_link(shown, actor=actor))
    return render(
        request,
        "goals/goal.html",
        {
            "goal": shown,
            "why": explain(verdict, actor=actor, today=today),
            "due": queries.deadline_of(shown, as_of=today),
            "acts": panels.acts(shown, verdict, actor=actor),
            "evidence": queries.evidence_in(shown, actor=actor),
            "proposed": queries.proposed_evidence(shown, actor=actor, today=today)
            if may_link and verdict.status in queries.WORKED_ON
            else [],
            "may_unlink": may_link,
            "may_work": is_open and policy.may_report(shown, actor=actor),
            "own_words": queries.own_words_of(shown),
            "targets": queries.targets_of(shown, actor=actor),
            "passed_on": queries.with_standing(
                queries.visible_to(actor).filter(
                    source_kind="goals.goal", source_id=shown.pk
                ),
                today=today,
            ),
            "today": today,
            "way": panels.way_of(shown),
            "requests": [approvals.view_of(a) for a in seen] if any(asked) else [],
        },
    )


@require_GET
def sheet(request: Request) -> HttpResponse:
    """The goals of a unit this year on one sheet, to read, to print, to take along."""
    actor, today = request.actor, clock.today()
    unit = queries.unit_of_sheet(actor, request.GET.get("unit", ""))
    lines = queries.sheet_of(unit, actor=actor, today=today)
    wanted = request.GET.get("format", "")
    if wanted in {"xlsx", "docx"}:
        kind: papers.Kind = "xlsx" if wanted == "xlsx" else "docx"
        content = exports.sheet_file(kind, unit, lines, today=today)
        name = exports.title_of_sheet(unit, today=today)
        return file_answer(content, kind, name=name)
    context = {"unit": unit, "lines": lines, "today": today}
    return render(request, "goals/sheet.html", context)


def done(request: Request, pk: int, words: str) -> str:
    """Say on the goal's page what was done; its address, to go back to."""
    messages.success(request, words)
    return panels.address(pk)
