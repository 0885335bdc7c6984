"""The page on which the end of a unit is taken back."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from lianxin.base.ui import clock
from lianxin.base.ui.forms import form_page
from lianxin.base.ui.requests import Request
from lianxin.org.posts import forms, operations
from lianxin.org.units import policy as units_policy
from lianxin.org.units import queries as units


def reinstate(request: Request, pk: int) -> HttpResponse:
    """Take back the end of a unit, with what its end had ended."""
    shown = units.unit_visible_to(request.actor, pk)
    units_policy.may_edit(shown, actor=request.actor).or_raise()

    def act(data: dict[str, Any]) -> str:
        operations.reinstate_with_people(
            shown, version=shown.version, actor=request.actor, at=clock.now(), **data
        )
        messages.success(request, _("The end of the unit is taken back."))
        return reverse("units:unit", args=[pk])

    return form_page(
        request,
        "posts/reinstate.html",
        form=forms.Reinstate,
        act=act,
        context={"unit": shown},
    )
