"""Pages of a draft that is out for comment."""

from datetime import timedelta
from functools import partial
from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from lianxin.base.exports.operations import papers
from lianxin.base.ui import clock
from lianxin.base.ui.answers import file_answer
from lianxin.base.ui.forms import form_page
from lianxin.base.ui.requests import Request
from lianxin.work.guidance import exports, operations, policy, queries
from lianxin.work.guidance.enums import Adoption
from lianxin.work.guidance.forms import plans as forms

USUAL_TIME = timedelta(days=7)  # what is proposed; the clerk may set any other day


def consult(request: Request, pk: int) -> HttpResponse:
    """Send the draft round to units for comments until a day."""
    plan = queries.plan_to_edit(request.actor, pk)

    def act(data: dict[str, Any]) -> str:
        operations.open_consultation(
            plan,
            units=data["chosen"],
            until=data["until"],
            words=data["words"],
            actor=request.actor,
            at=clock.now(),
        )
        said = ngettext(
            "The draft is out: %(number)d unit is asked.",
            "The draft is out: %(number)d units are asked.",
            len(data["chosen"]),
        )
        messages.success(request, said % {"number": len(data["chosen"])})
        return reverse("guidance:consultation", args=[pk])

    rows = queries.snapshot_of(plan, today=clock.today())
    until = clock.today() + USUAL_TIME
    first = {"units": queries.units_named_in(rows), "until": until}
    form = partial(
        forms.OpenConsultation,
        below=queries.units_to_ask(plan),
        parent=plan.unit,
        initial=first,
    )
    return form_page(
        request, "guidance/consult.html", form=form, act=act, context={"plan": plan}
    )


def consultation(request: Request, pk: int) -> HttpResponse:
    """Who was asked and has answered; what each says; what becomes of it."""
    plan = queries.plan_visible_to(request.actor, pk, today=clock.today())
    found = queries.last_consultation(plan)
    if found is None:
        raise Http404
    comments = queries.comments_in(found)
    may_edit = bool(policy.may_edit(plan, actor=request.actor))

    def act(data: dict[str, Any]) -> str:
        policy.may_edit(plan, actor=request.actor).or_raise()
        operations.answer_comments(
            found,
            answers=_answers(data, [comment.pk for comment in comments]),
            actor=request.actor,
            at=clock.now(),
        )
        messages.success(request, _("Stored."))
        return reverse("guidance:consultation", args=[pk])

    numbers = queries.row_numbers(found)
    context = {
        "plan": plan,
        "consultation": found,
        "replies": queries.replies_in(found),
        "comments": [(one, numbers.get(one.task_id or 0)) for one in comments],
        "is_past": queries.is_past(found, today=clock.today()),
        "may_edit": may_edit,
    }
    form = partial(forms.AnswerComments, comments=comments)
    return form_page(
        request, "guidance/consultation.html", form=form, act=act, context=context
    )


def close(request: Request, pk: int) -> HttpResponse:
    """Take no more comments on the draft."""
    plan = queries.plan_to_edit(request.actor, pk)
    found = queries.last_consultation(plan)
    if found is None:
        raise Http404

    def act(_data: dict[str, Any]) -> str:
        operations.close_consultation(found, actor=request.actor, at=clock.now())
        messages.success(request, _("Comments are not taken any more."))
        return reverse("guidance:consultation", args=[pk])

    silent = [r.consulted.unit for r in queries.replies_in(found) if not r.has_answered]
    return form_page(
        request,
        "guidance/close_consultation.html",
        form=forms.NothingToAsk,
        act=act,
        context={"plan": plan, "silent": silent},
    )


def reply(request: Request, pk: int) -> HttpResponse:
    """Read a draft and say what one's unit thinks of it, on one page."""
    consulted = queries.consulted_visible_to(request.actor, pk)
    found = consulted.consultation
    plan = found.plan
    form = forms.ReplyToDraft(
        snapshot=found.snapshot, data=None
    )  # only to know the names of its fields

    def act(data: dict[str, Any]) -> str:
        operations.comment_on_draft(
            consulted,
            comments=[
                operations.Said(_task_of(name), data.get(name, ""))
                for name in form.fields
            ],
            actor=request.actor,
            at=clock.now(),
        )
        messages.success(request, _("Thank you. The reply is stored."))
        if policy.may_edit(plan, actor=request.actor):
            return reverse("guidance:consultation", args=[plan.pk])
        return reverse("guidance:reply", args=[pk])

    return form_page(
        request,
        "guidance/reply.html",
        form=partial(forms.ReplyToDraft, snapshot=found.snapshot),
        act=act,
        context={
            "plan": plan,
            "consulted": consulted,
            "consultation": found,
            "lines": queries.lines(found.snapshot),
            "said": queries.said_by(consulted),
            "is_for_other": not policy.may_reply(consulted, actor=request.actor),
        },
    )


@require_GET
def draft(request: Request, pk: int) -> HttpResponse:
    """The draft for comment as a Word file, for the unit that is asked."""
    consulted = queries.consulted_visible_to(request.actor, pk)
    found = consulted.consultation
    return _draft(
        found.plan.title, exports.draft_file(found, asked=consulted.unit.name)
    )


@require_GET
def draft_for_all(request: Request, pk: int) -> HttpResponse:
    """The draft for comment as a Word file, to be sent to any unit."""
    plan = queries.plan_visible_to(request.actor, pk, today=clock.today())
    found = queries.last_consultation(plan)
    if found is None:
        raise Http404
    return _draft(found.plan.title, exports.draft_file(found))


def _draft(title: str, content: bytes) -> HttpResponse:
    return file_answer(content, "docx", name=f"{title}-{_('draft for comment')}")


@require_GET
def adopted(request: Request, pk: int) -> HttpResponse:
    """The table of what was adopted, to print."""
    plan = queries.plan_visible_to(request.actor, pk, today=clock.today())
    found = queries.last_consultation(plan)
    if found is None:
        raise Http404
    numbers = queries.row_numbers(found)
    comments = [(c, numbers.get(c.task_id or 0)) for c in queries.comments_in(found)]
    kind = request.GET.get("format", "")
    if kind in {"xlsx", "docx"}:
        wanted = cast("papers.Kind", kind)
        content = exports.adoption_file(wanted, plan, comments)
        name = f"{plan.title}-{_('what was adopted')}"
        return file_answer(content, wanted, name=name)
    context = {"plan": plan, "consultation": found, "comments": comments}
    return render(request, "guidance/adopted.html", context)


def _answers(
    data: dict[str, Any], comments: "list[int]"
) -> "list[operations.Answered]":
    found = [
        operations.Answered(pk, Adoption(adoption), data.get(f"reason_{pk}", ""))
        for pk in comments
        if (adoption := data.get(f"adoption_{pk}"))
    ]
    if not found:
        raise ValidationError(_("Choose for at least one comment."))
    return found


def _task_of(name: str) -> int | None:
    return None if name == "whole" else int(name.removeprefix("row_"))
