"""Registers of units with what their posts say of them."""

from functools import partial

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from lianxin.base.log.exports import foot
from lianxin.base.ui import clock
from lianxin.base.ui.requests import Request
from lianxin.base.ui.tables import list_page
from lianxin.org.posts import exports, forms, queries


@require_GET
def organisations(request: Request) -> HttpResponse:
    """The register of Party organisations, as a page and as files."""
    actor, today = request.actor, clock.today()
    return list_page(
        request,
        "posts/organisations.html",
        rows=queries.organisations_of(actor),
        columns=exports.columns_of_organisations(),
        filters=partial(forms.OrganisationsFilter, actor=actor),
        caption=_("Register of Party organisations"),
        empty=_("No unit fits. Change the filters."),
        export_name=_("party-organisations"),
        prepare=partial(queries.describe, actor=actor, today=today),
        foot=partial(foot, today),
    )
