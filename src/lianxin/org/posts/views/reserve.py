"""Who is kept in reserve for a post: adding somebody, and ending it."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from lianxin.base.ui import clock
from lianxin.base.ui.forms import form_page
from lianxin.base.ui.requests import Request
from lianxin.org.posts import forms, operations, policy, queries


def add(request: Request, pk: int) -> HttpResponse:
    """Keep somebody in reserve for a post."""
    shown, today = queries.post_visible_to(request.actor, pk), clock.today()
    policy.may_appoint(shown.unit, shown.kind, actor=request.actor).or_raise()

    def act(data: dict[str, Any]) -> str:
        operations.add_reserve(post=shown, actor=request.actor, at=clock.now(), **data)
        return _noted(request, pk)

    form = partial(
        forms.AddReserve,
        post=shown,
        actor=request.actor,
        today=today,
        initial={"valid_from": today},
    )
    return form_page(
        request, "posts/reserve.html", form=form, act=act, context={"post": shown}
    )


def end(request: Request, pk: int) -> HttpResponse:
    """Keep somebody in reserve no more."""
    kept = queries.reserve_visible_to(request.actor, pk)
    post = kept.post
    policy.may_appoint(post.unit, post.kind, actor=request.actor).or_raise()

    def act(data: dict[str, Any]) -> str:
        operations.end_reserve(kept, actor=request.actor, at=clock.now(), **data)
        return _noted(request, post.pk)

    form = partial(forms.EndReserve, initial={"ended_on": clock.today()})
    context = {"reserve": kept, "post": post}
    return form_page(
        request, "posts/end_reserve.html", form=form, act=act, context=context
    )


def _noted(request: Request, post: int) -> str:
    messages.success(request, _("It is noted."))
    return reverse("posts:post", args=[post])
