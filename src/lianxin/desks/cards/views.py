"""The card and the line of time of one person."""

from functools import partial
from typing import cast

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from lianxin.base.exports.operations import MEDIA_TYPES, Format
from lianxin.base.log.exports import foot
from lianxin.base.ui import clock
from lianxin.base.ui.answers import file_answer
from lianxin.base.ui.requests import Request
from lianxin.base.ui.tables import list_page
from lianxin.desks.cards import exports, operations, policy, queries
from lianxin.org.people import queries as people
from lianxin.org.people.forms import PeopleFilter


@never_cache
@require_GET
def roster(request: Request) -> HttpResponse:
    """The register of the people one may see all of, as a page and as files."""
    actor, today = request.actor, clock.today()
    policy.may_see_roster(actor=actor).or_raise()
    return list_page(
        request,
        "cards/roster.html",
        rows=queries.roster_of(actor, today=today),
        columns=exports.roster_columns(),
        filters=partial(PeopleFilter, actor=actor, today=today),
        caption=_("Register of people"),
        empty=_("Nobody fits. Change the filters, or enter the person."),
        export_name=_("register-of-people"),
        prepare=partial(queries.attach, actor=actor, today=today),
        foot=partial(foot, today),
    )


@never_cache
@require_GET
def coming(request: Request) -> HttpResponse:
    """The register of applicants, activists and development targets."""
    actor, today = request.actor, clock.today()
    policy.may_see_roster(actor=actor).or_raise()
    return list_page(
        request,
        "cards/coming.html",
        rows=queries.coming_to_the_party(actor, today=today),
        columns=exports.coming_columns(),
        filters=partial(PeopleFilter, actor=actor, today=today),
        caption=_("Register of applicants, activists and development targets"),
        empty=_("Nobody fits. Change the filters, or enter who has applied."),
        export_name=_("register-of-activists"),
        prepare=partial(queries.attach, actor=actor, today=today),
        foot=partial(foot, today),
    )


@never_cache
@require_GET
def elsewhere(request: Request) -> HttpResponse:
    """The register of mobile members and members abroad."""
    actor, today = request.actor, clock.today()
    policy.may_see_roster(actor=actor).or_raise()
    return list_page(
        request,
        "cards/elsewhere.html",
        rows=queries.elsewhere(actor, today=today),
        columns=exports.elsewhere_columns(today),
        filters=partial(PeopleFilter, actor=actor, today=today),
        caption=_("Register of members elsewhere"),
        empty=_("No member is elsewhere by the entries, or nobody fits the filters."),
        export_name=_("register-of-members-elsewhere"),
        prepare=partial(queries.attach, actor=actor, today=today),
        foot=partial(foot, today),
    )


@never_cache
@require_GET
def alike(request: Request) -> HttpResponse:
    """Entries that may be of one person, for those who can tell by the numbers."""
    actor, today = request.actor, clock.today()
    policy.may_see_roster(actor=actor).or_raise()
    found = queries.alike_entries(actor, today=today)
    context = {"found": found, "may_merge": actor.holds("people.edit")}
    return render(request, "cards/alike.html", context)


@never_cache
@require_GET
def card(request: Request, pk: int) -> HttpResponse:
    """The card of one person, to read, to print, or as a file; that is journaled."""
    actor, today = request.actor, clock.today()
    kind = request.GET.get("format", "")
    if kind not in MEDIA_TYPES:
        shown = queries.card_of(pk, actor=actor, today=today)
        context = {"card": shown, "person": shown.person, "today": today}
        return render(request, "cards/card.html", context)
    shown = operations.take_card(pk, form=kind, actor=actor, at=clock.now())
    wanted = cast("Format", kind)
    name = _("Card of %(name)s") % {"name": shown.person.name}
    content = exports.card_file(wanted, shown)
    return file_answer(content, wanted, name=f"{name}-{today:%Y-%m-%d}")


@require_GET
def line(request: Request, pk: int) -> HttpResponse:
    """What happened to a person over time, from facts alone."""
    today, actor = clock.today(), request.actor
    shown = people.person_visible_to(actor, pk, today=today)
    moments = queries.line_of(shown, actor=actor, today=today)
    context = {"person": shown, "moments": moments}
    return render(request, "cards/line.html", context)
