"""Pages on which something is done to a goal: reworded, evidenced, reported …"""

from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.utils.translation import gettext as _

from lianxin.base.ui import clock
from lianxin.base.ui.forms import form_page
from lianxin.base.ui.requests import Request
from lianxin.facts.records import queries as records
from lianxin.work.goals import forms, operations, policy, queries
from lianxin.work.goals.views.pages import done


def reword(request: Request, pk: int) -> HttpResponse:
    """Change the wording of a goal, with the reason."""
    shown = queries.goal_visible_to(request.actor, pk)
    policy.may_change(shown, actor=request.actor).or_raise()

    def act(data: dict[str, Any]) -> str:
        operations.reword_goal(shown, actor=request.actor, at=clock.now(), **data)
        return done(request, pk, _("The goal is reworded."))

    first = {"version": shown.version, "text": shown.text, "standard": shown.standard}
    form = partial(forms.RewordGoal, initial=first)
    return form_page(
        request, "goals/reword.html", form=form, act=act, context={"goal": shown}
    )


def withdraw(request: Request, pk: int) -> HttpResponse:
    """Take a goal back, with the reason."""
    shown = queries.goal_visible_to(request.actor, pk)
    policy.may_change(shown, actor=request.actor).or_raise()

    def act(data: dict[str, Any]) -> str:
        operations.withdraw_goal(shown, actor=request.actor, at=clock.now(), **data)
        return done(request, pk, _("The goal is withdrawn."))

    return form_page(
        request,
        "goals/withdraw.html",
        form=forms.ReasonForm,
        act=act,
        context={"goal": shown},
    )


def link(request: Request, pk: int) -> HttpResponse:
    """Say which record serves the goal, and how."""
    shown = queries.goal_visible_to(request.actor, pk)
    policy.may_link(shown, actor=request.actor).or_raise()
    candidates = queries.candidates_for(shown, actor=request.actor, today=clock.today())

    def act(data: dict[str, Any]) -> str:
        operations.link_evidence(shown, actor=request.actor, at=clock.now(), **data)
        return done(request, pk, _("The record is linked as evidence."))

    asked = request.GET.get("record", "")
    first = {"record": asked} if asked.isdigit() else {}
    return form_page(
        request,
        "goals/link.html",
        form=partial(forms.LinkEvidence, candidates=candidates, initial=first),
        act=act,
        context={"goal": shown, "has_candidates": candidates.exists()},
    )


def unlink(request: Request, pk: int, evidence_pk: int) -> HttpResponse:
    """Take back that a record serves the goal, with the reason."""
    shown = queries.goal_visible_to(request.actor, pk)
    policy.may_link(shown, actor=request.actor).or_raise()
    evidence = queries.evidence_on(shown, evidence_pk)

    def act(data: dict[str, Any]) -> str:
        operations.unlink_evidence(
            evidence, actor=request.actor, at=clock.now(), **data
        )
        return done(request, pk, _("The evidence is taken back."))

    return form_page(
        request,
        "goals/unlink.html",
        form=forms.ReasonForm,
        act=act,
        context={"goal": shown, "evidence": evidence},
    )


def serve(request: Request, record_pk: int) -> HttpResponse:
    """Say which goal a record serves, starting from the record."""
    record = records.record_visible_to(request.actor, record_pk)
    policy.may_link_records_of(record.unit, actor=request.actor).or_raise()
    open_goals = queries.open_goals_for(
        record, actor=request.actor, today=clock.today()
    )

    def act(data: dict[str, Any]) -> str:
        operations.link_evidence(
            data["goal"],
            record=record,
            reason=data["reason"],
            actor=request.actor,
            at=clock.now(),
        )
        return done(request, data["goal"].pk, _("The record is linked as evidence."))

    return form_page(
        request,
        "goals/serve.html",
        form=partial(forms.ServeGoal, goals=open_goals),
        act=act,
        context={"record": record, "has_goals": open_goals.exists()},
    )


def report(request: Request, pk: int) -> HttpResponse:
    """Report a goal done, with the result."""
    shown = queries.whole_goal_visible_to(request.actor, pk)
    policy.may_report(shown, actor=request.actor).or_raise()

    def act(data: dict[str, Any]) -> str:
        operations.report_done(shown, actor=request.actor, at=clock.now(), **data)
        words = _("Reported. %(giver)s verifies it.") % {"giver": shown.giver.name}
        return done(request, pk, words)

    return form_page(
        request,
        "goals/report.html",
        form=forms.ReportDone,
        act=act,
        context={
            "goal": shown,
            "evidence": queries.evidence_in(shown, actor=request.actor),
        },
    )


def verify(request: Request, pk: int) -> HttpResponse:
    """Strike a goal off, or return its report with what is missing."""
    shown = queries.whole_goal_visible_to(request.actor, pk)
    policy.may_verify(shown, actor=request.actor).or_raise()
    waiting = queries.open_report(shown)

    def act(data: dict[str, Any]) -> str:
        if waiting is None:
            raise ValidationError(_("No report is waiting to be verified."))
        said = {"opinion": data["opinion"], "actor": request.actor, "at": clock.now()}
        if data["decision"] == forms.RETURN:
            operations.return_report(waiting, **said)
        else:
            operations.strike_off(waiting, **said)
        return done(request, pk, _("Your verification is stored."))

    return form_page(
        request,
        "goals/verify.html",
        form=forms.VerifyReport,
        act=act,
        context={
            "goal": shown,
            "report": waiting,
            "evidence": queries.evidence_in(shown, actor=request.actor),
        },
    )


def extend(request: Request, pk: int) -> HttpResponse:
    """Ask the unit that gave the goal for a later deadline."""
    shown = queries.goal_visible_to(request.actor, pk)
    policy.may_report(shown, actor=request.actor).or_raise()

    def act(data: dict[str, Any]) -> str:
        operations.ask_for_later_deadline(
            shown, actor=request.actor, at=clock.now(), **data
        )
        words = _("Asked. The later deadline counts once it is agreed to.")
        return done(request, pk, words)

    return form_page(
        request,
        "goals/extend.html",
        form=forms.AskForLaterDeadline,
        act=act,
        context={"goal": shown},
    )
