"""Pages that show how far a plan has come: coverage, its goals, the clause's way."""

from functools import partial

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from lianxin.base.ui import clock
from lianxin.base.ui.requests import Request
from lianxin.base.ui.tables import list_page
from lianxin.work.goals import exports as goals_exports
from lianxin.work.goals import queries as goals_queries
from lianxin.work.guidance import queries
from lianxin.work.guidance.forms.coverage import PlanGoals


@require_GET
def coverage(request: Request, pk: int) -> HttpResponse:
    """How the goals of a plan stand: by status, by clause, by task, by unit."""
    today = clock.today()
    plan = queries.plan_visible_to(request.actor, pk, today=today)
    under = queries.unit_under(plan, request.GET.get("under", ""))
    tasks = queries.task_lines(plan, today=today)
    context = {
        "plan": plan,
        "handled": queries.handled_in(plan),
        "lines": queries.clause_lines(plan, tasks),
        "under": under,
        "above": queries.way_to(under, of=plan),
        "units": queries.unit_lines(plan, under=under, today=today),
        "tasks": tasks.values(),
        "total": queries.total_of(tasks.values()),
        "as_of": today,
    }
    return render(request, "guidance/coverage.html", context)


@require_GET
def goals(request: Request, pk: int) -> HttpResponse:
    """The goals that come from a plan; by task, clause, unit and status."""
    today = clock.today()
    plan = queries.plan_visible_to(request.actor, pk, today=today)
    of_plan = queries.goals_of(plan).order_by().values("pk")
    rows = goals_queries.listed_for(request.actor).filter(pk__in=of_plan)
    return list_page(
        request,
        "guidance/goals.html",
        rows=goals_queries.with_standing(rows, today=today),
        columns=goals_exports.columns(today=today),
        filters=partial(PlanGoals, plan=plan, actor=request.actor),
        caption=_("Goals"),
        empty=_("No unit has a goal from this plan yet; they get them with the issue."),
        export_name=_("goals"),
        context={"plan": plan},
    )


@require_GET
def way(request: Request, pk: int) -> HttpResponse:
    """The clause's way: the document on the left, what became of it on the right."""
    today = clock.today()
    plan = queries.plan_visible_to(request.actor, pk, today=today)
    lines = queries.clause_lines(plan, queries.task_lines(plan, today=today))
    documents = list(queries.documents_of(plan))
    asked = request.GET.get("document", "")
    shown = next((d for d in documents if str(d.pk) == asked), None)
    shown = shown or (documents[0] if documents else None)
    if shown is None:
        raise Http404
    mine = [line for line in lines if line.clause.document_id == shown.pk]
    context = {
        "plan": plan,
        "documents": documents,
        "document": shown,
        "lines": mine,
        "pieces": queries.pieces_of(shown, [line.clause for line in mine]),
        "open": {line.clause.pk for line in mine if line.is_open},
        "as_of": today,
    }
    return render(request, "guidance/way.html", context)
