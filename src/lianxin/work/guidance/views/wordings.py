"""The table of former wordings: shown, added to, taken out of."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from lianxin.base.rulebook import queries as rulebook
from lianxin.base.ui import clock
from lianxin.base.ui.forms import form_page
from lianxin.base.ui.requests import Request
from lianxin.base.ui.tables import list_page
from lianxin.work.guidance import exports, forms, operations, policy, queries
from lianxin.work.guidance.queries.intake import unit_of


@require_GET
def wordings(request: Request) -> HttpResponse:
    """What units say no more, and the table of the rulebook beside it."""
    actor = request.actor
    return list_page(
        request,
        "guidance/wordings.html",
        rows=queries.wordings_visible_to(actor),
        columns=exports.columns_of_wordings(actor),
        caption=_("Former wordings"),
        empty=_(
            "Nothing of your own yet. What the office clerk adds here is shown beside "
            "each row of a plan that still says it."
        ),
        export_name=_("former wordings"),
        context={
            "of_rulebook": rulebook.wordings(),
            "may_add": actor.holds("plans.edit"),
        },
    )


def add(request: Request) -> HttpResponse:
    """Say what the unit says no more."""
    unit = unit_of(request.actor)
    policy.may_keep_wordings(unit, actor=request.actor).or_raise()

    def act(data: dict[str, Any]) -> str:
        operations.add_wording(unit, actor=request.actor, at=clock.now(), **data)
        messages.success(request, _("Rows that still say it are marked from now on."))
        return reverse("guidance:wordings")

    return form_page(
        request,
        "guidance/add_wording.html",
        form=partial(forms.WordingForm, initial={"since": clock.today()}),
        act=act,
        context={"unit": unit},
    )


def remove(request: Request, pk: int) -> HttpResponse:
    """Take a row out of the table."""
    wording = queries.wording_visible_to(request.actor, pk)
    policy.may_keep_wordings(wording.unit, actor=request.actor).or_raise()

    def act(_data: dict[str, Any]) -> str:
        operations.remove_wording(wording, actor=request.actor, at=clock.now())
        messages.success(request, _("It is taken out of the table."))
        return reverse("guidance:wordings")

    return form_page(
        request,
        "guidance/remove_wording.html",
        form=forms.NothingToAsk,
        act=act,
        context={"wording": wording},
    )
