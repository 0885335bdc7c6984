"""Refusals become pages; whoever is not signed in is asked to, and loses nothing."""

from collections.abc import Callable
from urllib.parse import urlsplit

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django_htmx.http import HttpResponseClientRedirect
from typing_extensions import override

from lianxin.base.ui import clock
from lianxin.base.ui.forms import drafts
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


class kept_private:  # noqa: N801 -- as above
    """Answers to somebody who has a session are kept by no cache but their browser's.

    Files not even there: a register that was looked at on a shared machine is not left
    lying in its cache. What a view says of it itself stays.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on, and say of the answer who may keep it."""
        answer = self.get_response(request)
        if request.session.accessed and "Cache-Control" not in answer:
            is_file = "Content-Disposition" in answer
            answer["Cache-Control"] = (
                f"private, {'no-store' if is_file else 'no-cache'}"
            )
        return answer


class sign_in_required(LoginRequiredMiddleware):  # noqa: N801 -- as above
    """Ask whoever is not signed in to sign in, and keep the form they sent."""

    @override
    def process_view(
        self,
        request: HttpRequest,
        view_func: Callable[..., HttpResponseBase],
        view_args: tuple[object, ...],
        view_kwargs: dict[str, object],
    ) -> HttpResponseBase | None:
        """Answer with the way to sign-in, or let the view answer."""
        if request.user.is_authenticated:
            drafts.end_long_stay(request)
        return super().process_view(request, view_func, view_args, view_kwargs)

    @override
    def handle_no_permission(  # type: ignore[override]  # a swap is answered by a header
        self, request: HttpRequest, view_func: Callable[..., HttpResponseBase]
    ) -> HttpResponseBase:
        """The way to sign-in and from there back to the page they came from."""
        keeps = not getattr(view_func, "keeps_nothing", False)
        way = redirect_to_login(
            _back(request, keeps=keeps),
            resolve_url(self.get_login_url(view_func)),
            self.get_redirect_field_name(view_func),
        )
        if getattr(request, "htmx", False):
            return HttpResponseClientRedirect(way.url)
        return way


def _back(request: HttpRequest, *, keeps: bool) -> str:
    """An address that can be opened: a form's own, else where the button stood.

    Of a view that `keeps_nothing` the form is not even read.
    """
    if request.method in {"GET", "HEAD"} and not getattr(request, "htmx", False):
        return request.get_full_path()
    if request.method == "POST" and not keeps:
        return request.get_full_path()
    if request.method == "POST" and drafts.keep(request, at=clock.now()):
        return request.get_full_path()
    came_from = request.headers.get("HX-Current-URL") or request.headers.get("Referer")
    if came_from and url_has_allowed_host_and_scheme(
        came_from, {request.get_host()}, require_https=request.is_secure()
    ):
        parts = urlsplit(came_from)
        return f"{parts.path}?{parts.query}" if parts.query else parts.path
    return resolve_url("/")
