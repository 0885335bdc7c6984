"""Editing rows: cells from the grid by fetch, a whole row by a plain form."""

import json
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lianxin.base.ui import clock
from lianxin.base.ui.forms import form_page
from lianxin.base.ui.requests import Request
from lianxin.kernel.actor import Conflict, NotVisible
from lianxin.work.guidance import forms, operations, policy, queries
from lianxin.work.guidance.queries import review
from lianxin.work.guidance.views.review import rows_html
from lianxin.work.guidance.views.showing import told_counts, told_row

MOST_EDITS = 5000
Act = Callable[..., Any]


@require_POST
def edit(request: Request, pk: int) -> HttpResponse:
    """Store edits of cells, sent as JSON; say what was stored, and what not and why."""
    plan = _editable(request, pk)
    try:
        edits = [_edit_of(each) for each in _body(request)["edits"]]
    except (ValueError, KeyError, TypeError):
        return JsonResponse({"message": _("This could not be read.")}, status=400)
    if len(edits) > MOST_EDITS:
        said = _("Paste at most %(most)d cells at a time.") % {"most": MOST_EDITS}
        return JsonResponse({"message": said}, status=422)
    try:
        done = operations.edit_tasks(
            plan, edits=edits, actor=request.actor, at=clock.now()
        )
    except ValidationError as error:
        return JsonResponse({"message": " ".join(error.messages)}, status=422)
    touched = [task.pk for task in [*done.stored, *done.conflicts]]
    views = review.row_views(
        plan, actor=request.actor, today=clock.today(), only=touched
    )
    rows = {view.task.pk: told_row(view, plan) for view in views}
    return JsonResponse(
        {
            "rows": [rows[t.pk] for t in done.stored if t.pk in rows],
            "conflicts": [
                rows.get(t.pk, {"task": t.pk, "gone": True}) for t in done.conflicts
            ],
            "faults": [
                {"task": f.task, "cell": f.cell, "message": f.message}
                for f in done.faults
            ],
            "counts": told_counts(plan),
        }
    )


@require_POST
def act(request: Request, pk: int) -> HttpResponse:
    """Add, merge, split, move, promote, demote, remove or restore rows, by JSON."""
    plan = _editable(request, pk)
    try:
        body = _body(request)
        focus = _ACTS[str(body.get("act"))](request, plan, body)
    except (ValueError, KeyError, TypeError):
        return JsonResponse({"message": _("This could not be read.")}, status=400)
    except ValidationError as error:
        return JsonResponse({"message": " ".join(error.messages)}, status=422)
    except Conflict:
        said = _(
            "Somebody else changed this row meanwhile. It is shown as it stands now; "
            "please do it again."
        )
        return JsonResponse(
            {"message": said, "rows_html": rows_html(request, plan)}, status=409
        )
    told = {"rows_html": rows_html(request, plan), "focus": focus}
    return JsonResponse(told | {"counts": told_counts(plan)})


def add(request: Request, pk: int) -> HttpResponse:
    """A new row by a plain form."""
    plan = _editable(request, pk)

    def store(data: dict[str, Any]) -> str:
        made = operations.write_task(plan, values=data, **_said(request))
        messages.success(request, _("The row is stored."))
        return reverse("guidance:review", args=[plan.pk]) + f"#task-{made.pk}"

    return form_page(
        request,
        "guidance/task.html",
        form=forms.NewTask,
        act=store,
        context={"plan": plan},
    )


