"""Pages of plans: the list, a plan, its versions, its files."""

from functools import partial
from typing import cast

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from lianxin.base.exports.operations import papers
from lianxin.base.ui import clock
from lianxin.base.ui.answers import file_answer
from lianxin.base.ui.requests import Request
from lianxin.base.ui.tables import list_page
from lianxin.work.guidance import exports, panels, queries
from lianxin.work.guidance.forms.plans import PlansFilter


@require_GET
def plans(request: Request) -> HttpResponse:
    """The plans one may see, the latest first, with how far each has come."""
    actor = request.actor
    rows = queries.visible_to(actor)
    return list_page(
        request,
        "guidance/list.html",
        rows=queries.with_course(rows),
        columns=exports.columns(),
        filters=partial(PlansFilter, rows=rows),
        caption=_("Plans"),
        empty=_(
            "No plan yet. A plan begins when the office clerk takes in a document; it "
            "appears here with how far it has come."
        ),
        export_name=_("plans"),
        prepare=queries.attach_stages,
        context={
            "asked": queries.consultations_waiting(actor),
            "may_begin": actor.holds("plans.edit"),
        },
    )


@require_GET
def plan(request: Request, pk: int) -> HttpResponse:
    """One plan: how far it has come, who is to act, its table and its versions."""
    today = clock.today()
    shown = queries.whole_plan_visible_to(request.actor, pk, today=today)
    stage = queries.stages_of([shown])[pk]
    rows = queries.snapshot_of(shown, today=today)
    return render(
        request,
        "guidance/plan.html",
        {
            "plan": shown,
            "pill": queries.pill_of(stage),
            "next": panels.next_step(shown, stage, today=today),
            "acts": panels.acts(shown, stage, actor=request.actor),
            "course": panels.course_of(shown),
            "lines": queries.lines(rows),
            "handled": queries.handled_in(shown),
            "review": panels.review_address(shown),
            "issues": list(shown.issues.all())[::-1],
            "trials": queries.trials_in(shown),
            "may_try": panels.may_try(shown, stage, actor=request.actor),
            "files": exports.kinds_of_files(),
        },
    )


@require_GET
def version(request: Request, pk: int, sequence: int) -> HttpResponse:
    """The table as it was issued once, readable for good."""
    today = clock.today()
    shown = queries.plan_visible_to(request.actor, pk, today=today)
    issue = queries.issue_in(shown, sequence)
    return render(
        request,
        "guidance/version.html",
        {"plan": shown, "issue": issue, "lines": queries.lines(issue.snapshot)},
    )


@require_GET
def changes(request: Request, pk: int) -> HttpResponse:
    """What is different, row by row: two issues, or the draft and the last issue."""
    today = clock.today()
    shown = queries.whole_plan_visible_to(request.actor, pk, today=today)
    issues = list(shown.issues.all())
    if not issues:
        raise Http404
    before = queries.issue_numbered(shown, request.GET.get("from", "")) or issues[-1]
    later = queries.issue_numbered(shown, request.GET.get("to", ""))
    rows = later.snapshot if later else queries.snapshot_of(shown, today=today)
    found = queries.differences(before.snapshot, rows)
    context = {
        "plan": shown,
        "issues": issues,
        "before": before,
        "later": later,
        "differences": [panels.difference_in_words(one) for one in found],
    }
    return render(request, "guidance/changes.html", context)


@require_GET
def export(request: Request, pk: int) -> HttpResponse:
    """The table of tasks, or the ledger for chasing, as Excel or Word."""
    today = clock.today()
    shown = queries.plan_visible_to(request.actor, pk, today=today)
    kind = request.GET.get("format", "xlsx")
    if kind not in {"xlsx", "docx"}:
        raise Http404
    rows = queries.snapshot_of(shown, today=today)
    wanted = cast("papers.Kind", kind)
    if request.GET.get("what") == exports.LEDGER:
        content = exports.ledger_file(wanted, shown, rows, today=today)
        name = _("ledger")
    else:
        content, name = exports.table_file(wanted, shown, rows), _("table of tasks")
    return file_answer(content, wanted, name=f"{shown.title}-{name}")


def address(pk: int) -> str:
    """The address of a plan's page."""
    return reverse("guidance:plan", args=[pk])
