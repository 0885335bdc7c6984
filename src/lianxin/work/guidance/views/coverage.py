"""Pages that show how far a plan has come: coverage, and the clause's way."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from lianxin.base.ui import clock
from lianxin.base.ui.requests import Request
from lianxin.work.guidance import queries


@require_GET
def coverage(request: Request, pk: int) -> HttpResponse:
    """How the goals of a plan stand, by clause and by unit."""
    today = clock.today()
    plan = queries.plan_visible_to(request.actor, pk, today=today)
    context = {
        "plan": plan,
        "handled": queries.handled_in(plan),
        "lines": queries.clause_lines(plan, today=today),
        "units": queries.unit_lines(plan, today=today),
        "tasks": queries.task_lines(plan, today=today).values(),
        "as_of": today,
    }
    return render(request, "guidance/coverage.html", context)


@require_GET
def way(request: Request, pk: int) -> HttpResponse:
    """The clause's way: the document on the left, what became of it on the right."""
    today = clock.today()
    plan = queries.plan_visible_to(request.actor, pk, today=today)
    lines = queries.clause_lines(plan, today=today)
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
