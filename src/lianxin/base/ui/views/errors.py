"""Pages for what went wrong: in plain words, with a way on, and nothing lost."""

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import (
    RequestDataTooBig,
    TooManyFieldsSent,
    TooManyFilesSent,
)
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

TOO_MUCH = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)


@login_not_required
def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400: the server could not read what was sent, or it was too much."""
    context = {"too_much": isinstance(exception, TOO_MUCH)}
    return render(request, "400.html", context, status=400)


@login_not_required
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: the form was opened before one signed in anew, or came from elsewhere."""
    return render(request, "403_csrf.html", status=403)
