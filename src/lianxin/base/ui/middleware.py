"""Refusals become pages; whoever is not signed in is asked to sign in."""

from collections.abc import Callable

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from lianxin.kernel.actor import NotVisible, Refused

Handler = Callable[[HttpRequest], HttpResponse]


class refusals:  # noqa: N801 -- named in settings as the function it acts as
    """`Refused` becomes a 403 page with the reason, `NotVisible` a 404 page."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        return self.get_response(request)

    def process_exception(
        self, request: HttpRequest, exception: Exception
    ) -> HttpResponse | None:
        """Answer the two exceptions; leave all others alone."""
        if isinstance(exception, Refused):
            return render(request, "403.html", {"reason": exception.reason}, status=403)
        if isinstance(exception, NotVisible):
            raise Http404 from exception
        return None


sign_in_required = LoginRequiredMiddleware
