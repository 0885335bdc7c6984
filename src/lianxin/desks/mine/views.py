"""My page: posts, rights, settings, my data, and what is done with it."""

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from lianxin.base.rulebook import queries as rulebook
from lianxin.base.ui import clock
from lianxin.base.ui.requests import POST_IN_SESSION, Request
from lianxin.desks.mine import exports, operations, queries
from lianxin.facts.records import queries as records
from lianxin.kernel.actor import NotVisible
from lianxin.org.posts import queries as posts


@require_safe
def me(request: Request) -> HttpResponse:
    """Who I am here: posts, units, standing, rights."""
    person, today = request.acting.person, clock.today()
    context = {
        "person": person,
        "titles": [(a, posts.title_of(a)) for a in request.acting.appointments],
        "places": queries.places_of(person, today=today) if person else (),
        "standing": queries.standing_of(person, today=today) if person else "",
        "learning": records.learning_of(person, today=today) if person else (),
        "rights": queries.rights_of(request.actor),
    }
    return render(request, "mine/me.html", context)


@require_POST
def post(request: Request) -> HttpResponse:
    """Act for another one of one's own posts from now on."""
    wanted = request.POST.get("post", "")
    own = {str(a.pk): a.pk for a in request.acting.appointments}
    if wanted not in own:
        raise NotVisible
    request.session[POST_IN_SESSION] = own[wanted]
    return HttpResponseRedirect(_way_back(request))


@require_safe
def preferences(request: Request) -> HttpResponse:
    """Language, light or dark, size of type."""
    return render(request, "mine/preferences.html")


@require_http_methods(["GET", "HEAD", "POST"])
def data(request: Request) -> HttpResponse:
    """My data: what is in the file; by POST, the file."""
    if request.method != "POST":
        return render(request, "mine/data.html")
    at = clock.now()
    found = operations.take_own_data(request.acting.person, actor=request.actor, at=at)
    answer = HttpResponse(
        exports.archive(found, name=request.actor.name, at=at),
        content_type="application/zip",
    )
    answer["Content-Disposition"] = 'attachment; filename="my-data.zip"'
    answer["Cache-Control"] = "private, no-store"
    return answer


@require_safe
def privacy(request: Request) -> HttpResponse:
    """The privacy notice, from the rulebook's powers and periods."""
    today = clock.today()
    context = {
        "see_people": queries.posts_with("people.see"),
        "see_standing": queries.posts_with("people.standing"),
        "see_contact": queries.posts_with("people.contact"),
        "see_records": queries.posts_with("records.see"),
        "see_goals": queries.posts_with("goals.see"),
        "see_journal": queries.posts_with("journal.see"),
        "manage_accounts": queries.posts_with("accounts.manage"),
        "administer": queries.posts_with("system.administer"),
        "request_log_months": rulebook.number("journal_keep_months"),
        "draft_hours": rulebook.number("draft_hours"),
        "code_days": rulebook.number("one_time_code_days"),
        "session_hours": request.session.get_expiry_age() // 3600,
        "clerks": [
            (a.person.name, posts.title_of(a))
            for a in queries.in_charge_of_entries(request.actor, today=today)
        ],
    }
    return render(request, "mine/privacy.html", context)


def _way_back(request: Request) -> str:
    """The page from which somebody came, where it is one of ours; else the home page."""
    wanted = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    ):
        return wanted
    return reverse("home:home")