def task(request: Request, pk: int, task_pk: int) -> HttpResponse:
    """One row as a plain form."""
    plan = _editable(request, pk)
    row = next(
        iter(
            review.row_views(
                plan, actor=request.actor, today=clock.today(), only=[task_pk]
            )
        ),
        None,
    )
    if row is None:
        raise NotVisible

    def store(data: dict[str, Any]) -> str:
        version = data.pop("version")
        if version != row.task.version:
            raise Conflict(row.cells, row.task.version)
        changed = {
            c: t for c, t in data.items() if c in row.cells and t != row.cells[c]
        }
        edits = [
            operations.CellEdit(task_pk, version, c, t) for c, t in changed.items()
        ]
        if edits:
            _store_all_or_nothing(request, plan, edits, row.cells, row.task.version)
        messages.success(request, _("The row is stored."))
        return reverse("guidance:review", args=[plan.pk]) + f"#task-{task_pk}"

    first = {**row.cells, "version": row.task.version}
    return form_page(
        request,
        "guidance/task.html",
        form=partial(forms.TaskForm, initial=first),
        act=store,
        context={"plan": plan, "row": row},
    )


def _store_all_or_nothing(
    request: Request,
    plan: review.PlanRow,
    edits: list[operations.CellEdit],
    current: Mapping[str, str],
    version: int,
) -> None:
    done = operations.edit_whole_task(
        plan, edits=edits, actor=request.actor, at=clock.now()
    )
    if done.conflicts:
        raise Conflict(current, version)


def _editable(request: Request, pk: int) -> review.PlanRow:
    plan = queries.plan_visible_to(request.actor, pk)
    policy.may_edit(plan, actor=request.actor).or_raise()
    return plan


def _body(request: Request) -> dict[str, Any]:
    found = json.loads(request.body)
    if not isinstance(found, dict):
        raise TypeError
    return found


def _edit_of(said: Mapping[str, Any]) -> operations.CellEdit:
    typed = said["typed"]
    if not isinstance(typed, str):
        raise TypeError
    return operations.CellEdit(
        int(said["task"]), int(said["version"]), str(said["cell"]), typed
    )


def _one(body: Mapping[str, Any]) -> dict[str, Any]:
    return {"task": int(body["task"]), "version": int(body["version"])}


def _said(request: Request) -> dict[str, Any]:
    return {"actor": request.actor, "at": clock.now()}


def _add(request: Request, plan: review.PlanRow, body: Mapping[str, Any]) -> int:
    after = body.get("after")
    values = {"text": str(body.get("text") or _("New task"))}
    behind = review.rows_of(plan).filter(pk=int(after)).first() if after else None
    made = operations.write_task(plan, values=values, after=behind, **_said(request))
    return made.pk


def _merge(request: Request, plan: review.PlanRow, body: Mapping[str, Any]) -> int:
    tasks = [(int(pk), int(version)) for pk, version in body["tasks"]]
    return operations.merge_tasks(plan, tasks=tasks, **_said(request)).pk


def _split(request: Request, plan: review.PlanRow, body: Mapping[str, Any]) -> int:
    texts = [str(text) for text in body["texts"]]
    made = operations.split_task(plan, texts=texts, **_one(body), **_said(request))
    return made[0].pk


def _move(request: Request, plan: review.PlanRow, body: Mapping[str, Any]) -> int:
    moved = operations.move_task(
        plan, to=int(body["to"]), **_one(body), **_said(request)
    )
    return moved.pk


def _promote(request: Request, plan: review.PlanRow, body: Mapping[str, Any]) -> int:
    return operations.promote_task(plan, **_one(body), **_said(request))[0].pk


def _demote(request: Request, plan: review.PlanRow, body: Mapping[str, Any]) -> int:
    return operations.demote_task(plan, **_one(body), **_said(request)).pk


def _remove(request: Request, plan: review.PlanRow, body: Mapping[str, Any]) -> int:
    return operations.remove_task(plan, **_one(body), **_said(request)).pk


def _restore(request: Request, plan: review.PlanRow, body: Mapping[str, Any]) -> int:
    return operations.restore_task(plan, task=int(body["task"]), **_said(request)).pk


_ACTS: Mapping[str, Act] = {
    "add": _add,
    "merge": _merge,
    "split": _split,
    "move": _move,
    "promote": _promote,
    "demote": _demote,
    "remove": _remove,
    "restore": _restore,
}
