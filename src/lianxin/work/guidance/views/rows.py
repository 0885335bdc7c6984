"""Whole rows without script: moved, merged, split, taken out, put back."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from lianxin.base.ui import clock
from lianxin.base.ui.forms import form_page
from lianxin.base.ui.requests import Request
from lianxin.work.guidance import forms, operations, queries
from lianxin.work.guidance.enums import Reshape


def reshape(request: Request, pk: int, task_pk: int) -> HttpResponse:
    """Move a row, put it under another, merge, split or remove it."""
    plan = queries.plan_to_edit(request.actor, pk)
    row = queries.task_in(plan, task_pk)
    titles = queries.titles_of_tasks(plan)

    def act(data: dict[str, Any]) -> str:
        said: dict[str, Any] = {"actor": request.actor, "at": clock.now()}
        one: dict[str, Any] = {"task": row.pk, "version": data["version"]}
        what = Reshape(data["act"])
        if what is Reshape.MERGE:
            other = queries.task_in(plan, data["other"])
            both = [(row.pk, data["version"]), (other.pk, other.version)]
            operations.merge_tasks(plan, tasks=both, **said)
        elif what is Reshape.SPLIT:
            texts = data["texts"].splitlines()
            operations.split_task(plan, texts=texts, **one, **said)
        elif what in _STEPS:
            numbers = [number for number, _title in titles]
            to = numbers.index(row.pk) + 1 + _STEPS[what]
            operations.move_task(plan, to=to, **one, **said)
        else:
            _SIMPLE[what](plan, **one, **said)
        messages.success(request, _("The rows are changed."))
        at = "" if what is Reshape.REMOVE else f"#task-{row.pk}"
        return reverse("guidance:review", args=[plan.pk]) + at

    first = {"version": row.version, "texts": row.text}
    others = [pair for pair in titles if pair[0] != row.pk]
    return form_page(
        request,
        "guidance/reshape.html",
        form=partial(forms.ReshapeRow, others=others, initial=first),
        act=act,
        context={"plan": plan, "row": row},
    )


def removed(request: Request, pk: int) -> HttpResponse:
    """The rows that were taken out of a plan; one can be put back."""
    plan = queries.plan_to_edit(request.actor, pk)
    rows = queries.titles_of_removed(plan)

    def act(data: dict[str, Any]) -> str:
        made = operations.restore_task(
            plan, task=data["row"], actor=request.actor, at=clock.now()
        )
        messages.success(request, _("The row is back in its place."))
        return reverse("guidance:review", args=[plan.pk]) + f"#task-{made.pk}"

    return form_page(
        request,
        "guidance/removed.html",
        form=partial(forms.RestoreRow, removed=rows),
        act=act,
        context={"plan": plan, "rows": rows},
    )


_STEPS = {Reshape.UP: -1, Reshape.DOWN: 1}
_SIMPLE = {
    Reshape.PROMOTE: operations.promote_task,
    Reshape.DEMOTE: operations.demote_task,
    Reshape.REMOVE: operations.remove_task,
}
