"""The page on which somebody who left comes back."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from lianxin.base.ui import clock
from lianxin.base.ui.forms import form_page
from lianxin.base.ui.requests import Request
from lianxin.org.people import forms, operations, policy, queries


def come_back(request: Request, pk: int) -> HttpResponse:
    """Let somebody who left, or was going to, work here again."""
    today = clock.today()
    shown = queries.person_visible_to(request.actor, pk, today=today)
    policy.may_add_somebody(actor=request.actor).or_raise()

    def act(data: dict[str, Any]) -> str:
        operations.come_back(
            shown, version=shown.version, actor=request.actor, at=clock.now(), **data
        )
        messages.success(request, _("The entry is saved."))
        return reverse("people:person", args=[pk])

    form = partial(forms.ComeBack, actor=request.actor, initial={"valid_from": today})
    return form_page(
        request, "people/come_back.html", form=form, act=act, context={"person": shown}
    )
