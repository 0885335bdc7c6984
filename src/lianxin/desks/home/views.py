"""The first page."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from lianxin.base.ui import clock
from lianxin.base.ui.requests import Request
from lianxin.desks.home import queries


@require_GET
def home(request: Request) -> HttpResponse:
    """What whoever is signed in does next, and what the unit has in hand."""
    actor, today = request.actor, clock.today()
    return render(
        request,
        "home/home.html",
        {
            "desk": queries.desk_of(actor, today=today),
            "today": today,
            "year": queries.year_of(actor, today=today)
            if actor.may("goals.report", actor.path or "-")
            else (),
            "may_record": actor.holds("records.record"),
            "may_give": actor.holds("goals.give"),
            "sees_goals": actor.holds("goals.see"),
            "sees_records": actor.holds("records.see"),
            "administers": actor.holds("system.administer"),
        },
    )
