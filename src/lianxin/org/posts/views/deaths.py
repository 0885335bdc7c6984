"""The pages on which a death is noted, and on which that is taken back."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from lianxin.base.ui import clock
from lianxin.base.ui.forms import form_page
from lianxin.base.ui.requests import Request
from lianxin.org.people import policy as people_policy
from lianxin.org.people import queries as people
from lianxin.org.posts import forms, operations, queries


def death(request: Request, pk: int) -> HttpResponse:
    """Note that somebody died."""
    today = clock.today()
    person = people.person_visible_to(request.actor, pk, today=today)
    paths = people.paths_of(person, today=today)
    people_policy.may_set_standing(paths, actor=request.actor).or_raise()

    def act(data: dict[str, Any]) -> str:
        operations.note_death(person, actor=request.actor, at=clock.now(), **data)
        messages.success(request, _("It is noted."))
        return _page_of(request, pk)

    form = partial(
        forms.NoteDeath, initial={"version": person.version, "died_on": today}
    )
    context = {"person": person, "held": queries.appointments_of(person, today=today)}
    return form_page(request, "posts/death.html", form=form, act=act, context=context)


def take_back_death(request: Request, pk: int) -> HttpResponse:
    """Say that a death was noted by mistake; what it had ended goes on."""
    person = people.noted_dead(pk, actor=request.actor)

    def act(data: dict[str, Any]) -> str:
        operations.take_back_death(person, actor=request.actor, at=clock.now(), **data)
        messages.success(request, _("The note of the death is taken back."))
        return reverse("people:person", args=[pk])

    form = partial(forms.TakeBackDeath, initial={"version": person.version})
    return form_page(
        request,
        "posts/take_back_death.html",
        form=form,
        act=act,
        context={"person": person, "back": _page_of(request, pk)},
    )


def _page_of(request: Request, pk: int) -> str:
    """The person's page; for those who see nobody there without a unit, the list."""
    seen = people.ids_seen([pk], request.actor, today=clock.today())
    return reverse("people:person", args=[pk]) if seen else reverse("people:list")
