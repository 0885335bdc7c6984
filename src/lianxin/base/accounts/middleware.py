"""What an account must do before anything else: choose a password, set up a factor."""

from collections.abc import Callable
from typing import cast

from allauth.account.authentication import get_authentication_records
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django_htmx.http import HttpResponseClientRedirect

from lianxin.base.accounts import policy, queries
from lianxin.base.accounts.models import User

CHANGE_PASSWORD = "account_change_password"  # noqa: S105 -- the name of an address
SET_UP = "mfa_activate_totp"
ALWAYS_OPEN = frozenset({"account_logout", CHANGE_PASSWORD})
OPEN_FOR_SET_UP = ALWAYS_OPEN | {
    "account_reauthenticate",
    SET_UP,
    "mfa_index",
    "mfa_view_recovery_codes",
    "mfa_download_recovery_codes",
}


class first_things_first:  # noqa: N801 -- named in settings as the function it acts as
    """Send whoever came in with a one-time code to choose a password, and holders
    of guarded posts to set up their second factor; runs after the actor is known.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        return self.get_response(request)

    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., HttpResponse],
        args: object,
        kwargs: object,
    ) -> HttpResponse | None:
        """Answer with the way to what comes first, or let the view answer."""
        if not getattr(view, "login_required", True):
            return None
        if not request.user.is_authenticated:
            return None
        match = request.resolver_match
        name = match.view_name if match else ""
        if request.user.must_change_password:
            return None if name in ALWAYS_OPEN else _to(request, CHANGE_PASSWORD)
        if name in OPEN_FOR_SET_UP or not lacks_second_factor(request):
            return None
        return _to(request, SET_UP)


def must_have_second_factor(request: HttpRequest) -> bool:
    """Whether one of the posts of whoever is signed in asks for a second factor.

    `request.acting.post_kinds` are the kinds of all posts held, not only of the one
    chosen in the switcher.
    """
    kinds = request.acting.post_kinds  # type: ignore[attr-defined]  # set by site/middleware
    user = cast("User", request.user)
    return policy.needs_second_factor(user, kinds, demo=settings.DEMO)


def lacks_second_factor(request: HttpRequest) -> bool:
    """Whether a second factor is asked for and none is set up.

    A session that was opened with one needs no look into the database.
    """
    if not must_have_second_factor(request):
        return False
    user = cast("User", request.user)
    records = get_authentication_records(request, user)
    if any(record.get("method") == "mfa" for record in records):
        return False
    return not queries.has_second_factor(user)


def _to(request: HttpRequest, name: str) -> HttpResponse:
    way = redirect(name)
    if getattr(request, "htmx", False):
        return HttpResponseClientRedirect(way.url)
    return way
