"""The review page: the document on the left, the rows of the plan on the right."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from lianxin.base.ui import clock
from lianxin.base.ui.requests import Request
from lianxin.kernel.actor import NotVisible
from lianxin.work.duties import queries as duties
from lianxin.work.guidance import operations, policy, queries
from lianxin.work.guidance.enums import Stage
from lianxin.work.guidance.queries import review
from lianxin.work.guidance.queries.directory import Directory
from lianxin.work.guidance.queries.suggestions import offered, values_for
from lianxin.work.guidance.views.showing import (
    columns,
    document_view,
    reasons,
    told_counts,
)


@require_GET
def shown(request: Request, pk: int) -> HttpResponse:
    """The document with its clauses, and the grid of rows."""
    plan = queries.plan_visible_to(request.actor, pk)
    may_edit = bool(policy.may_edit(plan, actor=request.actor))
    page = _page_of(request)
    documents = [
        document_view(plan, basis.document, page=page)
        for basis in plan.bases.select_related("document").order_by("order")
    ]
    rows = review.row_views(plan, actor=request.actor, today=clock.today())
    stage = queries.stage_of(plan)
    context = {
        "plan": plan,
        "documents": documents,
        "rows": rows,
        "columns": columns(),
        "counts": told_counts(plan),
        "reasons": reasons(),
        "duties": duties.duties_to_choose(plan.unit) if may_edit else (),
        "may_edit": may_edit and stage in queries.EDITABLE,
        "may_withdraw": may_edit and stage is Stage.DRAFT,
        "pages": max((d.pages for d in documents), default=1),
        "page": page,
        "has_removed": bool(queries.titles_of_removed(plan)),
        "damaged": sum(d.damaged for d in documents),
    }
    return render(request, "guidance/review.html", context)


@require_POST
def clauses(request: Request, pk: int) -> HttpResponse:
    """Take a proposal as a row, set clauses aside, or open one again."""
    plan = _editable(request, pk)
    if "skip_ticked" in request.POST:
        return _ticked_set_aside(request, plan)
    row, clause = None, None
    try:
        row, clause = _done_with_clause(request, plan)
    except ValidationError as error:
        said = " ".join(error.messages)
        if _wants_json(request):
            return JsonResponse({"message": said}, status=422)
        messages.error(request, said)
    if not _wants_json(request):
        at = f"#clause-{clause.pk}" if clause else ""
        return HttpResponseRedirect(reverse("guidance:review", args=[plan.pk]) + at)
    assert clause is not None  # noqa: S101 -- an error was answered above
    told: dict[str, Any] = {"counts": told_counts(plan), "clause": clause.pk}
    told["clause_html"] = _clause_html(
        request, plan, review.views_of_some(plan, [clause])[0]
    )
    told["rows_html"] = _rows_html(request, plan)
    told["row"] = row
    return JsonResponse(told)


def _ticked_set_aside(request: Request, plan: review.PlanRow) -> HttpResponse:
    said = request.POST
    numbers = [int(n) for n in said.getlist("ticked") if n.isdigit() and len(n) < 19]
    ticked = review.clauses_of(plan, numbers)
    reason = _reason(said["skip_ticked"], said.get("reason-ticked", ""))
    trouble = ""
    try:
        _set_aside(request, plan, ticked, reason=reason)
    except ValidationError as error:
        trouble = " ".join(error.messages)
    if _wants_json(request):
        if trouble:
            return JsonResponse({"message": trouble}, status=422)
        drawn = [
            _clause_html(request, plan, view)
            for view in review.views_of_some(plan, ticked)
        ]
        return JsonResponse({"counts": told_counts(plan), "clauses_html": drawn})
    if trouble:
        messages.error(request, trouble)
    return HttpResponseRedirect(reverse("guidance:review", args=[plan.pk]) + "#source")


@require_GET
def names(request: Request, pk: int) -> HttpResponse:
    """Names that fit what is typed into a cell."""
    plan = queries.plan_visible_to(request.actor, pk)
    policy.may_edit(plan, actor=request.actor).or_raise()
    of = request.GET.get("of", "")
    words = request.GET.get("q", "")[:60]
    found = offered(of, words, plan=plan, actor=request.actor, today=clock.today())
    return JsonResponse({"names": list(found)})


def _done_with_clause(
    request: Request, plan: review.PlanRow
) -> tuple[int | None, review.ClauseRow]:
    said = request.POST
    if "take" in said:
        return _take(request, plan, said["take"])
    if "carry" in said:
        clause = _clause(plan, said["carry"])
        operations.carry_clause(
            plan,
            clause=clause,
            duty=said.get(f"duty-{clause.pk}", ""),
            actor=request.actor,
            at=clock.now(),
        )
        return None, clause
    if "skip" in said:
        number, _mark, place = said["skip"].partition(":")
        clause = _clause(plan, number)
        typed = said.get(f"reason-{number}", "")
        _set_aside(request, plan, [clause], reason=_reason(place, typed))
        return None, clause
    clause = _clause(plan, said.get("open", ""))
    operations.unhandle_clause(plan, clause=clause, actor=request.actor, at=clock.now())
    return None, clause


def _reason(place: str, typed: str) -> str:
    offered_ones = reasons()
    is_offered = place.isdigit() and int(place[:3]) < len(offered_ones)
    return offered_ones[int(place)] if is_offered else typed


def _set_aside(
    request: Request,
    plan: review.PlanRow,
    clauses: Sequence[review.ClauseRow],
    *,
    reason: str,
) -> None:
    operations.handle_clauses(
        plan, clauses=clauses, reason=reason, actor=request.actor, at=clock.now()
    )


def _take(
    request: Request, plan: review.PlanRow, said: str
) -> tuple[int, review.ClauseRow]:
    number, _mark, index = said.partition(":")
    clause = _clause(plan, number)
    proposals = {str(p.index): p for p in review.proposals_of(clause)}
    proposal = proposals.get(index)
    if proposal is None:
        raise NotVisible
    today = clock.today()
    directory = Directory(plan.unit, actor=request.actor, today=today)
    task = operations.write_task(
        plan,
        values=values_for(plan, clause, proposal, directory=directory, today=today),
        quotes=[operations.Quoted(clause, proposal.start, proposal.end)],
        actor=request.actor,
        at=clock.now(),
    )
    return task.pk, clause


def _clause(plan: review.PlanRow, number: str) -> review.ClauseRow:
    found = review.clause_of(plan, int(number)) if number.isdigit() else None
    if found is None:
        raise NotVisible
    return found


def _editable(request: Request, pk: int) -> review.PlanRow:
    plan = queries.plan_visible_to(request.actor, pk)
    policy.may_edit(plan, actor=request.actor).or_raise()
    return plan


def _page_of(request: Request) -> int:
    asked = request.GET.get("page", "1")
    return max(1, int(asked)) if asked.isdigit() and len(asked) < 6 else 1


def _wants_json(request: Request) -> bool:
    return "application/json" in request.headers.get("Accept", "")


def _clause_html(
    request: Request, plan: review.PlanRow, view: review.ClauseView
) -> str:
    context: Mapping[str, object] = {
        "view": view,
        "plan": plan,
        "may_edit": True,
        "reasons": reasons(),
    }
    return render_to_string("guidance/clause.html", dict(context), request)


def _rows_html(request: Request, plan: review.PlanRow) -> str:
    rows = review.row_views(plan, actor=request.actor, today=clock.today())
    context = {"rows": rows, "plan": plan, "columns": columns(), "may_edit": True}
    return render_to_string("guidance/rows.html", context, request)


def rows_html(request: Request, plan: review.PlanRow) -> str:
    """The rows of the grid anew, after one was added, moved or taken out."""
    return _rows_html(request, plan)
