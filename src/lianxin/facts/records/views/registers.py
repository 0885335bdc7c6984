"""The registers that are printed and filed: meetings, talks, class hours."""

from functools import partial

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from lianxin.base.log.exports import foot
from lianxin.base.ui import clock
from lianxin.base.ui.requests import Request
from lianxin.base.ui.tables import list_page
from lianxin.facts.records import exports, forms, queries

TEMPLATE = "records/register.html"


@require_GET
def meetings(request: Request) -> HttpResponse:
    """The meetings and lectures of branches, parts of other meetings included."""
    return list_page(
        request,
        TEMPLATE,
        rows=queries.register_visible_to(request.actor, "meetings"),
        columns=exports.meetings_register(),
        filters=partial(forms.RecordFilter, actor=request.actor, register="meetings"),
        caption=_("Register of meetings and lectures"),
        empty=_(
            "Nothing yet. What a branch records of its meetings stands here by itself."
        ),
        export_name=_("register-of-meetings"),
        prepare=exports.attach_to_meetings,
        foot=partial(foot, clock.today()),
    )


@require_GET
def talks(request: Request) -> HttpResponse:
    """That talks took place, with whom; what was said is not here."""
    return list_page(
        request,
        TEMPLATE,
        rows=queries.register_visible_to(request.actor, "talks"),
        columns=exports.talks_register(),
        filters=partial(forms.RecordFilter, actor=request.actor, register="talks"),
        caption=_("Register of heart-to-heart talks"),
        empty=_(
            "Nothing yet. Talks that are recorded stand here, without what was said."
        ),
        export_name=_("register-of-talks"),
        prepare=exports.attach_to_talks,
        foot=partial(foot, clock.today()),
    )


@require_GET
def hours(request: Request) -> HttpResponse:
    """The class hours of each member, from attendance alone; nobody enters them."""
    today = clock.today()
    return list_page(
        request,
        TEMPLATE,
        rows=queries.learners_visible_to(request.actor, today=today),
        columns=exports.hours_register(),
        filters=partial(forms.HoursFilter, actor=request.actor, today=today),
        caption=_("Register of class hours"),
        empty=_("Nobody here. Members of the units whose records you see stand here."),
        export_name=_("register-of-class-hours"),
        prepare=exports.attach_units(request.actor, today),
        foot=partial(foot, today),
        context={
            "asked": queries.hours_asked(today),
            "run_out": queries.plan_run_out(today),
        },
    )
