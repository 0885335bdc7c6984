"""Pages of posts, of who holds them, and of what follows from holding them."""

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
from lianxin.base.ui.tables import list_page
from lianxin.org.people import policy as people_policy
from lianxin.org.people import queries as people
from lianxin.org.posts import exports, forms, operations, policy, queries
from lianxin.org.units import queries as units


@require_GET
def posts(request: Request) -> HttpResponse:
    """The posts of all units one may see, with holders and vacancies."""
    today = clock.today()
    return list_page(
        request,
        "posts/list.html",
        rows=queries.visible_to(request.actor, today=today),
        columns=exports.columns(),
        filters=partial(forms.PostsFilter, actor=request.actor, today=today),
        caption=_("Posts"),
        empty=_("No post fits. Change the filters, or open a post on a unit's page."),
        export_name=_("posts"),
        prepare=partial(queries.attach, today=today),
    )


@require_GET
def powers(request: Request) -> HttpResponse:
    """The policy table: what each kind of post may see and do, and how far."""
    return render(request, "posts/powers.html", {"kinds": queries.policy_table()})


@require_GET
def rules(request: Request) -> HttpResponse:
    """The rulebook: what regulations ask today, with source and how sure it is."""
    chapters = queries.rules_on(clock.today())
    return render(request, "posts/rules.html", {"chapters": chapters})


@require_GET
def of_unit(request: Request, pk: int) -> HttpResponse:
    """The posts of one unit: holders, vacancies, fields of responsibility."""
    unit = units.unit_visible_to(request.actor, pk)
    context = {
        "unit": unit,
        "posts": queries.posts_of_unit(unit, today=clock.today()),
        "may_edit": policy.may_edit(unit, actor=request.actor),
    }
    return render(request, "posts/of_unit_page.html", context)


@require_GET
def post(request: Request, pk: int) -> HttpResponse:
    """One post: who held, holds and will hold it, and what goes with it."""
    shown = queries.post_visible_to(request.actor, pk)
    context = {
        "post": shown,
        "today": clock.today(),
        "holders": queries.holders_of(shown),
        "charges": queries.charges_of(shown),
        "powers": queries.powers_of(shown.kind),
        "may_edit": policy.may_edit(shown.unit, actor=request.actor),
        "may_appoint": policy.may_appoint(shown.unit, shown.kind, actor=request.actor),
    }
    return render(request, "posts/post.html", context)


def open_(request: Request, pk: int) -> HttpResponse:
    """Give a unit a post more."""
    unit = units.unit_visible_to(request.actor, pk)
    policy.may_edit(unit, actor=request.actor).or_raise()

    def act(data: dict[str, Any]) -> str:
        made = operations.open_post(
            unit=unit, actor=request.actor, at=clock.now(), **data
        )
        return _noted(request, made.pk)

    form = partial(forms.OpenPost, unit=unit, initial={"valid_from": clock.today()})
    return form_page(
        request, "posts/open.html", form=form, act=act, context={"unit": unit}
    )


def close(request: Request, pk: int) -> HttpResponse:
    """Let a unit have a post no more."""
    shown = queries.post_visible_to(request.actor, pk)
    policy.may_edit(shown.unit, actor=request.actor).or_raise()

    def act(data: dict[str, Any]) -> str:
        operations.close_post(shown, actor=request.actor, at=clock.now(), **data)
        return _noted(request, pk)

    form = partial(forms.ClosePost, initial={"closed_on": clock.today()})
    return form_page(
        request, "posts/close.html", form=form, act=act, context={"post": shown}
    )


def appoint(request: Request, pk: int) -> HttpResponse:
    """Let somebody hold a post."""
    shown, today = queries.post_visible_to(request.actor, pk), clock.today()
    policy.may_appoint(shown.unit, shown.kind, actor=request.actor).or_raise()

    def act(data: dict[str, Any]) -> str:
        operations.appoint(post=shown, actor=request.actor, at=clock.now(), **data)
        return _noted(request, pk)

    form = partial(
        forms.Appoint,
        post=shown,
        actor=request.actor,
        today=today,
        initial={"valid_from": today},
    )
    return form_page(
        request, "posts/appoint.html", form=form, act=act, context={"post": shown}
    )


def end(request: Request, pk: int) -> HttpResponse:
    """Let somebody hold a post no more."""
    held = queries.appointment_visible_to(request.actor, pk)
    policy.may_appoint(held.post.unit, held.post.kind, actor=request.actor).or_raise()

    def act(data: dict[str, Any]) -> str:
        operations.end_appointment(held, actor=request.actor, at=clock.now(), **data)
        return _noted(request, held.post_id)

    form = partial(forms.EndAppointment, initial={"ended_on": clock.today()})
    context = {"appointment": held, "post": held.post}
    return form_page(request, "posts/end.html", form=form, act=act, context=context)


def charge(request: Request, pk: int) -> HttpResponse:
    """Let a field of responsibility go with a post."""
    shown = queries.post_visible_to(request.actor, pk)
    policy.may_edit(shown.unit, actor=request.actor).or_raise()

    def act(data: dict[str, Any]) -> str:
        operations.add_charge(post=shown, actor=request.actor, at=clock.now(), **data)
        return _noted(request, pk)

    form = partial(
        forms.AddCharge, actor=request.actor, initial={"valid_from": clock.today()}
    )
    return form_page(
        request, "posts/charge.html", form=form, act=act, context={"post": shown}
    )


def end_charge(request: Request, pk: int) -> HttpResponse:
    """Let a field go with its post no more."""
    held = queries.charge_visible_to(request.actor, pk)
    policy.may_edit(held.post.unit, actor=request.actor).or_raise()

    def act(data: dict[str, Any]) -> str:
        operations.end_charge(held, actor=request.actor, at=clock.now(), **data)
        return _noted(request, held.post_id)

    form = partial(forms.EndCharge, initial={"ended_on": clock.today()})
    context = {"charge": held, "post": held.post}
    return form_page(
        request, "posts/end_charge.html", form=form, act=act, context=context
    )


def leave(request: Request, pk: int) -> HttpResponse:
    """Let somebody leave the enterprise, with all posts."""
    today = clock.today()
    person = people.person_visible_to(request.actor, pk, today=today)
    paths = people.paths_of(person, today=today)
    people_policy.may_edit(paths, actor=request.actor).or_raise()

    def act(data: dict[str, Any]) -> str:
        operations.leave_with_posts(person, actor=request.actor, at=clock.now(), **data)
        messages.success(request, _("It is noted."))
        return reverse("people:person", args=[pk])

    form = partial(forms.Leave, initial={"version": person.version, "left_on": today})
    context = {"person": person, "held": queries.appointments_of(person, today=today)}
    return form_page(request, "posts/leave.html", form=form, act=act, context=context)


def _noted(request: Request, pk: int) -> str:
    messages.success(request, _("It is noted."))
    return reverse("posts:post", args=[pk])
