"""What a unit says of its work on a goal: wording, milestones, figures, targets."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from lianxin.base.ui import clock
from lianxin.base.ui.forms import form_page
from lianxin.base.ui.requests import Request
from lianxin.work.goals import forms, operations, policy, queries
from lianxin.work.goals.views.pages import done
from lianxin.work.targets import queries as targets


def refine(request: Request, pk: int) -> HttpResponse:
    """Word the goal for one's own business."""
    shown = queries.whole_goal_visible_to(request.actor, pk)
    policy.may_report(shown, actor=request.actor).or_raise()

    def act(data: dict[str, Any]) -> str:
        operations.refine_goal(shown, actor=request.actor, at=clock.now(), **data)
        return done(request, pk, _("Your unit's own wording is stored."))

    own = queries.own_words_of(shown)
    first = {"text": own.text, "actions": own.actions} if own else {"text": shown.text}
    version = {"version": shown.refinements.count()}
    return form_page(
        request,
        "goals/refine.html",
        form=partial(forms.RefineGoal, initial=first | version),
        act=act,
        context={"goal": shown},
    )


def reach(request: Request, pk: int, milestone_pk: int) -> HttpResponse:
    """Say that a milestone was reached."""
    shown = queries.goal_visible_to(request.actor, pk)
    milestone = queries.milestone_on(shown, milestone_pk)
    policy.may_report(shown, actor=request.actor).or_raise()

    def act(data: dict[str, Any]) -> str:
        operations.reach_milestone(
            milestone, actor=request.actor, at=clock.now(), **data
        )
        return done(request, pk, _("The milestone is reached."))

    return form_page(
        request,
        "goals/reach.html",
        form=partial(forms.ReachMilestone, initial={"on": clock.today()}),
        act=act,
        context={"goal": shown, "milestone": milestone},
    )


def figure(request: Request, pk: int) -> HttpResponse:
    """Enter the number that had been reached by a day."""
    shown = queries.goal_visible_to(request.actor, pk)
    policy.may_enter_figure(shown, actor=request.actor).or_raise()

    def act(data: dict[str, Any]) -> str:
        operations.enter_figure(shown, actor=request.actor, at=clock.now(), **data)
        return done(request, pk, _("The number is stored."))

    return form_page(
        request,
        "goals/figure.html",
        form=partial(forms.EnterFigure, initial={"on": clock.today()}),
        act=act,
        context={"goal": shown},
    )


def target(request: Request, pk: int) -> HttpResponse:
    """Say that the goal serves a business target."""
    shown = queries.goal_visible_to(request.actor, pk)
    policy.may_link(shown, actor=request.actor).or_raise()
    offered = queries.targets_to_link(shown, actor=request.actor)

    def act(data: dict[str, Any]) -> str:
        operations.link_target(shown, actor=request.actor, at=clock.now(), **data)
        return done(request, pk, _("The business target is linked."))

    return form_page(
        request,
        "goals/target.html",
        form=partial(forms.LinkTarget, offered=offered),
        act=act,
        context={"goal": shown, "has_targets": offered.exists()},
    )


def serve_target(request: Request, target_pk: int) -> HttpResponse:
    """Say that a goal of one's own unit serves a target, starting from the target."""
    shown = targets.target_visible_to(request.actor, target_pk)
    unit = queries.own_unit_of(request.actor)
    policy.may_link_records_of(unit, actor=request.actor).or_raise()
    offered = queries.goals_to_serve(shown, actor=request.actor)

    def act(data: dict[str, Any]) -> str:
        operations.link_target(
            data["goal"], target=shown, actor=request.actor, at=clock.now()
        )
        messages.success(request, _("The goal is linked to the business target."))
        return reverse("targets:target", args=[target_pk])

    return form_page(
        request,
        "goals/serve_target.html",
        form=partial(forms.ServeTarget, goals=offered),
        act=act,
        context={"target": shown, "has_goals": offered.exists()},
    )


def untarget(request: Request, pk: int, target_pk: int) -> HttpResponse:
    """Take back that the goal serves a business target."""
    shown = queries.goal_visible_to(request.actor, pk)
    linked = targets.target_visible_to(request.actor, target_pk)
    policy.may_link(shown, actor=request.actor).or_raise()

    def act(_data: dict[str, Any]) -> str:
        operations.unlink_target(
            shown, target=linked, actor=request.actor, at=clock.now()
        )
        return done(request, pk, _("The business target is taken off the goal."))

    return form_page(
        request,
        "goals/untarget.html",
        form=forms.Nothing,
        act=act,
        context={"goal": shown, "target": linked},
    )
