"""Pages of what committees study before others decide: the list, the register."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from lianxin.base.log.exports import foot
from lianxin.base.ui import clock
from lianxin.base.ui.forms import form_page
from lianxin.base.ui.requests import Request
from lianxin.base.ui.tables import list_page
from lianxin.facts.records import exports, forms, operations, panels, policy, queries


@require_GET
def prior_study(request: Request) -> HttpResponse:
    """What committees studied before others decide, with what came of it."""
    return list_page(
        request,
        "records/register.html",
        rows=queries.prior_studies_visible_to(request.actor),
        columns=exports.studied_columns(),
        filters=partial(forms.StudiedFilter, actor=request.actor),
        caption=_("Register of prior study"),
        empty=_(
            "Nothing yet. Topics of committee meetings that were studied before others "
            "decide stand here by themselves."
        ),
        export_name=_("register-of-prior-study"),
        foot=partial(foot, clock.today()),
        context={"list_of": queries.unit_of_own_list(request.actor)},
    )


@require_GET
def matters(request: Request, unit_pk: int) -> HttpResponse:
    """The list of a unit: the edition in force, and former ones by choice."""
    unit = queries.unit_with_list(request.actor, unit_pk)
    today = clock.today()
    return list_page(
        request,
        "records/matters.html",
        rows=queries.all_matters_of(unit),
        columns=exports.matter_columns(),
        filters=partial(forms.EditionFilter, unit=unit, today=today),
        caption=_("List of prior study"),
        empty=_(
            "No list is in force. Whoever keeps the records of the unit enters it."
        ),
        export_name=_("list-of-prior-study"),
        foot=partial(foot, today),
        context={
            "unit": unit,
            "edition": queries.edition_of(unit, on=today),
            "named": panels.to_be_studied(today=today),
            "may_list": policy.may_record(unit, actor=request.actor),
        },
    )


def list_matters(request: Request, unit_pk: int) -> HttpResponse:
    """Enter a new edition of the list; it begins as the one in force stands."""
    unit = queries.unit_with_list(request.actor, unit_pk)
    policy.may_record(unit, actor=request.actor).or_raise()
    today = clock.today()

    def act(data: dict[str, Any]) -> str:
        operations.list_matters(
            unit, listed=data["listed"], actor=request.actor, at=clock.now()
        )
        messages.success(request, _("The list is in force from its day on."))
        return reverse("records:matters", args=[unit_pk])

    first = queries.lines_by_decider(queries.matters_of(unit, on=today))
    return form_page(
        request,
        "records/list_matters.html",
        form=partial(forms.ListForm, initial={"since": today, **first}),
        act=act,
        context={"unit": unit},
    )
