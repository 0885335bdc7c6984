"""Pages on which a plan is sent for approval, issued, and tried out."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from lianxin.base.ui import clock
from lianxin.base.ui.forms import form_page
from lianxin.base.ui.requests import Request
from lianxin.work.goals.queries import units_to_give_to
from lianxin.work.guidance import operations, panels, queries
from lianxin.work.guidance.forms import plans as forms
from lianxin.work.guidance.views.plans import address


def submit(request: Request, pk: int) -> HttpResponse:
    """Send the plan for approval; what is still missing is said, not forbidden."""
    plan = queries.plan_to_edit(request.actor, pk)
    today = clock.today()
    is_change = queries.was_issued(plan)

    def act(data: dict[str, Any]) -> str:
        operations.submit_plan(
            plan,
            steps=data["steps"],
            reason=data.get("reason", ""),
            actor=request.actor,
            at=clock.now(),
        )
        messages.success(request, _("The plan is sent for approval and rests."))
        return address(pk)

    likely = queries.posts_to_ask(plan, queries.snapshot_of(plan, today=today))
    first = {f"step_{number}": post for number, post in enumerate(likely, start=1)}
    return form_page(
        request,
        "guidance/submit.html",
        form=partial(
            forms.SubmitPlan,
            plan=plan,
            today=today,
            is_change=is_change,
            initial=first,
        ),
        act=act,
        context={
            "plan": plan,
            "warnings": panels.warnings(plan, today=today),
            "is_change": is_change,
        },
    )


def issue(request: Request, pk: int) -> HttpResponse:
    """Issue what was agreed: number, day, meeting."""
    plan = queries.plan_to_edit(request.actor, pk)

    def act(data: dict[str, Any]) -> str:
        operations.issue_plan(plan, actor=request.actor, at=clock.now(), **data)
        return reverse("guidance:progress", args=[pk])

    rows = queries.snapshot_of(plan, today=clock.today())
    reached = queries.reached_by(rows, giver=plan.unit)
    return form_page(
        request,
        "guidance/issue.html",
        form=partial(forms.IssuePlan, initial={"issued_on": clock.today()}),
        act=act,
        context={
            "plan": plan,
            "goals": sum(len(one.unit_ids) for one in reached),
            "added": queries.added_by(reached),
            "passed_over": queries.passed_over_in(reached),
            "without": [one.row for one in reached if not one.unit_ids],
        },
    )


@require_GET
def progress(request: Request, pk: int) -> HttpResponse:
    """How far the giving of goals has come; the page looks again by itself."""
    plan = queries.plan_visible_to(request.actor, pk, today=clock.today())
    found = queries.progress_of(plan)
    is_part = bool(request.htmx)
    return render(
        request,
        "guidance/progress_inside.html" if is_part else "guidance/progress.html",
        {"plan": plan, "progress": found},
    )


def try_out(request: Request, pk: int, task_pk: int) -> HttpResponse:
    """Try a task out in a few units before the plan is issued."""
    plan = queries.plan_to_edit(request.actor, pk)
    task = queries.task_in(plan, task_pk)

    def act(data: dict[str, Any]) -> str:
        operations.begin_trial(
            task, units=data["chosen"], actor=request.actor, at=clock.now()
        )
        messages.success(request, _("The task is on trial there, marked as such."))
        return address(pk)

    below = units_to_give_to(request.actor)
    return form_page(
        request,
        "guidance/try_out.html",
        form=partial(forms.ChooseUnits, below=below, parent=plan.unit),
        act=act,
        context={"plan": plan, "task": task},
    )
