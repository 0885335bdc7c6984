"""Pages of the tree of units."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from lianxin.base.ui import clock
from lianxin.base.ui.forms import form_page
from lianxin.base.ui.requests import Request
from lianxin.org.units import forms, operations, policy, queries


@require_GET
def tree(request: Request) -> HttpResponse:
    """The tree on a day; searched by name or pinyin initials; one branch at a time."""
    today = clock.today()
    asked = forms.TreeQuestion(request.GET, today=today)
    context: dict[str, Any] = {"day": asked.day, "today": today, "words": asked.words}
    if request.htmx and asked.toggled is not None:
        context["branch"] = queries.branch_of(
            asked.toggled,
            is_open=asked.opens,
            day=asked.day,
            actor=request.actor,
        )
        return render(request, "units/branch.html", context)
    if asked.words:
        found = queries.found_in_tree(
            asked.words, day=asked.day, today=today, actor=request.actor
        )
        context["found"] = found[: queries.MOST_FOUND]
        context["has_more"] = len(found) > queries.MOST_FOUND
    else:
        context["branches"] = queries.grown(
            asked.way_to(asked.toggled), day=asked.day, actor=request.actor
        )
    return render(request, "units/tree.html", context)


@require_GET
def unit(request: Request, pk: int) -> HttpResponse:
    """The card of one unit, today or as it was on a day (``?on=2025-01-31``)."""
    shown = queries.unit_visible_to(request.actor, pk)
    day = forms.TreeQuestion(request.GET, today=clock.today()).day
    if day != clock.today():
        former = queries.unit_on(shown, day=day, actor=request.actor)
        return render(request, "units/unit_on.html", {"unit": shown, "then": former})
    context: dict[str, Any] = {
        "unit": shown,
        "today": clock.today(),
        "way": queries.way_to(shown),
        "below": queries.children_of(shown, actor=request.actor),
        "story": queries.story_of(shown, actor=request.actor),
        "restriction": queries.restriction_of(shown, day=clock.today()),
        "may_edit": policy.may_edit(shown, actor=request.actor),
        "may_restrict": policy.may_restrict(shown, actor=request.actor),
    }
    return render(request, "units/unit.html", context)


def found(request: Request, pk: int) -> HttpResponse:
    """Found a unit below this one."""
    parent = queries.unit_visible_to(request.actor, pk)
    policy.may_edit(parent, actor=request.actor).or_raise()

    def act(data: dict[str, Any]) -> str:
        made = operations.found_unit(
            parent=parent, actor=request.actor, at=clock.now(), **data
        )
        messages.success(request, _("%(name)s is founded.") % {"name": made.name})
        return reverse("units:unit", args=[made.pk])

    form = partial(
        forms.FoundUnit,
        parent=parent,
        actor=request.actor,
        initial={"founded_on": clock.today()},
    )
    return form_page(
        request, "units/found.html", form=form, act=act, context={"unit": parent}
    )


def rename(request: Request, pk: int) -> HttpResponse:
    """Give a unit another name."""
    shown = queries.unit_visible_to(request.actor, pk)
    policy.may_edit(shown, actor=request.actor).or_raise()

    def act(data: dict[str, Any]) -> str:
        operations.rename_unit(shown, actor=request.actor, at=clock.now(), **data)
        messages.success(request, _("The name is noted."))
        return reverse("units:unit", args=[pk])

    initial = {
        "name": shown.name,
        "short_name": shown.short_name,
        "version": shown.version,
        "valid_from": clock.today(),
    }
    form = partial(forms.RenameUnit, actor=request.actor, initial=initial)
    return form_page(
        request, "units/rename.html", form=form, act=act, context={"unit": shown}
    )


def move(request: Request, pk: int) -> HttpResponse:
    """Place a unit, with all below it, under another one."""
    shown = queries.unit_visible_to(request.actor, pk)
    policy.may_edit(shown, actor=request.actor).or_raise()

    def act(data: dict[str, Any]) -> str:
        operations.move_unit(shown, actor=request.actor, at=clock.now(), **data)
        messages.success(request, _("The move is noted."))
        return reverse("units:unit", args=[pk])

    initial = {"version": shown.version, "valid_from": clock.today()}
    form = partial(forms.MoveUnit, unit=shown, actor=request.actor, initial=initial)
    return form_page(
        request, "units/move.html", form=form, act=act, context={"unit": shown}
    )


def restrict(request: Request, pk: int) -> HttpResponse:
    """Say whether a unit, with all below it, is abroad or classified."""
    shown = queries.unit_visible_to(request.actor, pk)
    policy.may_restrict(shown, actor=request.actor).or_raise()

    def act(data: dict[str, Any]) -> str:
        operations.restrict_unit(shown, actor=request.actor, at=clock.now(), **data)
        messages.success(request, _("The restriction is noted."))
        return reverse("units:unit", args=[pk])

    held = queries.restriction_of(shown, day=clock.today())
    initial = {
        "version": shown.version,
        "valid_from": clock.today(),
        "restriction": held.restriction if held else "",
    }
    form = partial(forms.RestrictUnit, initial=initial)
    return form_page(
        request, "units/restrict.html", form=form, act=act, context={"unit": shown}
    )


@require_GET
def order(request: Request, pk: int) -> HttpResponse:
    """The units directly below one, each with buttons to put it elsewhere."""
    shown = queries.unit_visible_to(request.actor, pk)
    policy.may_edit(shown, actor=request.actor).or_raise()
    below = queries.children_of(shown, actor=request.actor)
    return render(request, "units/order.html", {"unit": shown, "below": below})


@require_POST
def reorder(request: Request, pk: int) -> HttpResponse:
    """Put one unit in another place among its siblings."""
    shown = queries.unit_visible_to(request.actor, pk)
    below = [child.pk for child in queries.children_of(shown, actor=request.actor)]
    wanted = forms.order_from(request.POST, below)
    operations.reorder_units(shown, order=wanted, actor=request.actor, at=clock.now())
    return redirect("units:order", pk)
