"""My reminders: the digest, the calendar, and the calendar's own address."""

from functools import partial
from typing import Any, cast

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from lianxin.base.ui import clock
from lianxin.base.ui.forms import form_page
from lianxin.base.ui.requests import Request
from lianxin.desks.reminders import exports, forms, operations, queries
from lianxin.desks.reminders.enums import Rhythm, Way

KEY = "key"


def reminders(request: Request) -> HttpResponse:
    """What I chose, my calendar, and the digests I was shown."""
    wish = queries.wish_of(request.actor)
    first = {
        "way": wish.way if wish else Way.NONE,
        "rhythm": wish.rhythm if wish else Rhythm.WEEK,
        "email": cast("Any", request.user).email,
    }

    def act(data: dict[str, Any]) -> str:
        operations.choose_reminders(
            way=Way(data["way"]),
            rhythm=Rhythm(data["rhythm"]),
            email=data.get("email", ""),
            actor=request.actor,
            at=clock.now(),
        )
        messages.success(request, _("Your choice is kept."))
        return reverse("reminders:mine")

    return form_page(
        request,
        "reminders/reminders.html",
        form=partial(forms.WishForm, has_mail=bool(settings.EMAIL_HOST), initial=first),
        act=act,
        context={
            "subscription": queries.subscription_of(request.actor),
            "digests": queries.digests_of(request.actor),
            "has_mail": bool(settings.EMAIL_HOST),
        },
    )


@require_POST
def open_calendar(request: Request) -> HttpResponse:
    """Make the secret address, and show it this once."""
    secret = operations.open_calendar(actor=request.actor, at=clock.now())
    address = request.build_absolute_uri(reverse("reminders:calendar"))
    answer = render(
        request, "reminders/opened.html", {"address": f"{address}?{KEY}={secret}"}
    )
    answer["Cache-Control"] = "private, no-store"
    return answer


@require_POST
def close_calendar(request: Request) -> HttpResponse:
    """Withdraw the address."""
    if operations.close_calendar(actor=request.actor, at=clock.now()):
        messages.success(request, _("The address is withdrawn: nobody reads it now."))
    return redirect("reminders:mine")


@login_not_required
@require_safe
def calendar(request: HttpRequest) -> HttpResponse:
    """The calendar, for whoever knows the address; it tells of no person.

    The secret is asked for behind the question mark, which no request log keeps.
    """
    found = queries.all_subscriptions_with(request.GET.get(KEY, ""))
    if found is None:
        raise Http404
    with translation.override(found.language or settings.LANGUAGE_CODE):
        made = exports.calendar(
            queries.deadlines_of(found.person, today=clock.today()),
            site=request.build_absolute_uri("/").rstrip("/"),
            at=clock.now(),
        )
    answer = HttpResponse(made, content_type=exports.CALENDAR)
    answer["Cache-Control"] = "private, no-cache"
    answer["Referrer-Policy"] = "no-referrer"
    return answer
