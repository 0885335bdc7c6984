"""All addresses of the site."""

from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, include, path
from django.urls.resolvers import RoutePattern
from django.utils.datastructures import MultiValueDict
from django.utils.translation import get_language
from typing_extensions import override


class LateResolver(URLResolver):
    """Addresses whose module is loaded when the first of them is asked for.

    The interface's library takes as long to load as a tenth of the site.
    """

    @override
    def _populate(self) -> None:
        """Collect no names here: they are all in the namespace, which asks anew."""
        language = get_language()
        for names in ("_reverse_dict", "_namespace_dict", "_app_dict"):
            getattr(self, names)[language] = MultiValueDict()


@login_not_required
def healthz(request: HttpRequest) -> HttpResponse:
    """Answer 200 where the database answers; for the proxy and for monitoring."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain")


urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("lianxin.desks.home.urls")),
    path("search/", include("lianxin.desks.search.urls")),
    path("goals/", include("lianxin.work.goals.urls")),
    path("reviews/", include("lianxin.work.reviews.urls")),
    path("duties/", include("lianxin.work.duties.urls")),
    path("plans/", include("lianxin.work.guidance.urls")),
    path("targets/", include("lianxin.work.targets.urls")),
    path("records/", include("lianxin.facts.records.urls")),
    path("workbook/", include("lianxin.desks.workbook.urls")),
    path("polls/", include("lianxin.facts.polls.urls")),
    path("elections/", include("lianxin.programmes.elections.urls")),
    path("inspections/", include("lianxin.programmes.inspections.urls")),
    path("org/units/", include("lianxin.org.units.urls")),
    path("org/people/", include("lianxin.org.people.urls")),
    path("org/cards/", include("lianxin.desks.cards.urls")),
    path("org/responsibility/", include("lianxin.desks.responsibility.urls")),
    path("org/statistics/", include("lianxin.desks.statistics.urls")),
    path("org/personnel/", include("lianxin.org.personnel.urls")),
    path("org/transfers/", include("lianxin.org.transfers.urls")),
    path("org/imports/", include("lianxin.desks.imports.urls")),
    LateResolver(RoutePattern("api/"), "lianxin.site.api", None, "ninja", "api"),
    path("org/posts/", include("lianxin.org.posts.urls")),
    path("documents/", include("lianxin.org.letters.urls")),
    path("approvals/", include("lianxin.org.approvals.urls")),
    path("rules/", include("lianxin.base.rules.urls")),
    path("journal/", include("lianxin.desks.history.urls")),
    path("me/reminders/", include("lianxin.desks.reminders.urls")),
    path("me/", include("lianxin.desks.mine.urls")),
    path("administration/archives/", include("lianxin.base.archives.urls")),
    path("administration/", include("lianxin.desks.administration.urls")),
    path("accounts/", include("lianxin.base.accounts.urls")),
    path("components/", include("lianxin.base.ui.urls")),
    path("healthz", healthz, name="healthz"),
]

handler400 = "lianxin.base.ui.views.bad_request"
